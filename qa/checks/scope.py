"""Words under which nothing may be left out: "not", "first", "only", "every", "if", "than were".

Of a plain statement less may be told: who met in Tokyo on Monday met. Of these words that does not
hold: who did not meet in Tokyo may have met, and the first meeting since May is not the first.
Their contexts are not upward monotone (van Benthem 1986; MacCartney and Manning 2007, "Natural
logic for textual inference"), so a draft that keeps such a word keeps all that it is about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from qa.checks.grammar import (
    ARTICLES,
    AUXILIARIES,
    FREE,
    PREPOSITIONS,
    is_date,
)
from qa.checks.reading import Reading, Token, read
from qa.checks.selection import Selection, select
from qa.checks.speech import attributions
from qa.language.closed_words import (
    CONDITIONS,
    IRREGULAR_PARTICIPLES,
    IRREGULAR_PASTS,
    NEGATIONS,
    NUMBER_WORDS,
    PLAIN_LINKS,
    TIME_UNITS,
    TIME_WORDS,
    TITLES,
    WEEKDAYS,
)

_UNIVERSAL = frozenset("all any both each every few fewest least most".split())
_RANKED = frozenset("first last only sole best worst least most".split()) | {
    word for word in NUMBER_WORDS if re.search(r"(?:st|nd|rd|th)$", word)
}
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)$")
_SUPERLATIVE = re.compile(r"[a-z]{2,}est$")
_NO_SUPERLATIVES = frozenset(
    """arrest contest east forest guest harvest honest interest invest manifest modest northwest
    priest protest quest request rest southwest suggest test west
    """.split()
)
_DENYING = NEGATIONS | CONDITIONS
_TIMES = TIME_WORDS | TIME_UNITS
VERBS = AUXILIARIES | IRREGULAR_PASTS | IRREGULAR_PARTICIPLES


def widened(sentence: str, evidence: str) -> str:
    """What a draft left out though its "not", "first" or the like is about it; "" if nothing."""
    selection, source = select(sentence, evidence), read(evidence)
    told = zip(read(sentence).tokens, selection.places, strict=True)
    renamed = any(token.content and place is None for token, place in told)
    for index in sorted(selection.kept):
        missing = [
            place
            for place in _scope(source, index)
            if place not in selection.kept and _says_more(source.tokens[place], renamed)
        ]
        free = _may_go(source, selection) if missing else ()
        lost = [source.tokens[place].text for place in missing if place not in free]
        if lost:
            return f"said more widely: {source.tokens[index].text} without {', '.join(lost)}"
    return ""


def _says_more(token: Token, renamed: bool) -> bool:
    """Whether leaving out a word of a scope widens it: "under her" as well, where no name of the
    draft may stand for "her"."""
    return token.content or not (renamed or token.key in _PLAIN)


_PLAIN = PLAIN_LINKS | FREE - {"also", "further", "just"}


def _scope(source: Reading, index: int) -> Iterator[int]:
    """The tokens that the word at `index` is about; none for most words."""
    key = source.tokens[index].key
    if key in _DENYING:
        yield from _before(source, index)
        yield from _after(source, index)
    elif _ranks(source, index):
        # "on Monday" tells when the first meeting was, not among which it was the first.
        yield from (place for place in _after(source, index) if not _is_day(source, place))
    elif key in _UNIVERSAL:
        yield from _after(source, index, to_verb=True)
    elif _compares(source, index):
        yield from _after(source, index)


def _is_day(source: Reading, index: int) -> bool:
    """ "on" and "Monday" of "on Monday"."""
    key, following = source.tokens[index].key, source.tokens[index + 1 : index + 2]
    if key in PREPOSITIONS:
        return any(token.key in WEEKDAYS for token in following)
    return key in WEEKDAYS


def _after(source: Reading, index: int, *, to_verb: bool = False) -> Iterator[int]:
    """What follows, up to punctuation, which sets apart what only adds; or up to a verb."""
    for place in range(index + 1, len(source.tokens)):
        token = source.tokens[place]
        is_verb = token.key in VERBS or token.key.endswith("ed")
        if source.edges[place] or (to_verb and is_verb):
            return
        yield place


def _before(source: Reading, index: int) -> Iterator[int]:
    """A phrase of time or place that opens the clause: "On Monday, Novak did not …"."""
    start = index
    while start > 0 and not source.walls[start]:
        start -= 1
    end = next((i for i in range(start + 1, index + 1) if source.edges[i]), start)
    opens = source.tokens[start].key in PREPOSITIONS
    if opens or (end > start and is_date(source.tokens[start:end])):
        yield from range(start, end)


def _ranks(source: Reading, index: int) -> bool:
    """Whether a word picks one out of many: "third", "largest"; not "last week", "at least"."""
    token = source.tokens[index]
    before, after = source.tokens[max(0, index - 1) : index], source.tokens[index + 1 : index + 2]
    if any(each.key in _TIMES for each in after):
        return False
    if any(each.key in _TIMES or each.key == "at" or each.number for each in before):
        return False
    if token.key in _RANKED or _ORDINAL.match(token.key):
        return True
    return bool(_SUPERLATIVE.match(token.key)) and token.key not in _NO_SUPERLATIVES


def _compares(source: Reading, index: int) -> bool:
    """Whether what follows is compared with: "two more than were reported in May", "as many as in
    May", "up from 610 million in 2024"; not "more than 40 fires", "as well as Kral"."""
    key, before = source.tokens[index].key, source.tokens[max(0, index - AS_FAR) : index]
    following = [
        token for token in source.tokens[index + 1 : index + 3] if token.key not in ARTICLES
    ]
    if key == "than":
        return not (following and (following[0].number or following[0].key == "half"))
    if key == "as":
        opened = (
            any(token.key == "as" for token in before[:-1]) and before[-1].key not in _NO_MEASURE
        )
        return opened and not (following and following[0].number)
    if key == "from":
        figures = any(token.number for token in source.tokens[index + 1 : index + AS_FAR])
        return figures and any(token.key in ("down", "up") for token in before[-1:])
    return key == "compared"


_NO_MEASURE = frozenset("early far late long soon well".split())
"""Between "as" and "as" these compare nothing: "as early as this weekend"."""
AS_FAR = 4
"""Words among which the first "as" of "as many new cases as" is looked for, or a figure."""


def _may_go(source: Reading, selection: Selection) -> frozenset[int]:
    """Tokens that narrow nothing: who says so, and the titles of people who are named."""
    spoken = {place for start, end in attributions(source) for place in range(start, end)}
    titles = {
        place
        for place, token in enumerate(source.tokens)
        if token.key in TITLES and place + 1 in selection.kept and source.tokens[place + 1].capital
    }
    return frozenset(spoken | titles)
