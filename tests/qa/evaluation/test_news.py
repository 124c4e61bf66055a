"""Question sets whose articles stay in a corpus that is not ours."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from index.errors import FolderError, UsageError
from qa.evaluation.news import (
    INVENTED_QUESTIONS,
    NEWS_QUESTIONS,
    library_of,
    load_folders,
    load_topics,
)
from qa.evaluation.questions import load_questions
from tests.fakes import FakeEmbedder

FERRY = {
    "title": "Ferry to the island stops",
    "source": "Harbour Post",
    "published_at": "2030-04-01T08:00:00+00:00",
    "url": "https://news.test/ferry",
    "body": "The ferry to the island stopped on Monday.\n\nThe harbour master said why.",
}
OTHER = FERRY | {"title": "Rain", "url": "https://news.test/rain", "body": "It rained."}
QUESTION = {
    "id": "ferry-day",
    "kind": "date",
    "question": "When did the ferry stop?",
    "answerable": True,
    "facts": [{"any": ["Monday"], "gold_articles": ["ferry.md"]}],
    "split": "development",
}


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "corpus.json").write_text(json.dumps([OTHER, FERRY]), encoding="utf-8")
    return folder


def questions(tmp_path: Path, **articles: str) -> Path:
    folder = tmp_path / "questions"
    folder.mkdir()
    content = {"articles": articles, "questions": [QUESTION]}
    (folder / "ferry.json").write_text(json.dumps(content), encoding="utf-8")
    return folder


def test_a_topic_has_its_own_articles_out_of_the_corpus(corpus: Path, tmp_path: Path) -> None:
    folder = questions(tmp_path, **{"ferry.md": FERRY["url"]})
    (topic,) = load_topics(corpus, None, folder)
    assert topic.name == "ferry"
    (article,) = topic.articles
    assert (article.path, article.title, article.publisher) == (
        "ferry.md",
        "Ferry to the island stops",
        "Harbour Post",
    )
    with library_of(topic, FakeEmbedder()) as library:
        (hit,) = library.search("ferry", 1)
    assert hit.passage.text.startswith("The ferry to the island stopped")


def test_a_split_leaves_topics_of_the_other_out(corpus: Path, tmp_path: Path) -> None:
    folder = questions(tmp_path, **{"ferry.md": FERRY["url"]})
    assert load_topics(corpus, "check", folder) == ()
    with pytest.raises(UsageError, match="unknown split 'tests'"):
        load_topics(corpus, "tests", folder)


@pytest.mark.parametrize(
    ("articles", "message"),
    [
        ({"ferry.md": "https://news.test/gone"}, "has no article https://news.test/gone"),
        ({}, "expected an object of addresses"),
        ({"rain.md": OTHER["url"]}, "the library has no 'ferry.md'"),
    ],
)
def test_what_does_not_fit_the_corpus_is_named(
    corpus: Path, tmp_path: Path, articles: dict[str, str], message: str
) -> None:
    with pytest.raises(UsageError, match=message):
        load_topics(corpus, None, questions(tmp_path, **articles))


def test_without_question_files_the_way_out_is_named(corpus: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="part of the source checkout"):
        load_topics(corpus, None, tmp_path)


def test_the_sets_are_as_their_description_says() -> None:
    files = sorted(NEWS_QUESTIONS.glob("*.json"))
    assert len(files) == 8
    splits = Counter()
    for file in files:
        asked = load_questions(file)
        assert len(asked) == 20
        assert sum(not question.answerable for question in asked) == 7
        splits.update({question.split for question in asked})
    assert splits == {"development": 4, "check": 4}


def test_a_question_file_is_asked_of_the_folder_beside_it(tmp_path: Path) -> None:
    (tmp_path / "ferry").mkdir()
    (tmp_path / "ferry" / "ferry.md").write_text("The ferry stopped on Monday.", encoding="utf-8")
    (tmp_path / "ferry.json").write_text(json.dumps({"questions": [QUESTION]}), encoding="utf-8")
    (topic,) = load_folders(tmp_path)
    assert [article.path for article in topic.articles] == ["ferry.md"]
    assert load_folders(tmp_path, "check") == ()


def test_a_question_file_without_its_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "ferry.json").write_text(json.dumps({"questions": [QUESTION]}), encoding="utf-8")
    with pytest.raises(FolderError, match="ferry"):
        load_folders(tmp_path)


def test_the_invented_articles_have_their_questions() -> None:
    topics = load_folders(INVENTED_QUESTIONS)
    assert [topic.name for topic in topics] == [
        *("accord", "blackout", "carseat", "geologist", "gondola"),
        *("harbour", "lab", "miscellany", "pirogue", "pump", "stories", "theft", "ultra"),
    ]
    for split, counts in (("development", (622, 123)), ("check", (120, 30))):
        asked = [question for topic in load_folders(split=split) for question in topic.questions]
        assert (len(asked), sum(not question.answerable for question in asked)) == counts
