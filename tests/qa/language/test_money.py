"""Sums of money in a text."""

from __future__ import annotations

import pytest

from qa.language.money import sums_of_money


@pytest.mark.parametrize(
    ("text", "sums"),
    [
        ("Acmel 1.2 million euros in May", ["1.2 million euros"]),
        (
            "It cost $3.5bn, or 4 billion Canadian dollars.",
            ["$3.5bn", "4 billion Canadian dollars"],
        ),
        ("It cost 40 pounds a day for 12 people.", ["40 pounds"]),
        ("Twelve people lost pounds.", []),
    ],
)
def test_sums_of_money(text: str, sums: list[str]) -> None:
    assert [text[start:end] for start, end in sums_of_money(text)] == sums
