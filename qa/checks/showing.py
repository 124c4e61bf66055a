"""Which source shows what was said, or in whose view it is so, where nobody speaks.

", Tarvian customs figures show." and "In the prosecutor’s view," are attributions as well.
"""

from __future__ import annotations

import re

_SOURCE = (
    r"(?:accounts?|analys[ei]s|audit(?:or)?s?|cens(?:us|uses)|data|documents?|emails|estimates?"
    r"|evidence|figures?|files?|filings?|footage|images?|inquir(?:y|ies)|inquests?"
    r"|inspect(?:ions?|ors)|investigat(?:ions?|ors)|minutes|papers?|polls?|projections?|records?"
    r"|reports?|research(?:ers)?|results?|reviews?|scientists|statistics|stud(?:y|ies)|surveys?"
    r"|tests?|trials?)"
)
_WORDS = r"(?:[^,;()—–“”\"]|(?<=\d),(?=\d))"
"""A character of a clause: the comma of "500,000" ends none."""
_SHOWS = re.compile(
    r"[,—–]\s(?P<all>(?!(?:as|because|if|than|that|though|when|where|which|while|who|whose)\b)"
    rf"(?:{_WORDS}{{1,60}}?\s)?{_SOURCE}\s(?:(?:by|for|from|of)\s{_WORDS}{{2,40}}?\s)?"
    r"(?:(?:has|have)\s)?(?:conclude[ds]?|estimate[ds]?|finds?|found|indicate[ds]?"
    r"|reveal(?:ed|s)?|show(?:ed|n|s)?|suggest(?:ed|s)?))"
    rf"(?:\s(?:at|in|last|on|published|released|this)\s{_WORDS}{{1,40}})?[.]?\s*$",
    re.I,
)
_VIEW = (
    r"(?:accounts?|admission|assessment|calculations?|count|estimates?|eyes|judge?ment|mind"
    r"|opinion|perspective|point of view|reckoning|standpoint|telling|views?|words)"
)
_IN_THE_VIEW = re.compile(
    rf"(?:^|[,—–]\s)(?P<all>(?:by|from|in|on|to)\s"
    rf"(?:(?:his|her|its|their|{_WORDS}{{1,40}}?(?:[’']s|s[’']))\s(?:own\s)?{_VIEW}"
    rf"|the\s{_VIEW}\sof\s{_WORDS}{{2,40}}?))(?=,|[.]?\s*$)",
    re.I,
)


def shown(text: str) -> tuple[re.Match[str], ...]:
    """The clauses that say which source shows what a sentence says, or in whose view it is so.

    `all` is such a clause up to its verb, if it has one.
    """
    found = _SHOWS.search(text)
    return (*((found,) if found else ()), *_IN_THE_VIEW.finditer(text))
