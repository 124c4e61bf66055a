"""An extractive question answering model of the hub as the reader.

Such a model gives every token a score as the first and as the last of the answer, and [CLS] the
scores of "no answer here" (Devlin et al. 2019, section 4.3; Rajpurkar et al. 2018,
arXiv:1806.03822). A span's score is the sum of the two; a sentence's odds against "no answer" are
those of all spans in it together. These are the model's own probabilities, not calibrated here.

A model that was trained only on questions with an answer (SQuAD 1.1) tells which sentence answers
best and not whether any does: its scores of "no answer" mean nothing. It is found out when it is
loaded, by questions on texts about something else. All its answers together then get the
probability 1/2, which speaks neither for the passage nor against it.
"""

from __future__ import annotations

import logging
import math
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.embedding import hardware, leave_a_core, loading
from index.errors import ModelError
from index.settings import Settings
from index.types import Span
from index.weights import find_weights
from qa.models.own_weights import batches
from qa.reader.decoding import span_scores
from qa.reader.extractive_input import Window, lay_out, pad
from qa.reader.own import BATCH_TOKENS, LONGEST
from qa.reader.reading import Reading

logger = logging.getLogger(__name__)

ANOTHER = "name another with FOOTNOTE_READER, or unset it"
KIND = "model of extractive question answering"
UNRELATED = (
    ("Who won the chess tournament?", "The bakery on Mill Street sells bread, rolls and cakes."),
    ("When was the observatory built?", "Whales feed on krill, which they filter from the sea."),
    ("How much did the painting cost?", "Her sister plays the violin in a small orchestra."),
)
"""Questions that their texts do not answer: a model that never says so does not know how."""


@dataclass(frozen=True, slots=True)
class Found:
    """The answers in one sentence, as one window shows them. Scores are log odds."""

    score: float
    """Of all spans of the sentence together, against "no answer here" in the same window."""
    span: Span
    """The best of them."""
    span_score: float


class ExtractiveReader:
    """See `qa.reader.Reader`; a long passage is read to its end, in windows."""

    def __init__(self, model: Any, tokenizer: Any, name: str) -> None:
        self._model = model
        self._tokenizer = tokenizer
        self._lock = threading.Lock()
        self._longest = min(
            LONGEST,
            tokenizer.model_max_length,
            getattr(model.config, "max_position_embeddings", LONGEST),
        )
        self.name = name
        self.says_none = self._says_none()
        """Whether it was seen to tell that a text holds no answer."""

    def read(
        self,
        question: str,
        contexts: Sequence[str],
        sentences: Sequence[Sequence[Span]],
        titles: Sequence[str] = (),
    ) -> tuple[Reading, ...]:
        """See `Reader`.

        Raises:
            ModelError: the model's scores are not numbers.
        """
        found = self._find(question, contexts, sentences, titles)
        return tuple(
            weigh(each, len(spans), self.says_none)
            for each, spans in zip(found, sentences, strict=True)
        )

    def _says_none(self) -> bool:
        """Whether most of UNRELATED are found to be without an answer."""
        if self._tokenizer.cls_token_id not in self._tokenizer("", "")["input_ids"]:
            return False
        refused = 0
        for question, text in UNRELATED:
            (found,) = self._find(question, [text], [[(0, len(text))]], ())
            refused += weigh(found, 1, says_none=True).answerable < 0.5
        return refused > len(UNRELATED) / 2

    def _find(
        self,
        question: str,
        contexts: Sequence[str],
        sentences: Sequence[Sequence[Span]],
        titles: Sequence[str],
    ) -> list[dict[int, Found]]:
        """What is found in each sentence of each passage that was read, by its number."""
        found: list[dict[int, Found]] = [{} for _ in contexts]
        with self._lock:
            windows = lay_out(self._tokenizer, self._longest, question, contexts, sentences, titles)
            for batch in batches([window.size for window in windows], BATCH_TOKENS):
                chosen = [windows[number] for number in batch]
                for window, scores in zip(chosen, self._score(chosen), strict=True):
                    _keep_better(found[window.passage], search(window, scores))
        return found

    def _score(self, windows: Sequence[Window]) -> list[NDArray[np.float64]]:
        """Of each window the scores of its T tokens as first and as last, (2, T)."""
        import torch

        inputs = {
            key: torch.from_numpy(array).to(self._model.device)
            for key, array in pad(windows, self._tokenizer.pad_token_id or 0).items()
        }
        with torch.inference_mode():
            outputs = self._model(**inputs)
        both = torch.stack([outputs.start_logits, outputs.end_logits], dim=1)
        scores: NDArray[np.float64] = both.double().cpu().numpy()
        rows = [row[:, : window.size] for row, window in zip(scores, windows, strict=True)]
        for row in rows:
            wrong = row[~np.isfinite(row)]
            if len(wrong):
                raise ModelError(f"the reader {self.name} gave {wrong[0]} as a score; {ANOTHER}")
        return rows


def search(window: Window, scores: NDArray[np.float64]) -> dict[int, Found]:
    """What a window shows of each sentence in it, by the sentence's number.

    Args:
        scores: (2, T), of each token as the first of an answer and as the last.
    """
    numbers = np.asarray(window.sentence_of)
    none = 0.0 if window.none is None else float(scores[:, window.none].sum())
    found = {}
    for number in sorted({*window.sentence_of} - {-1}):
        places = np.flatnonzero(numbers == number)
        spans = span_scores(*scores[:, places]) - none
        first, last = divmod(int(spans.argmax()), len(places))
        begin, end = window.offsets[places[first]][0], window.offsets[places[last]][1]
        found[number] = Found(_log_sum(spans), (begin, end), float(spans.max()))
    return found


def _keep_better(found: dict[int, Found], further: dict[int, Found]) -> None:
    """Add what another window shows; of a sentence that both show, what speaks more for it."""
    for number, each in further.items():
        if number not in found or each.score > found[number].score:
            found[number] = each


def weigh(found: dict[int, Found], sentences: int, says_none: bool) -> Reading:
    """Probabilities of a passage: of each sentence, and that any answers; they sum to that.

    Args:
        found: by the number of the sentence; those that are missing were not read.
        says_none: whether "no answer" counts as the model scores it, as 1 among the odds, or else
            as much as all answers together.
    """
    if not found:
        return Reading((0.0,) * sentences, ((0, 0),) * sentences, (0, 0), 0.0)
    answers = _log_sum([each.score for each in found.values()])
    total = float(np.logaddexp(answers, 0.0 if says_none else answers))
    best = max(found.values(), key=lambda each: each.span_score)
    chances, spans = [0.0] * sentences, [(0, 0)] * sentences
    for number, each in found.items():
        chances[number], spans[number] = math.exp(each.score - total), each.span
    return Reading(
        sentence_probabilities=tuple(chances),
        sentence_spans=tuple(spans),
        span=best.span,
        answerable=math.exp(answers - total),
    )


def _log_sum(values: Any) -> float:
    return float(np.logaddexp.reduce(np.ravel(values)))


def load_extractive_reader(settings: Settings) -> ExtractiveReader:
    """The model that the setting `reader` names.

    Raises:
        WeightsMissingError, WeightsDamagedError: see index.weights.
        ModelError: the files are no extractive question answering model of transformers, or its
            tokeniser does not tell where in a text a token is.
    """
    from transformers import AutoModelForQuestionAnswering, AutoTokenizer

    location = find_weights(settings.reader, settings)
    if location.gguf:
        raise ModelError(f"{location.gguf} is no {KIND}; {ANOTHER}")
    _check_trained(settings.reader, location.folder)
    leave_a_core()
    device, dtype = hardware()
    with loading(location.folder, KIND, ANOTHER):
        model, report = AutoModelForQuestionAnswering.from_pretrained(
            location.folder, dtype=dtype, local_files_only=True, output_loading_info=True
        )
        tokenizer = AutoTokenizer.from_pretrained(location.folder, local_files_only=True)
    if report["missing_keys"]:
        lost = ", ".join(sorted(report["missing_keys"])[:3])
        raise ModelError(f"the weights of {settings.reader} lack {lost}; {ANOTHER}")
    if not tokenizer.is_fast:
        raise ModelError(f"the tokeniser of {settings.reader} gives no offsets; {ANOTHER}")
    loaded = {parameter.dtype for parameter in model.parameters()}
    if loaded != {dtype}:
        raise ModelError(f"{settings.reader} loaded as {loaded}, not {dtype}; report this")
    logger.info("reader %s on %s as %s", settings.reader, device, dtype)
    name = f"{settings.reader}@{location.sha256[:12]}"
    reader = ExtractiveReader(model.to(device).eval(), tokenizer, name)
    if not reader.says_none:
        logger.warning("the reader %s cannot tell that a text holds no answer", settings.reader)
    return reader


def _check_trained(name: str, folder: Path) -> None:
    """Refuse a model that was saved for another task: its last layer would be made up at random."""
    from transformers import AutoConfig

    with loading(folder, KIND, ANOTHER):
        config = AutoConfig.from_pretrained(folder, local_files_only=True)
    saved_as = [str(each) for each in config.architectures or ()]
    if not any("ForQuestionAnswering" in each for each in saved_as):
        raise ModelError(
            f"{name} is no {KIND} ({folder} holds {', '.join(saved_as) or 'none'}); {ANOTHER}"
        )
