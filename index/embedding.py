"""Texts to vectors: the embedder's protocol, and sentence-transformers on the hardware at hand."""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from index.errors import ModelError
from index.settings import Settings
from index.types import Progress
from index.weights import find_weights

if TYPE_CHECKING:
    import torch
    from sentence_transformers import SentenceTransformer

logger = logging.getLogger(__name__)

BATCH_SIZE = 32
PROGRESS_STEP = 64
"""Texts encoded between two calls of a progress function."""
LONGEST = 256
"""Tokens of a text that are read: longer than a passage, and what MiniLM was trained on."""


class Embedder(Protocol):
    """Turns texts into vectors whose dot product is their cosine similarity."""

    @property
    def name(self) -> str:
        """Tells models apart whose vectors must not be mixed."""

    @property
    def dimension(self) -> int: ...

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One L2-normalised row for each text, shape (len(texts), dimension); thread-safe."""


class SentenceEmbedder:
    """A sentence-transformers model."""

    def __init__(self, model: SentenceTransformer, name: str) -> None:
        self._model = model
        self._lock = threading.Lock()
        self.name = name
        self.dimension = int(model.get_embedding_dimension() or 0)

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        if not texts:
            return np.empty((0, self.dimension), dtype=np.float32)
        with self._lock:
            rows = self._model.encode(
                list(texts), batch_size=BATCH_SIZE, show_progress_bar=False, convert_to_tensor=True
            )
        vectors: NDArray[np.float32] = rows.float().cpu().numpy()
        # Normalised here, not by the model: in bfloat16 lengths are off by up to half a percent.
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        normalised: NDArray[np.float32] = (vectors / np.maximum(lengths, 1e-12)).astype(np.float32)
        return normalised


def load_embedder(settings: Settings) -> SentenceEmbedder:
    """The embedder that the settings name, on the best device, in the fastest type it has.

    Raises:
        WeightsMissingError, WeightsDamagedError: see index.weights.
        ModelError: the files are no sentence-transformers model, or loaded in another type.
    """
    location = find_weights(settings.embedder, settings)
    if location.gguf:
        raise ModelError(f"{location.gguf} is no embedder; name a sentence-transformers model")
    leave_a_core()
    device, dtype = hardware()
    model = _load(location.folder, device, dtype)
    loaded = {parameter.dtype for parameter in model.parameters()}
    if loaded != {dtype}:
        raise ModelError(f"{settings.embedder} loaded as {loaded}, not {dtype}; report this")
    model.max_seq_length = min(model.max_seq_length or LONGEST, LONGEST)
    logger.info("embedder %s on %s as %s", settings.embedder, device, dtype)
    return SentenceEmbedder(model, f"{settings.embedder}@{location.sha256[:12]}")


def silent(_done: int, _total: int, _label: str) -> None:
    """Progress that nobody watches."""


def encode_all(
    embedder: Embedder, texts: Sequence[str], progress: Progress = silent
) -> NDArray[np.float32]:
    """Encode any number of texts in batches of like length: padding is work for nothing.

    Rows are in the order of `texts`; shape (len(texts), dimension).
    """
    rows = np.empty((len(texts), embedder.dimension), dtype=np.float32)
    order = np.argsort([len(text) for text in texts], kind="stable")
    for start in range(0, len(texts), PROGRESS_STEP):
        progress(start, len(texts), "embedding sentences")
        batch = order[start : start + PROGRESS_STEP]
        rows[batch] = embedder.encode([texts[each] for each in batch])
    if texts:
        progress(len(texts), len(texts), "embedding sentences")
    return rows


def hardware() -> tuple[str, torch.dtype]:
    """The device to run models on, and the number type that is fastest there without loss."""
    import torch

    if torch.cuda.is_available():
        return "cuda", torch.bfloat16 if torch.cuda.is_bf16_supported() else torch.float16
    if torch.backends.mps.is_available():
        return "mps", torch.float32
    return "cpu", torch.bfloat16 if has_bfloat16(_processor_flags()) else torch.float32


def leave_a_core() -> None:
    """Let models use every core but one, unless OMP_NUM_THREADS says otherwise.

    The threads of one operation wait for each other in a busy loop. With as many of them as cores,
    any other busy process, a browser say, holds one up and with it all: beside one such process
    on two cores, three drafts took 9 to 46 s with two threads and 1.2 s with one
    (docs/log.md).
    """
    import torch

    if "OMP_NUM_THREADS" not in os.environ:
        torch.set_num_threads(max(1, (os.cpu_count() or 1) - 1))


def has_bfloat16(flags: frozenset[str]) -> bool:
    """Whether the processor multiplies in bfloat16; where not, float32 is many times faster."""
    return bool(flags & {"avx512_bf16", "amx_bf16"})


def _processor_flags() -> frozenset[str]:
    """The flags of the first processor; none where the system does not list them this way."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return frozenset()
    flags = (line.partition(":")[2] for line in lines if line.startswith("flags"))
    return frozenset(next(flags, "").split())


def _load(folder: Path, device: str, dtype: torch.dtype) -> SentenceTransformer:
    from sentence_transformers import SentenceTransformer

    with loading(folder, "sentence-transformers model", "name another with FOOTNOTE_EMBEDDER"):
        return SentenceTransformer(
            str(folder), device=device, local_files_only=True, model_kwargs={"dtype": dtype}
        )


@contextmanager
def loading(folder: Path, kind: str, way_out: str) -> Iterator[None]:
    """Around a library's own loading of a model: no progress bars, and errors that help.

    Raises:
        ModelError: in place of what the library raised over the files.
    """
    from safetensors import SafetensorError
    from transformers.utils import logging as transformers_logging

    bars = transformers_logging.is_progress_bar_enabled()
    transformers_logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    try:
        yield
    except (OSError, ValueError, KeyError, RuntimeError, SafetensorError) as error:
        reason = (str(error).strip() or type(error).__name__).splitlines()[0]
        raise ModelError(f"{folder} cannot be loaded as a {kind} ({reason}); {way_out}") from error
    finally:
        if bars:
            transformers_logging.enable_progress_bar()  # type: ignore[no-untyped-call]
