"""Results kept on disk as they are made, so that a stopped run continues."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Generic, TypeVar

from index.errors import UsageError

Kept = TypeVar("Kept")


class KeptFile(Generic[Kept]):
    """Values, one JSON object a line, appended as they are made."""

    def __init__(
        self,
        path: Path,
        encode: Callable[[Kept], Mapping[str, Any]],
        decode: Callable[[Mapping[str, Any]], Kept],
        key: Callable[[Kept], str],
    ) -> None:
        """Name the file; nothing is read yet.

        Args:
            decode: undoes `encode`; raises KeyError, TypeError or ValueError on anything else.
            key: tells a value from the others.
        """
        self._path, self._encode, self._decode, self._key = path, encode, decode, key

    def read(self) -> dict[str, Kept]:
        """What has been kept, by key; a line cut short by a crash is dropped from the file.

        Raises:
            UsageError: a line that is no such value.
        """
        if not self._path.is_file():
            return {}
        content = self._path.read_bytes()
        whole = content[: content.rfind(b"\n") + 1]
        if len(whole) < len(content):
            with self._path.open("r+b") as stream:
                stream.truncate(len(whole))
        try:
            values = [self._decode(json.loads(line)) for line in whole.splitlines()]
        except (ValueError, KeyError, TypeError) as error:
            raise UsageError(f"{self._path} is damaged; run again with --fresh") from error
        return {self._key(value): value for value in values}

    def append(self, value: Kept) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with self._path.open("a", encoding="utf-8") as stream:
            stream.write(json.dumps(self._encode(value)) + "\n")

    def clear(self) -> None:
        self._path.unlink(missing_ok=True)
