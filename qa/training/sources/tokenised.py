"""Sets whose text is tokenised: words and marks separated by spaces, mostly lower-cased.

The reader's own tokeniser ignores case and splits off marks, so such text looks to it as any other.
"""

from __future__ import annotations

import csv
import gzip
from collections import defaultdict
from pathlib import Path

from index.types import Span
from qa.training.examples import (
    Example,
    Paragraph,
    answered,
    joined,
    locate,
    normalised,
    tokenised_sentences,
)
from qa.training.sources.treebank import plain


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").rstrip("\n").split("\n")


def nqg_sentences(folder: Path, part: str) -> dict[str, str]:
    questions = _lines(folder / f"tgt-{part}.txt")
    sentences = _lines(folder / f"src-{part}.txt")
    return {
        normalised(question): plain(sentence)
        for question, sentence in zip(questions, sentences, strict=True)
    }


def answer_words(folder: Path, part: str) -> dict[str, str]:
    contexts = _lines(folder / f"{part}-context.txt")
    questions = _lines(folder / f"{part}-answerable-questions.txt")
    words = {}
    for context, row in zip(contexts, questions, strict=True):
        _, question, first, last = row.split("\t")
        tokens = context.split("\t")[0].split()
        words[normalised(question)] = " ".join(tokens[int(first) : int(last) + 1])
    return words


def read_unansq(folder: Path) -> list[Example]:
    """UnAnsQ, development part: an answerable question and its unanswerable twin per paragraph."""
    examples = []
    contexts = _lines(folder / "dev-context.txt")
    answerable = _lines(folder / "dev-answerable-questions.txt")
    twins = _lines(folder / "dev-unanswerable-questions.txt")
    for context, row, twin in zip(contexts, answerable, twins, strict=True):
        text, first, last = context.split("\t")
        known = _token_span(text, int(first), int(last))
        paragraph = Paragraph(text, tokenised_sentences(text, (known,)))
        _, question, start, end = row.split("\t")
        answer = _token_span(text, int(start), int(end))
        examples.append(answered("unansq", question, paragraph, (answer,)))
        examples.append(Example("unansq", twin.split("\t")[1], paragraph))
    return examples


def _token_span(text: str, first: int, last: int) -> Span:
    """Character span of the tokens `first` to `last` inclusive of text split at single spaces."""
    tokens = text.split(" ")
    start = sum(len(token) + 1 for token in tokens[:first])
    return start, start + len(" ".join(tokens[first : last + 1]))


def read_nqg(folder: Path, unansq: Path) -> list[Example]:
    """Neural Question Generation, test part: SQuAD sentences in paragraph order.

    Runs of six neighbouring sentences stand for the paragraph. Where unansq has an unanswerable
    twin of the question, the twin is an example on the same sentences.
    """
    questions = _lines(folder / "tgt-test.txt")
    rows = [plain(line) for line in _lines(folder / "src-test.txt")]
    twins = _unansq_twins(unansq)
    order = list(dict.fromkeys(rows))
    position = {sentence: number for number, sentence in enumerate(order)}
    examples = []
    for number, (question, sentence) in enumerate(zip(questions, rows, strict=True)):
        place = position[sentence]
        start = max(0, place - number % 6)
        paragraph = joined(order[start : start + 6])
        examples.append(Example("nqg", question.strip(), paragraph, (), (place - start,)))
        twin = twins.get(normalised(question))
        if twin:
            examples.append(Example("nqg/unansq", twin, paragraph))
    return examples


def _unansq_twins(folder: Path) -> dict[str, str]:
    return {normalised(question): twin for question, twin in read_twins(folder)}


def read_twins(folder: Path) -> list[tuple[str, str]]:
    """UnAnsQ, training part: (answerable question, its unanswerable twin), without paragraphs."""
    answerable = _lines(folder / "train-answerable-questions.txt")
    twins = _lines(folder / "train-unanswerable-questions.txt")
    return [
        (row.split("\t")[1], twin.split("\t")[1])
        for row, twin in zip(answerable, twins, strict=True)
    ]


def read_fairytales(folder: Path) -> list[Example]:
    """FairytaleQA: explicit questions whose answer stands word for word in the story section."""
    csv.field_size_limit(10**7)
    examples = []
    paragraphs: dict[str, Paragraph] = {}
    for part in ("train", "valid", "test"):
        with gzip.open(folder / f"{part}.csv.gz", "rt", encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                if row["ex_or_im"] != "explicit":
                    continue
                text = row["content"]
                if text not in paragraphs:
                    title = row["story_name"].replace("-", " ")
                    paragraphs[text] = Paragraph(text, tokenised_sentences(text), title)
                spans = locate(row["answer1"], text)
                if len(spans) == 1:
                    examples.append(
                        answered("fairytaleqa", row["question"], paragraphs[text], spans)
                    )
    return examples


def read_qamr(folder: Path) -> list[Example]:
    """QAMR, Wikinews half: questions on news sentences, among neighbours of the same article."""
    sentences = dict(line.split("\t", 1) for line in _lines(folder / "wiki-sentences.tsv"))
    articles: dict[str, list[str]] = defaultdict(list)
    for identity in sorted(sentences, key=_qamr_place):
        if ":wikinews:" in identity:
            articles[identity.rsplit(":", 2)[0]].append(identity)
    examples = []
    for part in ("dev", "test"):
        for row in _lines(folder / f"{part}.tsv"):
            columns = row.split("\t")
            if columns[0] in sentences and ":wikinews:" in columns[0]:
                neighbours = articles[columns[0].rsplit(":", 2)[0]]
                examples.append(_qamr_example(columns, neighbours, sentences))
    return examples


def _qamr_place(identity: str) -> tuple[str, ...]:
    return tuple(part.zfill(12) for part in identity.split(":"))


def _qamr_example(columns: list[str], neighbours: list[str], texts: dict[str, str]) -> Example:
    identity, question, answer = columns[0], columns[5], columns[6]
    place = neighbours.index(identity)
    start = max(0, place - len(question) % 5)
    chosen = neighbours[start : start + 6]
    paragraph = joined([plain(texts[other]) for other in chosen])
    number = place - start
    tokens = [int(index) for index in answer.split()]
    offset = paragraph.sentences[number][0]
    first, last = _token_span(plain(texts[identity]), min(tokens), max(tokens))
    return answered("qamr", question, paragraph, ((offset + first, offset + last),))
