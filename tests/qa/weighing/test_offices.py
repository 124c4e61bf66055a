"""Whose office is asked for."""

from __future__ import annotations

import pytest

from qa.weighing.offices import of_other_office


@pytest.mark.parametrize(
    ("question", "text", "other"),
    [
        ("Who is Velm's finance minister?", "Foreign Minister Petra Novak resigned.", True),
        ("Who is Velm's finance minister?", "Finance Minister Petra Novak resigned.", False),
        ("Who is the mayor of Brno?", "Karel Kral, mayor of Zlin, resigned.", True),
        ("Who is Brno's mayor?", "Karel Kral, mayor of Zlin, resigned.", True),
        ("Who is the mayor of Brno?", "Karel Kral, the mayor, met the mayor of Zlin.", False),
        ("Who is the mayor of Brno?", "Brno Mayor Petra Novak resigned.", False),
        ("Who is the president of France?", "French President Ana Lund spoke.", False),
        ("Who is the chief executive of Acmel?", "Chief Executive Petra Novak resigned.", False),
        ("Who is the coach?", "The goalkeeping coach is Petra Novak.", False),
        ("Who met the finance minister?", "Petra Novak met the foreign minister.", False),
        ("Who is Petra Novak?", "Petra Novak is the foreign minister.", False),
        ("Who is the UK's premier?", "Britain's premier, Petra Novak, spoke.", False),
        ("Who is the UK premier?", "British Premier Petra Novak spoke.", False),
        ("Who is the premier of the United Kingdom?", "Britain's premier spoke.", False),
        ("Who is the president of the U.S.?", "The president of the United States spoke.", False),
        ("Who is the president of America?", "The president of the United States spoke.", False),
        ("Who is the premier of the UK?", "The premier of Karst, Petra Novak, spoke.", True),
        ("Who is the premier of the UK?", "The premier of the United States spoke.", True),
    ],
)
def test_another_office_is_not_the_one_asked_for(question: str, text: str, other: bool) -> None:
    assert of_other_office(question, text) is other
