"""Small data sets of invented news, in the two formats that are read."""

from __future__ import annotations

import json
from pathlib import Path

DOCUMENTS = [
    {
        "_id": "d1",
        "title": "Moss on roofs",
        "text": "Moss keeps slate roofs cool.\n\nIt holds rain.",
    },
    {"_id": "d2", "title": "Bees in towns", "text": "Town bees visit lime trees in July."},
    {"_id": "d3", "title": "Kelp farms", "text": ""},
    {"_id": "d4", "title": "", "text": "Glass bricks carry no load."},
]
QUERIES = [
    {"_id": "q1", "text": "what keeps slate roofs cool"},
    {"_id": "q2", "text": "which trees do town bees visit"},
    {"_id": "q3", "text": "never judged"},
    {"_id": "q4", "text": "kelp farms"},
]
QRELS = "query-id\tcorpus-id\tscore\nq1\td1\t2\nq1\td4\t0\nq2\td2\t1\nq4\td3\t1\nq4\td9\t1\n"

HARBOUR = (
    "The harbour of Velm reopened on Monday. \u201cWe dredged for nine weeks,\u201d said Ada Pell."
)
STRIKE = "Tram drivers in Ostrand stopped work for a day. The union asks for longer breaks."
NEWS = [
    {
        "title": "Velm harbour reopens",
        "author": None,
        "source": "The Daily Gull",
        "published_at": "2023-11-27T08:45:59+00:00",
        "category": "regional",
        "url": "https://gull.example/velm",
        "body": HARBOUR,
    },
    {
        "title": "Trams stand still",
        "author": "Bo Lind",
        "source": "Ostrand Post",
        "published_at": "2023-12-01T10:00:00+00:00",
        "category": "regional",
        "url": "https://post.example/trams",
        "body": STRIKE,
    },
]


def evidence(fact: str, number: int) -> dict[str, object]:
    return {"title": NEWS[number]["title"], "url": NEWS[number]["url"], "fact": fact}


QUESTIONS = [
    {
        "query": "Which harbour did The Daily Gull report dredged for nine weeks?",
        "answer": "Velm",
        "question_type": "inference_query",
        # Straight marks and a line break where the article has curly marks and a space.
        "evidence_list": [evidence('"We dredged for\nnine weeks," said Ada Pell.', 0)],
    },
    {
        "query": "Who stopped work?",
        "answer": "Insufficient information.",
        "question_type": "null_query",
        "evidence_list": [],
    },
    {
        "query": "Did the harbour of Velm reopen before tram drivers in Ostrand stopped work?",
        "answer": "Yes",
        "question_type": "temporal_query",
        "evidence_list": [
            evidence("The harbour of Velm reopened on Monday.", 0),
            evidence("Tram drivers in Ostrand stopped work for a week.", 1),
        ],
    },
]


def write_beir(folder: Path) -> Path:
    (folder / "qrels").mkdir(parents=True)
    _write_lines(folder / "corpus.jsonl", DOCUMENTS)
    _write_lines(folder / "queries.jsonl", QUERIES)
    (folder / "qrels" / "test.tsv").write_text(QRELS, encoding="utf-8")
    return folder


def write_multihop(folder: Path) -> Path:
    folder.mkdir(parents=True)
    (folder / "corpus.json").write_text(json.dumps(NEWS), encoding="utf-8")
    (folder / "queries_part.json").write_text(json.dumps(QUESTIONS), encoding="utf-8")
    return folder


def _write_lines(path: Path, records: list[dict[str, str]]) -> None:
    path.write_text("".join(json.dumps(each) + "\n" for each in records), encoding="utf-8")
