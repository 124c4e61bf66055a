"""How many examples of which kind a reader sees: about half without an answer."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Sequence

from qa.training.examples import Example, Paragraph
from qa.training.negatives import (
    Edits,
    edited,
    elsewhere,
    nearest_paragraphs,
    renamed,
    without_answer,
)

POSITIVES = {
    "squadshifts/new_wiki": 7900,
    "squadshifts/reddit": 9800,
    "squadshifts/amazon_reviews": 7000,
    "qed": 7100,
    "squad2_half": 3100,
    "unansq": 1900,
    "selqa": 2300,
    "nqg": 8000,
    "fairytaleqa": 3000,
    "qamr": 8000,
}
"""Answerable examples by source, at most."""

REPEATED = ("squad2_half", "unansq", "nqg/unansq")
"""Seen three times: few, and the only questions that people wrote so that nothing answers them."""

REMOVED, EDITED, RENAMED, NEAR, RANDOM = 13000, 8000, 6000, 13000, 3000
"""Examples without an answer, by how they are made; those that the sets hold come on top."""

EDITABLE = ("squadshifts", "qed", "squad2_half", "nqg")
NEARBY = ("squadshifts/new_wiki", "squad2_half", "qed", "selqa", "nqg", "qamr")


def mix(examples: Sequence[Example], edits: Edits, seed: int) -> list[Example]:
    """Draw the training examples from all that the sets hold, in random order."""
    rng = random.Random(seed)
    by_source: dict[str, list[Example]] = defaultdict(list)
    for example in examples:
        if example.answerable:
            by_source[example.source].append(example)
    chosen = [example for example in examples if not example.answerable]
    pool: list[Example] = []
    for source, count in POSITIVES.items():
        rows = by_source[source]
        rng.shuffle(rows)
        chosen += rows[:count]
        pool += rows[: 2 * count]
    rng.shuffle(pool)
    chosen += _take(pool, REMOVED, without_answer)
    rng.shuffle(pool)
    editable = [example for example in pool if example.source.startswith(EDITABLE)]
    chosen += _take(editable, EDITED, lambda example: edited(example, edits, rng))
    rng.shuffle(editable)
    chosen += _take(editable, RENAMED, _renamer(pool, rng))
    chosen += _near([e for e in pool if e.source.startswith(NEARBY)], NEAR, rng)
    chosen += 2 * [e for e in examples if e.source in REPEATED]
    texts = [example.paragraph for example in pool]
    chosen += _take(pool, RANDOM, lambda e: elsewhere(e, rng.choice(texts), "random"))
    rng.shuffle(chosen)
    return chosen


def _take(
    examples: Sequence[Example], count: int, change: Callable[[Example], Example | None]
) -> list[Example]:
    made: list[Example] = []
    for example in examples:
        if len(made) == count:
            break
        negative = change(example)
        if negative is not None:
            made.append(negative)
    return made


def _renamer(pool: Sequence[Example], rng: random.Random) -> Callable[[Example], Example | None]:
    topics: dict[str, list[str]] = defaultdict(list)
    for example in pool:
        topics[example.source + example.paragraph.title].append(example.paragraph.text)

    def change(example: Example) -> Example | None:
        return renamed(example, topics[example.source + example.paragraph.title], rng)

    return change


def _near(pool: Sequence[Example], count: int, rng: random.Random) -> list[Example]:
    """Each question with one of the paragraphs that are nearest to it and do not answer."""
    paragraphs: list[Paragraph] = list({e.paragraph.text: e.paragraph for e in pool}.values())
    asked = list(pool[: int(1.3 * count)])
    nearest = nearest_paragraphs(
        [f"{e.question} {e.paragraph.title}" for e in asked], [p.text for p in paragraphs], 6
    )
    made: list[Example] = []
    for example, places in zip(asked, nearest, strict=True):
        found = [elsewhere(example, paragraphs[place], "near") for place in places]
        usable = [negative for negative in found if negative is not None]
        if usable and len(made) < count:
            made.append(usable[min(int(rng.expovariate(1.0)), len(usable) - 1)])
    return made
