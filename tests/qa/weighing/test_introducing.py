"""What introduces a person or a thing, and what only names it."""

from __future__ import annotations

import pytest

from qa.query import understand
from qa.weighing.introducing import BRIEFLY, FULLY, SUBJECT, introduces
from qa.weighing.statements import statements
from qa.weighing.topics import topic_of
from tests.qa.making import article, hits


def degree(text: str, question: str = "Who is Petra Kolar?", rest: str = "") -> float:
    found = statements(hits(article(f"{text}\n{rest}", "a.txt")))
    return introduces(found[0], topic_of(understand(question)))


@pytest.mark.parametrize(
    "text",
    [
        "Petra Kolar, a climate scientist at the institute, spoke on Monday.",
        "Petra Kolar, the mayor of Brno, spoke on Monday.",
        "Petra Kolar, mayor of Brno, spoke on Monday.",
        "Petra Kolar, CEO of Corvane, resigned.",
        "Petra Kolar, Brno’s mayor, resigned.",
        "Petra Kolar, 49, spoke on Monday.",
        "Petra Kolar, who is also a lawyer, spoke.",
        "Petra Kolar is a lawyer from Brno.",
        "Petra Kolar is the mayor of Brno.",
        "Petra Kolar is the chief executive of Corvane.",
        "Petra Kolar (left) was one of the winners.",
        "The final winner is Petra Kolar.",
        "The second winner is chemist Petra Kolar.",
        "The mayor of Brno, Petra Kolar, resigned.",
        "Petra Kolar was recently appointed head of the bank.",
        "Petra Kolar had just been promoted to head of the bank.",
        "Actor Petra Kolar, 49, lives in Brno.",
        "In May, Petra Kolar, a lawyer, spoke.",
    ],
)
def test_an_apposition_or_is_a_introduces(text: str) -> None:
    assert degree(text) in (FULLY, FULLY + SUBJECT)


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
        "For Petra Kolar, a win in Brno would be enough.",
        "According to Petra Kolar, a deal is close now.",
        "After meeting Petra Kolar, the prime minister left, said the driver.",
        "He went there after Petra Kolar on Monday.",
        "Dr Petra Kolar knows these risks.",
        "The driver says Harris called Petra Kolar a liar.",
        "And Harris called Petra Kolar.",
        "The mayor’s men named Petra Kolar’s dog.",
    ],
)
def test_what_only_names_somebody_does_not(text: str) -> None:
    assert degree(text) == 0


@pytest.mark.parametrize(
    "text",
    [
        "Petra Kolar, Jan Novak and a driver were there.",
        "Petra Kolar, a day after she came, left.",
        "Petra Kolar was an hour late for the hearing.",
        "Petra Kolar appointed Jan Novak as her deputy.",
        "Petra Kolar has not appointed a deputy.",
        "Petra Kolar supplier Corvane was founded in 1974.",
    ],
)
def test_what_somebody_does_introduces_nobody(text: str) -> None:
    assert degree(text) == SUBJECT


@pytest.mark.parametrize(
    ("rest", "wanted"),
    [
        ("", 0),
        ("Petra Kolar was late.", FULLY + SUBJECT),
        ("Paul Kolar was late.", 0),
    ],
)
def test_a_surname_stands_for_a_name_that_the_article_has_in_full(rest: str, wanted: float) -> None:
    found = statements(hits(article(f"{rest}\nKolar, 49, spoke on Monday.", "a.txt")))
    assert introduces(found[-1], topic_of(understand("Who is Petra Kolar?"))) == wanted


def test_a_surname_is_of_whoever_was_named_last_with_it() -> None:
    text = (
        "Hunter Birnam, the mayor’s son, came to court.\n"
        "Birnam, 53, pleaded guilty.\n"
        "His father, Mayor Joe Birnam, did not.\n"
        "Yet Birnam, 81, was a senator for years."
    )
    found = statements(hits(article(text, "a.txt")))
    of_joe = topic_of(understand("Who is Joe Birnam?"))
    assert [introduces(each, of_joe) > 0 for each in found] == [False, False, True, True]


@pytest.mark.parametrize(
    ("text", "question", "rest"),
    [
        ("Japan is an island nation.", "What is the Bank of Japan?", "The Bank of Japan met."),
        ("Sam Smith, a singer, won.", "Who is Will Smith?", ""),
        ("Harry Kane was elected captain.", "Who is Prince Harry?", "Prince Harry left."),
        ("Kolar’s dog is a hound.", "Who is Petra Kolar?", "Petra Kolar left."),
    ],
)
def test_another_of_like_name_is_not_introduced_for_it(text: str, question: str, rest: str) -> None:
    found = statements(hits(article(f"{rest}\n{text}", "a.txt")))
    assert introduces(found[-1], topic_of(understand(question))) == 0


def test_a_family_name_may_come_first() -> None:
    found = statements(
        hits(article("Lee Jae-myung won.\nLee, the leader of the opposition, spoke.", "a.txt"))
    )
    assert introduces(found[-1], topic_of(understand("Who is Lee Jae-myung?"))) >= FULLY


def test_things_are_introduced_as_well() -> None:
    assert degree("The thin sheets are called MXenes (MAX-eenz).", "What are MXenes?") == FULLY
    assert degree("MXenes are the largest group.", "What are MXenes?") == FULLY + SUBJECT
    assert degree("They tested MXenes in water.", "What are MXenes?") == 0
    assert degree("The therapy, named EBT-9, edits genes.", "What is EBT-9?") == FULLY
    assert degree("Today, the social magazine app Flip joined.", "What is Flip?") == FULLY
