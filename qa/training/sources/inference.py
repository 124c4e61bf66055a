"""Natural language inference: hypothesis and premise serve as claim and evidence."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from pathlib import Path

from index.sentences import split_sentences
from qa.language.words import content_stems
from qa.training.claims import Label, Pair, labelled
from qa.training.examples import Example, Paragraph, answered, locate_words, normalised

RELATIONS = {
    "entailment": Label.SUPPORTED,
    "contradiction": Label.CONTRADICTED,
    "neutral": Label.NEITHER,
    "not_entailment": Label.UNSUPPORTED,
}


def read_esnli(folder: Path) -> list[Pair]:
    """SNLI, development and test part: captions of pictures."""
    pairs = []
    for part in ("dev", "test"):
        columns = [
            (folder / f"{name}.{part}").read_text(encoding="utf-8").split("\n")
            for name in ("s1", "s2", "labels")
        ]
        for premise, hypothesis, relation in zip(*columns, strict=False):
            if relation in RELATIONS:
                pairs.append(labelled("esnli", hypothesis, premise, RELATIONS[relation]))
    return pairs


def read_counterfactuals(folder: Path) -> list[Pair]:
    """SNLI pairs that people changed as little as they could so that the label changed."""
    return [
        labelled("cad_nli", row["sentence2"], row["sentence1"], RELATIONS[row["gold_label"]])
        for path in sorted(folder.glob("*.tsv"))
        for row in _table(path)
        if row["gold_label"] in RELATIONS
    ]


def read_negations(folder: Path) -> list[Pair]:
    """RTE, SNLI and MNLI pairs to which people added a negation."""
    return [
        labelled(
            f"neg_nli/{path.name.split('_')[0]}",
            row["sentence2"],
            row["sentence1"],
            RELATIONS[row["gold_label"]],
        )
        for path in sorted(folder.glob("*.tsv"))
        for row in _table(path)
        if row["gold_label"] in RELATIONS
    ]


def read_mnli(folder: Path) -> list[Pair]:
    """The MNLI pairs that TaxiNLI describes."""
    return [
        labelled("mnli", row["hyp"], row["prem"], RELATIONS[row["label"]])
        for path in sorted(folder.glob("*.tsv"))
        for row in _table(path)
        if row["label"] in RELATIONS
    ]


def read_breaking(folder: Path) -> list[Pair]:
    """Breaking NLI: one word of a caption exchanged for a related one."""
    lines = (folder / "data" / "dataset.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    return [
        labelled("breaking_nli", row["sentence2"], row["sentence1"], RELATIONS[row["gold_label"]])
        for row in rows
        if row["gold_label"] in RELATIONS
    ]


_PARTS = re.compile(r"sentence 1: (?P<first>.*)\nsentence 2: (?P<second>.*)", re.DOTALL)
_READING = re.compile(
    r"paragraph: (?P<first>.*)\nquestion: (?P<question>.*)\ncandidate answer: (?P<second>.*)",
    re.DOTALL,
)


def read_olora(folder: Path) -> list[Pair]:
    """MNLI, RTE and CB as an archive of benchmarks holds them.

    RTE's "contradiction" only says that the hypothesis does not follow.
    """
    pairs = []
    for name in ("MNLI", "RTE", "CB"):
        for path in sorted(folder.glob(f"{name}.*.json")):
            for row in json.loads(path.read_text(encoding="utf-8")):
                match = _PARTS.fullmatch(row["sentence"].strip())
                label = RELATIONS.get(row["label"])
                if match is None or label is None:
                    continue
                if name == "RTE" and label is Label.CONTRADICTED:
                    label = Label.UNSUPPORTED
                source = "mnli" if name == "MNLI" else name.lower()
                pairs.append(labelled(source, match["second"], match["first"], label))
    return pairs


def read_multirc(folder: Path) -> list[Pair]:
    """MultiRC: a question with a right or wrong answer is the claim, a paragraph the evidence."""
    pairs = []
    for match, right in _multirc(folder):
        label = Label.SUPPORTED if right else Label.UNSUPPORTED
        claim = f"{match['question']} {match['second']}"
        pairs.append(labelled("multirc", claim, match["first"], label))
    return pairs


def _multirc(folder: Path) -> Iterator[tuple[re.Match[str], bool]]:
    """Paragraph, question and candidate answer of each row, and whether the answer is right."""
    for row in json.loads((folder / "MultiRC.train.json").read_text(encoding="utf-8")):
        match = _READING.fullmatch(row["sentence"].strip())
        if match is not None:
            yield match, row["label"] == "True"


def read_multirc_questions(folder: Path) -> list[Example]:
    """MultiRC's questions, written so that several sentences answer, about news and other text.

    Where the right answer stands in the paragraph it is the answer, else the sentence that shares
    most words with question and answer is taken to hold it, if it shares enough.
    """
    answers: dict[tuple[str, str], list[str]] = {}
    for match, right in _multirc(folder):
        if right:
            asked = (match["first"].strip(), match["question"].strip())
            answers.setdefault(asked, []).append(match["second"].strip())
    examples = []
    for (text, question), given in answers.items():
        paragraph = Paragraph(text, split_sentences(text))
        long = [answer for answer in given if len(normalised(answer)) > SHORTEST_ANSWER]
        spans = [span for answer in long for span in locate_words(answer, text)[:1]]
        if spans:
            examples.append(answered("multirc", question, paragraph, spans))
        elif place := _most_alike(paragraph, f"{question} {' '.join(given)}"):
            examples.append(Example("multirc/near", question, paragraph, (), place))
    return examples


SHORTEST_ANSWER = 3
"""Letters; shorter ones, such as "yes" and "no", stand elsewhere by chance."""
ENOUGH_ALIKE = 1.2
"""Of the score below; a short sentence needs three words in common, one of 30 words five."""


def _most_alike(paragraph: Paragraph, wanted: str) -> tuple[int, ...]:
    """The sentence that shares most content words, longer ones less readily; () if too few."""
    asked = set(content_stems(wanted))
    scores = []
    for start, end in paragraph.sentences:
        said = set(content_stems(paragraph.text[start:end]))
        scores.append(len(asked & said) / (1 + len(said) ** 0.3))
    best = max(range(len(scores)), key=scores.__getitem__, default=0)
    return (best,) if scores and scores[best] > ENOUGH_ALIKE else ()


def _table(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
