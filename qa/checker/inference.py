"""A natural language inference cross-encoder of the hub as the checker: evidence is the premise."""

from __future__ import annotations

import logging
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.embedding import hardware, leave_a_core, loading
from index.errors import ModelError
from index.settings import Settings
from index.weights import find_weights
from qa.checker.input import nearest
from qa.checker.own import LONGEST, Scale, in_batches
from qa.checker.support import Relation, Support

logger = logging.getLogger(__name__)

ANOTHER = "name another with FOOTNOTE_CHECKER, or unset it"
RELATIONS = {
    "entailment": Relation.SUPPORTED,
    "contradiction": Relation.CONTRADICTED,
    "neutral": Relation.NEITHER,
}
"""What inference models call their classes, in small letters."""
SHORTEST_EVIDENCE = 32
"""Tokens of evidence that are read at least, however long the claim."""


class InferenceChecker:
    """See `qa.checker.Checker`. Probabilities are the model's own, not calibrated here."""

    def __init__(self, model: Any, tokenizer: Any, order: Sequence[int], name: str) -> None:
        self._model = model
        self._tokenizer = tokenizer
        self._order = list(order)
        self._tokenizing = threading.Lock()  # a tokenizer that pads serves one thread at a time
        self.name = name

    def check(self, pairs: Sequence[tuple[str, str]]) -> tuple[Support, ...]:
        """See `Checker`; of long evidence what is nearest to the claim is read."""
        with self._tokenizing:
            read = [self._pair(claim, evidence) for claim, evidence in pairs]
            sizes = {pair: self._size(pair[0]) + self._size(pair[1]) for pair in read}
        logits = in_batches(read, sizes.__getitem__, self._score_batch)
        return tuple(Scale().probabilities(each) for each in logits)

    def _pair(self, claim: str, evidence: str) -> tuple[str, str]:
        """Premise and hypothesis."""
        room = max(SHORTEST_EVIDENCE, LONGEST - self._size(claim) - 4)
        return nearest(claim, evidence, self._size, room), claim

    def _size(self, text: str) -> int:
        return len(self._tokenizer(text, add_special_tokens=False, verbose=False)["input_ids"])

    def _score_batch(self, batch: Sequence[tuple[str, str]]) -> NDArray[np.float32]:
        import torch

        premises, hypotheses = zip(*batch, strict=True)
        limit = min(self._tokenizer.model_max_length, LONGEST + SHORTEST_EVIDENCE)
        with self._tokenizing:
            encoded = self._tokenizer(
                list(premises),
                list(hypotheses),
                padding=True,
                truncation="longest_first",
                max_length=limit,
                return_tensors="pt",
            )
        with torch.inference_mode():
            logits = self._model(**encoded.to(self._model.device)).logits.float().cpu().numpy()
        scores: NDArray[np.float32] = logits[:, self._order]
        return scores


def load_inference_checker(settings: Settings) -> InferenceChecker:
    """The model that the setting `checker` names.

    Raises:
        WeightsMissingError, WeightsDamagedError: see index.weights.
        ModelError: the files are no sequence classifier with the three classes of inference.
    """
    from transformers import AutoModelForSequenceClassification, AutoTokenizer

    location = find_weights(settings.checker, settings)
    if location.gguf:
        raise ModelError(f"{location.gguf} is no inference cross-encoder; {ANOTHER}")
    order = class_order(settings.checker, _labels(location.folder))
    leave_a_core()
    device, dtype = hardware()
    with loading(location.folder, "cross-encoder", ANOTHER):
        model = AutoModelForSequenceClassification.from_pretrained(
            location.folder, dtype=dtype, local_files_only=True
        )
        tokenizer = AutoTokenizer.from_pretrained(location.folder, local_files_only=True)
    loaded = {parameter.dtype for parameter in model.parameters()}
    if loaded != {dtype}:
        raise ModelError(f"{settings.checker} loaded as {loaded}, not {dtype}; report this")
    logger.info("checker %s on %s as %s", settings.checker, device, dtype)
    name = f"{settings.checker}@{location.sha256[:12]}"
    return InferenceChecker(model.to(device).eval(), tokenizer, order, name)


def _labels(folder: Path) -> Mapping[int, str]:
    """The names of a model's classes, from its own configuration.

    An encoder that was never trained to classify is refused here: its last layer would be made
    up at random.
    """
    from transformers import AutoConfig

    with loading(folder, "cross-encoder", ANOTHER):
        config = AutoConfig.from_pretrained(folder, local_files_only=True)
    saved_as = config.architectures or ()
    if not any(str(each).endswith("ForSequenceClassification") for each in saved_as):
        raise ModelError(
            f"{folder} holds {', '.join(saved_as) or 'no architecture'}, no classifier; {ANOTHER}"
        )
    return dict(config.id2label)


def class_order(name: str, labels: Mapping[int, str]) -> list[int]:
    """Which of a model's classes is supported, which contradicted, which neither.

    Raises:
        ModelError: its classes are not the three of inference.
    """
    known = {
        RELATIONS[label.strip().lower()]: int(number)
        for number, label in labels.items()
        if label.strip().lower() in RELATIONS
    }
    if len(known) != len(Relation) or len(labels) != len(Relation):
        raise ModelError(
            f"{name} tells apart {', '.join(labels.values())}; a checker tells apart "
            f"{', '.join(RELATIONS)}; {ANOTHER}"
        )
    return [known[relation] for relation in Relation]
