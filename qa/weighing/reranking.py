"""Hits read a second time, question and passage together: a cross-encoder, off unless one is named.

An embedder meets question and passage apart and compares two vectors; a cross-encoder reads the
pair as one text (Nogueira and Cho 2019, arXiv:1901.04085). That tells more, and costs a pass
through the model for each passage and question, so only the best of what retrieval found are read.
"""

from __future__ import annotations

import json
import logging
import threading
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
from numpy.typing import NDArray

from index.derived import searchable
from index.embedding import hardware, leave_a_core, loading
from index.errors import ModelError
from index.library import Library
from index.settings import Settings
from index.types import ANYWHERE, Filters, Hit
from index.weights import find_weights
from qa.asked import Query
from qa.retrieval import retrieve

if TYPE_CHECKING:
    import torch
    from sentence_transformers import CrossEncoder

logger = logging.getLogger(__name__)

RERANKED = 30
"""Passages that a reranker reads for one question. Time grows with their number: docs/models.md
says how long 30 take."""
BATCH_SIZE = 8
"""Pairs in one pass, sorted by length before; 4 to 32 take about the same time (docs/models.md)."""
ANOTHER = "name another with FOOTNOTE_RERANKER, or unset it"


class Reranker(Protocol):
    """Puts hits in a better order by reading them."""

    @property
    def name(self) -> str:
        """Tells apart models that would rank differently."""

    def rerank(self, question: str, hits: Sequence[Hit]) -> tuple[Hit, ...]:
        """The same hits, best first, `score` being the reranker's; ties keep their order."""


class CrossEncoderReranker:
    """A sentence-transformers cross-encoder with one output. Safe to use from several threads."""

    def __init__(self, model: CrossEncoder, name: str) -> None:
        self._model = model
        self._lock = threading.Lock()
        self.name = name

    def rerank(self, question: str, hits: Sequence[Hit]) -> tuple[Hit, ...]:
        """See `Reranker`; `score` is the model's logit, on a scale of its own.

        Raises:
            ModelError: the model's scores are not numbers, so they rank nothing.
        """
        if not hits:
            return ()
        logits = self._logits([(question, searchable(hit.passage)) for hit in hits])
        wrong = logits[~np.isfinite(logits)]
        if len(wrong):
            raise ModelError(f"the reranker {self.name} gave {wrong[0]} as a score; {ANOTHER}")
        scored = [replace(hit, score=float(logit)) for hit, logit in zip(hits, logits, strict=True)]
        return tuple(sorted(scored, key=lambda hit: -hit.score))

    def _logits(self, pairs: list[tuple[str, str]]) -> NDArray[np.float32]:
        """One for each pair, in order; what is longer than the model reads is cut at the end."""
        import torch

        with self._lock:
            logits: NDArray[np.float32] = self._model.predict(
                pairs,
                batch_size=BATCH_SIZE,
                show_progress_bar=False,
                # Not the model's own sigmoid: from 17 up that is 1.0 in float32, a tie of the best.
                activation_fn=torch.nn.Identity(),
            )
        return logits


def retrieve_reranked(
    query: Query, library: Library, limit: int, reranker: Reranker, within: Filters = ANYWHERE
) -> tuple[Hit, ...]:
    """The `limit` best passages, of which the first RERANKED of retrieval are ranked anew.

    Those that only a `limit` above RERANKED asks for follow in retrieval's order, each scored 1
    below the one before: the order by `score` is the order of the hits.
    """
    found = retrieve(query, library, max(limit, RERANKED), within)
    ranked = list(reranker.rerank(query.standalone, found[:RERANKED]))
    for hit in found[RERANKED:]:
        ranked.append(replace(hit, score=ranked[-1].score - 1.0))
    return tuple(ranked[:limit])


def load_reranker(settings: Settings) -> CrossEncoderReranker | None:
    """The reranker that the settings name, or None where they name none.

    Runs where the embedder runs and in the same number type (index.embedding.hardware).

    Raises:
        WeightsMissingError, WeightsDamagedError: see index.weights.
        ModelError: the files are no cross-encoder, or one that does not give one score.
    """
    if not settings.reranker:
        return None
    location = find_weights(settings.reranker, settings)
    if location.gguf:
        raise ModelError(f"{location.gguf} is no cross-encoder; {ANOTHER}")
    _check_trained(settings.reranker, location.folder)
    leave_a_core()
    device, dtype = hardware()
    model = _load(location.folder, device, dtype)
    loaded = {parameter.dtype for parameter in model.parameters()}
    if loaded != {dtype}:
        raise ModelError(f"{settings.reranker} loaded as {loaded}, not {dtype}; report this")
    if model.num_labels != 1:
        raise ModelError(
            f"{settings.reranker} gives {model.num_labels} scores for a pair, which is a "
            f"classifier; a reranker gives one; {ANOTHER}"
        )
    logger.info("reranker %s on %s as %s", settings.reranker, device, dtype)
    return CrossEncoderReranker(model, f"{settings.reranker}@{location.sha256[:12]}")


def _check_trained(name: str, folder: Path) -> None:
    """Refuse a model that was not saved as a cross-encoder.

    Any encoder loads as one, its missing last layer made up at random; sentence-transformers
    6.2 only logs that, and the ranking would be a shuffle.
    """
    kind = _read_json(folder / "config_sentence_transformers.json").get("model_type")
    saved_as = _read_json(folder / "config.json").get("architectures") or ()
    heads = [each for each in saved_as if str(each).endswith("ForSequenceClassification")]
    if kind != "CrossEncoder" and not heads:
        raise ModelError(
            f"{name} is no cross-encoder ({folder} holds {kind or ', '.join(saved_as) or 'none'}); "
            f"{ANOTHER}"
        )


def _read_json(path: Path) -> dict[str, Any]:
    """The object in a model's file; empty where there is no such file."""
    if not path.is_file():
        return {}
    try:
        content = json.loads(path.read_bytes())
    except (OSError, ValueError) as error:
        raise ModelError(f"{path} is not JSON ({error}); {ANOTHER}") from error
    return content if isinstance(content, dict) else {}


def _load(folder: Path, device: str, dtype: torch.dtype) -> CrossEncoder:
    from sentence_transformers import CrossEncoder

    with loading(folder, "cross-encoder", ANOTHER):
        model: CrossEncoder = CrossEncoder(
            str(folder), device=device, local_files_only=True, model_kwargs={"dtype": dtype}
        )
    return model
