"""Where articles contradict each other: "The Paper reports 12 injured; The Post reports 15".

For each statement that is shown, the statements of all retrieved passages are searched for one of
another article on the same event whose figure for the same thing, or whose answer to "when" or
"who", cannot be true with it (qa.conflicts). A false alarm would be a wrong citation, so in doubt
there is no disagreement: a figure that is rounded or bounded, that counts a part or something
narrower, that may have changed from one day to the next, or that stands in the other article too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.types import Article
from qa.asked import Query
from qa.checker import Checker
from qa.conflicts.accounts import Account, account
from qa.conflicts.events import days_between, same_event, same_story
from qa.conflicts.rival_answers import rival_answers
from qa.judging import Judged
from qa.language.figure_words import PERSONS, STATES
from qa.language.figures import Figure, figures, values
from qa.language.words import content_stems, proper_names, words
from qa.questions.kinds import expected_kind
from qa.types import Evidence, Source

MOST_SIDES = 3
SAME_MEASURE = 0.7
"""Cosine from which on two statements that give a length of time mean the same one, though no word
beside the figures is the same: "a 25-minute call", "they spoke for 40 minutes"."""
SETTLED = 1
"""Days between two reports from which on a quantity may have changed, or become better known."""
APART = frozenset("by to from offset".split())
"""Relations of which only like ones are compared: "by 8%" is not "to 8%"."""
_CHANGING = re.compile(
    r"\b(?:rises?|rose|risen|climb(?:s|ed)|grow[ns]?|grew|increased|jumped|fell|dropped|so far"
    r"|revised|updated?|corrected|initial(?:ly)?|at first|original(?:ly)?|now stands?|latest)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Report:
    """What one article says on a matter that others report otherwise."""

    source: Source
    words: str
    """A slice of the source's text: the figure with what it counts, the date, the name."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a question asks about."""

    roots: frozenset[str]
    """Stems of its content words; what befalls people is one word."""
    names: frozenset[str]
    """The last word of each name."""


Sides = tuple[tuple[Report, ...], ...]
"""Reports that agree, then those of the others: one for each article, at least one in each."""


def find_disagreements(
    query: Query, evidence: Sequence[Evidence], judged: Judged, checker: Checker | None = None
) -> tuple[tuple[Evidence, Sides], ...]:
    """Each piece of evidence with what stands against it, in order; see `find_disagreement`.

    A piece that has been told as a side of one before it is left out; one that agrees with such a
    piece is not set against the others again.
    """
    found: list[tuple[Evidence, Sides]] = []
    told: set[Source] = set()
    agreeing: set[Source] = set()
    for item in evidence:
        if item.source in told:
            continue
        known = item.source in agreeing
        sides = () if known else find_disagreement(query, item, judged, checker)
        agreeing |= {report.source for side in sides[:1] for report in side}
        told |= {report.source for side in sides[1:] for report in side}
        found.append((item, sides))
    return tuple(found)


def find_disagreement(
    query: Query, item: Evidence, judged: Judged, checker: Checker | None = None
) -> Sides:
    """What other articles say against a piece of evidence; empty where nothing surely does.

    The first side is that of the evidence. Only what is asked for can be told: to "when" no number
    of injured, to "how many" no other number than the one that answers.

    Args:
        judged: the statements of all retrieved passages, that of `item` among them.
        checker: where given, other names or days that it finds supported by the other statement
            are no disagreement. Figures are not put to it: about numbers exact rules decide.
    """
    place = next((i for i, each in enumerate(judged.statements) if each.source == item.source), -1)
    if place < 0:
        return ()
    asked = _Asked(
        frozenset(STATES.get(root, root) for root in content_stems(query.standalone)),
        frozenset(words(name)[-1].text for name in proper_names(query.standalone)),
    )
    for figure in _asked(query, item):
        sides = _sides(figure, place, judged, asked)
        if len(sides) > 1:
            return sides
    return tuple(
        tuple(Report(source, said) for source, said in side)
        for side in rival_answers(query, place, judged, checker)
    )


def _asked(query: Query, item: Evidence) -> tuple[Figure, ...]:
    """The figures of a piece of evidence that the question may ask for."""
    kind = expected_kind(query.standalone)
    if kind in ("date", "name"):
        return ()
    told = figures(item.source.text)
    if kind == "duration":
        told = tuple(figure for figure in told if figure.unit)
    if kind == "number":
        told = tuple(figure for figure in told if _is_asked_for(figure, query.standalone))
    answering = tuple(figure for figure in told if figure.written & values(item.answer))
    return answering if kind and answering else told


def _is_asked_for(figure: Figure, question: str) -> bool:
    """Whether a question has any word of what a figure counts or measures."""
    roots = {STATES.get(root, root) for root in content_stems(question)}
    return bool(roots & {figure.head, figure.state, *figure.modifiers, *figure.beside})


def _sides(figure: Figure, place: int, judged: Judged, asked: _Asked) -> Sides:
    """Those who give this figure, then those who give another for the same."""
    source = judged.statements[place].source
    sides = [[(source, figure)]]
    for other, given in _given_by_others(figure, place, judged, asked):
        same = [side for side in sides if _is_same(side[0][1], given)]
        if same:
            same[0].append((other, given))
        elif (
            len(sides) < MOST_SIDES
            and all(not each.agrees(given) for side in sides for _, each in side)
            and _may_contradict(source, figure, other, given, judged)
        ):
            sides.append([(other, given)])
    return tuple(
        tuple(Report(each, each.text[said.start : said.end]) for each, said in side)
        for side in _one_publisher_one_side(sides)
    )


def _is_same(one: Figure, other: Figure) -> bool:
    return (one.low, one.high, one.unit) == (other.low, other.high, other.unit)


def _given_by_others(
    figure: Figure, place: int, judged: Judged, asked: _Asked
) -> Iterator[tuple[Source, Figure]]:
    """What each other article gives for the same thing, in its statement that is judged best."""
    mine = account(judged.statements[place].source)
    met = {mine.source.article.id}
    for index, statement in enumerate(judged.statements):
        source = statement.source
        if source.article.id in met:
            continue
        cosine = float(judged.vectors[index] @ judged.vectors[place])
        theirs = account(source)
        given = [
            each
            for each in figures(source.text)
            if _same_quantity(figure, each, mine, theirs, cosine)
        ]
        if not given or not same_event(mine, theirs, cosine, strict=not figure.state):
            given = _counts_asked_for(figure, mine, theirs, asked)
        if given:
            met.add(source.article.id)
            agreeing = [each for each in given if each.agrees(figure)]
            yield source, (agreeing or given)[0]


def _counts_asked_for(
    figure: Figure, mine: Account, theirs: Account, asked: _Asked
) -> list[Figure]:
    """Counts in another statement of just what the question asks for and `figure` counts.

    An article on the same story need not tell of them in like words: "cut 420 jobs", "eliminating
    450 jobs". One that does not name the player asked about tells what somebody else scored.
    """
    if figure.head not in asked.roots or figure.unit or figure.state:
        return []
    one, other = mine.source.article, theirs.source.article
    named = all(name in one.text and name in other.text for name in asked.names)
    if mine.negated != theirs.negated or not named or not same_story(one, other):
        return []
    return [
        each
        for each in figures(theirs.source.text)
        if not (each.unit or each.state) and _count_the_same(figure, each)
    ]


def _may_contradict(
    source: Source, figure: Figure, other: Source, given: Figure, judged: Judged
) -> bool:
    """Whether nothing else reconciles two figures that cannot both be true."""
    days = days_between(source, other)
    ahead = account(source).ahead
    if days is not None and days > SETTLED and (figure.unit != "time" or ahead):
        return False
    if _CHANGING.search(source.text) or _CHANGING.search(other.text):
        return False
    if figure.written & values(other.text):
        return False
    if given.written & values(source.text):
        return False
    return not (
        _gives(other.article, figure, source, judged)
        or _gives(source.article, given, other, judged)
    )


def _gives(article: Article, figure: Figure, source: Source, judged: Judged) -> bool:
    """Whether an article gives a figure, for what may be the same thing, in any statement."""
    mine = account(source)
    return any(
        figure.agrees(each) and _same_quantity(figure, each, mine, account(other.source), 1.0)
        for other in judged.statements
        if other.source.article.id == article.id
        for each in figures(other.source.text)
    )


def _same_quantity(
    one: Figure, other: Figure, mine: Account, theirs: Account, cosine: float
) -> bool:
    """Whether two figures say how many or how much of one thing, so that one must be wrong."""
    if (one.unit, one.state) != (other.unit, other.state):
        return False
    relations = {one.relation, other.relation}
    if len(relations) > 1 and relations & APART:
        return False
    if not one.unit and not _count_the_same(one, other):
        return False
    names = mine.names | theirs.names
    if one.beside & names and other.beside & names and not one.beside & other.beside & names:
        return False
    if one.state or (one.beside & other.beside) - PERSONS - {one.head} - names:
        return True
    alike = one.unit == "time" or (len(relations) == 1 and one.relation != "")
    return bool(one.unit) and alike and cosine >= SAME_MEASURE


def _count_the_same(one: Figure, other: Figure) -> bool:
    """Whether two counts are of the same things; a count of something narrower must be larger."""
    generic = one.head in PERSONS, other.head in PERSONS
    if all(generic):
        return True
    if any(generic):
        narrow, wide = (other, one) if generic[0] else (one, other)
        return bool(one.state) and narrow.low > wide.high
    if one.head != other.head:
        return False
    if one.modifiers == other.modifiers:
        return True
    if one.modifiers < other.modifiers or other.modifiers < one.modifiers:
        narrow, wide = (one, other) if other.modifiers < one.modifiers else (other, one)
        return narrow.low > wide.high
    return False


def _one_publisher_one_side(
    sides: Sequence[Sequence[tuple[Source, Figure]]],
) -> list[list[tuple[Source, Figure]]]:
    """Without those whose publisher stands on an earlier side: it has changed its own report."""
    taken: dict[str, int] = {}
    kept: list[list[tuple[Source, Figure]]] = []
    for number, side in enumerate(sides):
        own = [
            each for each in side if taken.setdefault(_publisher(each[0].article), number) == number
        ]
        kept += [own] if own else []
    return kept


def _publisher(article: Article) -> str:
    return (article.publisher or article.path).casefold()
