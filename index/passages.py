"""Article -> Passages: whole sentences of neighbouring paragraphs, at most 150 words.

The sentences of a run of paragraphs, uninterrupted by furniture, are cut into passages such that

    each passage has at most PASSAGE_WORDS words, or is one sentence, and
    the sum over passages of  (words - target)^2 + BREAK_COST * [ends inside a paragraph]  is least,

where the target is the run's words shared out over as few passages as can hold them. So passages
are of like length, and end with a paragraph where that costs little. Solved exactly by dynamic
programming over the sentences, from the first to the last.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.sentences import split_sentences
from index.types import Article, Passage, Span

__all__ = ["PASSAGE_WORDS", "split_passages", "split_sentences"]

PASSAGE_WORDS = 150
"""Words. MiniLM reads 256 word pieces; 150 words and the header stay below that."""
BREAK_COST = 40**2
"""A passage may be 40 words off the target rather than end inside a paragraph."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """One sentence on its way into a passage."""

    span: Span
    words: int
    ends_paragraph: bool


def split_passages(article: Article) -> tuple[Passage, ...]:
    """The passages of an article, in order; every body sentence lies in exactly one.

    A passage never reaches across furniture: its text is a slice of the article, and a slice
    would take the furniture along. Row ids are 0.
    """
    groups = [group for run in _runs(article) for group in _group(run)]
    return tuple(
        Passage(
            id=0,
            article_id=article.id,
            ordinal=ordinal,
            start=group[0].span[0],
            end=group[-1].span[1],
            text=article.text[group[0].span[0] : group[-1].span[1]],
            sentences=tuple(piece.span for piece in group),
            header=make_header(article, ordinal),
        )
        for ordinal, group in enumerate(groups)
    )


def make_header(article: Article, ordinal: int) -> str:
    """ "title | publisher | 2024-04-18 (Thursday 18 April 2024)", as far as known.

    Without a title the opening words stand for it in all passages but the first, which has them:
    they name who is "he" further down. The date is there twice so that a question finds it by
    number, weekday or month.
    """
    title = article.label if ordinal else article.title
    day = article.published
    written = f"{day.isoformat()} ({day:%A} {day.day} {day:%B} {day.year})" if day else None
    return " | ".join(part for part in (title, article.publisher, written) if part)


def _runs(article: Article) -> Iterator[list[_Piece]]:
    """The sentences of each run of paragraphs with nothing but white space between them."""
    run: list[_Piece] = []
    last_end = 0
    for start, end in article.body:
        if run and article.text[last_end:start].strip():
            yield run
            run = []
        spans = split_sentences(article.text[start:end])
        for number, (first, last) in enumerate(spans, 1):
            words = len(article.text[start + first : start + last].split())
            run.append(_Piece((start + first, start + last), words, number == len(spans)))
        last_end = end
    if run:
        yield run


def _group(pieces: Sequence[_Piece]) -> list[Sequence[_Piece]]:
    """The cheapest division of a run into passages, by the cost in the module's docstring."""
    total = sum(piece.words for piece in pieces)
    target = total / math.ceil(total / PASSAGE_WORDS)
    cheapest = [0.0] + [math.inf] * len(pieces)
    """cheapest[i]: the least cost of dividing the first i sentences."""
    begins = [0] * (len(pieces) + 1)
    for end in range(1, len(pieces) + 1):
        words = 0
        for begin in range(end - 1, -1, -1):
            words += pieces[begin].words
            if words > PASSAGE_WORDS and begin < end - 1:
                break
            cost = cheapest[begin] + (words - target) ** 2
            cost += 0 if pieces[end - 1].ends_paragraph else BREAK_COST
            if cost < cheapest[end]:
                cheapest[end], begins[end] = cost, begin
    groups = []
    end = len(pieces)
    while end:
        groups.append(pieces[begins[end] : end])
        end = begins[end]
    return groups[::-1]
