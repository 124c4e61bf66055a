"""Stand-ins that behave like what they stand for, in microseconds and without weights."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from index.derived import searchable
from index.types import Hit
from qa.checker import Support
from qa.generation import Scorer


class FakeEmbedder:
    """Hashed bags of words: texts that share words are near, and the same text is the same row."""

    def __init__(self, name: str = "fake/bag-of-words", dimension: int = 256) -> None:
        self.name = name
        self.dimension = dimension
        self.encoded = 0
        """Texts encoded so far."""

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        rows = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            for word in re.findall(r"\w+", text.lower()) or [""]:
                # A sign as well as a place: unrelated texts come out near 0, not above it.
                code = crc32(f"{self.name} {word}".encode())
                row[code % self.dimension] += 1.0 if code & (1 << 31) else -1.0
        self.encoded += len(texts)
        lengths = np.linalg.norm(rows, axis=1, keepdims=True)
        unit = np.eye(1, self.dimension, dtype=np.float32)
        return np.where(lengths > 0, rows / np.maximum(lengths, 1e-12), unit).astype(np.float32)


class FakeGenerator:
    """Words evidence as told: by default it repeats the sentence that it was given.

    `drafts` maps a piece of the given sentence to what the model writes for it, so that a test
    can make the model invent, echo or fall silent.
    """

    def __init__(self, drafts: Mapping[str, str] | None = None, name: str = "fake/editor") -> None:
        self.name = name
        self.drafts = dict(drafts or {})
        self.batches: list[int] = []
        """Number of conversations of each call so far."""
        self.scorer: Scorer | None = None

    def generate(
        self, conversations: Sequence[Sequence[dict[str, str]]], max_new_tokens: int
    ) -> list[str]:
        self.batches.append(len(conversations))
        return [self._draft(talk[-1]["content"], max_new_tokens) for talk in conversations]

    def _draft(self, task: str, max_new_tokens: int) -> str:
        given = task.rpartition("Sentence: ")[2]
        for piece, draft in self.drafts.items():
            if piece in given:
                return draft
        return " ".join(given.split()[:max_new_tokens])


class FakeScorer:
    """Finds texts likelier the fewer words they have, but for those with a given piece."""

    def __init__(self, unlikely: Sequence[str] = ()) -> None:
        self.unlikely = tuple(unlikely)
        self.asked: list[tuple[str, ...]] = []
        """The continuations of each call so far."""

    def score(
        self, conversation: Sequence[dict[str, str]], continuations: Sequence[str]
    ) -> list[float]:
        self.asked.append(tuple(continuations))
        return [
            -100.0 if any(piece in text for piece in self.unlikely) else -0.1 * len(text.split())
            for text in continuations
        ]


class FakeReranker:
    """Ranks by how many of the question's words a passage has, header included."""

    def __init__(self, name: str = "fake/overlap") -> None:
        self.name = name

    def rerank(self, question: str, hits: Sequence[Hit]) -> tuple[Hit, ...]:
        asked = set(re.findall(r"\w+", question.lower()))
        scored = [
            replace(hit, score=float(len(asked & set(re.findall(r"\w+", text.lower())))))
            for hit in hits
            for text in [searchable(hit.passage)]
        ]
        return tuple(sorted(scored, key=lambda hit: -hit.score))


class FakeChecker:
    """Finds every claim supported but those that hold one of the given pieces."""

    def __init__(self, refused: Sequence[str] = (), name: str = "fake/checker") -> None:
        self.name = name
        self.refused = tuple(refused)
        self.batches: list[int] = []
        """Number of pairs of each call so far."""

    def check(self, pairs: Sequence[tuple[str, str]]) -> tuple[Support, ...]:
        self.batches.append(len(pairs))
        return tuple(
            Support(0.1, 0.2, 0.7)
            if any(piece in f"{claim} | {evidence}" for piece in self.refused)
            else Support(0.9, 0.05, 0.05)
            for claim, evidence in pairs
        )
