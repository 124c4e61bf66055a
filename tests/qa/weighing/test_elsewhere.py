"""Of which place something is told."""

from __future__ import annotations

import pytest

from qa.weighing.elsewhere import is_of_another_owner, is_of_another_place
from qa.weighing.statements import statements
from tests.qa.making import article, hits

JOBS = "How many jobs will go at Ostrava?"


@pytest.mark.parametrize(
    ("question", "text", "other"),
    [
        (JOBS, "The firm will cut 420 jobs at Brno.", True),
        (JOBS, "The firm will cut 420 jobs at Brno and 30 at Ostrava.", False),
        (JOBS, "The works at Ostrava close. So 420 jobs go, most of them at Brno.", False),
        (JOBS, "The firm will cut 420 jobs in Brno.", False),
        (JOBS, "The firm will cut 420 jobs.", False),
        ("When do jobs go at Ostrava in May?", "It closes in June.", False),
        ("How many goals has Kral scored for Brno?", "Kral scored 16 goals for Zlin.", True),
    ],
)
def test_another_place_after_the_same_preposition(question: str, text: str, other: bool) -> None:
    *_, statement = statements(hits(article(text)))
    assert is_of_another_place(question, statement) is other


LONG = "Rain fell all night and the rivers rose. " * 10


@pytest.mark.parametrize(
    ("question", "before", "text", "other"),
    [
        ("How many died in Moravia?", f"Floods hit Moravia. {LONG}", "Ten died in Brno.", False),
        ("How many died in Moravia?", f"Floods hit Bohemia. {LONG}", "Ten died in Brno.", True),
        ("How many left from Moravia?", f"A Moravian flood. {LONG}", "Ten came from Brno.", False),
        (JOBS, f"The works at Ostrava close. {LONG}", "It cuts 420 jobs at Brno.", True),
    ],
)
def test_a_place_may_lie_in_one_named_long_before(
    question: str, before: str, text: str, other: bool
) -> None:
    *_, statement = statements(hits(article(f"{before}\n{text}")))
    assert is_of_another_place(question, statement) is other


def test_a_title_may_name_where_all_is_told_of() -> None:
    (statement,) = statements(hits(article("Ten died in Brno.", title="Floods in Moravia")))
    assert not is_of_another_place("How many died in Moravia?", statement)
    assert is_of_another_place("How many died in Bohemia?", statement)


@pytest.mark.parametrize(
    ("question", "text", "other"),
    [
        ("Did Karst's Senate agree?", "Velm's Senate agreed with Karst.", True),
        ("Did Karst's Senate agree?", "Velm's Senate agreed, and Karst's Senate did not.", False),
        ("Did Karst's Senate agree?", "Velm's Senate agreed; the Senate of Karst did not.", False),
        ("Did Karst's Senate agree?", "The Senate agreed.", False),
        ("Did Velm's Senate and Karst's Senate agree?", "Velm's Senate agreed.", False),
        ("Did Karst's Senate agree?", "Velm's mayor agreed.", False),
        ("Who won Karst's election?", "Novak won Sunday's election.", False),
        ("Who won Karst's election?", "Today's election went to Novak.", False),
        ("Who won Karst's election?", "Novak won this year's election.", False),
        ("Who won Karst's election?", "Novak won Velm's election, not Sunday's election.", True),
        ("Who won Britain's election?", "Novak won the UK's election.", False),
        ("Who won Britain's election?", "Novak won America's election.", True),
        ("Who won Sunday's election?", "Novak won Velm's election.", False),
    ],
)
def test_what_others_own(question: str, text: str, other: bool) -> None:
    assert is_of_another_owner(question, text) is other
