"""Putting, exchanging and finding words in a sentence."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from itertools import combinations

from qa.language.words import Word, proper_names, words

Falsify = Callable[[str, Sequence[str], random.Random], str | None]
"""From a true sentence, names from elsewhere and a source of chance; None where it holds nothing of
the kind."""


def put(sentence: str, word: Word, new: str) -> str:
    """The sentence with `new` for a word; without new, the space after it goes too."""
    if word.capital and new:
        new = new[:1].upper() + new[1:]
    rest = sentence[word.end :] if new else sentence[word.end :].lstrip()
    return sentence[: word.start] + new + rest


def from_table(sentence: str, table: dict[str, str], rng: random.Random) -> str | None:
    found = [w for w in words(sentence) if w.key in table and w.text != "May"]
    if not found:
        return None
    word = rng.choice(found)
    return put(sentence, word, table[word.key])


def exchange(sentence: str, spans: Sequence[Word], rng: random.Random) -> str | None:
    """Two of these in each other's place, if they differ and are not merely listed."""
    pairs = [
        (one, two)
        for one, two in combinations(spans, 2)
        if one.key != two.key and not _listed(sentence[one.end : two.start])
    ]
    if not pairs:
        return None
    one, two = rng.choice(pairs)
    middle = sentence[one.end : two.start]
    return f"{sentence[: one.start]}{two.text}{middle}{one.text}{sentence[two.end :]}"


def _listed(between: str) -> bool:
    return not re.search(r"[a-z]{2}", re.sub(r"\b(?:and|or|with|versus|vs|met|to)\b", "", between))


def name_runs(sentence: str) -> list[Word]:
    """The names of a sentence as they stand, its first word included where it is one."""
    runs = [
        Word(match.group(), match.start(), match.end())
        for name in proper_names(sentence)
        for match in re.finditer(rf"\b{re.escape(name)}\b", sentence)
    ]
    first = re.match(r"[A-Z]\w+(?= (?:has|had|was|is|will|[a-z]+ed)\b)", sentence)
    if first and first.group().lower() not in ("this", "that", "it", "he", "she", "there", "what"):
        runs.append(Word(first.group(), 0, first.end()))
    return sorted({run.start: run for run in runs}.values(), key=lambda run: run.start)
