"""Hits -> Evidence: which statements answer, which say the same, and whether any answers at all."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from index.embedding import Embedder
from index.types import Hit
from qa.asking import asked_of, cited, may_answer, publisher_of
from qa.reader import Reader
from qa.relevance import Judgment, judge
from qa.statements import Statement, statements
from qa.types import Evidence, Query
from qa.words import content_stems, numbers

ANSWERABLE = 0.5
"""Least probability of the best statement for the question to be answered at all."""


@dataclass(frozen=True, slots=True)
class Breadth:
    """How much evidence an answer may have."""

    kept: float
    """A further statement is kept if its probability is at least this share of the best one's."""
    most: int
    """Pieces of evidence at most."""


FACT = Breadth(kept=0.6, most=2)
LIST = Breadth(kept=0.4, most=8)
"""A fact needs one statement and a second opinion, a list needs room."""
NEAR_COPY_COSINE = 0.8
"""Two statements closer than this say the same; more of it would bore."""
COPY_COSINE = 0.68
"""Least cosine of a statement in another article that may be cited for the same sentence. Among
all pairs in the seeds, those that say the same begin at .70 (docs/log.md)."""

_OPEN = re.compile(
    r"^(?:list|name|summari[sz]e|describe|explain|tell)\b"
    r"|\bwhat (?:did|do|does|has|have|had|was|were|are|is|came|happened)\b"
    r"|\b(?:which|what) (?:\w+ )?\w+s\b",
    re.I,
)
"""Questions that a single sentence seldom answers in full: open ones, and those in the plural."""


@dataclass(frozen=True, slots=True, eq=False)
class Judged:
    """Statements that may answer a question, each judged as an answer, the best first."""

    statements: tuple[Statement, ...] = ()
    judgments: tuple[Judgment, ...] = ()
    vectors: NDArray[np.float32] = field(default_factory=lambda: np.empty((0, 0), np.float32))
    """Embeddings of the statements, shape (statements, dimension)."""

    @property
    def score(self) -> float:
        """The probability of the best statement; 0.0 where there is none."""
        return self.judgments[0].probability if self.judgments else 0.0


def gather_evidence(
    query: Query, hits: Sequence[Hit], embedder: Embedder, reader: Reader | None = None
) -> tuple[Evidence, ...]:
    """The evidence that answers the question, best first; empty when nothing does."""
    return choose_evidence(query, judge_statements(query, hits, embedder, reader))


def judge_statements(
    query: Query, hits: Sequence[Hit], embedder: Embedder, reader: Reader | None = None
) -> Judged:
    """Every statement of the hits that nothing rules out, judged."""
    found = [each for each in statements(hits) if may_answer(query, each)]
    if not found:
        return Judged()
    vectors = embedder.encode([each.source.text for each in found])
    judged = _judged(query, hits, found, vectors, embedder, reader)
    ranked = sorted(range(len(found)), key=lambda i: (-judged[i].probability, found[i].hit, i))
    return Judged(
        tuple(found[i] for i in ranked), tuple(judged[i] for i in ranked), vectors[ranked]
    )


def choose_evidence(query: Query, ranked: Judged) -> tuple[Evidence, ...]:
    """What of the judged statements is worth saying, best first; empty when nothing answers.

    Statements that say the same are one piece of evidence that keeps the others as its copies.
    """
    if ranked.score < ANSWERABLE:
        return ()
    found, judged, vectors = ranked.statements, ranked.judgments, ranked.vectors
    breadth = LIST if _OPEN.search(query.standalone) else FACT
    kept = [i for i, each in enumerate(judged) if each.probability >= breadth.kept * ranked.score]
    chosen = _without_copies(kept, found, vectors)[: breadth.most]
    answering = [i for i, each in enumerate(judged) if each.probability >= ANSWERABLE]
    chosen += _for_publishers_left_out(query, answering, chosen, found)
    return tuple(
        Evidence(
            source=found[i].source,
            copies=tuple(found[j].source for j in _copies(i, found, vectors)),
            answer=judged[i].answer,
            score=judged[i].probability,
        )
        for i in chosen
    )


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


def _judged(
    query: Query,
    hits: Sequence[Hit],
    found: Sequence[Statement],
    vectors: NDArray[np.float32],
    embedder: Embedder,
    reader: Reader | None,
) -> list[Judgment]:
    """Each statement judged as an answer to the question as it is put to its article."""
    asked = [asked_of(query, each) for each in found]
    judged: dict[int, Judgment] = {}
    for question in dict.fromkeys(asked):
        chosen = [i for i, each in enumerate(asked) if each == question]
        ranks = sorted({found[i].hit for i in chosen})
        judgments = judge(
            replace(query, standalone=question),
            [hits[rank] for rank in ranks],
            [replace(found[i], hit=ranks.index(found[i].hit)) for i in chosen],
            vectors[chosen] @ embedder.encode([question])[0],
            reader,
        )
        judged |= zip(chosen, judgments, strict=True)
    return [judged[i] for i in range(len(found))]


def _without_copies(
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


def informative_stems(text: str, question: str) -> set[str]:
    """Content words of a text that the question did not already say: what it adds."""
    return set(content_stems(text)) - set(content_stems(question))
