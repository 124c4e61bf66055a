"""The stories written for this project: what is asked of which passage, and that they are sound."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from qa.training import gathering
from qa.training.examples import Example, joined
from qa.training.sources.written import ask_stories, is_held_out, read_stories
from tests.qa.training.stories_fixtures import (
    ASKED,
    FIRE,
    HELD_OUT,
    LATER,
    TRAINED_ON,
    UNANSWERED,
    changing,
    write_stories,
)


def test_a_question_is_asked_of_passages_that_answer_it_and_that_do_not(tmp_path: Path) -> None:
    examples = ask_stories(read_stories(write_stories(tmp_path)), seed=1)
    told = {(e.source, e.question, e.paragraph.text, e.answer_texts) for e in examples}
    fire, later, injured = " ".join(FIRE), " ".join(LATER), ASKED["q"]
    silent = {
        ("written/removed", injured, " ".join(FIRE[:2]), ()),
        ("written/near", injured, later, ()),
    }
    assert len(told & silent) == 1
    assert told - silent == {
        ("written", injured, fire, ("Two firefighters",)),
        ("written/unanswered", UNANSWERED, fire, ()),
        ("written/unanswered", UNANSWERED, later, ()),
    }
    assert {e.answering for e in examples if e.source == "written"} == {(2,)}
    assert {e.paragraph.title for e in examples} == {"Mill burns", "Mill to rise"}


def test_a_passage_that_may_say_the_same_is_not_taken_for_silent(tmp_path: Path) -> None:
    story = write_stories(tmp_path)
    with changing(story) as stored:
        stored["passages"][1]["sentences"] = ["Two of the firefighters were hurt badly."]
    for seed in range(4):
        kinds = Counter(example.source for example in ask_stories(read_stories(story), seed))
        assert (kinds["written/near"], kinds["written/removed"]) == (0, 1)


def test_a_passage_that_answers_otherwise_is_not_taken_for_silent(tmp_path: Path) -> None:
    story = write_stories(tmp_path)
    with changing(story) as stored:
        stored["passages"][1]["questions"] = [ASKED | {"s": [0], "a": "Ida Voss"}]
    for seed in range(4):
        kinds = Counter(example.source for example in ask_stories(read_stories(story), seed))
        assert (kinds["written"], kinds["written/near"]) == (2, 0)


def test_what_looks_like_an_answer_is_asked_of_its_passage(tmp_path: Path) -> None:
    story = write_stories(tmp_path)
    wanted = "When is the new mill wanted?"
    fire, later = [0, 0, "Monday"], [1, 0, "by spring"]
    with changing(story) as stored:
        stored["lookalike"] = [
            {"q": wanted, "answer": later, "other": fire},
            {"q": "When was the roof mended?", "answer": [0, 1, "2019"], "other": fire},
        ]
    asked = [e for e in ask_stories(read_stories(story), 1) if e.source == "written/lookalike"]
    assert [(e.question, e.paragraph.title, e.answers) for e in asked] == [
        (wanted, "Mill burns", ())
    ]


def test_a_twin_is_asked_of_the_passage_that_answers_its_sibling(tmp_path: Path) -> None:
    story = write_stories(tmp_path)
    with changing(story) as stored:
        stored["passages"][0]["questions"][0]["twin"] = "How many were injured in the mill of Sel?"
    asked = [e for e in ask_stories(read_stories(story), 1) if e.source == "written/twin"]
    assert [(e.question, e.paragraph.title, e.answerable) for e in asked] == [
        ("How many were injured in the mill of Sel?", "Mill burns", False)
    ]


def test_an_answer_that_is_not_in_its_sentence_is_an_error_that_names_it(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"one\.json, 'How many were injured\?'.*'Three'"):
        read_stories(write_stories(tmp_path, answer="Three"))


def test_a_folder_without_stories_is_an_error_that_says_where_they_are(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="part of the source checkout"):
        read_stories(tmp_path)


def test_stories_join_the_mix_but_for_those_held_out(tmp_path: Path) -> None:
    others = [Example("set", f"Who left {n}?", joined(["A left."])) for n in range(50)]
    for name, held_out in ((TRAINED_ON, False), (HELD_OUT, True)):
        (story,) = read_stories(write_stories(tmp_path, name=name))
        assert is_held_out(story) is held_out
        kinds = Counter(e.source for e in gathering.with_stories(others, [story], 0.5, [], 1))
        seen = 0 if held_out else gathering.SEEN_STORIES
        assert kinds["written"] == seen
        assert kinds["set"] == (0 if held_out else 3 + seen)


def test_the_projects_own_stories_are_sound() -> None:
    stories = read_stories(gathering.STORIES)
    held_out = [story for story in stories if is_held_out(story)]
    assert len({story.name for story in stories}) == len(stories) > 100
    assert 0.05 < len(held_out) / len(stories) < 0.2
    assert all(story.answered and story.unanswered for story in stories)
