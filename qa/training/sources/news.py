"""Questions written for this project about real articles of FIB, WiCE and MultiRC.

The articles (the BBC's and CNN's in FIB, CC BY 4.0; pages of Common Crawl in WiCE; news and reports
in MultiRC) are no part of the project; stored are the questions, with offsets into an article and
its hash. An article is one story (qa/training/sources/written.py), cut into passages. Of the BBC's,
the summary that people found right was the first paragraph; CNN's are in lower case, and their
beginnings were asked about, as was a stretch of the lines of a page.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from index.sentences import split_sentences
from index.types import Span
from qa.training.examples import Example, Paragraph, overlapping
from qa.training.sources.fact_checking import rows_of
from qa.training.sources.inference import read_multirc_questions
from qa.training.sources.treebank import plain
from qa.training.sources.written import Story, written_files

PASSAGE = 170
"""Words of a passage, about, at most."""


@dataclass(frozen=True, slots=True)
class Articles:
    """FIB's by number, CNN's as "cnn:NUMBER", MultiRC's "multirc:HASH"; lines of pages by hash."""

    whole: Mapping[str, str]
    pages: Mapping[str, tuple[str, ...]]

    def text(self, document: str) -> str:
        """Article "34017987", or lines 15 to 30 of page "2ab3d06ead2664ed:15-31"; "" if unknown."""
        page, _, lines = document.partition(":")
        if page not in self.pages:
            return self.whole.get(document, "")
        first, end = map(int, lines.split("-"))
        return "\n".join(line.strip() for line in self.pages[page][first:end])


def read_articles(sets: Path) -> Articles:
    """The articles in the folder that holds one folder for each of the checker's sets."""
    texts = {each.paragraph.text for each in read_multirc_questions(sets / "olora")}
    whole = {f"multirc:{article_hash(text)}": text for text in texts}
    for path in sorted((sets / "fib").glob("xsum_*.jsonl")):
        for row in rows_of(path):
            article = f"{row['correct_choice'].strip()}\n{row['input'].strip()}"
            whole.setdefault(row["id"], article)
    for path in sorted((sets / "fib").glob("cnn_dm_*.jsonl")):
        for row in rows_of(path):
            whole.setdefault(f"cnn:{row['id']}", plain(row["input"]))
    pages = [
        tuple(row["evidence"])
        for path in sorted((sets / "wice_train").glob("*.jsonl"))
        for row in rows_of(path)
    ]
    return Articles(whole, {article_hash("\n".join(lines)): lines for lines in pages})


def read_news(questions: Path, sets: Path) -> list[Story]:
    """The stories that the questions in a folder of JSON files make of the articles in `sets`.

    Raises:
        FileNotFoundError: there are no questions; they come with the source, not the package.
        ValueError: an article is not there, or not as it was when it was asked about.
    """
    return [_story(row, article) for row, article in read_rows(questions, "questions", sets)]


def read_rows(folder: Path, what: str, sets: Path) -> list[tuple[dict[str, Any], str]]:
    """What was written about articles, a row each, and the article; raises as `read_news` does."""
    articles = read_articles(sets)
    rows = []
    for path in written_files(folder, what):
        for row in json.loads(path.read_text(encoding="utf-8")):
            article = articles.text(row["document"])[: row.get("end")]
            if article_hash(article) != row["sha256"]:
                raise ValueError(
                    f"{path.name}: article {row['document']} is not in {sets} as it was; take FIB, "
                    "MultiRC and WiCE as docs/models.md names them"
                )
            rows.append((row, article))
    return rows


def article_hash(article: str) -> str:
    """What tells that an article is the one that questions were written about."""
    return hashlib.sha256(article.encode()).hexdigest()[:16]


def _story(row: dict[str, Any], article: str) -> Story:
    spans = cut(split_sentences(article), article)
    passages = [_passage(article, sentences, row["title"]) for sentences in spans]
    answered: list[Example] = []
    twins: list[Example] = []
    for question in row["questions"]:
        asked = _answered(question, passages, spans)
        answered += asked
        if "twin" in question:
            twins.append(Example("written/twin", question["twin"], asked[0].paragraph))
    return Story(
        f"news {row['document']}",
        tuple(passages),
        tuple(answered),
        tuple(row["unanswered"]),
        tuple(twins),
    )


def cut(sentences: tuple[Span, ...], article: str) -> list[list[Span]]:
    """The sentences in as few runs of about `PASSAGE` words as hold them, about alike in length."""
    lengths = [len(article[start:end].split()) for start, end in sentences]
    count = max(1, -(-sum(lengths) // PASSAGE))
    runs: list[list[Span]] = [[]]
    words = 0.0
    for sentence, length in zip(sentences, lengths, strict=True):
        if runs[-1] and len(runs) < count and words + length / 2 > sum(lengths) / count:
            runs.append([])
            words = 0
        runs[-1].append(sentence)
        words += length
    return runs


def _passage(article: str, sentences: list[Span], title: str) -> Paragraph:
    offset = sentences[0][0]
    return Paragraph(
        article[offset : sentences[-1][1]],
        tuple((start - offset, end - offset) for start, end in sentences),
        title,
    )


def _answered(
    question: dict[str, Any], passages: Sequence[Paragraph], spans: Sequence[list[Span]]
) -> list[Example]:
    """The question before the passage with its answer, then before those that tell a part of it.

    Of a part only the sentence is known, not its words.
    """
    start, end = question["answer"]
    places = [(at, at) for at in (start, *question.get("also", ()))]
    asked = []
    for passage, sentences in zip(passages, spans, strict=True):
        offset = sentences[0][0]
        held = sentences[0][0] <= start < sentences[-1][1]
        answers = ((start - offset, end - offset),) if held else ()
        answering = overlapping(sentences, places)
        if answering:
            asked.append(Example("written", question["q"], passage, answers, answering))
    return sorted(asked, key=lambda example: not example.answers)
