from __future__ import annotations

from pathlib import Path

import pytest

from index.errors import HistoryError
from qa.types import Turn
from ui.history import read_history


def test_pairs_and_objects_are_turns(tmp_path: Path) -> None:
    file = tmp_path / "history.json"
    file.write_text(
        '[["user", "Who?"], {"role": "assistant", "text": "Lee."},'
        ' {"role": "user", "content": "Und Köln?"}]',
        encoding="utf-8",
    )
    assert read_history(file) == (
        Turn("user", "Who?"),
        Turn("assistant", "Lee."),
        Turn("user", "Und Köln?"),
    )


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is not JSON"),
        (b"{", "is not JSON"),
        (b"\xff\xfe\x00", "is not JSON"),
        (b'{"role": "user"}', "must hold a list"),
        (b'["user"]', "turn 1"),
        (b'[["user", "a"], ["user", 3]]', "turn 2"),
        (b'[["system", "a"]]', "'system'"),
    ],
)
def test_what_is_no_history_is_refused(tmp_path: Path, content: bytes, said: str) -> None:
    file = tmp_path / "history.json"
    file.write_bytes(content)
    with pytest.raises(HistoryError, match=said):
        read_history(file)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(HistoryError, match=r"cannot read .*nowhere\.json"):
        read_history(tmp_path / "nowhere.json")
