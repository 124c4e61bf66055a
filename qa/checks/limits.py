"""What narrows a statement, or gives another figure for it, stays whole beside the statement.

"at 4 dollars a dose, in countries where the disease is endemic" is not "at 4 dollars a dose", and
"2,600 took part, the union said; Corvane put the number at 2,200" is not what the union said alone.
"""

from __future__ import annotations

import re

from qa.checks.reading import Reading
from qa.language.closed_words import AUXILIARIES, MODALS, TIME_UNITS, TIME_WORDS
from qa.language.tenses import verbs_in

_LIMITS = re.compile(
    r"(?<![\w-])(?:for (?:now|the (?:moment|present|time being))|at (?:this|that) (?:point|stage)"
    r"|until (?:a|an|the|its|his|her|their|further)\s\w+|in (?:part|principle|theory)"
    r"|for (?:children|men|patients|people|those|women) (?:aged|over|under|with|without)"
    r"|on (?:a|an) (?:interim|provisional|temporary|trial) basis|on (?:the )?condition that"
    r"|(?:provided|providing) that|subject to|pending|as long as|only if|in an acting capacity"
    r"|in exchange for|in return for|to some extent|on paper"
    r"|with (?:few|just|merely|only|the (?:sole )?exception)"
    r"|in (?:(?:an?|the|their|early|latest|opinion|recent|several|some) ){0,2}"
    r"(?:animals?|experiments?|forecasts?|labs?|laborator(?:y|ies)|mice|models?|polling|polls?"
    r"|projections?|rats|rehearsals?|simulations?|surveys?|tests?|trials?)"
    r"|(?:after|before|excluding|including|net of|not counting|without) (?:\w+ )?"
    r"(?:costs?|discounts?|expenses|fees?|inflation|interest|subsid(?:y|ies)|tax(?:es)?|vat)"
    r"|in the same (?:month|period|quarter|season|week))\b",
    re.I,
)
"""Phrases that limit what stands before them in their clause."""
_DETERMINED = r"(?:all|any|certain|many|most|only|other|some|the|those|these)"
_MANY = (
    r"(?:anybody|anyone|children|everyone|men|people|someone|women"
    r"|(?!(?:his|its|this)\b)[\w-]{2,}(?<![s’'])s)"
)
_RESTRICTION = re.compile(
    r"\b(?P<before>among|at|by|for|from|in|on|to|under|with|within)\s"
    rf"(?:(?:{_DETERMINED}\s)?(?:[\w’'-]+\s){{0,2}}?{_MANY}|those)\s"
    r"(?P<relative>(?:for|in|on|to)\swhich|that|where|which|whom?|whose)\b",
    re.I,
)
"""A plural with a clause that no comma parts from it: "for people whose", "in cases where"."""
_PERMITTED = re.compile(
    r"\b(?:allowed|available|banned|barred|closed|compulsory|forbidden|free|illegal|legal|mandatory"
    r"|obligatory|off[ -]limits|open|optional|permitted|prohibited|required|reserved|safe|unlawful)"
    rf"\s(?P<whom>(?:for|to)\s(?!\w+ing\b)(?:[\w’'-]+\s){{0,2}}?{_MANY})\b",
    re.I,
)
"""For whom something is allowed or not: "banned for men", "free to members"."""
_CONDITION = re.compile(
    r"\b(?P<case>in case|in the event (?:of|that))\b"
    r"|\b(?P<time>after|as soon as|once(?! (?:an?|again|every|in|more|over|per)\b)|until|when"
    r"|whenever)\s(?!to\b|\w+ed\b)"
    r"(?P<clause>[^,;:()—–]+)",
    re.I,
)
"""What has yet to happen first: "in case of a strike", "once the deal is signed"."""
_PRESENT = AUXILIARIES - {"did", "had", "was", "were"}
_FIGURE = r"(?:attendance|bill|cost|count|crowd|damage|figure|loss|number|price|toll|total|turnout)"
_SAYS_OTHERWISE = (
    rf"(?:(?:puts?|estimates?d?)\s(?:its|that|the|this)\s(?:\w+\s){{0,2}}?{_FIGURE}(?:e?s)?\b"
    r"|(?:said|says)\s(?:that\s)?"
    rf"(?:it|there|(?:its|the)\s(?:\w+\s){{0,2}}?{_FIGURE}(?:e?s)?)\s"
    r"(?:are|came to|had been|is|stood at|was|were|would be)\b)"
)
_RIVAL = re.compile(
    r"[,;:—–.]\s(?P<all>(?:(?:although|and|but|though|whereas|while|yet)\s)?"
    rf"(?!{_SAYS_OTHERWISE})(?:[\w’'&-]+\s){{1,8}}?{_SAYS_OTHERWISE})"
)
"""Where somebody else gives a figure for the same thing: "Corvane put the number at"."""


def lost_limit(kept: frozenset[int], source: Reading) -> str:
    """A phrase that limits what stands before it: "for now", "in principle"."""
    for limit in _LIMITS.finditer(source.text):
        inside = _tokens(source, *limit.span())
        before = range(source.stretch(max(0, inside.start - 1)), inside.start)
        if not kept.intersection(inside) and kept.intersection(before):
            return f"a reservation lost: {limit.group()}"
    return ""


def lost_restriction(kept: frozenset[int], source: Reading) -> str:
    """Of whom, or of which places, a statement holds is all told with it."""
    for found in _RESTRICTION.finditer(source.text):
        if (found["before"].lower(), found["relative"].lower()) == ("to", "that"):
            continue  # "said to reporters that": what they were told
        phrase = _phrase(source, found.start())
        if _is_cut(source, phrase, kept) and not kept.isdisjoint(_narrowed(source, phrase)):
            return f"a reservation lost: {found.group()}"
    return ""


def lost_permission(kept: frozenset[int], source: Reading) -> str:
    """For whom something is allowed or forbidden is told with it; not for how long."""
    for found in _PERMITTED.finditer(source.text):
        whom = _tokens(source, *found.span("whom"))
        if source.tokens[whom[-1]].key in TIME_UNITS:
            continue
        if _is_cut(source, whom, kept) and whom.start - 1 in kept:
            return f"a reservation lost: {found['whom']}"
    return ""


def lost_condition(kept: frozenset[int], source: Reading) -> str:
    """What is said to come, or to be possible, is told with what must happen first."""
    for found in _CONDITION.finditer(source.text):
        phrase = _phrase(source, found.start())
        if not _is_cut(source, phrase, kept) or _tells_of_day(source, phrase.start):
            continue
        told = kept & _narrowed(source, phrase)
        modals = {source.tokens[p].key for p in told if source.tokens[p].text != "May"} & MODALS
        if (found["case"] and told) or (found["time"] and _is_open(found, modals)):
            return f"a reservation lost: {found.group()}"
    return ""


def _tells_of_day(source: Reading, index: int) -> bool:
    """Whether "when" is about the day before it: "on Monday, when schools close"."""
    before = source.tokens[max(0, index - 1) : index]
    dated = any(token.number or token.key in TIME_WORDS for token in before)
    return dated and source.tokens[index].key == "when"


def _is_open(found: re.Match[str], modals: set[str]) -> bool:
    """Whether a clause tells of what is still to come: "when it was shut" does beside "would"."""
    verbs = verbs_in(found["clause"])
    if not modals or (not verbs and found["time"].lower() in ("after", "until")):
        return False  # "after the vote" only tells when
    began = re.compile(r"\w+").match(found["clause"], verbs[0]) if verbs else None
    past = began is not None and began.group() not in _PRESENT
    return not past or bool(modals & {"could", "might", "would"})


def lost_rival(kept: frozenset[int], source: Reading) -> str:
    """Where two give different figures for one thing, neither of them is told alone."""
    for found in _RIVAL.finditer(source.text):
        clause = _phrase(source, found.start("all"))
        before = range(clause.start)
        figures = {place for place in before if source.tokens[place].number}
        if not figures or not any(source.tokens[place].number for place in clause):
            continue
        lost = _is_cut(source, clause, kept) and not kept.isdisjoint(before)
        alone = not kept.isdisjoint(clause) and kept.isdisjoint(figures)
        if lost or alone:
            return f"another figure lost: {found['all']}"
    return ""


def _tokens(source: Reading, start: int, end: int) -> range:
    """The tokens of a stretch of the text."""
    inside = [i for i, token in enumerate(source.tokens) if token.start < end and token.end > start]
    return range(inside[0], inside[-1] + 1)


def _phrase(source: Reading, start: int) -> range:
    """The tokens from a place in the text up to punctuation."""
    first = next(i for i, token in enumerate(source.tokens) if token.end > start)
    return range(first, next(i for i in range(first + 1, len(source.edges)) if source.edges[i]))


def _is_cut(source: Reading, phrase: range, kept: frozenset[int]) -> bool:
    return any(source.tokens[place].content and place not in kept for place in phrase)


def _narrowed(source: Reading, phrase: range) -> frozenset[int]:
    """What a phrase narrows: the words that it follows; its whole clause where a comma parts it
    from them; where it opens a clause, what comes after."""
    if not source.edges[phrase.start]:
        return frozenset(range(source.stretch(phrase.start), phrase.start))
    begin = next(i for i in range(phrase.start, -1, -1) if source.walls[i])
    if begin < phrase.start:
        return frozenset(range(begin, phrase.start))
    end = next(i for i in range(phrase.stop, len(source.walls)) if source.walls[i])
    return frozenset(range(phrase.stop, end))
