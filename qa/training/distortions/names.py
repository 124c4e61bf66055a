"""Names exchanged for other names, and two names in each other's place."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence

from index.types import Span
from qa.training.distortions.distortion import Distortion, replaced
from qa.training.distortions.numbers import DATES

_NAME = re.compile(
    r"[A-Z][\w’'-]*[a-z][\w’'-]*(?: (?:(?:of|the|de|al|bin|van|von) )?[A-Z][\w’'.-]*)*|[A-Z]{2,}\b"
)
_DETERMINER = re.compile(
    r"(?:The|the|of|A|An|In|On|At|For|But|And|As|When|While|If|This|That|These|Its|His|Her|Their|It|He"
    r"|She|They|We|You|I|After|Before|With|By|From|Under|Since|During|There|What|Who|How|Why"
    r"|Where|Not|No|Some|Many|Most|All|Both|Each|Other|Another|According|However|Also|More"
    r"|Mr|Mrs|Ms|Dr)\b ?"
)


_NO_SUBJECT = re.compile(r"(?:ly|ing|ed)$")


def find_names(text: str) -> list[Span]:
    """Groups of capitalised words, dates left out, function words at their start cut off.

    A single word at the start of a sentence may be no name ("Officials"), but something is spoken
    of, and a name in its place is as false; only adverbs and participles are left out there.
    """
    names = []
    for match in _NAME.finditer(text):
        start, end = match.span()
        while cut := _DETERMINER.match(text, start, end):
            start = cut.end()
        name = text[start:end].rstrip(".’'-")
        if name.endswith(("’s", "'s")):
            name = name[:-2]
        end = start + len(name)
        opens = start == 0 or bool(re.search(r"[.?!:][”\"')]*\s*[“\"'(]*$", text[:start]))
        if len(name) < 2 or not name[0].isupper() or DATES.search(name):
            continue
        if opens and " " not in name and _NO_SUBJECT.search(name):
            continue
        names.append((start, end))
    return names


def names_in(text: str) -> list[str]:
    return list(dict.fromkeys(text[start:end] for start, end in find_names(text)))


def swap_name(
    claim: str, evidence: str, others: Sequence[str], rng: random.Random
) -> Distortion | None:
    """One name exchanged for another of the evidence or one of `others`."""
    spans = find_names(claim)
    if not spans:
        return None
    start, end = rng.choice(spans)
    old = claim[start:end]
    near = [name for name in names_in(evidence) if name not in claim]
    pool = near if near and rng.random() < 0.6 else others
    fitting = [name for name in pool if not _overlap(name, old)]
    if not fitting:
        return None
    words = len(old.split())
    alike = [name for name in fitting if len(name.split()) == words] or fitting
    return replaced(claim, start, end, rng.choice(alike))


def _overlap(first: str, second: str) -> bool:
    one, other = set(first.lower().split()), set(second.lower().split())
    return bool(one & other) or first.lower() in second.lower() or second.lower() in first.lower()


_MUTUAL = re.compile(
    r"\b(?:and|or|with|between|met|meets?|married|versus|vs|both|alongside|near)\b|[&,/]"
)


def swap_roles(claim: str, evidence: str, rng: random.Random) -> Distortion | None:
    """Two names of the claim in each other's place, unless what joins them is mutual."""
    spans = find_names(claim)
    fitting = [
        (a, b)
        for place, a in enumerate(spans)
        for b in spans[place + 1 :]
        if not _overlap(claim[a[0] : a[1]], claim[b[0] : b[1]])
        and not _MUTUAL.search(claim[a[1] : b[0]])
        and len(claim[a[1] : b[0]].split()) >= 1
    ]
    if not fitting:
        return None
    (a, b), (c, d) = rng.choice(fitting)
    first, middle, second = claim[a:b], claim[b:c], claim[c:d]
    text = claim[:a] + second + middle + first + claim[d:]
    shift = a + len(second) + len(middle)
    return Distortion(text, ((a, a + len(second)), (shift, shift + len(first))))
