"""Publishers asked for that the library has not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.sources.publishers import publishers_named
from qa.sources.publishers_lacking import publishers_lacking

PUBLISHERS = ("The Velm Paper", "Karst Post")


def lacking(question: str, *texts: str) -> list[str]:
    known = publishers_named(question, PUBLISHERS)
    found = publishers_lacking(question, known, texts)
    assert all(not mention.publishers for mention in found)
    return [question[mention.start : mention.end] for mention in found]


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("What does an article by The Orlan Times say of Novak?", ["The Orlan Times"]),
        ("What do an Orbis article and a Teska report say of Novak?", ["Orbis", "Teska"]),
        (
            "Who, as reported by Orbis, and in an article in The Velm Paper, won?",
            ["Orbis"],
        ),
        ("Who won, by an article in Karst Post and another in Orlan Week?", ["Orlan Week"]),
        ("Do the articles from Karst Post and Velm agree?", []),
        ("What did Novak say of the article?", []),
        ("Which articles were published in May?", []),
        ("Who wrote the report?", []),
        ("How many posts by Karel Dvorak were deleted?", []),
        ("How many deaths were reported in South Velm?", []),
    ],
)
def test_what_is_asked_of_a_publisher_that_is_not_there(question: str, names: list[str]) -> None:
    assert lacking(question) == names


def test_what_passages_name_may_be_what_an_article_is_about() -> None:
    for question in ("What does the Novak article say?", "What did a UN report find?"):
        assert lacking(question)
        assert not lacking(question, "The UN wrote to Novak.")
    by = "What does an article by Novak say?"
    assert lacking(by, "The UN wrote to Novak.") == ["Novak"]


@given(st.text(alphabet=st.sampled_from("AaBb. ’'-“”&"), max_size=40))
def test_any_text_can_be_looked_through(text: str) -> None:
    question = f"an article by {text} and a {text} report"
    for mention in publishers_lacking(question, (), [text]):
        assert question[mention.start : mention.end].strip()
