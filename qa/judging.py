"""Statements -> Judged: how well each answers the question, and each of the things it asks for.

A question that asks for several things ("What did A say of B, and what did C?") has no sentence
that answers it as a whole. So each statement is judged for each part as well, and such a question
is answered as far as its parts are, on the average.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from index.embedding import Embedder
from index.types import Hit, Span
from qa.asked import Part, Query
from qa.questions.parts import QUESTION_WORD
from qa.reader import Reader
from qa.types import Nearest
from qa.weighing.asking import asked_of, may_answer
from qa.weighing.relevance import Judgment, judge
from qa.weighing.statements import Statement, statements

ANSWERABLE = 0.5
"""Least score of the judged statements for the question to be answered at all."""
NEARLY = 0.2
"""Score from which on what was found may well answer: of the development questions refused at such
a score two of three have an answer (docs/log.md)."""
MARKED = 0.1
"""Probability from which on a statement is shown as what most nearly answers; of 104 development
questions refused though they have an answer, 58 have it in a statement so shown (docs/log.md)."""
PARTS_ANSWERABLE = 0.3
"""The mean, over a question's parts, of the probability of each part's best statement, and
WHOLE_SHARE of that of the best one for the whole, together as good as ANSWERABLE: a part is a
clause torn from its question, and few statements fit it fully. Chosen on MultiHop-RAG's
development queries (docs/log.md, 2026-12-01)."""
WHOLE_SHARE = 0.5
FEW_CLAUSES = 2
_QUESTION = re.compile(rf"(?:(?:and|at|by|for|from|in|of|on|since|to|with) )*{QUESTION_WORD}", re.I)


@dataclass(frozen=True, slots=True, eq=False)
class Judged:
    """Statements that may answer a question, each judged as an answer, the best first."""

    statements: tuple[Statement, ...] = ()
    judgments: tuple[Judgment, ...] = ()
    """Of each statement, as an answer to the question or to the part of it that it answers best."""
    vectors: NDArray[np.float32] = field(default_factory=lambda: np.empty((0, 0), np.float32))
    """Embeddings of the statements, shape (statements, dimension)."""
    whole: float = 0.0
    """The probability of the best statement as an answer to the question as a whole."""
    wholly: int = 0
    """The index of that statement."""
    parts: tuple[tuple[float, ...], ...] = ()
    """For each part of a question that has several, the probability of each statement."""
    several: bool = False
    """Whether the parts are questions of their own; if not, they are clauses on one thing."""

    @property
    def score(self) -> float:
        """How surely the question is answered, 0 to 1; from ANSWERABLE on it is.

        Of three or more clauses on one thing something always fits one, "announced a partnership",
        whatever the thing is. So the one that is answered best does not count.
        """
        if not self.parts:
            return self.whole
        best = sorted(max(each, default=0.0) for each in self.parts)
        counted = best if self.several or len(best) <= FEW_CLAUSES else best[:-1]
        mean = sum(counted) / len(counted)
        return min(1.0, (mean + WHOLE_SHARE * self.whole) * ANSWERABLE / PARTS_ANSWERABLE)


def judge_statements(
    query: Query, hits: Sequence[Hit], embedder: Embedder, reader: Reader | None = None
) -> Judged:
    """Every statement of the hits that may answer the question or a part of it, judged."""
    parts_asked = query.parts if len(query.parts) > 1 else ()
    found = [
        each
        for each in statements(hits)
        if any(may_answer(query, each, part) for part in (None, *parts_asked))
    ]
    if not found:
        return Judged()
    vectors = vectors_of(found, hits, embedder)
    judging = _Judging(query, hits, found, vectors, embedder, reader)
    whole = judging.of_whole()
    parts = [judging.of_part(part) for part in parts_asked]
    best = [max(each, key=lambda j: j.probability) for each in zip(whole, *parts, strict=True)]
    ranked = sorted(range(len(found)), key=lambda i: (-best[i].probability, found[i].hit, i))
    return Judged(
        statements=tuple(found[i] for i in ranked),
        judgments=tuple(best[i] for i in ranked),
        vectors=vectors[ranked],
        whole=max(each.probability for each in whole),
        wholly=max(range(len(found)), key=lambda place: whole[ranked[place]].probability),
        parts=tuple(tuple(part[i].probability for i in ranked) for part in parts),
        several=sum(_QUESTION.match(part.text) is not None for part in parts_asked) > 1,
    )


def nearest_first(hits: Sequence[Hit], judged: Judged) -> tuple[Nearest, ...]:
    """The hits by the best statement judged in each, as they were found where that is equal.

    Args:
        hits: those whose statements were judged.
    """
    best = [0.0] * len(hits)
    likeliest: list[Span | None] = [None] * len(hits)
    for statement, judgment in zip(judged.statements, judged.judgments, strict=True):
        if judgment.probability > best[statement.hit]:
            best[statement.hit] = judgment.probability
            likeliest[statement.hit] = (statement.source.start, statement.source.end)
    return tuple(
        Nearest(
            hits[rank].passage,
            hits[rank].article,
            hits[rank].score,
            likeliest[rank] if best[rank] >= MARKED else None,
        )
        for rank in sorted(range(len(hits)), key=lambda rank: -best[rank])
    )


def vectors_of(
    found: Sequence[Statement], hits: Sequence[Hit], embedder: Embedder
) -> NDArray[np.float32]:
    """The embedding of each statement: the library's own where it is a sentence that has one."""
    vectors = [_stored(each, hits[each.hit]) for each in found]
    new = [i for i, vector in enumerate(vectors) if vector is None]
    made = dict(zip(new, embedder.encode([found[i].source.text for i in new]), strict=True))
    return np.stack([made[i] if vector is None else vector for i, vector in enumerate(vectors)])


def _stored(statement: Statement, hit: Hit) -> NDArray[np.float32] | None:
    first = statement.sentences[0]
    alone = (statement.source.start, statement.source.end) == hit.passage.sentences[first]
    if hit.sentence_vectors is None or not alone:
        return None
    vector: NDArray[np.float32] = hit.sentence_vectors[first]
    return vector


@dataclass(frozen=True, slots=True)
class _Judging:
    query: Query
    hits: Sequence[Hit]
    found: Sequence[Statement]
    vectors: NDArray[np.float32]
    embedder: Embedder
    reader: Reader | None

    def of_whole(self) -> list[Judgment]:
        """Each statement judged as an answer to the question as it is put to its article."""
        return self._judged(
            [
                asked_of(self.query, each) if may_answer(self.query, each) else None
                for each in self.found
            ]
        )

    def of_part(self, part: Part) -> list[Judgment]:
        """The same of a part; what comes from elsewhere than it asks for does not answer it."""
        return self._judged(
            [part.text if may_answer(self.query, each, part) else None for each in self.found]
        )

    def _judged(self, asked: Sequence[str | None]) -> list[Judgment]:
        """Each statement as an answer to the question at its place; None is not answered."""
        judged = dict.fromkeys(range(len(self.found)), Judgment(0.0, ""))
        for question in dict.fromkeys(each for each in asked if each is not None):
            chosen = [i for i, each in enumerate(asked) if each == question]
            ranks = sorted({self.found[i].hit for i in chosen})
            judgments = judge(
                replace(self.query, standalone=question),
                [self.hits[rank] for rank in ranks],
                [replace(self.found[i], hit=ranks.index(self.found[i].hit)) for i in chosen],
                self.vectors[chosen] @ self.embedder.encode([question])[0],
                self.reader,
                many=len(self.found),
            )
            judged |= zip(chosen, judgments, strict=True)
        return list(judged.values())
