"""What figures were made with: code, settings, versions."""

from __future__ import annotations

import hashlib
import subprocess
from collections.abc import Collection, Iterable
from dataclasses import fields
from importlib import metadata
from pathlib import Path

from index.settings import Settings

ROOT = Path(__file__).parents[2]
"""Of the code: a checkout, or what a wheel was installed to."""
PACKAGES = ("footnote", "torch", "sentence-transformers", "faiss-cpu", "tantivy", "ir-measures")
"""Whose versions figures depend on."""
ELSEWHERE = frozenset({"home", "offline"})
"""Settings that no figure depends on."""
_NOT_PRODUCT = frozenset({"evaluation", "training"})


def origin_of(settings: dict[str, str], embedder: str) -> dict[str, object]:
    """Versions, commit and settings, for a report."""
    return {
        "embedder": embedder,
        "settings": settings,
        "versions": {name: _version(name) for name in PACKAGES},
        "commit": _commit(),
    }


def settings_used(settings: Settings, ignored: Collection[str] = ELSEWHERE) -> dict[str, str]:
    names = (each.name for each in fields(settings) if each.name not in ignored)
    return {name: str(getattr(settings, name)) for name in names}


def library_files() -> Iterable[Path]:
    return (ROOT / "index").rglob("*.py")


def product_files() -> Iterable[Path]:
    """The code of the product beside its library, and its own weights."""
    for path in (ROOT / "qa").rglob("*"):
        room = path.relative_to(ROOT / "qa").parts[0]
        if room not in _NOT_PRODUCT and path.is_file() and "__pycache__" not in path.parts:
            yield path


def fingerprint(files: Iterable[Path], *further: str) -> str:
    """SHA-256 over the contents of files, whatever their order, and further words; hexadecimal."""
    digest = hashlib.sha256("\n".join(further).encode())
    for path in sorted(files):
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _version(package: str) -> str | None:
    """None where the package, of an extra, is not installed."""
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return None


def _commit() -> str | None:
    """The commit of the source checkout, "+" where files differ from it; None outside of one."""
    if not (ROOT / ".git").exists():
        return None
    git = ["git", "-C", str(ROOT)]
    try:
        head = subprocess.run([*git, "rev-parse", "HEAD"], capture_output=True, check=True)
        changes = subprocess.run([*git, "status", "--short"], capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return None  # no git, or a checkout that it refuses: the figures stand without it
    return head.stdout.decode().strip() + ("+" if changes.stdout.strip() else "")
