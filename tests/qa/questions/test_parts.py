from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.asked import Part
from qa.language.words import content_stems
from qa.query import understand
from qa.questions.parts import IS_NAMED, MOST_PARTS, split_parts

PUBLISHERS = ("Alpha News", "Beta Post", "The Gamma")


def parts(question: str) -> tuple[Part, ...]:
    return understand(question, publishers=PUBLISHERS).parts


def texts(question: str) -> list[str]:
    return [part.text for part in parts(question)]


def named(question: str) -> list[list[str]]:
    return [[name for m in part.mentions for name in m.publishers] for part in parts(question)]


def test_two_reports_are_two_parts_each_with_its_publisher() -> None:
    question = (
        "Does the 'Alpha News' article say that the city will close its old bridges, while the "
        "Beta Post report claims that the mayor opened a new tunnel?"
    )
    assert texts(question) == [
        "Does say that the city will close its old bridges",
        "claims that the mayor opened a new tunnel",
    ]
    assert named(question) == [["Alpha News"], ["Beta Post"]]


def test_who_reports_it_may_stand_behind() -> None:
    question = (
        "Which company paid a large fine for dumping waste, according to Alpha News, and bought a "
        "rival brewery in Brno last spring, as reported by 'Beta Post'?"
    )
    assert texts(question) == [
        "Which company paid a large fine for dumping waste",
        "bought a rival brewery in Brno last spring",
    ]
    assert named(question) == [["Alpha News"], ["Beta Post"]]


def test_publishers_in_a_list_are_those_of_every_part() -> None:
    question = (
        "Which company, covered by Alpha News and The Gamma, paid a large fine for dumping waste, "
        "and bought a rival brewery in Brno?"
    )
    assert named(question) == [["Alpha News", "The Gamma"]] * 2


def test_days_belong_to_the_part_that_names_them() -> None:
    question = (
        "Between the Alpha News report on flooded cellars in old Brno houses published on May "
        "3, 2024, and "
        "the Beta Post report on repaired dykes along the river from June 5, 2024, what changed?"
    )
    days = [[period.first for period in part.periods] for part in parts(question)]
    assert days == [[date(2024, 5, 3)], [date(2024, 6, 5)]]
    assert all("2024" not in text for text in texts(question))


def test_words_that_hardly_name_a_publisher_are_searched_for() -> None:
    (hardly,) = understand("Did Petra Bloom run for mayor?", publishers=("Bloom",)).parts
    assert hardly.text == "Did Petra Bloom run for mayor"
    assert 0 < hardly.mentions[0].certainty < IS_NAMED
    (surely,) = understand("Did Bloom report on the mayor?", publishers=("Bloom",)).parts
    assert surely.text == "Did mayor"


def test_before_and_after_divide() -> None:
    question = "Did the old bridge close for repairs before the new tunnel opened to lorries?"
    assert texts(question) == [
        "Did the old bridge close for repairs",
        "the new tunnel opened to lorries",
    ]


@pytest.mark.parametrize(
    "question",
    [
        "What did Lee and Ishiba agree on?",
        "How long did the call last and when did it begin?",
        "Who, if anyone, was hurt?",
        "When was the treaty between Korea, Japan and the United States signed?",
        "Which ministers attended, and why?",
    ],
)
def test_a_simple_question_is_searched_for_as_it_stands(question: str) -> None:
    assert parts(question) == (Part(question),)


def test_a_text_of_many_clauses_is_searched_for_as_a_whole() -> None:
    clause = "the city council of Brno bought {} yellow trams"
    few = ", ".join(clause.format(count) for count in range(10, 10 + MOST_PARTS))
    assert len(parts(few)) == MOST_PARTS
    many = f"{few}, {clause.format(99)}"
    assert parts(many) == (Part(many),)


@pytest.mark.parametrize("link", [" and ", ", and "])
def test_short_questions_among_questions_are_parts(link: str) -> None:
    question = f"How many people died according to Alpha News{link}who was blamed by Beta Post?"
    assert texts(question) == ["How many people died", "who was blamed"]
    assert named(question) == [["Alpha News"], ["Beta Post"]]


def test_words_of_an_unsure_time_are_searched_for() -> None:
    question = "How many of the 2023 graduates found work in Brno, as Alpha News reported?"
    assert "2023" in texts(question)[0]


def test_a_question_of_nothing_but_names_is_kept_whole() -> None:
    assert texts("Alpha News, Beta Post, The Gamma?") == ["Alpha News, Beta Post, The Gamma?"]


@given(st.text(alphabet=st.sampled_from("ab AB,;.?'and while\n"), min_size=1, max_size=80))
def test_no_content_word_is_lost(question: str) -> None:
    found = split_parts(question)
    assert found
    asked = sorted(content_stems(question))
    assert sorted(stem for part in found for stem in content_stems(part.text)) == asked


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        (
            "What did Petra Novak and Kral say about the dam?",
            ["What did Petra Novak say about the dam?", "What did Kral say about the dam?"],
        ),
        ("What did Novak and Kral say to each other?", None),
        ("What did Novak and Kral agree on?", None),
        ("What did Novak say about the dam and the mill?", None),
        ("What has Corvane and Sons said about the dam?", None),
        ("What did Corvane and Sons say about its profits?", None),
        (
            "What did Corvane and Sons say about their profits?",
            ["What did Corvane say about their profits?", "What did Sons say about their profits?"],
        ),
    ],
)
def test_each_of_two_speakers_is_looked_for(question: str, parts: list[str] | None) -> None:
    assert [part.text for part in split_parts(question)] == (parts or [question])


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        (
            "When did Corvane buy Talgrid and for how much?",
            ["When did Corvane buy Talgrid", "for how much did Corvane buy Talgrid"],
        ),
        (
            "When does the trial start, and where?",
            ["When does the trial start", "where does the trial start"],
        ),
        ("When and where will they meet?", ["When will they meet", "where will they meet"]),
        ("What did Novak say and when?", None),
        ("Who resigned and why?", None),
        ("Who is suing OpenAI and why?", None),
        ("How many people were killed and where?", None),
        ("What was stolen and when?", None),
        (
            "When and where did Novak meet Kral and what did they say about the treaty?",
            ["When where did Novak meet Kral", "what did they say about the treaty"],
        ),
        ("When did Corvane buy Talgrid and Elektro?", None),
    ],
)
def test_two_question_words_with_one_clause_ask_two_things(
    question: str, parts: list[str] | None
) -> None:
    assert [part.text for part in split_parts(question)] == (parts or [question])


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        (
            "Which minister left the government after months of criticism and protest about the"
            " new pension law?",
            None,
        ),
        (
            "Who resigned as chief of the police force after several weeks of strikes over the"
            " shooting of a teenager?",
            None,
        ),
        (
            "Did Corvane and Sons raise its detergent prices and cut its marketing budget"
            " this year?",
            [
                "Did Corvane and Sons raise its detergent prices",
                "cut its marketing budget this year",
            ],
        ),
        (
            "Did the old bridge in Brno close for repairs after the new tunnel opened to lorries?",
            ["Did the old bridge in Brno close for repairs", "the new tunnel opened to lorries"],
        ),
        (
            "Who is Petra Novak and what did she promise the striking farmers?",
            ["Who is Petra Novak", "what did she promise the striking farmers"],
        ),
    ],
)
def test_an_and_between_nouns_parts_no_clauses(question: str, parts: list[str] | None) -> None:
    assert [part.text for part in split_parts(question)] == (parts or [question])
