from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.language.words import (
    content_stems,
    dates,
    durations,
    name_vocabulary,
    name_words,
    numbers,
    proper_names,
    stem,
    words,
)


@given(st.text())
def test_every_word_is_a_slice_in_order(text: str) -> None:
    found = words(text)
    assert [word.text for word in found] == [text[word.start : word.end] for word in found]
    assert all(a.end <= b.start for a, b in pairwise(found))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The U.S. and Korea’s ally", ["The", "U.S.", "and", "Korea’s", "ally"]),
        ("a 25-minute call at 3.5%", ["a", "25", "minute", "call", "at", "3.5%"]),
        ("1,000 people, the 60th time", ["1,000", "people", "the", "60th", "time"]),
        ("1,000km in the 1870s, 2023's 3.5m", ["1,000km", "in", "the", "1870s", "2023's", "3.5m"]),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    assert [word.text for word in words(text)] == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [("agreed", "agreeing"), ("Korea’s", "korea"), ("U.S.", "US"), ("seven", "7"), ("Á", "a")],
)
def test_forms_of_one_word_share_a_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


def test_us_the_country_is_a_content_word_and_us_the_pronoun_is_not() -> None:
    assert content_stems("The US told us in May that it may wait") == (
        stem("US"),
        stem("told"),
        stem("may"),
        stem("wait"),
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a 25-minute call", {"25"}),
        ("seven summits on the 60th anniversary", {"7", "60"}),
        ("1,000.50 in 2023", {"1000.50", "2023"}),
        ("one of the second sort", set()),
        ("no figures", set()),
    ],
)
def test_numbers(text: str, expected: set[str]) -> None:
    assert numbers(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on Nov. 16, 2023, for 12 weeks", {"november", "16", "2023"}),
        ("on April 16 with 12 men", {"april", "16"}),
        ("Monday at noon", {"monday", "noon"}),
        ("three weeks ago", {"ago"}),
        ("the 12 men", set()),
    ],
)
def test_dates(text: str, expected: set[str]) -> None:
    assert dates(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a 25-minute call", {"25 minute"}),
        ("five days and 3 hours, a quarter-century ago", {"5 day", "3 hour", "0.25 century"}),
        ("25 people in 2023", set()),
    ],
)
def test_durations(text: str, expected: set[str]) -> None:
    assert durations(text) == expected


def test_a_name_vocabulary_leaves_out_words_that_only_open_sentences() -> None:
    texts = ["Talks began. The envoy met Petra Novak in Brno.", "Later, talks with Novak ended."]
    assert name_vocabulary(texts) == {"petra", "novak", "brno"}


def test_a_lower_case_name_is_known_from_the_articles() -> None:
    found = name_words("what did novak say in brno", known={"novak", "brno"})
    assert [word.text for word in found] == ["novak", "brno"]


def test_an_order_before_a_name_is_no_part_of_it() -> None:
    assert proper_names("Compare Acmel and Orbitex.") == ("Acmel", "Orbitex")
    assert proper_names("Compare Acmel Paper and Orbitex.") == ("Acmel Paper", "Orbitex")
    assert proper_names("They left Compare Acmel.") == ("Compare Acmel",)
    assert proper_names("Fair Acmel and Orbitex") == ("Fair Acmel", "Orbitex")


def test_proper_names_join_neighbours_and_hyphens() -> None:
    text = "There President Lee Jae-myung met Petra Novak of the Brno Institute"
    assert proper_names(text) == ("President Lee Jae-myung", "Petra Novak", "Brno Institute")
