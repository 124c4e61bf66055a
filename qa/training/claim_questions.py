"""Claims that people wrote about a text, made into questions that the text answers, or does not.

Who asks a question about an article seldom uses its words; those who wrote the questions of SQuAD
had the paragraph before them. A claim says in words of its own what its evidence says, so with one
part of it asked for it is a question in other words (a cloze question, Hermann et al. 2015); and a
claim that its text neither supports nor denies asks for something that nearly stands there.
"""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from index.sentences import split_sentences
from qa.language.closed_words import FUNCTION_WORDS, MONTHS
from qa.training.claims import Label, Pair
from qa.training.examples import Example, Paragraph, joined, locate_words, overlapping

CLOZE = 0.7
"""Share of the supported claims of which one part is asked for, where the evidence has it."""
YES_OR_NO = {Label.SUPPORTED: 0.35, Label.CONTRADICTED: 0.08, Label.NEITHER: 1.0}
"""Share of the other claims by label that are asked as they are. What contradicts a claim answers
it; but most questions that SQuAD's authors changed are contradicted too, and have no answer."""
REMOVED = 0.35
"""Share of the questions for a part that are asked once more without the evidence."""
MOST_AROUND = 5
"""Sentences about the same thing that stand around the evidence."""
ALIKE = 0.5
"""Share of words in common from which a sentence may say what the evidence says."""


def ask(pairs: Sequence[Pair], seed: int) -> list[Example]:
    """The pairs as questions about their evidence among other sentences of its page.

    Pairs of other labels than those of YES_OR_NO are left out. Evidence has its tokens put
    together again: "( 1990 ) , it" becomes "(1990), it".
    """
    rng = random.Random(seed)
    pool = _Pool()
    for pair in pairs:
        pool.add(pair.title, _sentences(pair.evidence))
    asked: list[Example] = []
    for pair in pairs:
        evidence = _sentences(pair.evidence)
        around = pool.around(pair.title, [*evidence, untokenised(pair.claim)], rng)
        paragraph, places = _among(evidence, around, pair, rng)
        made = _cloze(pair, paragraph, places, rng) if rng.random() < CLOZE else []
        if made:
            asked += made
        elif rng.random() < YES_OR_NO.get(pair.label, 0.0):
            answering = () if pair.label is Label.NEITHER else places
            source = f"{pair.source}/{pair.label.name.lower()}"
            question = yes_or_no(untokenised(pair.claim), rng)
            asked.append(Example(source, question, paragraph, (), answering))
    return asked


@dataclass
class _Pool:
    """All evidence sentences by page."""

    pages: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    every: list[str] = field(default_factory=list)

    def add(self, page: str, sentences: Iterable[str]) -> None:
        self.pages[page] += sentences
        self.every += sentences

    def around(self, page: str, said: Sequence[str], rng: random.Random) -> list[str]:
        """Up to MOST_AROUND sentences that do not say what is said: of the page first, then any."""
        others = list(dict.fromkeys(self.pages[page])) if page else []
        rng.shuffle(others)
        fresh: list[str] = []
        for sentence in (*others, *rng.sample(self.every, min(3, len(self.every)))):
            if not any(_alike(sentence, each) for each in (*said, *fresh)):
                fresh.append(sentence)
        return fresh[: rng.randint(1, MOST_AROUND)]


def _alike(one: str, other: str) -> bool:
    a, b = (set(re.findall(r"\w+", text.lower())) for text in (one, other))
    return len(a & b) >= ALIKE * max(1, min(len(a), len(b)))


def _sentences(evidence: str) -> list[str]:
    text = untokenised(evidence)
    return [text[start:end] for start, end in split_sentences(text)]


def _among(
    evidence: Sequence[str], around: Sequence[str], pair: Pair, rng: random.Random
) -> tuple[Paragraph, tuple[int, ...]]:
    """The evidence somewhere among the other sentences, and which sentences it is."""
    place = rng.randint(0, len(around))
    paragraph = joined([*around[:place], *evidence, *around[place:]], pair.title)
    return paragraph, tuple(range(place, place + len(evidence)))


def _cloze(
    pair: Pair, paragraph: Paragraph, places: Sequence[int], rng: random.Random
) -> list[Example]:
    """A question for one part of a supported claim, and perhaps the same without its answer."""
    if pair.label is not Label.SUPPORTED or not places:
        return []
    begin, end = paragraph.sentences[places[0]][0], paragraph.sentences[places[-1]][1]
    evidence = paragraph.text[begin:end]
    made = cloze(untokenised(pair.claim), evidence, rng)
    if made is None:
        return []
    question, answer = made
    first, last = locate_words(answer, evidence)[0]
    spans = ((begin + first, begin + last),)
    answering = overlapping(paragraph.sentences, spans)
    asked = [Example(f"{pair.source}/cloze", question, paragraph, spans, answering)]
    left = [paragraph.text[a:b] for i, (a, b) in enumerate(paragraph.sentences) if i not in places]
    if len(left) > 1 and rng.random() < REMOVED and not locate_words(answer, " ".join(left)):
        asked.append(Example(f"{pair.source}/removed", question, joined(left, pair.title)))
    return asked


_NAME = re.compile(r"[A-Z][\w’'.-]+(?: (?:of |the |and )?[A-Z][\w’'-]+)*")
_NUMBER = re.compile(r"\b\d[\d,.]*\b%?")
_YEAR = re.compile(r"[12]\d{3}")
_BEFORE_YEAR = re.compile(r"\b(?:after|before|by|from|in|of|since|until) $", re.I)
_IN = re.compile(r"\bin $", re.I)
_FRONT = 0.2
"""Share of the questions that may ask for what the claim begins with."""


def cloze(claim: str, evidence: str, rng: random.Random) -> tuple[str, str] | None:
    """A question for a name or number of the claim that the evidence has as well, and its answer.

    The question keeps the claim's order of words: "Dvorak joined what in 1990?"
    """
    parts = [
        (match.start(), match.group().rstrip(".,"), asking)
        for pattern, asking in ((_NAME, _for_name), (_NUMBER, _for_number))
        for match in pattern.finditer(claim)
    ]
    parts = [part for part in parts if _can_be_asked(*part[:2], claim, evidence)]
    later = [part for part in parts if part[0] > 0]
    if later and rng.random() >= _FRONT:
        parts = later
    if not parts:
        return None
    start, answer, asking = rng.choice(parts)
    before, after = claim[:start], claim[start + len(answer) :].strip(".").rstrip()
    question = " ".join(asking(before, after, answer, rng).split())
    return f"{question[0].upper()}{question[1:]}?", answer


def _can_be_asked(start: int, part: str, claim: str, evidence: str) -> bool:
    """Whether a part is in the evidence and is no pronoun, possessive or day of a month."""
    after = claim[start + len(part) :]
    if part.lower() in FUNCTION_WORDS | set(MONTHS) or len(part) < 2:
        return False
    if after.startswith(("'", "’", "-")) or part.endswith(("'s", "’s")):
        return False
    if part[0].isdigit():
        beside = [*claim[:start].lower().split()[-1:], *after.lower().split()[:1]]
        dated = any(word.strip(".,") in MONTHS for word in beside) or after.startswith(
            ("st", "nd", "rd", "th")
        )
        stray = bool(_YEAR.fullmatch(part)) and not _BEFORE_YEAR.search(claim[:start])
        if dated or stray:
            return False
    return bool(locate_words(part, evidence))


def _for_number(before: str, after: str, answer: str, rng: random.Random) -> str:
    if _YEAR.fullmatch(answer):
        if _IN.search(before):
            rest = f"{before[:-3]}{after}"
            return rng.choice([f"When {rest}", f"In what year {rest}", f"{rest} when"])
        return f"{before}what year{after}"
    if before.endswith(("$", "£", "€")):
        return f"{before[:-1]}how much{after}"
    if answer.endswith("%"):
        return f"{before}what percentage{after}"
    return f"{before}{rng.choice(['how many', 'what number of'])}{after}"


def _for_name(before: str, after: str, answer: str, rng: random.Random) -> str:
    if not before:
        return f"{rng.choice(['Who', 'What', 'Which'])}{after}"
    *_, last = ["", *before.lower().split()]
    if last == "the":
        before = before.rstrip()[: -len(last)]
    places = ["which place"] if last in ("in", "at", "from") else []
    word = "what" if last in ("a", "an") else rng.choice(["who", "what", *places])
    if rng.random() < 0.2:
        return f"What is it that {before}{after}"
    return f"{before}{word}{after}"


_VERB = re.compile(r"(?P<who>.{3,60}?) (?P<verb>is|was|were|are|will|can) (?P<what>.*)")
_DETERMINERS = frozenset("a an her his its our that the their these this those".split())
_CLAUSE = re.compile(r"\b(?:who|that|which|whose|if|when|while)\b", re.I)


def yes_or_no(claim: str, rng: random.Random) -> str:
    """The claim as a question of yes or no: "Is it true that ...?", "Was Dvorak a painter?"."""
    claim = claim.rstrip(" .")
    first, _, rest = claim.partition(" ")
    if first.lower() in FUNCTION_WORDS:
        claim = f"{first.lower()} {rest}"
    opens = first.lower() not in FUNCTION_WORDS or first.lower() in _DETERMINERS
    match = _VERB.fullmatch(claim)
    if match and opens and not _CLAUSE.search(match["who"]) and rng.random() < 0.7:
        return f"{match['verb'].capitalize()} {match['who']} {match['what']}?"
    return rng.choice([f"Is it true that {claim}?", f"{claim[0].upper()}{claim[1:]}?"])


_NO_SPACE_BEFORE = re.compile(r" (?=[.,;:!?%)\]])| (?=n't\b)| (?=[’'](?:s|re|ve|ll|d|m|t)\b)")
_NO_SPACE_AFTER = re.compile(r"(?<=[(\[$£€]) ")


def untokenised(text: str) -> str:
    """Text whose marks stand apart, put together again."""
    return _NO_SPACE_AFTER.sub("", _NO_SPACE_BEFORE.sub("", text))
