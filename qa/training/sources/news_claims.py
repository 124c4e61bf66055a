"""Claims written for this project about real articles, each with a twin that nothing bears out.

The articles are those that questions were written about (qa/training/sources/news.py), and so is
what is stored: the claims, with offsets into an article and its hash.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from index.sentences import split_sentences
from index.types import Span
from qa.training.claims import Label, Pair, supported
from qa.training.examples import overlapping
from qa.training.sources.news import read_rows
from qa.training.sources.written import is_judged

CLAIMS = Path(__file__).parents[1] / "news_claims"
AROUND = 1
"""Sentences on each side of those that bear a claim out, in the shorter evidence."""


def read_news_claims(claims: Path, sets: Path, held_out: bool = False) -> list[Pair]:
    """The pairs of all claims about articles to train on, or about those that are for judging.

    A claim and its twin come with the whole article, and with what bears the claim out and its
    neighbours; a claim also with the article without what bears it out.

    Raises:
        FileNotFoundError, ValueError: as `qa.training.sources.news.read_news`.
    """
    return [
        pair
        for row, article in read_rows(claims, "claims", sets)
        if is_judged(f"news {row['document']}") == held_out
        for claim in row["claims"]
        for pair in _pairs(claim, article, split_sentences(article))
    ]


def _pairs(claim: dict[str, Any], article: str, sentences: Sequence[Span]) -> list[Pair]:
    bearing = overlapping(sentences, [(at, at) for at in claim["places"]])
    near = {n for each in bearing for n in range(each - AROUND, each + AROUND + 1)}
    shorter = _told(article, sentences, near)
    without = _told(article, sentences, set(range(len(sentences))) - set(bearing))
    label = Label.CONTRADICTED if claim["contradicted"] else Label.NEITHER
    wrong = (tuple(claim["wrong"]),)
    whole = _told(article, sentences, set(range(len(sentences))))
    pairs = [supported("written/claim", claim["claim"], text) for text in (whole, shorter)]
    pairs += [Pair("written/twin", claim["twin"], t, label, wrong) for t in (whole, shorter)]
    if without:
        pairs.append(Pair("written/removed", claim["claim"], without, Label.UNSUPPORTED))
    return pairs


def _told(article: str, sentences: Sequence[Span], numbers: set[int]) -> str:
    return " ".join(article[slice(*span)] for n, span in enumerate(sentences) if n in numbers)
