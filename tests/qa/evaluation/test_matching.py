"""Levelling, wordings, and the search for what an answer invents."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.types import Article
from qa.evaluation.invention import article_text, invented
from qa.evaluation.matching import level, states
from qa.types import Sentence, Verdict


@pytest.mark.parametrize(
    ("text", "levelled"),
    [
        ("A 15-minute call", " a 15 minute call "),
        ("fifteen minutes", " 15 minutes "),
        ("twenty-five minutes", " 25 minutes "),
        ("Thirty One", " 31 "),
        ("the seventh of seven", " the 7th of 7 "),
        ("one of the first", " one of the first "),
        ("the U.S.-Japan alliance", " the us japan alliance "),
        ("The United\nStates of America’s ally", " the us s ally "),
        ("“free and open”", " free and open "),
        ("10,000 people, 3.5 each.", " 10000 people 3.5 each "),
        ("April 10, 2024", " april 10 2024 "),
        ("", "  "),
    ],
)
def test_level(text: str, levelled: str) -> None:
    assert level(text) == levelled


@given(st.text())
def test_levelling_twice_changes_nothing_in_case_or_spacing(text: str) -> None:
    levelled = level(text)
    assert levelled == f" {' '.join(levelled.split())} "
    assert levelled == levelled.casefold()


@pytest.mark.parametrize(
    ("text", "wording", "expected"),
    [
        ("They spoke for fifteen minutes.", "15 minute*", True),
        ("They spoke for 115 minutes.", "15 minute*", False),
        ("They met on April 10.", "April 1", False),
        ("Kishida told reporters.", "reporters + Kishida", True),
        ("Kishida told nobody.", "reporters + Kishida", False),
        ("Ties may weaken.", "weaken*", True),
        ("Ties may weaken.", "weak", False),
        ("at Kishida’s request", "Kishida's request", True),
    ],
)
def test_states(text: str, wording: str, expected: bool) -> None:
    assert states(text, wording) is expected


LENT = "Lee spoke with Ishiba on Monday for 25 minutes. “We will meet in Canada,” Lee said."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Lee spoke with Ishiba for 25 minutes.", ()),
        ("Lee spoke with Ishiba for twenty-five minutes.", ()),
        ("Lee spoke with Tanaka for 40 minutes.", ("Tanaka", "40")),
        ("Tanaka spoke for 25 minutes.", ("Tanaka",)),
        ("However, they met.", ()),
        ("“We will meet in Canada,” Lee said.", ()),
        ("“We will … Canada,” Lee said.", ()),
        ("“We will meet in Peru,” Lee said.", ("“We will meet in Peru,”",)),
        ("Lee asked about Busan.", ()),  # Busan is in the question
        ("Lee saw President Ishiba.", ("President",)),
        ("The 25th of Monday", ()),
    ],
)
def test_invented(text: str, expected: tuple[str, ...]) -> None:
    sentence = Sentence(text, (), Verdict.SUPPORTED)
    assert invented(sentence, [LENT], "and what of Busan?") == expected


def test_without_any_citation_only_the_question_lends() -> None:
    sentence = Sentence("Lee spoke on Monday.", (), Verdict.SUPPORTED)
    assert invented(sentence, [], "When did Lee speak?") == ("Monday",)


def test_a_quotation_may_not_be_pieced_together_from_two_articles() -> None:
    sentence = Sentence("“we agreed … to meet”", (), Verdict.QUOTED)
    assert invented(sentence, ["we agreed", "to meet"], "") == ("“we agreed … to meet”",)


def test_article_text_lends_what_the_file_states(article: Article) -> None:
    stated = article_text(article)
    assert "June 10 2025" in stated
    assert "Tuesday" in stated
    assert article.text in stated


@pytest.fixture
def article() -> Article:
    from datetime import date

    return Article("0" * 16, "a.txt", LENT, ((0, len(LENT)),), "", published=date(2025, 6, 10))
