from __future__ import annotations

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.errors import HistoryError, QuestionError
from qa.language.people import count_people, leaves_open, people_in, pronouns_in, with_pronoun
from qa.query import MAX_QUESTION_CHARACTERS, understand
from qa.types import Answer, Citation, Outcome, Sentence, Verdict
from tests.qa.making import article

PEOPLE = frozenset({"novak", "petra", "dvorak", "karel"})
NAMES = PEOPLE | {"brno", "prague"}
HISTORY = (
    ("user", "What did Novak and Dvorak agree on?"),
    ("assistant", "Novak and Dvorak agreed to close the bridge. [1][2]"),
)


@pytest.mark.parametrize(
    ("question", "standalone"),
    [
        ("And what did he say about Prague?", "What did Novak say about Prague?"),
        ("when did they meet?", "When did Novak and Dvorak meet?"),
        ("What are their plans?", "What are Novak and Dvorak’s plans?"),
        ("What did the two leaders say next?", "What did Novak and Dvorak say next?"),
        ("What about Prague?", "What did Novak and Dvorak agree on about Prague?"),
        ("and in 2023?", "What did Novak and Dvorak agree on in 2023?"),
        ("who said that?", "Who said Novak and Dvorak agreed to close the bridge?"),
        ("Where did that happen?", "Where did Novak and Dvorak agree to close the bridge?"),
        ("What else?", "What else did Novak and Dvorak agree on?"),
        ("When will the bridge open?", "When will the bridge open (Novak, Dvorak, agree)?"),
        ("Why?", "Why did Novak and Dvorak agree to close the bridge?"),
    ],
)
def test_a_follow_up_stands_alone(question: str, standalone: str) -> None:
    query = understand(question, HISTORY, people=PEOPLE, names=NAMES)
    assert (query.question, query.standalone) == (question, standalone)


def test_a_new_topic_drops_the_old_one() -> None:
    question = "Who won the football final in Prague?"
    assert understand(question, HISTORY, people=PEOPLE, names=NAMES).standalone == question


def test_after_who_the_pronoun_means_the_answer() -> None:
    history = [
        ("user", "Who is Dvorak's spokesperson?"),
        ("assistant", "Petra Novak speaks for him. [1]"),
    ]
    query = understand("How old is she?", history, people=PEOPLE, names=NAMES)
    assert query.standalone == "How old is Petra Novak?"


def test_names_are_swapped_for_their_like() -> None:
    history = [("user", "How long did Novak talk to Dvorak?"), ("assistant", "An hour.")]
    query = understand("And Karel and Petra?", history, people=PEOPLE, names=NAMES)
    assert query.standalone == "How long did Karel talk to Petra?"


def test_people_and_names_may_be_read_only_once() -> None:
    history = [("user", "How long did Novak talk to Dvorak?"), ("assistant", "An hour.")]
    query = understand("And Karel and Petra?", history, people=iter(PEOPLE), names=iter(NAMES))
    assert query.standalone == "How long did Karel talk to Petra?"
    assert {*query.people} == {"Karel", "Petra"}


def test_context_is_carried_over_several_turns() -> None:
    history = [*HISTORY, ("user", "When did they meet?"), ("assistant", "On Monday. [1]")]
    query = understand("Where did they meet?", history, people=PEOPLE, names=NAMES)
    assert query.standalone == "Where did Novak and Dvorak meet?"


def test_without_history_a_question_stays_as_it_is() -> None:
    assert understand("  What did   he say in Brno? ").standalone == "What did he say in Brno?"


@pytest.mark.parametrize("question", ["", "   ", "?!", "\n\t"])
def test_an_empty_question_is_refused(question: str) -> None:
    with pytest.raises(QuestionError, match="empty"):
        understand(question)


def test_an_over_long_question_is_refused() -> None:
    with pytest.raises(QuestionError, match="1001 characters, and at most 1000"):
        understand("x" * (MAX_QUESTION_CHARACTERS + 1))


@pytest.mark.parametrize("question", ["What did he do?", "and then?", "who is it"])
def test_only_function_words_name_nothing(question: str) -> None:
    with pytest.raises(QuestionError, match="names nothing to search for"):
        understand(question)


@pytest.mark.parametrize(
    ("item", "fault"),
    [
        ("hello", "is 'hello'; give"),
        (("robot", "hi"), "has the role 'robot'; use"),
        (("user", 3), "says 3; give it as text"),
        (("user",), r"is \('user',\); give"),
        (7, "is 7; give"),
    ],
)
def test_a_bad_history_is_refused(item: object, fault: str) -> None:
    with pytest.raises(HistoryError, match=f"turn 1 of the history {fault}"):
        understand("What was agreed?", [item])  # type: ignore[list-item]


@settings(deadline=None)  # a question with a year imports date-wrangler
@given(
    st.text(max_size=200), st.lists(st.tuples(st.sampled_from(["user", "assistant"]), st.text()))
)
def test_any_text_is_understood_or_refused_in_words(
    question: str, history: list[tuple[str, str]]
) -> None:
    with suppress(QuestionError):
        assert understand(question, history, people=PEOPLE, names=NAMES).standalone.strip()


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("What does Brno Daily report on the bridge?", ("Brno Daily",)),
        ("what did brno daily say", ("Brno Daily",)),
        ("According to example, what happened in Brno?", ("example.com",)),
        ("What happened in Brno daily?", ("Brno Daily",)),
        ("What happened in Brno?", ()),
    ],
)
def test_publishers_that_a_question_names(question: str, named: tuple[str, ...]) -> None:
    assert understand(question, publishers=["Brno Daily", "example.com"]).publishers == named


def test_a_question_is_read_for_whom_and_what_it_names() -> None:
    query = understand(
        "Did Market Today or the Harbor report on May 5, 2024 what Petra Novak told Dvorak today?",
        people=PEOPLE,
        publishers=["The Harbor", "Market Today"],
        today=date(2024, 6, 12),
    )
    assert query.publishers == ("Market Today", "The Harbor")
    assert [query.standalone[m.start : m.end] for m in query.mentions] == [
        "Market Today",
        "the Harbor",
    ]
    assert [query.standalone[p.start : p.end] for p in query.periods] == ["May 5, 2024", "today"]
    assert query.people == ("Petra Novak", "Dvorak")


def test_names_are_sought_in_the_question_that_stands_alone() -> None:
    query = understand("And what did he say in May 2023?", HISTORY, people=PEOPLE, names=NAMES)
    assert query.standalone == "What did Novak say in May 2023?"
    assert query.people == ("Novak",)
    assert [query.standalone[p.start : p.end] for p in query.periods] == ["May 2023"]


def test_a_publisher_is_no_person() -> None:
    query = understand(
        "What did Novak Daily say of Dvorak?", people=PEOPLE, publishers=["Novak Daily"]
    )
    assert query.people == ("Dvorak",)


def test_people_are_known_by_titles_and_speech() -> None:
    texts = [
        "It was in Brno that Mayor Novak spoke, and Karel Dvorak said so.",
        "In Prague it rained. Then Dvorak said that Brno said nothing.",
    ]
    assert people_in(texts) == {"novak", "karel", "dvorak"}


@pytest.mark.parametrize(
    ("question", "open_question"),
    [
        ("What did Novak and Dvorak agree on?", "What did they agree on?"),
        ("Who met with Petra Novak and Karel Dvorak?", "Who met with them?"),
        (
            "What did Novak and Dvorak's talks lead to?",
            "What did Novak and Dvorak's talks lead to?",
        ),
        ("What did Novak say to Dvorak?", "What did Novak say to Dvorak?"),
        ("How long did Novak's talk with Dvorak last?", "How long did their talk last?"),
        ("How long did Novak talk with Dvorak?", "How long did they talk?"),
        ("What was the Novak-Dvorak call for?", "What was their call for?"),
        ("Novak-Dvorak call length", "Their call length"),
        ("Who sat between Novak and Dvorak?", "Who sat between them?"),
        ("Is Novak alone, or is Brno with Dvorak?", "Is Novak alone, or is Brno with Dvorak?"),
    ],
)
def test_a_pair_may_be_they(question: str, open_question: str) -> None:
    assert with_pronoun(question, PEOPLE) == open_question


def test_a_meeting_of_two_is_of_two_people() -> None:
    assert count_people(["Novak-Dvorak"]) == 2
    assert count_people(["Suk-yeol", "Novak"]) == 2


@pytest.mark.parametrize(
    ("text", "named", "left_open"),
    [
        ("The two leaders talked for an hour, in which Novak told of Brandt.", 2, True),
        ("They agreed that Novak would call Brandt.", 2, True),
        ("Novak said, “I am glad to see you again, prime minister.”", 1, True),
        ("Novak and Brandt agreed that they would meet.", 2, False),
        ("Novak met Brandt in Brno.", 2, False),
        ("Novak told them about the bridge.", 1, True),
        ("This came after he was accused of leaking Novak's letter.", 1, True),
        ("Novak said he would call Brandt.", 2, False),
    ],
)
def test_people_whom_a_statement_leaves_to_its_context(
    text: str, named: int, left_open: bool
) -> None:
    assert leaves_open(text, ["Novak", "Brandt"][:named]) is left_open


def test_the_articles_tell_whom_they_call_he_and_whom_she() -> None:
    texts = [
        "Mayor Petra Novak said she would stay. Mr Brandt left. Karel Dvorak said so.",
        "Dvorak said that his mother, whom he visits, is well. Ines Kolar met Brandt in her car.",
        "Kolar said he and she disagree.",
    ]
    people = frozenset("petra novak brandt karel dvorak ines kolar".split())
    assert pronouns_in(texts, people) == {
        "petra": "she",
        "novak": "she",
        "brandt": "he",
        "dvorak": "he",
    }


def test_a_question_that_names_nothing_goes_on_about_what_was_cited() -> None:
    cited = Citation(1, "It fell.", 0, 8, article("It fell.", "bridge.txt"))
    sentence = Sentence("It fell.", (cited,), Verdict.SUPPORTED)
    answer = Answer("What of Brno?", "What of Brno?", Outcome.ANSWERED, (sentence,), ())
    hurt = understand("How many people were hurt?", [answer], names=NAMES)
    assert hurt.spoken_of == {cited.article.id}
    for question, history in (
        ("How many people were hurt in Prague?", [answer]),
        ("How many people were hurt?", HISTORY),
        ("How many people were hurt?", []),
    ):
        assert not understand(question, history, names=NAMES).spoken_of
