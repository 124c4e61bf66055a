"""Judged statements -> Evidence: which of them are worth saying, and which say the same."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

import numpy as np
from numpy.typing import NDArray

from qa.asked import Query
from qa.dates.dating import asks_of_now
from qa.judging import ANSWERABLE, Judged
from qa.language.closed_words import AUXILIARIES
from qa.language.words import numbers
from qa.questions.given import given
from qa.questions.kinds import expected_kind
from qa.questions.parts import QUESTION_WORD
from qa.revising import later_answers, revision
from qa.types import Evidence
from qa.weighing.asking import cited, publisher_of
from qa.weighing.statements import Statement


@dataclass(frozen=True, slots=True)
class Breadth:
    """How much evidence an answer may have."""

    kept: float
    """A further statement is kept if its probability is at least this share of the best one's, and
    if it would answer by itself."""
    most: int
    """Pieces of evidence at most."""


FACT = Breadth(kept=0.9, most=2)
LIST = Breadth(kept=0.5, most=10)
"""A fact needs one statement and a second opinion, a list needs room (docs/log.md)."""
INTRODUCTION = Breadth(kept=0.9, most=3)
"""Who somebody is, or what something is, takes no list."""
PART_KEPT = 0.6
"""The same share, of the statements for one part of a question."""
LEAST_FOR_PART = 0.2
"""Least probability of a statement to be said for a part of a question."""
NEAR_COPY_COSINE = 0.8
"""Two statements closer than this say the same; more of it would bore."""
COPY_COSINE = 0.68
"""Least cosine of a statement in another article that may be cited for the same sentence. Among
all pairs in the seeds, those that say the same begin at .70 (docs/log.md)."""

_VERBS = "|".join(sorted(AUXILIARIES))
_OPEN = re.compile(
    r"^(?:list|name|summari[sz]e|describe|explain|tell)\b"
    r"|\bwhat (?:(?:is|was)(?! (?:an?|the|[^\s?]+['’]s?)\b)"
    r"|did|do|does|has|have|had|were|are|came|happened)\b"
    rf"|\b(?:which|what) (?:(?!(?:{_VERBS})\b)\w+ )?(?!(?:{_VERBS})\b)\w+s\b",
    re.I,
)
"""Questions that a single sentence seldom answers in full: open ones, and those in the plural. What
has one name, value or date is none: "What is the fine?", "What was Novak's reply?"."""
_ASKS = re.compile(rf"\b{QUESTION_WORD}", re.I)


def choose_evidence(query: Query, ranked: Judged) -> tuple[Evidence, ...]:
    """What of the judged statements is worth saying, best first; empty when nothing answers.

    Statements that say the same are one piece of evidence that keeps the others as its copies.
    """
    if ranked.score < ANSWERABLE:
        return ()
    chosen = _for_parts(ranked) if ranked.parts else _for_whole(query, ranked)
    answering = [i for i, each in enumerate(ranked.judgments) if each.probability >= ANSWERABLE]
    chosen += _for_publishers_left_out(query, answering, chosen, ranked.statements)
    revising = revision(query, chosen, ranked)
    rest = [i for i in chosen if i not in revising]
    found = evidence_of([*revising, *rest], ranked)
    return tuple(replace(each, revised=place < len(revising)) for place, each in enumerate(found))


def evidence_of(chosen: Sequence[int], ranked: Judged) -> tuple[Evidence, ...]:
    """The statements at these places, each with what other articles say that is near it."""
    found, judged, vectors = ranked.statements, ranked.judgments, ranked.vectors
    return tuple(
        Evidence(
            source=found[i].source,
            copies=tuple(found[j].source for j in _copies(i, found, vectors)),
            answer=judged[i].answer,
            score=judged[i].probability,
        )
        for i in chosen
    )


def unanswered_parts(query: Query, ranked: Judged) -> str:
    """Says for which parts of an answered question nothing was found; "" where all have something.

    That nothing was found is all that is known: a part is a clause torn from its question.
    """
    if not ranked.parts:
        return ""
    left = [
        f"“{part.text.rstrip('?.')}”"
        for part, each in zip(query.parts, ranked.parts, strict=True)
        if max(each) < LEAST_FOR_PART
    ]
    return f"Nothing was found for {' or '.join(left)}." if left else ""


def _for_whole(query: Query, ranked: Judged) -> list[int]:
    """The best statements, as many as the question has room for."""
    breadth = _breadth(query)
    least = max(breadth.kept * ranked.score, ANSWERABLE)
    kept = [i for i, each in enumerate(ranked.judgments) if each.probability >= least]
    kept = _spoken_of_first(query, kept, ranked)
    kept = _of_kind_asked(query.standalone, kept, ranked.statements)
    if breadth is FACT:
        kept = _with_answers_of_their_own(query.standalone, kept, ranked)
    kept = without_copies(kept, ranked.statements, ranked.vectors)
    if not asks_of_now(query.standalone):
        return kept[: breadth.most]
    chosen = _with_the_newest(kept, ranked.statements, breadth.most)
    if breadth is FACT:
        later = later_answers(query.standalone, chosen, ranked)
        later = _of_kind_asked(query.standalone, later, ranked.statements)[:1]
        chosen = [*chosen[: FACT.most - len(later)], *later]
    return chosen


def _breadth(query: Query) -> Breadth:
    if query.overview and query.overview.introduces:
        return INTRODUCTION
    return LIST if _is_open(query.standalone) else FACT


def _is_open(question: str) -> bool:
    """Whether the first thing that a question asks for is open."""
    asks = _ASKS.search(question)
    found = _OPEN.search(question)
    if found is None or (asks is not None and asks.start() < found.start()):
        return False
    return expected_kind(question) not in ("number", "date", "duration")


def _spoken_of_first(query: Query, kept: Sequence[int], ranked: Judged) -> list[int]:
    """First those about as likely as the best that are of articles spoken of just now."""
    least = FACT.kept * ranked.score
    return sorted(
        kept,
        key=lambda i: (
            ranked.statements[i].source.article.id not in query.spoken_of
            or ranked.judgments[i].probability < least
        ),
    )


def _with_the_newest(kept: Sequence[int], found: Sequence[Statement], most: int) -> list[int]:
    """The first `most`, the last of them giving way to one of a newer article than all of them."""
    days = {i: found[i].source.article.day for i in kept}
    chosen = list(kept[:most])
    newer = [i for i in kept[most:] if days[i] > max(days[j] for j in chosen)]
    if newer:
        chosen[-1] = max(newer, key=days.__getitem__)
    return chosen


def _of_kind_asked(question: str, kept: list[int], found: Sequence[Statement]) -> list[int]:
    """Those that give a length, a number or a date where one is asked for; all if none does."""
    kind = expected_kind(question)
    if kind is None or kind == "name":
        return kept
    giving = [i for i in kept if given(kind, found[i].source.text, question)]
    return giving or kept


def _with_answers_of_their_own(question: str, kept: Sequence[int], ranked: Judged) -> list[int]:
    """Those that give a length, number or date that none before them gives for like things.

    So there is room for another one: what was corrected, or what others count.
    """
    kind = expected_kind(question)
    if kind is None or kind == "name":
        return list(kept)
    chosen: dict[int, set[str]] = {}
    for i in kept:
        values = given(kind, ranked.statements[i].source.text, question)
        again = (
            values
            and values == told
            and float(ranked.vectors[i] @ ranked.vectors[j]) >= LIKE_COSINE
            for j, told in chosen.items()
        )
        if not any(again):
            chosen[i] = values
    return list(chosen)


LIKE_COSINE = 0.5
"""Two statements with the same figures that are closer than this mostly tell of one thing."""


def _for_parts(ranked: Judged) -> list[int]:
    """The best statements for each part, the best of each before the second of any."""
    kept: list[list[int]] = []
    for part in ranked.parts:
        best = max(part)
        order = sorted(range(len(part)), key=lambda i: (-part[i], i))
        least = max(PART_KEPT * best, LEAST_FOR_PART)
        kept.append([i for i in order if part[i] >= least][: FACT.most])
    drawn = [i for each in zip_longest(*kept) for i in each if i is not None]
    wholly = [ranked.wholly] if ranked.whole >= ANSWERABLE else []
    unique = list(dict.fromkeys([*wholly, *drawn]))
    return without_copies(unique, ranked.statements, ranked.vectors)[: LIST.most]


def _for_publishers_left_out(
    query: Query, answering: Sequence[int], chosen: Sequence[int], found: Sequence[Statement]
) -> list[int]:
    """The best statement of each publisher whose report is asked for and that has none chosen."""
    added: list[int] = []
    for mention in cited(query):
        own = [i for i in answering if publisher_of(found[i]) in mention.publishers]
        if own and not {*own} & {*chosen, *added}:
            added.append(own[0])
    return added


def without_copies(
    ranked: Sequence[int], found: Sequence[Statement], vectors: NDArray[np.float32]
) -> list[int]:
    """Drop what an earlier statement already says: near in meaning, with no number of its own."""
    chosen: list[int] = []
    for i in ranked:
        said = any(
            float(vectors[i] @ vectors[j]) >= NEAR_COPY_COSINE
            and numbers(found[i].source.text) <= numbers(found[j].source.text)
            for j in chosen
        )
        if not said:
            chosen.append(i)
    return chosen


def _copies(i: int, found: Sequence[Statement], vectors: NDArray[np.float32]) -> list[int]:
    """The statement of each other article that is nearest to statement `i`, if it is near."""
    first: dict[str, int] = {}
    similar = vectors @ vectors[i]
    for j in map(int, np.argsort(-similar, kind="stable")):
        article = found[j].source.article.id
        if article != found[i].source.article.id and similar[j] >= COPY_COSINE:
            first.setdefault(article, j)
    return list(first.values())
