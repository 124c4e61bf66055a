"""Negations put in and taken out, and words exchanged for their opposites."""

from __future__ import annotations

import random
import re

from qa.training.distortions.distortion import Distortion, replaced

_AUXILIARY = re.compile(
    r"\b(?:is|are|was|were|will|would|can|could|should|has|have|had|must|did|does|do|may|might)\b"
    r"(?! (?:not|never|no)\b)(?!n[’']t)",
    re.IGNORECASE,
)
_NEGATED = re.compile(
    r"\b(?P<aux>is|are|was|were|would|could|should|has|have|had|did|does|do)"
    r"(?:n[’']t| not| never)\b"
    r"|\b(?P<will>wo)n[’']t\b|\b(?P<can>can)(?:not|[’']t)\b|\b(?P<modal>will|must|may|might) not\b"
    r"|\b(?P<word>not|never) (?=[a-z])",
    re.IGNORECASE,
)
_PAST = re.compile(r"(?<=[a-z] )(?P<verb>[a-z]{3,}ed)\b(?! by\b)")
_PAIRS = """increased decreased, rose fell, won lost, accepted rejected, supports opposes, supported
    opposed, above below, more fewer, higher lower, largest smallest, highest lowest, began ended,
    opened closed, successful unsuccessful, legal illegal, approved rejected, allowed banned,
    increase decrease, better worse, best worst, guilty innocent, confirmed denied, joined left,
    arrived departed, gained lost, positive negative, praised criticised, always never, possible
    impossible, likely unlikely, accept reject, support oppose, allow ban, continue stop,
    continued stopped, before after, with without, early late, strong weak, buy sell, bought sold"""
OPPOSITES = {
    one: other for pair in _PAIRS.split(",") for one, other in (pair.split(), pair.split()[::-1])
}
_OPPOSITE = re.compile(rf"\b(?:{'|'.join(OPPOSITES)})\b")


def flip_negation(claim: str, evidence: str, rng: random.Random) -> Distortion | None:
    """A negation taken out if there is one, else one put in."""
    negated = list(_NEGATED.finditer(claim))
    if negated and rng.random() < 0.8:
        match = rng.choice(negated)
        kept = match["aux"] or match["modal"] or match["can"] or ("will" if match["will"] else "")
        if not kept:
            return replaced(claim, match.start(), match.end(), "", mark_next=True)
        return replaced(claim, match.start(), match.end(), kept)
    opposed = list(_OPPOSITE.finditer(claim))
    if opposed and rng.random() < 0.3:
        match = rng.choice(opposed)
        return replaced(claim, match.start(), match.end(), OPPOSITES[match.group()])
    auxiliaries = [match for match in _AUXILIARY.finditer(claim) if match.group() != "May"]
    if auxiliaries and rng.random() < 0.8:
        match = rng.choice(auxiliaries)
        return replaced(claim, match.start(), match.end(), _negative(match.group(), rng))
    verbs = list(_PAST.finditer(claim))
    if not verbs:
        return None
    match = rng.choice(verbs)
    how = rng.choice(("never", "never", "refused", "did not"))
    if how == "never":
        return replaced(claim, match.start(), match.end(), f"never {match['verb']}")
    return replaced(claim, match.start(), match.end(), f"{how} {_stem(match['verb'], how)}")


def _negative(auxiliary: str, rng: random.Random) -> str:
    low = auxiliary.lower()
    short = {"will": "won’t", "can": "cannot", "may": "may not", "might": "might not"}
    if rng.random() < 0.35:
        new = short.get(low, f"{low}n’t" if low != "must" else "must not")
    else:
        new = f"{low} not" if rng.random() < 0.8 else f"{low} never"
        new = "cannot" if new == "can not" else new
    return new.capitalize() if auxiliary[0].isupper() else new


def _stem(past: str, how: str) -> str:
    """The plain form of a regular past, as near as spelling tells."""
    root = past[:-2]
    if past.endswith("ied"):
        root = past[:-3] + "y"
    elif len(root) > 3 and root[-1] == root[-2] and root[-1] not in "ls":
        root = root[:-1]
    elif root[-1] in "vcgsz" or (root[-1] == "t" and root[-2] in "au"):
        root += "e"
    return f"to {root}" if how == "refused" else root
