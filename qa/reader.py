"""The reader: does this passage answer this question, in which sentence, in which words?

Footnote's own model, trained by `python -m qa.training.reader` (docs/models.md). Only what was
trained is shipped, `models/reader/`; the embedding matrix is the one of the base model, which
was frozen, and is read from the base model's weights.
"""

from __future__ import annotations

import json
import logging
import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from index.errors import WeightsDamagedError, WeightsMissingError
from index.files import sha256_of
from index.settings import Settings
from index.types import Span
from index.weights import REPAIR, find_weights
from qa.reader_input import question_tokens, sentence_numbers

if TYPE_CHECKING:
    import torch
    from tokenizers import Tokenizer

    from qa.reader_network import ReaderNetwork

logger = logging.getLogger(__name__)

FOLDER = Path(__file__).parent / "models" / "reader"
WEIGHTS, CONFIG = "model.safetensors", "config.json"
FORMAT = 1
LONGEST = 384
"""Tokens of a question, title and passage; sentences beyond are not read."""
LONGEST_ANSWER = 30
"""Tokens of an answer span."""
BATCH_TOKENS = 1200
"""Padded tokens that are read at once: small enough to stay in the processor's caches."""


@dataclass(frozen=True, slots=True)
class Scale:
    """Turns a logit into a calibrated probability: sigmoid(slope * logit + bias)."""

    slope: float = 1.0
    bias: float = 0.0

    def probability(self, logit: float) -> float:
        return 1.0 / (1.0 + math.exp(-max(-60.0, min(60.0, self.slope * logit + self.bias))))


@dataclass(frozen=True, slots=True)
class Reading:
    """What one passage says to one question. Offsets are into the passage as it was given."""

    sentence_probabilities: tuple[float, ...]
    """For each sentence, that it holds an answer; 0.0 for one too far on to be read."""
    sentence_spans: tuple[Span, ...]
    """For each sentence, the words in it most likely to be the answer; empty for one not read."""
    span: Span
    """The words of the passage most likely to be the answer."""
    span_probability: float
    """That `span` is the answer, against all other spans and none."""
    answerable: float
    """Probability that the passage holds an answer at all."""


@dataclass(frozen=True, slots=True)
class _Input:
    """One passage laid out for the network."""

    tokens: list[int]
    second: int
    sentence_of: list[int]
    offsets: list[Span]
    """Of the passage's tokens, which stand from position `begin` on."""
    begin: int
    sentences: int


@dataclass(frozen=True, slots=True)
class Logits:
    """The network's raw scores for one passage of T tokens and S sentences, float32."""

    starts: NDArray[np.float32]
    ends: NDArray[np.float32]
    sentences: NDArray[np.float32]
    """(S,); -inf for a sentence that was not read."""
    answerable: float


class Reader:
    """A loaded reader. Safe to use from several threads."""

    def __init__(
        self,
        network: ReaderNetwork,
        tokenizer: Tokenizer,
        name: str,
        sentence_scale: Scale,
        answer_scale: Scale,
    ) -> None:
        self._network = network
        self._tokenizer = tokenizer
        self._sentence_scale = sentence_scale
        self._answer_scale = answer_scale
        self.name = name

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
        return self.read_pairs([question] * len(contexts), contexts, sentences, titles)

    def read_pairs(
        self,
        questions: Sequence[str],
        contexts: Sequence[str],
        sentences: Sequence[Sequence[Span]],
        titles: Sequence[str] = (),
    ) -> tuple[Reading, ...]:
        """`read` with a question of its own for each passage."""
        named = titles or [""] * len(contexts)
        inputs = [
            self._lay_out(question, context, spans, title)
            for question, context, spans, title in zip(
                questions, contexts, sentences, named, strict=True
            )
        ]
        return tuple(
            self._reading(each, logits)
            for each, logits in zip(inputs, self._score(inputs), strict=True)
        )

    def _lay_out(
        self, question: str, context: str, sentences: Sequence[Span], title: str
    ) -> _Input:
        head, second = question_tokens(self._tokenizer, question, title)
        encoding = self._tokenizer.encode(context, add_special_tokens=False)
        room = LONGEST - len(head) - 1
        offsets: list[Span] = encoding.offsets[:room]
        return _Input(
            tokens=[*head, *encoding.ids[:room], head[-1]],
            second=second,
            sentence_of=[*[-1] * len(head), *sentence_numbers(offsets, sentences), -1],
            offsets=offsets,
            begin=len(head),
            sentences=len(sentences),
        )

    def _score(self, inputs: Sequence[_Input]) -> list[Logits]:
        """The network's scores, batched by length, returned in the order of `inputs`."""
        order = sorted(range(len(inputs)), key=lambda number: len(inputs[number].tokens))
        scored: dict[int, Logits] = {}
        batch: list[int] = []
        for number in order:
            if batch and len(inputs[number].tokens) * (len(batch) + 1) > BATCH_TOKENS:
                scored |= self._score_batch(batch, inputs)
                batch = []
            batch.append(number)
        if batch:
            scored |= self._score_batch(batch, inputs)
        return [scored[number] for number in range(len(inputs))]

    def _score_batch(self, batch: Sequence[int], inputs: Sequence[_Input]) -> dict[int, Logits]:
        import torch

        rows = [inputs[number] for number in batch]
        tensors = _padded(rows)
        device = next(self._network.parameters()).device
        with torch.inference_mode():
            starts, ends, sentences, answerable = (
                part.cpu().numpy() for part in self._network(*(t.to(device) for t in tensors))
            )
        return {
            number: Logits(
                starts=starts[place, : len(row.tokens)],
                ends=ends[place, : len(row.tokens)],
                sentences=_unread_as_infinite(sentences[place], row),
                answerable=float(answerable[place]),
            )
            for place, (number, row) in enumerate(zip(batch, rows, strict=True))
        }

    def _reading(self, row: _Input, logits: Logits) -> Reading:
        spans, best, probability = _answer_spans(row, logits)
        return Reading(
            sentence_probabilities=tuple(
                self._sentence_scale.probability(float(logit)) if logit > -np.inf else 0.0
                for logit in logits.sentences
            ),
            sentence_spans=spans,
            span=best,
            span_probability=probability,
            answerable=self._answer_scale.probability(logits.answerable),
        )


def _padded(rows: Sequence[_Input]) -> tuple[torch.Tensor, ...]:
    """Token ids, types, presence and sentence numbers, int64 (B, T)."""
    import torch

    length = max(len(row.tokens) for row in rows)
    tokens, types, present = (np.zeros((len(rows), length), dtype=np.int64) for _ in range(3))
    sentence_of = np.full((len(rows), length), -1, dtype=np.int64)
    for place, row in enumerate(rows):
        size = len(row.tokens)
        tokens[place, :size] = row.tokens
        types[place, row.second : size] = 1
        present[place, :size] = 1
        sentence_of[place, :size] = row.sentence_of
    return tuple(torch.from_numpy(array) for array in (tokens, types, present, sentence_of))


def _unread_as_infinite(scores: NDArray[np.float32], row: _Input) -> NDArray[np.float32]:
    logits = np.full(row.sentences, -np.inf, dtype=np.float32)
    for number in {number for number in row.sentence_of if number >= 0}:
        logits[number] = scores[number]
    return logits


def _answer_spans(row: _Input, logits: Logits) -> tuple[tuple[Span, ...], Span, float]:
    """The best span of each sentence, the best of all, and the probability of that."""
    numbers = np.asarray(row.sentence_of)
    log_starts = logits.starts - _log_sum(logits.starts)
    log_ends = logits.ends - _log_sum(logits.ends)
    spans: list[Span] = []
    best, best_score = (0, 0), -math.inf
    for number in range(row.sentences):
        places = np.flatnonzero(numbers == number)
        if not len(places):
            spans.append((0, 0))
            continue
        first, last = int(places[0]), int(places[-1]) + 1
        scores = log_starts[first:last, None] + log_ends[None, first:last]
        allowed = np.triu(np.ones_like(scores, dtype=bool))
        allowed &= ~np.triu(np.ones_like(scores, dtype=bool), LONGEST_ANSWER)
        scores = np.where(allowed, scores, -np.inf)
        start, end = divmod(int(scores.argmax()), last - first)
        span = (
            row.offsets[first + start - row.begin][0],
            row.offsets[first + end - row.begin][1],
        )
        spans.append(span)
        if scores[start, end] > best_score:
            best, best_score = span, float(scores[start, end])
    return tuple(spans), best, math.exp(best_score) if best_score > -math.inf else 0.0


def _log_sum(values: NDArray[np.float32]) -> float:
    top = float(values.max())
    return top + math.log(float(np.exp(values - top).sum()))


def load_reader(settings: Settings, folder: Path = FOLDER) -> Reader | None:
    """The reader in `folder`; None where this installation carries none.

    Raises:
        WeightsMissingError: the base model, whose embedding matrix the reader uses, is missing.
        WeightsDamagedError: the reader's files, or the base model, are not what was published.
    """
    if not (folder / CONFIG).is_file():
        return None
    config = _read_config(folder)
    base = find_weights(config["base"], settings)
    if base.sha256 != config["base_sha256"]:
        raise WeightsDamagedError(
            f"the reader stands on {config['base']} {config['base_sha256'][:12]}, found "
            f"{base.sha256[:12]}; {REPAIR}"
        )
    network, tokenizer = _build(base.folder, folder / WEIGHTS)
    return Reader(
        network,
        tokenizer,
        name=f"footnote-reader@{config['sha256'][:12]}",
        sentence_scale=Scale(**config["sentence_scale"]),
        answer_scale=Scale(**config["answer_scale"]),
    )


def _read_config(folder: Path) -> dict[str, Any]:
    way_out = "install Footnote again"
    try:
        config: dict[str, Any] = json.loads((folder / CONFIG).read_text(encoding="utf-8"))
    except ValueError as error:
        raise WeightsDamagedError(f"{folder / CONFIG} is not JSON; {way_out}") from error
    if config.get("format") != FORMAT:
        raise WeightsDamagedError(f"{folder / CONFIG} is of another version; {way_out}")
    weights = folder / WEIGHTS
    if not weights.is_file():
        raise WeightsMissingError(f"{weights} is missing; {way_out}")
    if sha256_of(weights) != config["sha256"]:
        raise WeightsDamagedError(f"{weights} is not what was published; {way_out}")
    return config


def _build(base: Path, weights: Path) -> tuple[ReaderNetwork, Tokenizer]:
    import torch
    from safetensors import safe_open
    from safetensors.torch import load_file
    from tokenizers import Tokenizer
    from transformers import BertConfig, BertModel

    from index.embedding import hardware
    from qa.reader_network import FROZEN, ReaderNetwork

    device, dtype = hardware()
    config = BertConfig.from_pretrained(base, attn_implementation="sdpa")
    network = ReaderNetwork(BertModel(config, add_pooling_layer=False))
    state = load_file(weights)
    with safe_open(base / "model.safetensors", framework="pt") as file:
        state[f"encoder.{FROZEN}"] = file.get_tensor(FROZEN)
    network.load_state_dict({name: tensor.float() for name, tensor in state.items()})
    network.encoder.to(dtype)
    tokenizer = Tokenizer.from_file(str(base / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    logger.info("reader on %s as %s", device, dtype)
    return network.to(torch.device(device)).eval(), tokenizer
