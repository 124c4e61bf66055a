from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.language.quotations import is_closed, is_open, speaker_after


@pytest.mark.parametrize(
    ("text", "is_it"),
    [
        ("“We won", True),
        ("“We won,” he said", False),
        ('"We won', True),
        ('"We won," he said', False),
        ("“We won.\n“We shall win.”", False),
        ("We won", False),
    ],
)
def test_the_last_mark_tells_whether_a_quotation_is_open(text: str, is_it: bool) -> None:
    assert is_open(text) is is_it


def test_a_quotation_may_have_been_open_before() -> None:
    assert is_open("and lost", inside=True)
    assert not is_open("and lost”", inside=True)
    assert not is_open('and lost"', inside=True)


def test_what_closes_as_much_as_it_opens() -> None:
    assert is_closed("“We won,” he said.")
    assert not is_closed("and lost,” he said.")
    assert not is_closed('He said: "We won')


@given(st.text(alphabet='“” "ab'), st.text(alphabet='“” "ab'), st.booleans())
def test_a_text_may_be_read_in_pieces(first: str, second: str, inside: bool) -> None:
    assert is_open(first + second, inside) == is_open(second, is_open(first, inside))


@pytest.mark.parametrize(
    ("text", "turned"),
    [
        ("said Ida Voss. “We won.”", "“We won,” said Ida Voss."),
        ("Voss said. “Who won? We did!”", "“Who won? We did!” Voss said."),
        ('he told reporters in Brno. "We left. It rained."',
         '"We left. It rained," he told reporters in Brno.'),
        ("said Dr. Roth. “It took 3.5 hours.” ", "“It took 3.5 hours,” said Dr. Roth."),
    ],
)  # fmt: skip
def test_who_speaks_goes_behind_the_quotation(text: str, turned: str) -> None:
    assert speaker_after(text) == turned


@pytest.mark.parametrize(
    "text",
    [
        "Voss left Brno. “We won.”",
        "said Voss. “We won,” he added.",
        "“We won,” said Voss.",
        "said Voss.",
        " . “We won.”",
        "",
    ],
)
def test_anything_else_stays_as_it_is(text: str) -> None:
    assert speaker_after(text) == text
