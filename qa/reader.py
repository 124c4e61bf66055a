"""The reader: does this passage answer this question, in which sentence, in which words?

Footnote's own model, trained by `python -m qa.training.reader` (docs/models.md), or any extractive
question answering model that the settings name. Of Footnote's own only what was trained is
shipped, `models/reader/`; the embedding matrix is the one of the base model, which was frozen, and
is read from the base model's weights.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from index.settings import Settings
from index.types import Span
from qa.models.own_weights import (
    WEIGHTS,
    batches,
    find_base,
    is_installed,
    load_network,
    load_tokenizer,
    read_config,
    side_by_side,
)
from qa.reader_decoding import Logits, Scales, best_spans
from qa.reader_input import Layout, lay_out, pad

if TYPE_CHECKING:
    from tokenizers import Tokenizer

    from qa.reader_network import ReaderNetwork

FOLDER = Path(__file__).parent / "models" / "reader"
LONGEST = 384
"""Tokens of a question, title and passage; sentences beyond are not read."""
BATCH_TOKENS = 1200
"""Padded tokens that are read at once; small enough for two cores to share 12 passages
(docs/models.md)."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What one passage says to one question. Offsets are into the passage as it was given."""

    sentence_probabilities: tuple[float, ...]
    """For each sentence, that it holds an answer; 0.0 for one too far on to be read."""
    sentence_spans: tuple[Span, ...]
    """For each sentence, the words in it most likely to be the answer; (0, 0) for one not read."""
    span: Span
    """The words of the passage most likely to be the answer."""
    span_probability: float
    """That `span` is the answer, against all other spans and none."""
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


class OwnReader:
    """Footnote's own model. See `Reader`; of a passage the first LONGEST tokens are read."""

    def __init__(
        self, network: ReaderNetwork, tokenizer: Tokenizer, name: str, scales: Scales
    ) -> None:
        self._network = network
        self._tokenizer = tokenizer
        self._scales = scales
        self.name = name

    def read(
        self,
        question: str,
        contexts: Sequence[str],
        sentences: Sequence[Sequence[Span]],
        titles: Sequence[str] = (),
    ) -> tuple[Reading, ...]:
        """See `Reader`."""
        return self.read_pairs([question] * len(contexts), contexts, sentences, titles)

    def read_pairs(
        self,
        questions: Sequence[str],
        contexts: Sequence[str],
        sentences: Sequence[Sequence[Span]],
        titles: Sequence[str] = (),
    ) -> tuple[Reading, ...]:
        """`read`, with a question of its own for each passage."""
        layouts = self._lay_out(questions, contexts, sentences, titles)
        return tuple(
            self._reading(layout, logits)
            for layout, logits in zip(layouts, self._score(layouts), strict=True)
        )

    def score_pairs(
        self,
        questions: Sequence[str],
        contexts: Sequence[str],
        sentences: Sequence[Sequence[Span]],
        titles: Sequence[str] = (),
    ) -> list[Logits]:
        """The network's raw scores for the same arguments, for calibration."""
        return self._score(self._lay_out(questions, contexts, sentences, titles))

    def _lay_out(
        self,
        questions: Sequence[str],
        contexts: Sequence[str],
        sentences: Sequence[Sequence[Span]],
        titles: Sequence[str],
    ) -> list[Layout]:
        named = titles or [""] * len(contexts)
        return [
            lay_out(self._tokenizer, question, context, spans, title, LONGEST)
            for question, context, spans, title in zip(
                questions, contexts, sentences, named, strict=True
            )
        ]

    def _score(self, layouts: Sequence[Layout]) -> list[Logits]:
        """Scores in the order of `layouts`, read in batches of like length."""
        planned = list(batches([len(layout.tokens) for layout in layouts], BATCH_TOKENS))
        scored: dict[int, Logits] = {}
        for found in side_by_side(lambda batch: self._score_batch(batch, layouts), planned):
            scored |= found
        return [scored[number] for number in range(len(layouts))]

    def _score_batch(self, batch: Sequence[int], layouts: Sequence[Layout]) -> dict[int, Logits]:
        import torch

        rows = [layouts[number] for number in batch]
        device = next(self._network.parameters()).device
        with torch.inference_mode():
            arrays = [torch.from_numpy(array).to(device) for array in pad(rows)]
            starts, ends, sentences, answerable = (
                part.cpu().numpy() for part in self._network(*arrays)
            )
        return {
            number: Logits(
                starts=starts[place, : len(row.tokens)],
                ends=ends[place, : len(row.tokens)],
                sentences=np.where(row.was_read, _fit(sentences[place], row.sentences), -np.inf),
                answerable=float(answerable[place]),
            )
            for place, (number, row) in enumerate(zip(batch, rows, strict=True))
        }

    def _reading(self, layout: Layout, logits: Logits) -> Reading:
        spans, best, probability = best_spans(layout, logits)
        return Reading(
            sentence_probabilities=tuple(
                self._scales.sentence(float(logit)) for logit in logits.sentences
            ),
            sentence_spans=spans,
            span=best,
            span_probability=probability,
            answerable=self._scales.answerable(logits),
        )


def _fit(scores: np.ndarray[Any, np.dtype[np.float32]], count: int) -> Any:
    """The first `count` scores; sentences beyond those of the batch were not read."""
    return np.pad(scores[:count], (0, max(0, count - len(scores))))


def load_reader(settings: Settings, folder: Path = FOLDER) -> Reader | None:
    """The reader that the settings name, else Footnote's own in `folder`.

    None where none is named and this installation carries none.

    Raises:
        WeightsMissingError: the model that the settings name, or the base model, whose embedding
            matrix the own reader uses, is missing.
        WeightsDamagedError: the reader's files, or the base model, are not what was published.
        ModelError: the model that the settings name does no extractive question answering.
    """
    if settings.reader:
        from qa.extractive_reader import load_extractive_reader

        return load_extractive_reader(settings)
    return load_own_reader(settings, folder)


def load_own_reader(settings: Settings, folder: Path = FOLDER) -> OwnReader | None:
    """The reader in `folder`; None where there is none. Raises as `load_reader`."""
    if not is_installed(folder):
        return None
    from qa.reader_network import ReaderNetwork

    config = read_config(folder)
    base = find_base(config, "reader", settings)
    network = load_network("reader", ReaderNetwork, base, folder / WEIGHTS)
    name = f"footnote-reader@{config['sha256'][:12]}"
    return OwnReader(network, load_tokenizer(base), name, Scales.from_json(config["scales"]))
