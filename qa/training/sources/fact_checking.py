"""Claims about encyclopedia and web text, judged by people against given evidence."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from index.types import Span
from qa.training.claims import Label, Pair, labelled
from qa.training.sources.treebank import plain

STANCES = {
    "SUPPORTS": Label.SUPPORTED,
    "REFUTES": Label.CONTRADICTED,
    "NOT ENOUGH INFO": Label.NEITHER,
    "completely-support": Label.SUPPORTED,
    "partially-support": Label.NEITHER,
    "irrelevant": Label.NEITHER,
    "refute": Label.CONTRADICTED,
}


def read_vitaminc(folder: Path) -> list[Pair]:
    """VitaminC: revisions of Wikipedia that change a fact, real ones and ones made for FEVER."""
    return [
        labelled(
            f"vitaminc/{kind}",
            plain(row["claim"]),
            plain(row["evidence"]),
            STANCES[row["label"]],
            plain(row["page"].replace("-LRB-", " (").replace("-RRB-", ")")),
        )
        for kind in ("real", "synthetic")
        for row in rows_of(folder / f"vitaminc_{kind}" / "test.jsonl.gz")
    ]


def read_fever(folder: Path) -> list[Pair]:
    """FEVER development claims with gold evidence; its sentences do not name their page."""
    labels = (folder / "dev.label").read_text(encoding="utf-8").split("\n")
    evidence = (folder / "dev.raw.input0").read_text(encoding="utf-8").split("\n")
    claims = (folder / "dev.raw.input1").read_text(encoding="utf-8").split("\n")
    verdicts = {"entailment": Label.SUPPORTED, "not_entailment": Label.CONTRADICTED}
    return [
        labelled("fever", plain(claim), plain(text), verdicts[label])
        for label, text, claim in zip(labels, evidence, claims, strict=True)
        if label
    ]


def read_symmetric(folder: Path) -> list[Pair]:
    """FEVER Symmetric: each claim with evidence for and evidence against it."""
    return [
        labelled(
            "fever_symmetric",
            plain(row["claim"]),
            plain(row.get("evidence") or row["evidence_sentence"]),
            STANCES[row["label"]],
        )
        for path in sorted(folder.glob("*.jsonl"))
        for row in rows_of(path)
    ]


def read_fm2(folder: Path) -> list[Pair]:
    """Fool Me Twice: claims written so that players misjudge them; with the page's name.

    The retrieved evidence without the gold sentences makes pairs that are neither.
    """
    pairs = []
    for path in (folder / "dev.jsonl", folder / "test.jsonl"):
        for row in rows_of(path):
            gold = [each["text"] for each in row["gold_evidence"]]
            page = row["wikipedia_page"]
            pairs.append(labelled("fm2", row["text"], " ".join(gold), STANCES[row["label"]], page))
            others = [e["text"] for e in row["retrieved_evidence"] if e["text"] not in gold]
            if others:
                text = " ".join(others[:3])
                pairs.append(labelled("fm2/other", row["text"], text, Label.NEITHER, page))
    return pairs


def read_factcheckgpt(folder: Path) -> list[Pair]:
    """Claims of a language model's answers against passages found on the web."""
    return [
        labelled("factcheckgpt", row["claim"], row["evidence"], STANCES[row["stance"]])
        for row in rows_of(folder / "subtask3_claim_evidence_stance.jsonl")
    ]


def read_wice(folder: Path) -> list[Pair]:
    """WiCE: claims of Wikipedia that a cited page supports in part, the other part marked."""
    pairs = []
    for row in rows_of(folder / "non_supported_tokens_train.jsonl"):
        spans = token_spans(row["claim"], row["claim_tokens"])
        marked = zip(spans, row["non_supported_spans"], strict=True)
        wrong = tuple(span for span, is_wrong in marked if is_wrong)
        evidence = "\n".join(row["evidence"])
        pairs.append(Pair("wice", row["claim"], evidence, Label.NEITHER, wrong))
    return pairs


def token_spans(text: str, tokens: list[str]) -> list[Span]:
    """Where each token stands in the text that it was cut from."""
    spans = []
    start = 0
    for token in tokens:
        found = text.find(token, start)
        start = found if found >= 0 else start
        end = min(len(text), start + len(token)) if found >= 0 else start
        spans.append((start, end))
        start = end
    return spans


def rows_of(path: Path) -> Iterator[dict[str, Any]]:
    """The JSON objects of a file that holds one on each line; it may be gzipped."""
    content = path.read_bytes()
    if path.suffix == ".gz":
        content = gzip.decompress(content)
    for line in content.decode().splitlines():
        if line.strip():
            yield json.loads(line)
