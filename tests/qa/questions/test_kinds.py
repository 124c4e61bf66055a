"""What a question asks for, and what is of that kind."""

import pytest

from qa.questions.kinds import asks_for_others, asks_who, expected_kind, kinds_asked


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("When did the bridge open?", "date"),
        ("What is the name of the driver?", "name"),
        ("In which minute did she score?", "number"),
        ("By what margin did it pass?", "number"),
        ("What will it cost to take a lorry across on the ferry?", "number"),
        ("What did the new bridge cost?", "number"),
        ("What is the cost of the bridge?", "number"),
        ("What did Novak say about the cost?", None),
        ("What do they think of its cost?", None),
        ("Since when has the bridge been closed?", "date"),
        ("date of the council election", "date"),
        ("Who led the council when the bridge opened?", "name"),
        ("What did the mayor say when the bridge closed?", None),
        ("When did the age of steam begin?", "date"),
        ("What is the mayor's age?", "number"),
        ("What was the Iron Age?", None),
        ("How long was the bridge closed?", "duration"),
        ("How did the bridge fail?", None),
        ("Which payments company stopped lending?", "name"),
        ("which phone brands backed out", "name"),
        ("Which countries signed?", "name"),
        ("What did the president say?", None),
        ("What was the average price of a flat?", "number"),
        ("what percentage voted", "number"),
        ("Which coaches were sacked?", "name"),
        ("Which U.S. senator voted?", "name"),
        ("What team won the cup?", "name"),
        ("What drives prices?", None),
        ("What caused price rises?", None),
        ("What wage dispute led to the strike?", None),
        ("What convinced judges?", None),
        ("What company policy did they change?", None),
        ("What was the company's revenue?", None),
        ("What does the company make?", None),
        ("Which of the ministers resigned?", None),
        ("Which parts of the bridge fell?", None),
    ],
)
def test_the_first_question_word_decides(question: str, kind: str | None) -> None:
    assert expected_kind(question) == kind


@pytest.mark.parametrize(
    ("question", "others"),
    [
        ("Which party does Novak lead?", True),
        ("Which small northern town was flooded?", True),
        ("Which company president left?", False),
        ("Which club’s coach left?", False),
        ("Who leads the party?", False),
    ],
)
def test_what_is_no_person(question: str, others: bool) -> None:
    assert asks_for_others(question) is others


def test_who_is_asked_for() -> None:
    assert asks_who("Who won?")
    assert asks_who("Which chief executive resigned?")
    assert not asks_who("Which country did the minister visit?")
    assert not asks_who("What did he do, and who saw it?")


@pytest.mark.parametrize(
    ("question", "kinds"),
    [
        ("Who won and by how much?", {"name", "number"}),
        ("Who won, and by how many votes?", {"name", "number"}),
        ("Who led the troops when Brno fell?", {"name"}),
        ("What happened?", set()),
    ],
)
def test_all_that_is_asked_for(question: str, kinds: set[str]) -> None:
    assert kinds_asked(question) == kinds
