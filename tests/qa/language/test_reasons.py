"""Words that give a reason."""

from __future__ import annotations

import pytest

from qa.language.reasons import gives_reason


@pytest.mark.parametrize(
    ("text", "gives"),
    [
        ("The match was delayed because of a waterlogged pitch.", True),
        ("They withdrew in protest at the appointment.", True),
        ("He changed sides, after the government promised a fund.", True),
        ("The mill closed, as it had lost its last customer.", True),
        ("Three days after the fire the mill opened again.", False),
        ("The mill closed on Monday.", False),
        ("He has been mayor since May.", False),
    ],
)
def test_a_reason_has_its_word(text: str, gives: bool) -> None:
    assert gives_reason(text) is gives
