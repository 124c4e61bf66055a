"""Which source shows what was said, where nobody speaks: ", Tarvian customs figures show."."""

from __future__ import annotations

import re

_SOURCE = (
    r"(?:accounts?|analys[ei]s|audit(?:or)?s?|cens(?:us|uses)|data|documents?|emails|estimates?"
    r"|evidence|figures?|files?|filings?|footage|images?|inquir(?:y|ies)|inquests?"
    r"|inspect(?:ions?|ors)|investigat(?:ions?|ors)|minutes|papers?|polls?|projections?|records?"
    r"|reports?|research(?:ers)?|results?|reviews?|scientists|statistics|stud(?:y|ies)|surveys?"
    r"|tests?|trials?)"
)
_WORDS = r"[^,;()—–“”\"]"
_SHOWS = re.compile(
    r"[,—–]\s(?P<all>(?!(?:as|because|if|than|that|though|when|where|which|while|who|whose)\b)"
    rf"(?:{_WORDS}{{1,60}}?\s)?{_SOURCE}\s(?:(?:by|for|from|of)\s{_WORDS}{{2,40}}?\s)?"
    r"(?:(?:has|have)\s)?(?:conclude[ds]?|estimate[ds]?|finds?|found|indicate[ds]?"
    r"|reveal(?:ed|s)?|show(?:ed|n|s)?|suggest(?:ed|s)?))"
    rf"(?:\s(?:at|in|last|on|published|released|this)\s{_WORDS}{{1,40}})?[.]?\s*$",
    re.I,
)


def shown(text: str) -> tuple[re.Match[str], ...]:
    """The clause at the end of a sentence that says which source shows it, `all` up to its verb."""
    found = _SHOWS.search(text)
    return (found,) if found else ()
