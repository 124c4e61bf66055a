"""Footnote's own reader, trained by `python -m qa.training.reader` (docs/models.md).

Only what was trained is shipped, `qa/models/reader/`; the embedding matrix is the one of the base
model, which was frozen, and is read from the base model's weights.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from index.settings import Settings
from index.types import Span
from qa.models.own_weights import is_installed, load_trained, score_in_batches
from qa.reader.decoding import Logits, Scales, best_spans
from qa.reader.input import Layout, lay_out, pad
from qa.reader.reading import Reading

if TYPE_CHECKING:
    from tokenizers import Tokenizer

    from qa.reader.network import ReaderNetwork

FOLDER = Path(__file__).parents[1] / "models" / "reader"
LONGEST = 384
"""Tokens of a question, title and passage; sentences beyond are not read."""
BATCH_TOKENS = 1200
"""Padded tokens that are read at once; small enough for two cores to share 12 passages
(docs/models.md)."""


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
        return score_in_batches(
            self._score_batch, layouts, lambda layout: len(layout.tokens), BATCH_TOKENS
        )

    def _score_batch(self, rows: Sequence[Layout]) -> list[Logits]:
        import torch

        device = next(self._network.parameters()).device
        with torch.inference_mode():
            arrays = [torch.from_numpy(array).to(device) for array in pad(rows)]
            starts, ends, sentences, answerable = (
                part.cpu().numpy() for part in self._network(*arrays)
            )
        return [
            Logits(
                starts=starts[place, : len(row.tokens)],
                ends=ends[place, : len(row.tokens)],
                sentences=np.where(row.was_read, _fit(sentences[place], row.sentences), -np.inf),
                answerable=float(answerable[place]),
            )
            for place, row in enumerate(rows)
        ]

    def _reading(self, layout: Layout, logits: Logits) -> Reading:
        spans, best = best_spans(layout, logits)
        return Reading(
            sentence_probabilities=tuple(
                self._scales.sentence(float(logit)) for logit in logits.sentences
            ),
            sentence_spans=spans,
            span=best,
            answerable=self._scales.answerable(logits),
        )


def _fit(scores: np.ndarray[Any, np.dtype[np.float32]], count: int) -> Any:
    """The first `count` scores; sentences beyond those of the batch were not read."""
    return np.pad(scores[:count], (0, max(0, count - len(scores))))


def load_own_reader(settings: Settings, folder: Path = FOLDER) -> OwnReader | None:
    """The reader in `folder`; None where there is none.

    Raises:
        WeightsMissingError: the base model, whose embedding matrix the reader uses, is missing.
        WeightsDamagedError: the reader's files, or the base model, are not what was published.
    """
    if not is_installed(folder):
        return None
    from qa.reader.network import ReaderNetwork

    own = load_trained("reader", ReaderNetwork, folder, settings)
    return OwnReader(own.network, own.tokenizer, own.name, Scales.from_json(own.scales))
