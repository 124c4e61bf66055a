"""Questions about real articles, which are not the project's: joined with them by offsets."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.sentences import split_sentences
from qa.training.gathering import NEWS
from qa.training.sources import news
from qa.training.sources.news import article_hash, cut, read_news

FIRST = "A ferry has run aground off Arno."
BODY = "All 40 people on board are safe.\nThe skipper, Ida Voss, said a rope had caught the screw."
ARTICLE = f"{FIRST}\n{BODY}"
PAGE = ["(meta data) TITLE: Mill", "Log in", "The mill burned. ", "It was old.", "Follow us"]
STRETCH = "The mill burned.\nIt was old."
TOKENISED = "the mill `` burned '' . it was old . follow us ."


def write_sets(folder: Path, body: str = BODY) -> Path:
    """A folder with FIB, MultiRC and WiCE in it, in MultiRC nothing."""
    (folder / "fib").mkdir(parents=True)
    (folder / "wice_train").mkdir()
    (folder / "olora").mkdir()
    (folder / "olora" / "MultiRC.train.json").write_text("[]")
    (folder / "wice_train" / "train.jsonl").write_text(json.dumps({"evidence": PAGE}) + "\n")
    row = {"id": "7", "input": body, "correct_choice": FIRST, "list_choices": [FIRST], "lbl": 0}
    (folder / "fib" / "xsum_fib_one.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    row = {"id": "b4", "input": TOKENISED}
    (folder / "fib" / "cnn_dm_one.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    return folder


def write_questions(folder: Path) -> Path:
    def asked(question: str, answer: str, **more: Any) -> dict[str, Any]:
        start = ARTICLE.index(answer)
        return {"q": question, "answer": [start, start + len(answer)], **more}

    rows = [
        {
            "document": "7",
            "sha256": article_hash(ARTICLE),
            "title": "Ferry strikes the shore",
            "questions": [
                asked("Who was in command?", "Ida Voss", twin="Who owns the ferry?"),
                asked("Where did it get stuck?", "off Arno", also=[ARTICLE.index("All")]),
                asked("What happened?", "run aground", also=[ARTICLE.index("The skipper")]),
            ],
            "unanswered": ["Who pays for it?"],
        }
    ]
    folder.mkdir()
    (folder / "one.json").write_text(json.dumps(rows), encoding="utf-8")
    return folder


def test_questions_are_joined_with_the_article_they_are_about(tmp_path: Path) -> None:
    (story,) = read_news(write_questions(tmp_path / "asked"), write_sets(tmp_path / "sets"))
    assert (story.name, story.unanswered) == ("news 7", ("Who pays for it?",))
    assert [(p.text, p.title) for p in story.passages] == [(ARTICLE, "Ferry strikes the shore")]
    assert [(e.question, e.answer_texts, e.answering) for e in story.answered] == [
        ("Who was in command?", ("Ida Voss",), (2,)),
        ("Where did it get stuck?", ("off Arno",), (0, 1)),
        ("What happened?", ("run aground",), (0, 2)),
    ]
    assert [(e.question, e.paragraph.text, e.answerable) for e in story.lookalikes] == [
        ("Who owns the ferry?", ARTICLE, False)
    ]


def test_a_long_article_is_cut_and_each_question_goes_to_its_passage(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(news, "PASSAGE", 14)
    (story,) = read_news(write_questions(tmp_path / "asked"), write_sets(tmp_path / "sets"))
    first, second = story.passages
    assert f"{first.text}\n{second.text}" == ARTICLE
    assert [(e.paragraph, e.answer_texts, e.answering) for e in story.answered] == [
        (second, ("Ida Voss",), (0,)),
        (first, ("off Arno",), (0, 1)),
        (first, ("run aground",), (0,)),
        (second, (), (0,)),
    ]


@pytest.mark.parametrize(
    ("document", "end", "text"),
    [
        (f"{article_hash(chr(10).join(PAGE))}:2-4", None, STRETCH),
        ("cnn:b4", 30, 'the mill " burned " . it was o'),
    ],
)
def test_a_part_of_a_text_is_an_article(
    tmp_path: Path, document: str, end: int | None, text: str
) -> None:
    asked = write_questions(tmp_path / "asked")
    question = {"q": "What happened to the mill?", "answer": [9, 15]}
    row = {
        "document": document,
        "sha256": article_hash(text),
        "end": end,
        "title": "Fire in the mill",
        "questions": [question],
        "unanswered": [],
    }
    (asked / "one.json").write_text(json.dumps([row]), encoding="utf-8")
    (story,) = read_news(asked, write_sets(tmp_path / "sets"))
    assert [p.text for p in story.passages] == [text]
    assert [e.answering for e in story.answered] == [(0,)]


@given(st.lists(st.integers(1, 60), min_size=1, max_size=30))
def test_passages_hold_every_sentence_once_in_order(lengths: list[int]) -> None:
    article = " ".join("A" + " b" * (n - 1) + "." for n in lengths)
    sentences = split_sentences(article)
    runs = cut(sentences, article)
    assert [sentence for run in runs for sentence in run] == list(sentences)
    assert all(runs)
    assert len(runs) <= -(-len(article.split()) // news.PASSAGE)


def test_an_article_that_is_not_as_it_was_is_an_error_that_names_it(tmp_path: Path) -> None:
    asked = write_questions(tmp_path / "asked")
    with pytest.raises(ValueError, match=r"one\.json: article 7 is not in .*sets as it was"):
        read_news(asked, write_sets(tmp_path / "sets", body="Another text."))


def test_a_folder_without_questions_is_an_error_that_says_where_they_are(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="part of the source checkout"):
        read_news(tmp_path, write_sets(tmp_path / "sets"))


def test_the_projects_own_questions_are_sound() -> None:
    rows = [row for path in sorted(NEWS.glob("*.json")) for row in json.loads(path.read_text())]
    assert len({row["document"] for row in rows}) == len(rows) > 300
    for row in rows:
        assert row["questions"]
        assert row["title"]
        assert all(0 <= q["answer"][0] < q["answer"][1] for q in row["questions"])
        assert all(q["q"] != q.get("twin") for q in row["questions"])
