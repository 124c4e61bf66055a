"""What a checker is trained on: a claim, evidence, and what the one is to the other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum

from index.sentences import split_sentences
from index.types import Span
from qa.training.examples import normalised, tokenised_sentences


class Label(IntEnum):
    """The first three are the network's classes, in its order."""

    SUPPORTED = 0
    CONTRADICTED = 1
    NEITHER = 2
    UNSUPPORTED = 3
    """Contradicted or neither; which of the two is not known."""


@dataclass(frozen=True, slots=True)
class Pair:
    """One claim about one piece of evidence."""

    source: str
    claim: str
    evidence: str
    label: Label
    wrong: tuple[Span, ...] | None = None
    """Where the claim says what the evidence does not, as offsets; None where not known."""
    title: str = ""
    """Of the page that the evidence is from."""


@dataclass(frozen=True, slots=True)
class ClaimGuard:
    """Claims and evidence sentences that no training pair may hold, normalised."""

    claims: frozenset[str]
    sentences: frozenset[str]

    def leaks(self, pair: Pair) -> bool:
        return normalised(pair.claim) in self.claims or not self.sentences.isdisjoint(
            long_sentences(pair.evidence)
        )


SHORTEST = 60
"""Letters and digits; a shorter sentence may recur by chance, as headings and menus do."""


def guard_claims(judged: Iterable[tuple[str, str]]) -> ClaimGuard:
    """A guard that keeps out the claims and the evidence of (claim, evidence) pairs."""
    claims, sentences = set(), set()
    for claim, evidence in judged:
        claims.add(normalised(claim))
        sentences |= long_sentences(evidence)
    return ClaimGuard(frozenset(claims), frozenset(sentences))


def long_sentences(text: str) -> set[str]:
    """The sentences of a text, whether its tokens stand apart or not, normalised."""
    spans = [*split_sentences(text), *tokenised_sentences(text)]
    folded = {normalised(text[start:end]) for start, end in spans}
    return {sentence for sentence in folded if len(sentence) >= SHORTEST}


def supported(source: str, claim: str, evidence: str, title: str = "") -> Pair:
    """A supported pair: nothing in its claim is wrong."""
    return Pair(source, claim, evidence, Label.SUPPORTED, (), title)


def labelled(source: str, claim: str, evidence: str, label: Label, title: str = "") -> Pair:
    """A pair of which only the label is known; a supported claim has nothing wrong in it."""
    return Pair(source, claim, evidence, label, () if label is Label.SUPPORTED else None, title)


def distinct(pairs: Sequence[Pair]) -> list[Pair]:
    """The first of the pairs with the same claim and evidence; in order."""
    first: dict[tuple[str, str], Pair] = {}
    for pair in pairs:
        first.setdefault((pair.claim, pair.evidence), pair)
    return list(first.values())
