"""Models that compute nothing twice: for evaluations that ask almost the same again and again."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from index.embedding import Embedder
from index.types import Span
from qa.checker import Checker, Support
from qa.generation import Conversation, Generator, Scorer
from qa.reader import Reader, Reading

Asked = TypeVar("Asked", bound=Hashable)
Told = TypeVar("Told")


class Memory(dict[Asked, Told]):
    """What was made of what."""

    def recall(
        self, asked: Sequence[Asked], make: Callable[[list[Asked]], Iterable[Told]]
    ) -> list[Told]:
        """What is known of each, in order; `make` is called once with all that is new."""
        new = [each for each in dict.fromkeys(asked) if each not in self]
        if new:
            self.update(zip(new, make(new), strict=True))
        return [self[each] for each in asked]


class RememberingEmbedder:
    def __init__(self, embedder: Embedder) -> None:
        self.name, self.dimension = embedder.name, embedder.dimension
        self._embedder = embedder
        self._rows = Memory[str, NDArray[np.float32]]()

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        rows = self._rows.recall(texts, self._embedder.encode)
        return np.stack(rows) if rows else np.empty((0, self.dimension), np.float32)


class RememberingReader:
    def __init__(self, reader: Reader) -> None:
        self.name = reader.name
        self._reader = reader
        self._readings = Memory[tuple[str, str, tuple[Span, ...], str], Reading]()

    def read(
        self,
        question: str,
        contexts: Sequence[str],
        sentences: Sequence[Sequence[Span]],
        titles: Sequence[str] = (),
    ) -> tuple[Reading, ...]:
        asked = [
            (question, context, tuple(spans), title)
            for context, spans, title in zip(
                contexts, sentences, titles or [""] * len(contexts), strict=True
            )
        ]
        return tuple(self._readings.recall(asked, self._read))

    def _read(self, asked: list[tuple[str, str, tuple[Span, ...], str]]) -> tuple[Reading, ...]:
        _, contexts, sentences, titles = zip(*asked, strict=True)
        return self._reader.read(asked[0][0], contexts, sentences, titles)


Said = tuple[tuple[str, str], ...]
"""A conversation as (role, content) pairs."""


def _said(conversation: Conversation) -> Said:
    return tuple((message["role"], message["content"]) for message in conversation)


class RememberingScorer:
    def __init__(self, scorer: Scorer) -> None:
        self._scorer = scorer
        self._scores: dict[Said, Memory[str, float]] = {}

    def score(self, conversation: Conversation, continuations: Sequence[str]) -> list[float]:
        known = self._scores.setdefault(_said(conversation), Memory())
        return known.recall(continuations, lambda new: self._scorer.score(conversation, new))


class RememberingGenerator:
    def __init__(self, generator: Generator) -> None:
        self.name = generator.name
        self.scorer = RememberingScorer(generator.scorer) if generator.scorer else None
        self._generator = generator
        self._drafts: dict[int, Memory[Said, str]] = {}

    def generate(self, conversations: Sequence[Conversation], max_new_tokens: int) -> list[str]:
        asked = [_said(conversation) for conversation in conversations]

        def make(new: list[Said]) -> list[str]:
            messages = [
                [{"role": role, "content": content} for role, content in each] for each in new
            ]
            return self._generator.generate(messages, max_new_tokens)

        return self._drafts.setdefault(max_new_tokens, Memory()).recall(asked, make)


class RememberingChecker:
    def __init__(self, checker: Checker) -> None:
        self.name = checker.name
        self._checker = checker
        self._judged = Memory[tuple[str, str], Support]()

    def check(self, pairs: Sequence[tuple[str, str]]) -> tuple[Support, ...]:
        return tuple(self._judged.recall(list(pairs), self._checker.check))
