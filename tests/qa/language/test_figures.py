from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.language.figures import Figure, figures, values
from qa.language.numerals import read_number
from qa.language.words import words

MINUTE, WEEK = 60, 604800


def one(text: str) -> Figure:
    (figure,) = figures(text)
    return figure


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("12 people", 12, 12),
        ("twenty-five people", 25, 25),
        ("two hundred and twenty-five people", 225, 225),
        ("1,204 people", 1204, 1204),
        ("1.2 million people", 1_150_000, 1_250_000),
        ("2,000 people", 1500, 2500),
        ("10 to 12 people", 10, 12),
        ("between ten and 12 people", 10, 12),
        ("more than 12 people", 12, float("inf")),
        ("up to 12 people", 0, 12),
        ("about 20 people", 15, 25),
        ("$3bn", 2.5e9, 3.5e9),
        ("2.4%", 2.35, 2.45),
        ("2.4 per cent", 2.35, 2.45),
        ("27 minutes", 26.5 * MINUTE, 27.5 * MINUTE),
        ("25 minutes", 22.5 * MINUTE, 27.5 * MINUTE),
        ("12 weeks", 11.5 * WEEK, 12.5 * WEEK),
    ],
)
def test_what_a_figure_can_mean(text: str, low: float, high: float) -> None:
    figure = one(f"There were {text}")
    assert (figure.low, figure.high) == (pytest.approx(low), pytest.approx(high))


@pytest.mark.parametrize(
    ("text", "said", "head", "state"),
    [
        ("Now 15 people have been slightly hurt.", "15 people have been slightly hurt", "peopl", "injured"),  # noqa: E501
        ("The crash injured at least 12.", "injured at least 12", "", "injured"),
        ("It left 12 dead.", "12 dead", "", "killed"),
        ("The town has 12 newly built bus shelters.", "12 newly built bus shelters", "shelter", ""),
    ],
)  # fmt: skip
def test_what_is_counted(text: str, said: str, head: str, state: str) -> None:
    figure = one(text)
    assert (text[figure.start : figure.end], figure.head, figure.state) == (said, head, state)


def test_each_number_has_what_befell_its_own() -> None:
    found = figures("It killed three people and injured 12 others.")
    assert [(each.low, each.state) for each in found] == [(3, "killed"), (12, "injured")]


@pytest.mark.parametrize(
    "text",
    [
        "It was built in 1962.",
        "On March 4 the mayor spoke.",
        "The 4th of March was a Tuesday.",
        "It began at 10:30, or at 11 a.m.",
        "Velm won 3-1.",
        "Flight 370 left Velm.",
        "Kolm, a 45-year-old, is mayor.",
        "Another 12 people were hurt.",
        "Twelve more people were hurt.",
        "12 or more people were hurt.",
        "Three of the passengers were hurt.",
        "The mine gives 12 tonnes a day.",
        "Covid-19 cases rose.",
        "One thing is clear.",
    ],
)
def test_what_is_no_figure(text: str) -> None:
    assert figures(text) == ()


def test_how_long_and_how_long_ago_are_told_apart() -> None:
    assert one("They spoke for 25 minutes.").relation == ""
    assert one("They spoke 25 minutes ago.").relation == "offset"
    assert [each.relation for each in figures("up by 8% to 12%")] == ["by", "to"]


TEXTS = st.lists(
    st.sampled_from(
        """12 1,200 3.5 twenty five hundred million to and - % $ percent people injured killed more
        than about at least of them minutes weeks crowns , . between dozen 2024 March the a 10:30
        """.split()
    ),
    max_size=14,
).map(" ".join)


@given(st.one_of(TEXTS, st.text(max_size=60)))
def test_figures_stand_where_they_say(text: str) -> None:
    found = figures(text)
    for figure in found:
        assert 0 <= figure.start < figure.end <= len(text)
        assert figure.low <= figure.high
        assert figure.written <= values(text)
        assert figure.agrees(figure)
    for before, after in pairwise(found):
        assert before.start < after.start


@given(st.one_of(TEXTS, st.text(max_size=60)))
def test_reading_a_number_goes_forward(text: str) -> None:
    found = words(text)
    for at in range(len(found)):
        number = read_number(text, found, at)
        if number is not None:
            assert at == number.first < number.stop <= len(found)
            assert number.start < number.end <= len(text)


@given(st.integers(1, 99), st.integers(1, 99))
def test_whether_figures_agree_does_not_depend_on_their_order(first: int, second: int) -> None:
    bounds = ("", "about ", "more than ", "up to ")
    for here in bounds:
        for there in bounds:
            one_, other = one(f"so {here}{first} men"), one(f"so {there}{second} men")
            assert one_.agrees(other) == other.agrees(one_)


@pytest.mark.parametrize("text", ["1" + "0" * 400 + " people", "12 " + "million " * 60 + "people"])
def test_what_no_float_can_hold_is_no_figure(text: str) -> None:
    assert figures(text) == ()


@pytest.mark.parametrize("text", ["12 million ", "twelve "])
def test_long_tables_take_no_time(text: str) -> None:
    figures(text * 6_000)  # quadratic, it would take a minute


def test_a_share_of_all_is_a_figure_and_a_crowd_counts_its_people() -> None:
    (share,) = figures("19% of the patients left early.")
    assert (share.low, share.unit) == (18.5, "%")
    (crowd,) = figures("A crowd of 41,208 watched the final.")
    (watched,) = figures("The final was watched by 41,820 spectators.")
    assert (crowd.low, crowd.head) == (41208, watched.head)
    assert figures("12 of the boats sank.") == ()
