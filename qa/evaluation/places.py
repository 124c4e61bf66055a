"""Files and folders of an evaluation: refused before hours of work, not after."""

from __future__ import annotations

import hashlib
import importlib.util
import re
from collections.abc import Sequence
from pathlib import Path

from index.errors import UsageError
from index.format import FORMAT
from index.settings import Settings

PICTURES = (".svg", ".png", ".pdf")
_PACKAGES = {"ir_measures": "ir-measures", "sklearn": "scikit-learn"}
"""Names to install modules by, where they are others."""


def check_places(files: Sequence[Path | None], picture: Path | None = None) -> None:
    """Refuse files that could not be written.

    Raises:
        UsageError: a folder that is not there or that stands in a file's place, a picture of no
            known format, no matplotlib.
    """
    for path in (*files, picture):
        if path and path.is_dir():
            raise UsageError(f"{path} is a folder; name a file in it")
        if path and not path.absolute().parent.is_dir():
            raise UsageError(f"no folder {path.parent} for {path.name}; make it first")
    if picture:
        if picture.suffix.lower() not in PICTURES:
            raise UsageError(f"{picture} cannot be drawn; end its name with {', '.join(PICTURES)}")
        check_installed("matplotlib")


def check_installed(module: str) -> None:
    """Refuse work that needs a package of the extra "eval".

    Raises:
        UsageError: it is not installed.
    """
    if importlib.util.find_spec(module) is None:
        name = _PACKAGES.get(module, module)
        raise UsageError(f"{name} is not installed; install it with: pip install 'footnote[eval]'")


def work_folder(
    root: Path | None, settings: Settings, name: str, corpus_hash: str, embedder: str
) -> Path:
    """A folder for each corpus, embedder and format: a library holds one of each.

    Args:
        root: what holds such folders; by default one in the settings' home.
    """
    root = root or settings.home / "evaluations"
    plain = re.sub(r"\W+", "-", name).strip("-") or "dataset"
    key = hashlib.sha256(f"{corpus_hash} {embedder} {FORMAT}".encode()).hexdigest()
    return root / f"{plain}-{key[:12]}"
