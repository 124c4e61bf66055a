from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from qa.asked import Period
from qa.questions.periods import periods_named

TODAY = date(2024, 6, 12)
"""A Wednesday."""
DAYS = st.dates(date(1950, 1, 1), date(2049, 12, 31))
FORMATS = (
    "{d:%B} {d.day}, {d.year}",
    "{d.day} {d:%B} {d.year}",
    "{d:%b}. {d.day}, {d.year}",
    "{d.day} {d:%b} {d.year}",
    "{d:%Y-%m-%d}",
    "{d:%Y/%m/%d}",
    "the {d.day}{th} of {d:%B}, {d.year}",
    "{d:%B} {d.day}{th}, {d.year}",
)


def written(day: date, form: str) -> str:
    ending = {1: "st", 2: "nd", 3: "rd"}.get(day.day % 10 if day.day // 10 != 1 else 0, "th")
    return form.format(d=day, th=ending).replace("May.", "May")


def named(
    question: str, today: date | None = None, newest: date | None = None
) -> list[tuple[str, str, str]]:
    periods = periods_named(question, today, newest)
    return [(question[p.start : p.end], str(p.first), str(p.last)) for p in periods]


def unmarked(marked: str) -> tuple[str, str]:
    """ "Was it in [May 2023]?" -> "Was it in May 2023?", "May 2023"."""
    before, _, rest = marked.partition("[")
    words, _, after = rest.partition("]")
    return before + words + after, words


@settings(deadline=None)  # the first call imports date-wrangler
@given(DAYS, st.sampled_from(FORMATS), st.booleans())
def test_a_date_is_read_in_its_usual_forms(day: date, form: str, with_today: bool) -> None:
    text = written(day, form)
    question = f"What did Novak say of the bridge on {text}, and who answered?"
    periods = periods_named(question, TODAY if with_today else None)
    assert [(p.first, p.last) for p in periods] == [(day, day)]
    assert question[periods[0].start : periods[0].end] in (text, text.removeprefix("the "))


@given(
    DAYS, st.integers(1, 400), st.sampled_from(FORMATS[:4]), st.sampled_from(("between", "from"))
)
def test_a_range_is_read_with_both_its_ends(day: date, days: int, form: str, opening: str) -> None:
    last = day + timedelta(days=days)
    joiner = {"between": "and", "from": "to"}[opening]
    text = f"{opening} {written(day, form)} {joiner} {written(last, form)}"
    (period,) = periods_named(f"What was said {text} in Brno?")
    assert (period.first, period.last) == (day, last)


@pytest.mark.parametrize(
    ("marked", "first", "last"),
    [
        ("What fell on [Nov. 30 - Dec. 2, 2023]?", "2023-11-30", "2023-12-02"),
        ("Was it [between November 1 and 3, 2023]?", "2023-11-01", "2023-11-03"),
        ("Was it open from [1 to 5 May 2024]?", "2024-05-01", "2024-05-05"),
        ("Did it rain in [November 2023]?", "2023-11-01", "2023-11-30"),
        ("did it rain in [may 2023]?", "2023-05-01", "2023-05-31"),
        ("Did it rain in [2023]?", "2023-01-01", "2023-12-31"),
        ("Did it rain in [the first week of May 2024]?", "2024-05-01", "2024-05-07"),
        ("Did it rain in [early November 2023]?", "2023-11-01", "2023-11-10"),
        ("Was it closed [before May 5, 2024]?", "0001-01-01", "2024-05-04"),
        ("Was it closed [after May 5, 2024]?", "2024-05-06", "9999-12-31"),
        ("Was it closed [since May 2024]?", "2024-05-01", "9999-12-31"),
        ("Was it closed [until May 2024]?", "0001-01-01", "2024-05-31"),
        ("What did the article [from May 5, 2024] say?", "2024-05-05", "2024-05-05"),
        ("Was it the one of [25/12/2023]?", "2023-12-25", "2023-12-25"),
        ("Published at [2023-10-12]T21:30:28+00:00?", "2023-10-12", "2023-10-12"),
    ],
)
def test_absolute_periods(marked: str, first: str, last: str) -> None:
    question, words = unmarked(marked)
    assert named(question) == named(question, TODAY) == [(words, first, last)]


def test_a_relative_period_beside_an_absolute_one_still_needs_a_day() -> None:
    question = "Did it rain in May 2023 or last week?"
    assert named(question) == [("May 2023", "2023-05-01", "2023-05-31")]
    assert [words for words, _, _ in named(question, TODAY)] == ["May 2023", "last week"]


def test_days_that_share_a_year_are_two() -> None:
    found = named("What did Novak say on November 1 and 3, 2023?")
    assert [first for _, first, _ in found] == ["2023-11-01", "2023-11-03"]


@pytest.mark.parametrize(
    ("marked", "first", "last"),
    [
        ("What did Novak say [yesterday]?", "2024-06-11", "2024-06-11"),
        ("What is open [today]?", "2024-06-12", "2024-06-12"),
        ("What closed [last week]?", "2024-06-03", "2024-06-09"),
        ("What closed [last month]?", "2024-05-01", "2024-05-31"),
        ("What closed [this year]?", "2024-01-01", "2024-12-31"),
        ("What closed [last Tuesday]?", "2024-06-11", "2024-06-11"),
        ("What closed on [Monday]?", "2024-06-10", "2024-06-10"),
        ("What closed on [Friday]?", "2024-06-07", "2024-06-07"),
        ("What closed in [March]?", "2024-03-01", "2024-03-31"),
        ("What closed in [August]?", "2023-08-01", "2023-08-31"),
        ("What closed on [May 5]?", "2024-05-05", "2024-05-05"),
        ("What closed on [5 July]?", "2023-07-05", "2023-07-05"),
    ],
)
def test_relative_periods_need_a_day_to_count_from(marked: str, first: str, last: str) -> None:
    question, words = unmarked(marked)
    assert named(question) == []
    assert named(question, TODAY) == [(words, first, last)]


@pytest.mark.parametrize(
    ("marked", "first", "last"),
    [
        ("What closed on [June 9]?", "2021-06-09", "2021-06-09"),
        ("What closed in [August]?", "2020-08-01", "2020-08-31"),
        ("What closed on [Friday]?", "2021-06-11", "2021-06-11"),
        ("What closed [yesterday]?", "2024-06-11", "2024-06-11"),
        ("What closed on [June 9, 2023]?", "2023-06-09", "2023-06-09"),
    ],
)
def test_a_period_without_its_year_is_none_after_the_newest_article(
    marked: str, first: str, last: str
) -> None:
    question, words = unmarked(marked)
    assert named(question, TODAY, newest=date(2021, 6, 14)) == [(words, first, last)]


@pytest.mark.parametrize(
    "question",
    [
        "May the bridge open, and may they march?",
        "Who led the march on Brno?",
        "Did 2,024 people or 2024 voters come?",
        "Was it on 12/10/2023?",
        "What closes next Tuesday?",
        "Who sold most on Black Friday?",
        "Did Market Today tell of rain?",
        "Who scored in Week 12?",
        "Who scored in the fourth quarter?",
        "Was it more than in the previous year?",
        "Was the fiscal year 2023 good?",
        "Who lives in room 2024?",
        "Was it on February 30, 2024?",
    ],
)
def test_what_only_looks_like_a_period(question: str) -> None:
    assert named(question, TODAY) == []


@pytest.mark.parametrize(
    ("surer", "less_sure"),
    [
        ("What closed on May 5, 2024?", "What closed in May 2024?"),
        ("What closed in May 2024?", "What closed in 2024?"),
        ("What do articles published in May 2024 say?", "What closed in May 2024?"),
        ("What does Novak's 2023 report say?", "What did Novak say in 2023?"),
        ("What closed on May 5, 2024?", "What closed before May 5, 2024?"),
        ("What closed last March?", "What closed in March?"),
        ("What closed on May 5, 2024?", "What closed on May 5?"),
        ("What closed yesterday?", "What closed yesterday at noon?"),
    ],
)
def test_certainty_follows_length_and_wording(surer: str, less_sure: str) -> None:
    def certainty(question: str) -> float:
        (period,) = periods_named(question, TODAY)
        return period.certainty

    assert certainty(surer) > certainty(less_sure)


WORDS = (
    *("May", "march", "on Monday", "last", "week", "2023", "5", "before", "from", "to", "and"),
    *("Nov. 3, 2023", "12/10/2023", "year", "between", "the", "since", ",", "-", "yesterday"),
)


@settings(deadline=None)
@given(
    st.lists(st.one_of(st.sampled_from(WORDS), st.text(max_size=6)), max_size=10),
    st.one_of(st.none(), st.dates(date(1900, 1, 1), date(2200, 1, 1))),
)
@example(["march", "¼", "May"], date(2000, 1, 1))
def test_periods_are_ordered_slices(parts: list[str], today: date | None) -> None:
    question = " ".join(parts)
    periods: tuple[Period, ...] = periods_named(question, today)
    for period in periods:
        assert period.first <= period.last
        assert 0 <= period.start < period.end <= len(question)
        assert 0 < period.certainty <= 1
    assert all(one.end <= other.start for one, other in pairwise(periods))
