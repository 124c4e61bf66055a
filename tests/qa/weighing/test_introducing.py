"""What introduces a person or a thing, and what only names it."""

from __future__ import annotations

import pytest

from qa.query import understand
from qa.weighing.introducing import BRIEFLY, FULLY, introduces, opens_with
from qa.weighing.statements import statements
from qa.weighing.topics import topic_of
from tests.qa.making import article, hits


def degree(text: str, question: str = "Who is Petra Kolar?", rest: str = "") -> int:
    found = statements(hits(article(f"{text}\n{rest}", "a.txt")))
    return introduces(found[0], topic_of(understand(question)))


@pytest.mark.parametrize(
    "text",
    [
        "Petra Kolar, a climate scientist at the institute, spoke on Monday.",
        "Petra Kolar, the mayor of Brno, spoke on Monday.",
        "Petra Kolar, 49, spoke on Monday.",
        "Petra Kolar, who is also a lawyer, spoke.",
        "Petra Kolar is a lawyer from Brno.",
        "Petra Kolar (left) was one of the winners.",
        "The final winner is Petra Kolar.",
        "The second winner is chemist Petra Kolar.",
        "Petra Kolar was recently appointed head of the bank.",
        "Petra Kolar works for the city.",
    ],
)
def test_an_apposition_or_is_a_introduces(text: str) -> None:
    assert degree(text) == FULLY


@pytest.mark.parametrize(
    "text",
    [
        "The rain did not stop former defender Petra Kolar on Monday.",
        "It was shown to Mayor Petra Kolar on Monday.",
    ],
)
def test_a_trade_before_the_name_introduces_briefly(text: str) -> None:
    assert degree(text) == BRIEFLY


@pytest.mark.parametrize(
    "text",
    [
        "Off to the side, Petra Kolar sits alone.",
        "To Petra Kolar, the best answer is rain, or so it seems.",
        "He went there after Petra Kolar on Monday.",
        "Dr Petra Kolar knows these risks.",
        "Petra Kolar, Jan Novak and a driver were there.",
    ],
)
def test_what_only_names_somebody_does_not(text: str) -> None:
    assert degree(text) == 0


def test_a_surname_stands_for_a_name_that_the_article_has_in_full() -> None:
    text = "Kolar, 49, spoke on Monday."
    assert degree(text, rest="Petra Kolar was late.") == FULLY
    assert degree(text, rest="Paul Kolar was late.") == 0
    assert degree("The Bank is a lender.", "What is World Bank?", "World Bank helps.") == 0


def test_things_are_introduced_as_well() -> None:
    assert degree("The thin sheets are called MXenes (MAX-eenz).", "What are MXenes?") == FULLY
    assert degree("MXenes are the largest group of sheets.", "What are MXenes?") == FULLY
    assert degree("They tested MXenes in water.", "What are MXenes?") == 0


def test_a_statement_may_open_with_the_name() -> None:
    topic = topic_of(understand("Tell me about Petra Kolar"))
    text = "Kolar left.\nKolar’s dog stayed.\nShe saw Petra Kolar."
    opening = [opens_with(each, topic) for each in statements(hits(article(text, "a.txt")))]
    assert opening == [True, False, False]
