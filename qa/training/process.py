"""What the training commands share: their base, their environment, and the hashes of their data."""

from __future__ import annotations

import hashlib
import logging
import os
import platform
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from transformers import BertModel

logger = logging.getLogger(__name__)

Row = TypeVar("Row")

BASE = "sentence-transformers/all-MiniLM-L6-v2"
TUNING = {
    # Threads that wait by spinning halve the speed as soon as anything else wants a core.
    "OMP_WAIT_POLICY": "passive",
    "GOMP_SPINCOUNT": "0",
    # Tensors of ever new sizes: without this most time goes to returning and faulting pages.
    "MALLOC_MMAP_THRESHOLD_": "4000000000",
    "MALLOC_TRIM_THRESHOLD_": "8000000000",
}


def run_tuned(module: str, main: Callable[[], object]) -> None:
    """Run a command, in a new process where its environment lacks what training needs."""
    if platform.system() == "Linux" and not TUNING.keys() <= os.environ.keys():
        arguments = [sys.executable, "-m", module, *sys.argv[1:]]
        os.execve(sys.executable, arguments, TUNING | dict(os.environ))
    main()


def base_encoder(base: Path) -> BertModel:
    """The encoder of the base model in a folder, as it is trained.

    Attention is the plain kind, which trains twice as fast as the fused one on CPUs, and there
    is no dropout: every example is seen once or twice, and drawing masks costs a fifth.
    """
    from transformers import BertModel

    return BertModel.from_pretrained(
        base,
        attn_implementation="eager",
        add_pooling_layer=False,
        hidden_dropout_prob=0.0,
        attention_probs_dropout_prob=0.0,
    )


def read_sets(
    readers: Mapping[str, Callable[[Path], list[Row]]], data: Path, leaks: Callable[[Row], bool]
) -> list[Row]:
    """What every reader finds in `data`, but for what touches the development data."""
    rows: list[Row] = []
    for name, read in readers.items():
        found = read(data)
        kept = [row for row in found if not leaks(row)]
        logger.info("%s: %d rows, %d left out", name, len(found), len(found) - len(kept))
        rows += kept
    return rows


def hashes(data: Path) -> dict[str, str]:
    """SHA-256 of each set, a folder in `data`."""
    return {path.name: hash_of(path) for path in sorted(data.iterdir()) if path.is_dir()}


def hash_of(folder: Path) -> str:
    """SHA-256 of a folder's files' names and contents, in order of name."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            digest.update(path.relative_to(folder).as_posix().encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()
