"""Summaries judged against the text they are about; and texts without claims."""

from __future__ import annotations

import json
import re
from pathlib import Path

from qa.training.claims import Label, Pair, labelled
from qa.training.sources.treebank import plain

_TAG = re.compile(r"\s*</?t>\s*")
JUDGED = ("_fib_", "_fir_", "_factcc_", "_mfma_")
"""Kinds of choices whose wrong summary is known to be wrong: by people (fib, fir) or because a
rule or a model changed a right one (factcc, mfma). The others pair two consistent summaries."""


def read_fib(folder: Path) -> list[Pair]:
    """FIB: news articles, each with a consistent and an inconsistent summary."""
    pairs = []
    for path in sorted(folder.glob("*.jsonl")):
        kind = next((kind for kind in JUDGED if kind in path.name), None)
        if kind is None:
            continue
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            for number, choice in enumerate(row["list_choices"]):
                right = number == row["lbl"]
                if not right and "bloom" in path.name:  # runs on, or repeats its prompt
                    continue
                label = Label.SUPPORTED if right else Label.UNSUPPORTED
                claim = plain(_TAG.sub(" ", choice))
                source = "fib/gold" if right else f"fib/{kind.strip('_')}"
                pairs.append(labelled(source, claim, row["input"], label))
    return pairs


_PASSAGE = re.compile(r"\npassage: (?:(?P<title>[^\n]{1,80}?) -- )?(?P<text>.*)", re.DOTALL)


def read_passages(folder: Path) -> list[tuple[str, str]]:
    """BoolQ's passages of Wikipedia, each with its title: (title, text)."""
    passages = {}
    for path in sorted(folder.glob("BoolQA.*.json")):
        for row in json.loads(path.read_text(encoding="utf-8")):
            match = _PASSAGE.search(row["sentence"])
            if match is not None:
                passages[match["text"].strip()] = match["title"] or ""
    return [(title, text) for text, title in passages.items()]
