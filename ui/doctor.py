"""Is everything in place? Each check says what it found and, if need be, what to do."""

from __future__ import annotations

import platform
import sys
from collections.abc import Callable
from dataclasses import dataclass
from importlib import metadata

from index.errors import FootnoteError
from index.settings import Settings, load_settings

PACKAGES = (
    "torch",
    "transformers",
    "sentence-transformers",
    "faiss-cpu",
    "tantivy",
    "gradio",
)
OLDEST_PYTHON = (3, 11)


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at. `advice` is empty when it is in order."""

    name: str
    found: str
    advice: str = ""

    @property
    def ok(self) -> bool:
        return not self.advice


def examine() -> tuple[Check, ...]:
    """Every check, in the order in which problems are best solved."""
    checks = [_python(), *(_package(name) for name in PACKAGES), _processor()]
    try:
        settings = load_settings()
    except FootnoteError as error:
        return (*checks, Check("settings", "cannot be read", str(error)))
    checks.append(Check("settings", _described(settings)))
    checks.append(_guarded("embedder", lambda: _weights(settings.embedder, settings)))
    if settings.reranker:
        checks.append(_guarded("reranker", lambda: _weights(settings.reranker, settings)))
    checks.append(_guarded("reader", lambda: _named_or_own("reader", settings.reader, settings)))
    checks.append(_guarded("checker", lambda: _named_or_own("checker", settings.checker, settings)))
    if settings.server:
        checks.append(Check("generator", f"the server at {settings.server}"))
    else:
        checks.append(_guarded("generator", lambda: _weights(settings.generator, settings)))
    checks.append(_guarded("articles", lambda: _articles(settings)))
    return tuple(checks)


def _guarded(name: str, find: Callable[[], str]) -> Check:
    """The check's finding, or the error with the way out that its message carries."""
    try:
        return Check(name, find())
    except FootnoteError as error:
        return Check(name, "not in order", str(error))


def _python() -> Check:
    version = platform.python_version()
    if sys.version_info < OLDEST_PYTHON:
        return Check("python", version, "install Python 3.11 or newer")
    return Check("python", version)


def _package(name: str) -> Check:
    try:
        return Check(name, metadata.version(name))
    except metadata.PackageNotFoundError:
        return Check(name, "not installed", f"run: {sys.executable} -m pip install {name}")


def _processor() -> Check:
    from index.embedding import hardware

    try:
        device, dtype = hardware()
    except ImportError:
        return Check("processor", "unknown until torch is installed")
    return Check("processor", f"{device}, {str(dtype).removeprefix('torch.')}")


def _described(settings: Settings) -> str:
    network = "offline" if settings.offline else "online"
    return f"home {settings.home}, {network}"


def _weights(name: str, settings: Settings) -> str:
    from index.weights import find_weights

    location = find_weights(name, settings)
    return f"{name}, from {location.origin}, sha256 {location.sha256[:12]}"


def _named_or_own(kind: str, name: str, settings: Settings) -> str:
    """The reader or checker that the settings name, else Footnote's own and what it needs."""
    if name:
        return _weights(name, settings)
    from index.errors import WeightsMissingError
    from qa.checker import own as checker
    from qa.models.own_weights import find_base, is_installed, read_config
    from qa.reader import own as reader

    folder = {"reader": reader, "checker": checker}[kind].FOLDER
    if not is_installed(folder):
        raise WeightsMissingError(
            f"no {kind} in {folder}, so weaker means take its place; install Footnote again"
        )
    config = read_config(folder)
    find_base(config, kind, settings)
    return f"Footnote's own, sha256 {config['sha256'][:12]}, on {config['base']}"


def _articles(settings: Settings) -> str:
    from index.library import library_directory, seeds_folder
    from index.readers import article_paths

    folder = seeds_folder()
    directory = library_directory(folder, settings)
    state = "indexed" if directory.is_dir() else "indexed on first use"
    return f"{len(article_paths(folder))} in {folder}, {state}"


def to_json(checks: tuple[Check, ...]) -> dict[str, object]:
    return {
        "ok": all(check.ok for check in checks),
        "checks": [
            {"name": check.name, "ok": check.ok, "found": check.found, "advice": check.advice}
            for check in checks
        ],
    }
