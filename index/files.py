"""Writing files so that a crash, a full disk or a flipped bit never passes for good data.

A file is written beside its target, flushed to the disk and renamed over it; a folder likewise. A
`Seal` (what the files are, and the SHA-256 of each) is written last and checked before use, so
"half written", "damaged" and "made from something else" all look the same to a reader: not sealed.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO

SEAL_NAME = "seal.json"
NEVER = -1
"""The generation of files that have been derived from nothing yet."""


class UnsealedError(Exception):
    """Files that can be made again cannot be used as they are; the message says why.

    Internal: whoever derives the files catches it and derives them again. It never reaches a user.
    """


def sha256_of(path: Path) -> str:
    """SHA-256 of a file's bytes, hexadecimal."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


@contextmanager
def atomic_file(path: Path) -> Iterator[IO[bytes]]:
    """A binary stream whose bytes replace `path` at the end of the block, or never."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "w+b") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(path)
        _sync_folder(path.parent)
    finally:
        temporary.unlink(missing_ok=True)


def atomic_write_bytes(path: Path, data: bytes) -> None:
    """Replace the content of `path` at once: a reader sees the old bytes or the new ones."""
    with atomic_file(path) as stream:
        stream.write(data)


@contextmanager
def atomic_directory(target: Path, facts: Mapping[str, object]) -> Iterator[Path]:
    """A new folder to fill, which replaces `target`, sealed with `facts`, at the end of the block.

    If the block raises, `target` is as it was before.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    temporary = Path(tempfile.mkdtemp(prefix=f".{target.name}.", dir=target.parent))
    try:
        yield temporary
        for path in _files(temporary):
            with path.open("rb") as stream:
                os.fsync(stream.fileno())
        seal(temporary, facts)
        if target.exists():
            # A folder cannot be renamed over a full one. The old one goes first: if we stop
            # between the two steps there is none, and what can be derived is derived again.
            shutil.rmtree(target)
        temporary.rename(target)
        _sync_folder(target.parent)
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


def seal(directory: Path, facts: Mapping[str, object]) -> None:
    """Write down the hash of every file of `directory` beside `facts`, as JSON."""
    hashes = {path.relative_to(directory).as_posix(): sha256_of(path) for path in _files(directory)}
    content = json.dumps({"facts": dict(facts), "sha256": hashes}, indent=1)
    atomic_write_bytes(directory / SEAL_NAME, content.encode())


def check_seal(directory: Path) -> dict[str, object]:
    """The facts that `directory` was sealed with.

    Raises:
        UnsealedError: no seal, or a file that is missing, new or different from what was sealed.
    """
    try:
        content = json.loads((directory / SEAL_NAME).read_bytes())
        facts, hashes = dict(content["facts"]), dict(content["sha256"])
    except FileNotFoundError as error:
        raise UnsealedError("missing or half written") from error
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UnsealedError(f"damaged seal ({error})") from error
    found = {path.relative_to(directory).as_posix(): path for path in _files(directory)}
    if found.keys() != hashes.keys():
        raise UnsealedError(f"files missing or added: {sorted(found.keys() ^ hashes.keys())}")
    for name, path in found.items():
        if sha256_of(path) != hashes[name]:
            raise UnsealedError(f"{name} is damaged")
    return facts


def _files(directory: Path) -> list[Path]:
    """Regular files below `directory`; hidden ones (locks, our temporaries) are not content."""
    return [
        path
        for path in sorted(directory.rglob("*"))
        if path.is_file() and path.name != SEAL_NAME and not path.name.startswith(".")
    ]


def _sync_folder(directory: Path) -> None:
    """Make a rename in `directory` survive a power cut, where the system can sync a folder."""
    if os.name != "posix":
        return
    descriptor = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
