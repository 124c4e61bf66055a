"""How many claims of which kind a checker sees, and the claims that are made from true ones."""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from index.sentences import split_sentences
from qa.training.claims import Label, Pair, distinct, supported
from qa.training.distortions import KINDS, LABELS, names_in
from qa.training.negatives import nearest_paragraphs

CAPS = {
    "vitaminc/real": 26000,
    "vitaminc/synthetic": 5000,
    "fever": 8000,
    "fever_symmetric": 2100,
    "fm2": 2500,
    "fm2/other": 2500,
    "factcheckgpt": 3300,
    "wice": 374,
    "fib/gold": 600,
    "fib/fib": 1500,
    "fib/fir": 400,
    "fib/factcc": 500,
    "fib/mfma": 500,
    "mnli": 10000,
    "rte": 2300,
    "cb": 300,
    "multirc": 2000,
    "cad_nli": 1500,
    "neg_nli/RTE": 700,
    "neg_nli/MNLI": 1000,
    "breaking_nli": 800,
}
"""Pairs by source, at most; captions of pictures (esnli, neg_nli/SNLI) are left out."""

REPEATED = {"factcheckgpt": 3, "wice": 3, "fib/gold": 2}
"""Times seen: few, and most like what the checker is for."""

DISTORTED, TRUE, SHORTENED, REMOVED = 24000, 7000, 5000, 6000
JOINED, NEAR, STRANGE = 6000, 5000, 2000
"""Pairs that are made: one place made false; a sentence of the evidence as it stands; that with a
part left out; evidence without the sentence; two claims in one; evidence about nearly the same, or
about something else."""


def mix(
    pairs: Sequence[Pair],
    texts: Sequence[tuple[str, str]],
    seed: int,
    written: Sequence[Pair] = (),
) -> list[Pair]:
    """Draw the training pairs, in random order.

    Args:
        pairs: all that the sets hold; of each a number is drawn.
        texts: (title, text) of passages from which true sentences are taken.
        written: pairs that are all kept.
    """
    rng = random.Random(seed)
    chosen = [*_capped(distinct(pairs), rng), *written]
    true = [pair for pair in chosen if pair.label is Label.SUPPORTED]
    sentences = [each for text in texts for each in _told(*text, rng)]
    rng.shuffle(sentences)
    made = [told.pair for told in sentences[:TRUE]]
    made += _up_to(SHORTENED, (_shortened(told, rng) for told in sentences[TRUE:]))
    rng.shuffle(sentences)
    made += _up_to(REMOVED, (_removed(told) for told in sentences))
    made += _up_to(JOINED, _joined(true, sentences, rng))
    made += _up_to(NEAR, _near(sentences[: 2 * NEAR]))
    made += _up_to(STRANGE, _strange(true, rng))
    made += distort([told.pair for told in sentences], DISTORTED * 2 // 3, rng)
    paraphrased = [pair for pair in true if not pair.source.startswith(("esnli", "cad", "neg"))]
    rng.shuffle(paraphrased)
    made += distort(paraphrased, DISTORTED // 3, rng)
    chosen = [pair for pair in chosen for _ in range(REPEATED.get(pair.source, 1))]
    mixed = [crowded(pair, true, rng) for pair in (*chosen, *made)]
    rng.shuffle(mixed)
    return mixed


def _capped(pairs: Sequence[Pair], rng: random.Random) -> list[Pair]:
    by_source: dict[str, list[Pair]] = defaultdict(list)
    for pair in pairs:
        by_source[pair.source].append(pair)
    chosen = []
    for source, count in CAPS.items():
        rows = by_source[source]
        rng.shuffle(rows)
        chosen += rows[:count]
    return chosen


def _up_to(count: int, made: Iterator[Pair | None]) -> list[Pair]:
    found: list[Pair] = []
    for pair in made:
        if len(found) == count:
            break
        if pair is not None:
            found.append(pair)
    return found


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence of a text with what stands around it."""

    pair: Pair
    """The sentence as a claim, its surroundings, the sentence included, as evidence."""
    without: str
    """The surroundings without it."""


AROUND = (0, 0, 0, 1, 1, 2, 4)
"""Sentences on each side of one that is shown with its surroundings, drawn from these."""


def _told(title: str, text: str, rng: random.Random) -> Iterator[Told]:
    """Some sentences of a text that are long enough to say something."""
    sentences = [text[start:end] for start, end in split_sentences(text)]
    usable = [n for n, sentence in enumerate(sentences) if 8 <= len(sentence.split()) <= 45]
    for number in rng.sample(usable, min(4, len(usable))):
        before, after = rng.choice(AROUND), rng.choice(AROUND)
        around = sentences[max(0, number - before) : number + 1 + after]
        claim = sentences[number]
        wider = [*sentences[max(0, number - 3) : number], *sentences[number + 1 : number + 4]]
        pair = supported("made/true", claim, " ".join(around), title)
        yield Told(pair, " ".join(wider))


_ASIDE = re.compile(
    r" ?\([^()]*\)|, (?:who|which|where|whose) [^,.;]*(?=[,.])"
    r"|^(?:After|At|Before|By|During|For|From|In|On|Since|Under|With)\b[^,.;]{3,40}, (?=\w)"
)
"""What opens a sentence is an aside only where a preposition says so; it may be the subject."""


def shortened(claim: str, rng: random.Random) -> str | None:
    """A sentence without an aside, a relative clause or what leads into it; None if it has none."""
    asides = list(_ASIDE.finditer(claim))
    if not asides:
        return None
    match = rng.choice(asides)
    rest = claim[: match.start()] + re.sub(r"^,", "", claim[match.end() :])
    if len(rest.split()) < 6 or re.search(r"(?i)\b(?:not|no|never|if|unless)\b", match.group()):
        return None
    return rest[:1].upper() + rest[1:]


def _shortened(told: Told, rng: random.Random) -> Pair | None:
    claim = shortened(told.pair.claim, rng)
    return replace(told.pair, source="made/shortened", claim=claim) if claim else None


def _removed(told: Told) -> Pair | None:
    if len(told.without.split()) < 15:
        return None
    pair = told.pair
    whole = ((0, len(pair.claim)),)
    return Pair("made/removed", pair.claim, told.without, Label.NEITHER, whole, pair.title)


def _joined(true: Sequence[Pair], told: Sequence[Told], rng: random.Random) -> Iterator[Pair]:
    """Two claims as one; supported if the evidence holds both, else the second is wrong."""
    pools = [[pair for pair in true if pair.source.startswith(("vitaminc", "fever", "fm2"))]]
    pools.append([each.pair for each in told])
    while True:
        first, second = rng.sample(pools[rng.random() < 0.5], 2)
        link = rng.choice((" ", " ", " and "))
        head = first.claim.rstrip(" .") if link == " and " else first.claim
        claim = f"{head}{link}{second.claim}"
        if rng.random() < 0.5:
            evidence = [first.evidence, second.evidence]
            rng.shuffle(evidence)
            yield supported("made/joined", claim, " ".join(evidence))
        elif second.claim not in first.evidence:
            start = len(head) + len(link)
            wrong = ((start, len(claim)),)
            yield Pair("made/half", claim, first.evidence, Label.NEITHER, wrong, first.title)


def _near(told: Sequence[Told]) -> Iterator[Pair | None]:
    """Sentences with the surroundings of the sentence nearest to them on another page."""
    evidence = [each.pair.evidence for each in told]
    nearest = nearest_paragraphs([each.pair.claim for each in told], evidence, 6)
    for one, places in zip(told, nearest, strict=True):
        others = [told[n].pair for n in places if told[n].pair.title != one.pair.title]
        usable = [other for other in others if one.pair.claim not in other.evidence]
        if usable:
            whole = ((0, len(one.pair.claim)),)
            yield Pair(
                "made/near",
                one.pair.claim,
                usable[0].evidence,
                Label.NEITHER,
                whole,
                usable[0].title,
            )


def _strange(true: Sequence[Pair], rng: random.Random) -> Iterator[Pair]:
    while True:
        one, other = rng.sample(true, 2)
        yield Pair("made/strange", one.claim, other.evidence, Label.NEITHER, None, other.title)


def distort(pairs: Sequence[Pair], count: int, rng: random.Random) -> list[Pair]:
    """`count` false claims made from supported ones, an equal share of each kind.

    Names come from the evidence or from other pairs. A pair may serve for several kinds.
    """
    names = sorted({name for pair in pairs[:6000] for name in names_in(pair.claim)})
    made: list[Pair] = []
    for kind, change in KINDS.items():
        found = 0
        for pair in rng.sample(pairs, len(pairs)):
            if found >= count // len(KINDS):
                break
            others = rng.choices(names, k=8) if names else ()
            changed = change(pair.claim, pair.evidence, others, rng)
            if changed is not None:
                wrong, label = changed.wrong, LABELS[kind]
                source = f"made/{kind}"
                made.append(Pair(source, changed.text, pair.evidence, label, wrong, pair.title))
                found += 1
    return made


CROWDED, TITLED = 0.25, 0.5
"""Shares of pairs that get foreign evidence beside their own, and that show their title."""


def crowded(pair: Pair, others: Sequence[Pair], rng: random.Random) -> Pair:
    """The pair as evidence often comes: its title before it, other statements around it."""
    evidence = pair.evidence
    if pair.title and rng.random() < TITLED:
        evidence = f"{pair.title}{rng.choice((': ', '. ', chr(10)))}{evidence}"
    if rng.random() < CROWDED and len(evidence) < 600:
        strange = rng.choice(others).evidence[:400]
        evidence = rng.choice((f"{strange} {evidence}", f"{evidence} {strange}"))
    return replace(pair, evidence=evidence, title="")
