"""Negations, opposites, hedges, quantifiers and qualifiers changed."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence

from qa.evaluation.falsehoods.editing import from_table, put
from qa.language.words import words

_OPPOSED = """
    agreed declined, agree decline, succeeded failed, included excluded, includes excludes, passed
    blocked, won forfeited, kept scrapped, built demolished, launched cancelled, raised lowered,
    raise lower, added removed, add remove, started finished, start finish, expanded shrank,
    improved worsened, backed condemned, cleared convicted, love hate, loved hated, safe
    dangerous, easy difficult, true untrue, same different, strong feeble, rich poor, cheap dear,
    signed refused to sign, help hinder, helped hindered, protect endanger, lead trail, led
    trailed, top bottom, full empty, friend enemy
"""
_OPPOSITES = {
    one: other
    for pair in _OPPOSED.split(",")
    for first, _, second in [pair.strip().partition(" ")]
    for one, other in ((first, " ".join(second.split())), (second, first))
}
_SURER = {
    "may": "did",
    "might": "is to",
    "could": "is to",
    "would": "will",
    "should": "does",
    "can": "always can",
    "likely": "surely",
    "probably": "plainly",
    "reportedly": "officially",
    "alleged": "known",
    "allegedly": "",
    "expected": "obliged",
    "suggests": "establishes",
    "suggested": "established",
    "seems": "is found",
    "appears": "is found",
    "believed": "established",
    "planned": "carried-out",
    "plans": "begins",
    "hopes": "begins",
    "trying": "managing",
    "tried": "managed",
    "potential": "real",
    "possible": "settled",
    "proposed": "enacted",
}
_QUANTIFIERS = {
    "all": "some",
    "some": "all",
    "most": "all",
    "many": "most",
    "several": "all",
    "few": "many",
    "every": "hardly any",
    "each": "one",
    "both": "neither",
    "always": "at times",
    "often": "always",
    "sometimes": "always",
    "usually": "always",
    "never": "at times",
    "mostly": "wholly",
    "only": "mainly",
    "more": "fewer",
    "less": "more",
}
_QUALIFIERS = "former alleged acting deputy suspected potential proposed fake planned vice".split()


def negate(sentence: str, others: Sequence[str], rng: random.Random) -> str | None:
    """With and without, "no longer", "failed to", "neither", a negation cut, a word's opposite."""
    ways = (
        (r"\bwithout\b", "with"),
        (r"(?<=[a-z] )with (?=an? )", "without "),
        (r"\b(?:failed|declined|refused) to (\w+)", r"managed to \1"),
        (r"\bno longer\b", "still"),
        (r"\bstill\b", "no longer"),
        (r"\bneither\b(.+?)\bnor\b", r"both\1and"),
        (r"\b(do|does|did|is|was|are|were|has|have|had|would|could|wo|ca)n[’']t\b", r"\1"),
        (r"\b(is|was|are|were|will|has|have|had) ", r"\1 hardly "),
        (r"\b(is|was|are|were|will|has|have|had) ", r"\1 no longer "),
        (r"\bto (?=[a-z]{4,} (?:the|a|an|its|his|her|their)\b)", "to avoid to "),
    )
    for old, new in rng.sample(ways, len(ways)):
        if re.search(old, sentence):
            return re.sub(old, new, sentence, count=1)
    return None


def oppose(sentence: str, others: Sequence[str], rng: random.Random) -> str | None:
    """A verb or adjective becomes its opposite."""
    return from_table(sentence, _OPPOSITES, rng)


def make_surer(sentence: str, others: Sequence[str], rng: random.Random) -> str | None:
    """A hedge becomes a certainty."""
    return from_table(sentence, _SURER, rng)


def make_doubtful(sentence: str, others: Sequence[str], rng: random.Random) -> str | None:
    """A plain statement gets a hedge."""
    verb = re.search(r"\b(?:is|are|was|were|has|have|had|will)\b", sentence)
    if verb is None:
        return None
    doubt = rng.choice(("perhaps", "possibly", "supposedly", "in theory", "arguably"))
    return f"{sentence[: verb.end()]} {doubt}{sentence[verb.end() :]}"


def change_quantifier(sentence: str, others: Sequence[str], rng: random.Random) -> str | None:
    return from_table(sentence, _QUANTIFIERS, rng)


def drop_qualifier(sentence: str, others: Sequence[str], rng: random.Random) -> str | None:
    """The former minister becomes the minister; "if it rains" is left out."""
    condition = re.search(
        r",? (?:if|unless|provided) [^,.]+(?=\.$)|^(?:If|Unless) [^,]+, ", sentence
    )
    if condition:
        rest = sentence[: condition.start()] + sentence[condition.end() :]
        return rest[:1].upper() + rest[1:]
    found = [word for word in words(sentence) if word.key in _QUALIFIERS]
    return put(sentence, rng.choice(found), "") if found else None
