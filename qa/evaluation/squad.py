"""The format of SQuAD 2.0 (Rajpurkar, Jia and Liang, ACL 2018): questions on paragraphs.

    {"data": [{"title", "paragraphs": [{"context", "qas": [
        {"id", "question", "answers": [{"text", "answer_start"}]}]}]}]}

A question without answers is one that its paragraph does not answer.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from index.errors import UsageError
from index.types import Span


@dataclass(frozen=True, slots=True)
class SquadQuestion:
    id: str
    text: str
    answers: tuple[Span, ...]
    """Every place that someone marked as an answer, as offsets into the paragraph."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: str
    questions: tuple[SquadQuestion, ...]


@dataclass(frozen=True, slots=True)
class Topic:
    title: str
    """As the file has it: "European_Union_law"."""
    paragraphs: tuple[Paragraph, ...]

    @property
    def name(self) -> str:
        return self.title.replace("_", " ")


def read_topics(path: Path) -> tuple[Topic, ...]:
    """The articles of a file, in its order.

    Raises:
        UsageError: the file cannot be read, is in another format, or an answer is not the words at
            its place.
    """
    try:
        topics = json.loads(path.read_text(encoding="utf-8"))["data"]
        return tuple(_topic(topic, path) for topic in topics)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UsageError(f"{path} is not in the format of SQuAD 2.0 ({error!r})") from error


def _topic(topic: Mapping[str, Any], path: Path) -> Topic:
    paragraphs = tuple(
        Paragraph(each["context"], tuple(_question(q, each["context"], path) for q in each["qas"]))
        for each in topic["paragraphs"]
    )
    return Topic(str(topic["title"]), paragraphs)


def _question(record: Mapping[str, Any], text: str, path: Path) -> SquadQuestion:
    spans = []
    for answer in record["answers"]:
        start, end = answer["answer_start"], answer["answer_start"] + len(answer["text"])
        if text[start:end] != answer["text"]:
            raise UsageError(
                f"{path}: question {record['id']!r} has the answer {answer['text']!r} at {start}, "
                f"where its paragraph has {text[start:end]!r}; correct the file"
            )
        spans.append((start, end))
    return SquadQuestion(str(record["id"]), record["question"], tuple(dict.fromkeys(spans)))
