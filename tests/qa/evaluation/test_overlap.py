"""Answers held against gold ones as SQuAD does it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.evaluation.overlap import contains, exact_match, plain_words, token_f1

answers = st.lists(st.sampled_from(["the", "ferry", "25", "an", "pier,", "Velm"]), max_size=5).map(
    " ".join
)


def test_token_f1() -> None:
    assert token_f1("The 25 minutes!", "25 minutes") == 1.0
    assert token_f1("about 25 minutes", "25 minutes") == pytest.approx(0.8)
    assert token_f1("the pier pier", "pier") == pytest.approx(2 / 3), "a word counts once"
    assert token_f1("Lee", "Ishiba") == 0.0
    assert token_f1("the", "a") == 1.0
    assert token_f1("", "") == 1.0
    assert token_f1("", "Lee") == 0.0


def test_case_marks_and_articles_are_no_difference() -> None:
    assert exact_match("The Harbour Bridge.", "harbour bridge")
    assert not exact_match("harbour bridges", "harbour bridge")
    assert plain_words("An eagle's, the theatre") == ["eagles", "theatre"]


def test_an_answer_is_contained_where_its_words_stand_together() -> None:
    said = "“The ferry ‘Velm’ sails for 25 minutes.”"
    assert contains(said, "25 minutes")
    assert contains(said, "the Velm")
    assert contains(said, "ferry Velm")
    assert not contains(said, "ferry sails")
    assert not contains(said, "5 minutes")
    assert not contains(said, "the")
    assert not contains("", "Velm")


@given(answers, answers)
def test_f1_is_a_symmetric_share_and_1_of_what_matches(one: str, other: str) -> None:
    f1 = token_f1(one, other)
    assert f1 == token_f1(other, one)
    assert 0.0 <= f1 <= 1.0
    if exact_match(one, other):
        assert f1 == 1.0
