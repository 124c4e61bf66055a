"""How long a cross-encoder takes over the passages that one question is read beside.

    .venv/bin/python -m tests.bench.reranking [MODEL]

Without a model of your own it is an untrained one in the shape of ms-marco-MiniLM-L6 (the default
embedder with one output added): it ranks nothing and costs the same. The passages are the seeds',
over again until there are as many as are read for one question.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
from dataclasses import replace
from itertools import cycle, islice
from pathlib import Path

import torch
from transformers import AutoModelForSequenceClassification, AutoTokenizer

from index.library import Library, seeds_folder
from index.settings import Settings, load_settings
from index.types import Hit
from index.weights import find_weights
from qa.weighing.reranking import RERANKED, load_reranker
from tests.bench.search_latency import QUESTION, milliseconds
from tests.fakes import FakeEmbedder


def untrained(folder: Path, settings: Settings) -> Path:
    """The embedder's weights with one more layer, of weights made up."""
    base = find_weights(settings.embedder, settings).folder
    AutoModelForSequenceClassification.from_pretrained(base, num_labels=1).save_pretrained(folder)
    AutoTokenizer.from_pretrained(base).save_pretrained(folder)
    return folder


def passages_of_seeds(folder: Path) -> tuple[Hit, ...]:
    with Library.open(folder, FakeEmbedder(), create=True) as library:
        library.refresh(seeds_folder())
        found = [(a, p) for a in library.articles() for p in library.passages(a.id)]
    over_again = islice(cycle(found), RERANKED)
    return tuple(Hit(passage, article, 0.0, 0.0, 0.0, 0.0) for article, passage in over_again)


def main(name: str) -> None:
    settings = load_settings()
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        name = name or str(untrained(place / "model", settings))
        reranker = load_reranker(replace(settings, reranker=name))
        assert reranker is not None
        hits = passages_of_seeds(place / "library")
        words = statistics.median(len(hit.passage.text.split()) for hit in hits)
        taken = milliseconds(lambda: reranker.rerank(QUESTION, hits), repeats=9)
        threads = torch.get_num_threads()
        print(f"reranking {len(hits)} passages of {words:.0f} words, {threads} threads: {taken}")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "")
