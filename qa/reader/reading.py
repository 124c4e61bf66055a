"""What a reader tells of a passage, and what every reader does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from index.types import Span


@dataclass(frozen=True, slots=True)
class Reading:
    """What one passage says to one question. Offsets are into the passage as it was given."""

    sentence_probabilities: tuple[float, ...]
    """For each sentence, that it holds an answer; 0.0 for one too far on to be read."""
    sentence_spans: tuple[Span, ...]
    """For each sentence, the words in it most likely to be the answer; (0, 0) for one not read."""
    span: Span
    """The words of the passage most likely to be the answer."""
    answerable: float
    """Probability that the passage holds an answer at all."""


class Reader(Protocol):
    """Reads passages for a question. Safe to use from several threads."""

    @property
    def name(self) -> str:
        """Tells apart models that would read differently."""

    def read(
        self,
        question: str,
        contexts: Sequence[str],
        sentences: Sequence[Sequence[Span]],
        titles: Sequence[str] = (),
    ) -> tuple[Reading, ...]:
        """Read passages for one question, in the order given.

        Args:
            sentences: for each passage its sentences, as offsets into that passage.
            titles: for each passage the title of its article, or none at all.
        """
