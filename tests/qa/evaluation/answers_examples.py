"""Small data sets with answers, invented, in the formats that are read."""

from __future__ import annotations

import json
from pathlib import Path

FERRY = (
    "The ferry Velm crosses the sound in 25 minutes. Captain Ada Pell has steered it since 1998. "
    "In winter it stays in the harbour of Ostrand."
)
MILL = "Boris Lind bought the paper mill in 2004. The mill makes blotting paper for schools."


def _question(id: str, text: str, paragraph: str, *answers: str) -> dict[str, object]:
    return {
        "id": id,
        "question": text,
        "answers": [{"text": each, "answer_start": paragraph.index(each)} for each in answers],
        "is_impossible": not answers,
    }


SQUAD = {
    "version": "made",
    "data": [
        {
            "title": "Ostrand_sound",
            "paragraphs": [
                {
                    "context": FERRY,
                    "qas": [
                        _question(
                            "crossing",
                            "How many minutes does the ferry Velm need to cross the sound?",
                            FERRY,
                            "25 minutes",
                            "25",
                        ),
                        _question(
                            "captain", "Who has steered the ferry Velm since 1998?", FERRY,
                            "Captain Ada Pell", "Ada Pell",
                        ),
                        _question("owner", "Who bought the ferry Velm in 2004?", FERRY),
                    ],
                },
                {
                    "context": MILL,
                    "qas": [
                        _question(
                            "buyer", "Who bought the paper mill in 2004?", MILL, "Boris Lind"
                        ),
                        _question("minutes", "How many minutes does the ferry need?", MILL),
                    ],
                },
            ],
        }
    ],
}  # fmt: skip


def write_squad(path: Path) -> Path:
    path.write_text(json.dumps(SQUAD), encoding="utf-8")
    return path


MARKED = {
    "questions": [
        {
            "id": "crossing",
            "kind": "fact",
            "question": "How many minutes does the ferry Velm need to cross the sound?",
            "answerable": True,
            "split": "development",
            "facts": [{"any": ["25 minutes"], "gold_articles": ["ferry.txt"]}],
        },
        {
            "id": "owner",
            "kind": "near_miss",
            "question": "Who sold the ferry Velm to Karel Dvorak?",
            "answerable": False,
            "split": "check",
        },
    ]
}


def write_marked(folder: Path) -> tuple[Path, Path]:
    """A set of questions, and the folder of articles that it is asked of."""
    articles = folder / "articles"
    articles.mkdir(parents=True)
    (articles / "ferry.txt").write_text(FERRY, encoding="utf-8")
    (articles / "mill.txt").write_text(MILL, encoding="utf-8")
    questions = folder / "questions.json"
    questions.write_text(json.dumps(MARKED), encoding="utf-8")
    return questions, articles
