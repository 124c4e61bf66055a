"""Whether two articles' statements in nearly the same words tell of different things.

"Novak sued Kral on Monday" is not what "Kral sued Novak" or "Novak sued Kral on Tuesday" says.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby, pairwise

from qa.checks.grammar import OF_TIME_OR_PLACE, is_verb, reports
from qa.checks.modality import lost_doubt
from qa.checks.reading import LONGEST, Reading, read
from qa.checks.roles import misplaced
from qa.checks.speech import days_of_speaking
from qa.language.closed_words import MONTHS, TIME_WORDS, TITLES, WEEKDAYS
from qa.language.words import masked, stem, words


def tells_otherwise(claim: str, source: str) -> bool:
    """Whether a source names another office or day, only doubts, or has it the other way round.

    Of a source that is too long to be laid out (LONGEST) only the first two are known.
    """
    if _other_office(claim, source) or _other_days(claim, source):
        return True
    if max(len(read(text).tokens) for text in (claim, source)) > LONGEST:
        return False
    return bool(lost_doubt(claim, source)) or _other_way_round(claim, source)


def _other_days(claim: str, source: str) -> bool:
    """Whether both say on which days or in which months, and none is the same; days on which
    somebody only spoke are left aside."""
    told, said = (
        {word.key for word in words(masked(text, days_of_speaking(text))) if word.capital}
        for text in (claim, source)
    )
    return any(told & days and said & days and not told & said & days for days in _DAYS)


_DAYS = (frozenset(WEEKDAYS), frozenset(MONTHS))


def _other_way_round(claim: str, source: str) -> bool:
    """Whether a name did to another in the claim what in the source, in the same words, it did not.

    Who says so or where it was may be told first; and where only one of the two has "by", as the
    passive has, nothing is known.
    """
    reading, said = read(claim), read(source).tokens
    known = {token.root for token in said}
    names = list(_names(reading))
    for (start, end), (begin, stop) in pairwise(names):
        inner = reading.tokens[end:begin]
        if not any(is_verb(token) for token in inner) or any(reading.edges[end : begin + 1]):
            continue
        if reports(inner) or inner[-1].key in OF_TIME_OR_PLACE:
            continue
        piece = claim[reading.tokens[start].start : reading.tokens[stop - 1].end]
        passive = {any(token.key == "by" for token in tokens) for tokens in (inner, said)}
        same = {token.root for token in reading.tokens[start:stop] if token.content} <= known
        if same and len(passive) == 1 and misplaced(piece, source):
            return True
    return False


def _names(reading: Reading) -> Iterator[tuple[int, int]]:
    """Where names begin and end: the runs of words with capitals that are no dates."""
    named = [t.capital and t.content and t.key not in TIME_WORDS for t in reading.tokens]
    for is_name, run in groupby(range(len(named)), named.__getitem__):
        if is_name:
            places = list(run)
            yield places[0], places[-1] + 1


def _other_office(claim: str, source: str) -> bool:
    """Whether one tells of the finance minister and the other of the health minister alone."""
    told, said = _offices(claim), _offices(source)
    return any(told[office].isdisjoint(said[office]) for office in told.keys() & said.keys())


def _offices(text: str) -> dict[str, set[str]]:
    """For each title in a text the words right before it that say of what: "finance", "vice"."""
    found: dict[str, set[str]] = {}
    for before, title in pairwise(words(text)):
        beside = text[before.end : title.start] in (" ", "-")
        if title.key in TITLES and beside and before.key in _OFFICES:
            found.setdefault(title.key, set()).add(stem(before.text))
    return found


_OFFICES = frozenset(
    """acting culture defence defense deputy economy education energy environment finance first
    foreign former health home housing immigration interior interim justice labor labour prime
    science trade transport vice""".split()
)
