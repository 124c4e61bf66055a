"""Wikipedia sets that name sentences themselves."""

from __future__ import annotations

import gzip
import json
from itertools import pairwise
from pathlib import Path
from typing import Any

from index.types import Span
from qa.training.examples import Example, Paragraph, answered, joined


def read_qed(folder: Path) -> list[Example]:
    """QED: Natural Questions with a paragraph, its sentence starts and the answer spans."""
    examples = []
    for path in sorted(folder.glob("nq-train-*-qed.jsonlines.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            examples += [_qed_example(json.loads(line)) for line in lines]
    return [example for example in examples if example is not None]


def _qed_example(row: dict[str, Any]) -> Example | None:
    text = row["paragraph_text"]
    spans = _qed_spans(row)
    if not spans or not all(0 <= start < end <= len(text) for start, end in spans):
        return None
    starts = sorted({0, *row.get("sentence_starts", ())})
    edges = [*(start for start in starts if start < len(text)), len(text)]
    sentences = tuple(
        (start, start + len(text[start:end].rstrip()))
        for start, end in pairwise(edges)
        if text[start:end].strip()
    )
    return answered(
        "qed", row["question_text"], Paragraph(text, sentences, row["title_text"]), spans
    )


def _qed_spans(row: dict[str, Any]) -> list[Span]:
    if "answer_spans" in row:
        return [(start, end) for start, end in row["answer_spans"]]
    answers = row.get("original_nq_answers") or []
    return [(part["start"], part["end"]) for answer in answers for part in answer]


def read_selqa(folder: Path) -> list[Example]:
    """SelQA: a Wikipedia section in sentences and which of them answer."""
    examples = []
    for part in ("dev", "test"):
        rows = json.loads((folder / f"selqa-ass-{part}.json").read_text(encoding="utf-8"))
        for row in rows:
            paragraph = joined(row["candidates"], row["article"])
            examples.append(Example("selqa", row["question"], paragraph, (), tuple(row["answers"])))
    return examples
