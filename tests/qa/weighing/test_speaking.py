"""Whether the one whose words are asked for speaks."""

from __future__ import annotations

import pytest

from qa.weighing.speaking import speaks, whose_words
from qa.weighing.statements import statements
from tests.qa.making import article, hits


@pytest.mark.parametrize(
    ("question", "text", "said"),
    [
        ("What did Novak say about the dam?", "“It is safe,” said Petra Novak.", 1.0),
        ("What did the mayor tell them?", "The mayor, Petra Novak, said it is safe.", 1.0),
        ("What did Novak say about the dam?", "Kral said that Novak built it.", -1.0),
        ("What did Novak say about the dam?", "The dam is safe.", 0.0),
        ("What did Novak say of it?", "“Safe,” said the engineer, Petra Novak.", 1.0),
        ("What did the article say about the dam?", "The dam is safe.", None),
        ("What did Novak say of it?", "Kral came. He said that a talk with Novak settled it.", 0.0),
        ("What did Novak say of it?", "Kral stressed the risks of the dam.", 0.0),
        ("What did Novak say of it?", "Novak wants a new dam.", 0.5),
        ("What did Orbitex say?", "Orbitex pays. “It is voluntary,” the company said.", 0.5),
        ("What did Novak say of it?", "In Brno, Mayor Novak said the dam was “a gift”.", 1.0),
        ("What did Novak say of it?", "It leaks, as its owner, Petra Novak, admitted.", 1.0),
        ("What did Novak tell Kral?", "He learnt from Novak, who told him to wait.", 0.75),
        ("What did Novak say of it?", "Petra Novak of the union called it “a gift”.", 0.75),
        ("What did Novak say of it?", "Novak doubts, however, that the dam is safe.", 0.75),
        ("What did Novak do?", "Novak said that it is safe.", None),
        ("Who said that it is safe?", "Novak said that it is safe.", None),
    ],
)
def test_who_is_asked_about_speaks(question: str, text: str, said: float | None) -> None:
    *_, statement = statements(hits(article(text)))
    who = whose_words(question)
    assert (speaks(who, statement) if who else None) == said


def test_who_speaks_may_be_named_before() -> None:
    *_, last = statements(hits(article("Petra Novak came. She said the dam is safe.")))
    assert speaks(whose_words("What did Novak say about the dam?"), last) == 0.75
