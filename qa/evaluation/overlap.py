"""How near an answer is to the gold one, as SQuAD counts it (Rajpurkar et al., EMNLP 2016)."""

from __future__ import annotations

import re
import string
from collections import Counter

_ARTICLE = re.compile(r"\b(?:a|an|the)\b")
_PUNCTUATION = str.maketrans("", "", string.punctuation)
_QUOTES = str.maketrans("", "", "“”‘’")
"""Articles are quoted in these, which SQuAD's measures leave to the words that they stand at."""


def plain_words(text: str) -> list[str]:
    """The words of `text` in order: small letters, no punctuation, no articles."""
    return _ARTICLE.sub(" ", text.lower().translate(_PUNCTUATION)).split()


def exact_match(answer: str, gold: str) -> bool:
    return plain_words(answer) == plain_words(gold)


def token_f1(answer: str, gold: str) -> float:
    """Harmonic mean of the shares of shared words; of nothing with nothing 1."""
    said, wanted = plain_words(answer), plain_words(gold)
    if not said or not wanted:
        return float(said == wanted)
    shared = sum((Counter(said) & Counter(wanted)).values())
    return 2 * shared / (len(said) + len(wanted))


def contains(text: str, gold: str) -> bool:
    """Whether the words of `gold` stand in `text`, all of them and next to each other."""
    said, wanted = (plain_words(each.translate(_QUOTES)) for each in (text, gold))
    places = range(len(said) - len(wanted) + 1)
    return bool(wanted) and any(said[i : i + len(wanted)] == wanted for i in places)
