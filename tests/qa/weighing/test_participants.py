"""A statement about other people than the question's is no answer to it."""

from __future__ import annotations

import pytest

from qa.weighing.participants import Participants
from qa.weighing.statements import Statement, statements
from tests.qa.making import article, hits

# Titles and speech tell who is a person; the first lines are the context of the others.
LEAD = "Mayor Petra Novak and Minister Karel Dvorak spoke. Chairman Jan Brandt said nothing."
TEXT = (
    f"{LEAD}\n\n"
    "The old quay was closed. "
    "Novak met Brandt in Brno. "
    "They agreed to build a bridge. "
    "Dvorak asked for a new harbour. "
    "She praised Dvorak’s plan for the trams."
)


def found(text: str = TEXT) -> tuple[Statement, ...]:
    return statements(hits(article(text)))


def share(question: str, beginning: str, text: str = TEXT) -> float:
    all_ = found(text)
    (statement,) = (each for each in all_ if each.source.text.startswith(beginning))
    texts = [part for each in all_ for part in (each.source.text, each.source.context)]
    return Participants(question, texts).share(statement)


@pytest.mark.parametrize(
    ("question", "beginning", "expected"),
    [
        ("What did Novak and Dvorak agree on?", "Novak met Brandt", 0.5),
        ("What did Novak and Dvorak agree on?", "They agreed", 1.0),
        ("Where did Petra Novak meet Brandt?", "Novak met Brandt", 1.0),
        ("What did Karel Dvorak ask for?", "Dvorak asked", 1.0),
        ("What did Novak ask for?", "Dvorak asked", 0.0),
        ("What did Novak praise?", "She praised", 1.0),
        ("who met petra novak", "Novak met", 1.0),
        ("what did novak brandt agree on", "Dvorak asked", 0.0),
        ("What was closed?", "The old quay", 1.0),
    ],
)
def test_share_of_the_people_asked_about(question: str, beginning: str, expected: float) -> None:
    assert share(question, beginning) == expected


def test_two_who_share_a_name_are_two() -> None:
    text = f"{LEAD} Minister Jana Novak said so. Minister Jana Novak opened the new harbour."
    assert share("What did Petra Novak open?", "Minister Jana Novak opened", text) == 0.0
    assert share("What did Jana Novak open?", "Minister Jana Novak opened", text) == 1.0


def test_who_is_asked_for_may_be_named_beside_who_is_asked_about() -> None:
    text = f"{LEAD}\n\nThe post of Novak went on. Dvorak took it over in May."
    assert share("Who took over from Novak?", "Dvorak took", text) == 1.0
    assert share("Who met Dvorak?", "Novak met Brandt") == 0.0
    assert share("Who sat with Novak?", "Mayor Petra Novak", text) == 1.0


def test_a_hyphenated_given_name_is_one_name_however_written() -> None:
    text = "President Yoon Suk Yeol spoke. Minister Kim said so. Yoon opened the new harbour."
    assert share("What did President Yoon Suk-yeol open?", "Yoon opened", text) == 1.0


def test_who_is_told_of_first_is_no_namesake_of_others() -> None:
    text = "President Novak left. Mr Karel Novak came on Monday.\n\nNovak signed the order."
    assert share("What did Petra Novak sign?", "Novak signed", text) == 1.0
    text = "On Monday Novak left. Chairman Novak spoke.\n\nNovak signed the order."
    assert share("What did Petra Novak sign?", "Novak signed", text) == 1.0


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("How long was Yvonne Novak jailed?", 0.0),
        ("How long was Gerald Novak jailed?", 1.0),
        ("How long was Ger Novak jailed?", 1.0),
        ("How long was Novak jailed?", 1.0),
        ("How long was Mayor Novak jailed?", 1.0),
    ],
)
def test_a_namesake_is_somebody_else(question: str, expected: float) -> None:
    text = "Mr Gerald Novak left.\n\nNovak was jailed for seven years."
    assert share(question, "Novak was jailed", text) == expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("How long was Liz Novak jailed?", 1.0),
        ("How long was Beth Novak jailed?", 1.0),
        ("How long was Lisa Novak jailed?", 0.0),
        ("How long was Liz Dvorak jailed?", 0.0),
    ],
)
def test_a_short_form_of_a_first_name_is_no_other_person(question: str, expected: float) -> None:
    lead = "Mr Karel Dvorak came. Ms Vera Brandt came. Ms Elizabeth Novak left."
    assert share(question, "Novak was", f"{lead}\n\nNovak was jailed for a year.") == expected
    text = f"{lead}\n\nElizabeth Novak was jailed for a year."
    assert share(question, "Elizabeth Novak was", text) == expected


def test_a_short_form_stands_for_the_full_one_beside_the_surname() -> None:
    text = "Mr Edward Novak left. Mr Theodore Novak came. Ted Novak was jailed for a year."
    assert share("How long was Edward Novak jailed?", "Ted Novak", text) == 1.0
    assert share("How long was Edward Novak jailed?", "Mr Theodore", text) == 0.0


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Argentine Novak left. The Argentine was jailed for a year.", 1.0),
        ("Gerald Novak left. The Argentine was jailed for a year.", 0.0),
    ],
)
def test_what_has_an_article_before_it_is_no_first_name(text: str, expected: float) -> None:
    text = f"{text} Mr Brandt and Ms Novak came. He was jailed."
    assert share("How long was Yvonne Novak jailed?", "He was", text) == expected


def test_what_names_nobody_may_be_about_whom_its_article_has_named_long_before() -> None:
    text = f"{LEAD} The hall was full. The doors stood open. The offer was refused. Brandt left."
    assert share("What came of Dvorak’s offer?", "The offer was refused", text) == 1.0
    assert share("What did Dvorak do?", "Brandt left", text) == 0.0
    late = "The offer was refused. Minister Karel Dvorak left the hall, and Mayor Novak spoke."
    assert share("What came of Dvorak’s offer?", "The offer was refused", late) == 0.0
