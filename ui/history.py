"""Reading earlier turns of a conversation from a file."""

from __future__ import annotations

import json
from pathlib import Path

from index.errors import HistoryError
from qa.query import check_history
from qa.types import Turn


def read_history(file: Path) -> tuple[Turn, ...]:
    """Turns from a JSON list of [role, text] pairs or {"role", "text" | "content"} objects.

    Raises:
        HistoryError: no such file, not JSON, or an item that is no turn.
    """
    try:
        content = json.loads(file.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise HistoryError(f"cannot read {file} ({error.strerror}); correct --history") from error
    except ValueError as error:
        raise HistoryError(f"{file} is not JSON in UTF-8 ({error}); correct it") from error
    if not isinstance(content, list):
        raise HistoryError(f'{file} must hold a list of turns, as [["user", "..."], ...]')
    return check_history([_turn(item, place, file) for place, item in enumerate(content, 1)])


def _turn(item: object, place: int, file: Path) -> Turn:
    match item:
        case [str(role), str(text)]:
            return Turn(role, text)
        case {"role": str(role), "text": str(text)} | {"role": str(role), "content": str(text)}:
            return Turn(role, text)
    raise HistoryError(f'turn {place} of {file} is no turn; write it as ["user", "..."]')
