"""The plain baseline: what it sends to the model, and how it reads what comes back."""

from collections.abc import Sequence

import pytest

from index.types import Hit
from qa.evaluation.baseline import baseline_system, read_answer
from qa.generation import Conversation, Message
from qa.types import Outcome, Turn
from tests.qa.evaluation.evaluation_examples import CALL, VISIT, hit

SPOKE = hit(CALL, "Lee and Ishiba spoke by phone on Monday for 25 minutes.", 0.4)
MEET = hit(CALL, "They agreed to meet in Canada.", 0.9)
FLEW = hit(VISIT, "Ishiba flew to Busan on Friday.", 0.2)
LEE = hit(VISIT, "Lee did not.", 0.6)
RELATED = hit(CALL, "Trump in Peru", 0.1)


class OneLine:
    """A generator that always says the same and keeps what it was asked."""

    name = "one line"

    def __init__(self, line: str) -> None:
        self.line = line
        self.asked: list[Message] = []

    def generate(self, conversations: Sequence[Conversation], max_new_tokens: int) -> list[str]:
        (conversation,) = conversations
        self.asked = list(conversation)
        self.max_new_tokens = max_new_tokens
        return [self.line]


def search(query: str, limit: int) -> tuple[Hit, ...]:
    assert limit == 4
    return (SPOKE, RELATED, FLEW, MEET, LEE)


def test_the_model_sees_the_four_nearest_passages_numbered_and_the_history() -> None:
    generator = OneLine("They agreed to meet [1].")
    answer = baseline_system(search, generator)(
        "Where?", [Turn("user", "Will they meet?"), ("assistant", "Yes.")]
    )
    system, *earlier, last = generator.asked
    assert system["role"] == "system"
    assert earlier == [
        {"role": "user", "content": "Will they meet?"},
        {"role": "assistant", "content": "Yes."},
    ]
    assert last["content"] == (
        "Context:\n[1] They agreed to meet in Canada.\n\n[2] Lee did not.\n\n"
        "[3] Lee and Ishiba spoke by phone on Monday for 25 minutes.\n\n"
        "[4] Ishiba flew to Busan on Friday.\n\nQuestion: Where?"
    )
    assert generator.max_new_tokens == 120
    assert answer.text == "They agreed to meet. [1]"
    assert answer.citations[0].quote == MEET.passage.text
    assert answer.seconds > 0


HITS = (MEET, LEE, SPOKE)


def read(text: str) -> list[tuple[str, list[int]]]:
    answer = read_answer("?", text, HITS, 0.0)
    return [(s.text, [c.number for c in s.citations]) for s in answer.sentences]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("They met [1]. Lee did not.", [("They met.", [1]), ("Lee did not.", [])]),
        ("They met. [1] Lee did not. [2]", [("They met.", [1]), ("Lee did not.", [2])]),
        ("[3] They spoke.", [("They spoke.", [3])]),
        ("They met [1][3][1].", [("They met.", [1, 3])]),
        ("They met [1], then spoke [3].", [("They met, then spoke.", [1, 3])]),
        ("They met [9].", [("They met.", [])]),
        ("They met in the U.S. on Nov. 16 [2].", [("They met in the U.S. on Nov. 16.", [2])]),
    ],
)
def test_sentences_and_their_markers(text: str, sentences: list[tuple[str, list[int]]]) -> None:
    assert read(text) == sentences


def test_each_citation_is_the_exact_slice_of_its_passage() -> None:
    (citation,) = read_answer("?", "They spoke [3].", HITS, 0.0).citations
    assert citation.article.text[citation.start : citation.end] == citation.quote
    assert citation.quote == SPOKE.passage.text


def test_markers_that_name_no_passage_are_counted() -> None:
    answer = read_answer("?", "They met [0][4][1].", HITS, 0.0)
    assert answer.notices == ("2 markers named no passage and were left out",)
    assert [c.number for c in answer.citations] == [1]


@pytest.mark.parametrize(
    "text",
    [
        "I don't know.",
        "I’m sorry, but I cannot answer that.",
        "The context does not mention any ministers.",
        "The ministers are not mentioned in the context [1].",
        "There is no information about a gift.",
        "",
        "[1][2]",
    ],
)
def test_refusals(text: str) -> None:
    answer = read_answer("?", text, HITS, 0.0)
    assert answer.outcome is Outcome.NOT_FOUND
    assert answer.sentences == ()
    assert [each.passage for each in answer.nearest] == [hit.passage for hit in HITS]


@pytest.mark.parametrize(
    "text", ["They did not say when.", "Lee was not sure about it.", "Nobody knows the date."]
)
def test_a_negative_statement_is_no_refusal(text: str) -> None:
    assert read_answer("?", text, HITS, 0.0).outcome is Outcome.ANSWERED
