"""Questions in other words, by WordNet: what a passage says need not be asked in its own words.

Words are exchanged for synonyms or more general words of their commonest senses, in the same form
of the word, and of several such questions the one that the embedder finds most like the first is
kept (as in Jin et al., "TextFooler", AAAI 2020, there to deceive a model, here to train it).
"""

from __future__ import annotations

import importlib.util
import random
import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from index.errors import UsageError
from qa.language.closed_words import FUNCTION_WORDS
from qa.training.examples import Example

EXCHANGED = 0.6
"""Share of the words with synonyms that are exchanged."""
TRIED = 6
"""Questions made of one, of which one is kept."""
LEAST_ALIKE = 0.84
"""Cosine of the question and what it becomes, at least."""
FOR_A_WORD = 0.05
"""How much less alike a question may be for one more exchanged word."""
SHORTEST = 4
"""Letters of a word that is exchanged."""

Choices = Sequence[tuple[str, float]]
"""Words, and how often each is drawn."""

_WORD = re.compile(r"\w+(?:['’-]\w+)*")


class Thesaurus(Protocol):
    def choices(self, word: str, *, general: bool = True) -> Choices:
        """What may stand for a word, in the same form, more general words or not; may be empty."""
        ...


def reword(
    examples: Sequence[Example],
    share: float,
    thesaurus: Thesaurus,
    encode: Callable[[Sequence[str]], NDArray[Any]],
    seed: int,
) -> list[Example]:
    """The examples in order, a share of them with their question in other words.

    Args:
        encode: texts -> unit vectors, shape (texts, dimensions).
    """
    rng = random.Random(seed)
    tried = {
        index: variants(example.question, thesaurus, rng, general=example.answerable)
        for index, example in enumerate(examples)
        if rng.random() < share
    }
    tried = {index: made for index, made in tried.items() if made}
    texts = [t for index, made in tried.items() for t in (examples[index].question, *made)]
    vectors = iter(encode(texts)) if texts else iter(())
    result = list(examples)
    for index, made in tried.items():
        asked = next(vectors)
        alike = np.array([next(vectors) @ asked for _ in made])
        worth = np.where(
            alike >= LEAST_ALIKE, alike + FOR_A_WORD * np.array(list(made.values())), -np.inf
        )
        best = int(worth.argmax())
        if np.isfinite(worth[best]):
            example = examples[index]
            source = f"{example.source}/reworded"
            result[index] = replace(example, question=list(made)[best], source=source)
    return result


def variants(
    question: str, thesaurus: Thesaurus, rng: random.Random, *, general: bool = True
) -> dict[str, int]:
    """Up to TRIED questions with exchanged words, and how many were exchanged in each.

    Words with a capital stay: they are names.

    Args:
        general: whether more general words may be taken. They could give a question an answer
            that had none: "the poodle" becomes "the dog".
    """
    found = [match for match in _WORD.finditer(question) if match.group().islower()]
    options = [(match.span(), thesaurus.choices(match.group(), general=general)) for match in found]
    made: dict[str, int] = {}
    for _ in range(TRIED):
        text, count = question, 0
        for (start, end), choices in reversed(options):
            if choices and rng.random() < EXCHANGED:
                (word,) = rng.choices([w for w, _ in choices], [weight for _, weight in choices])
                text, count = text[:start] + word + text[end:], count + 1
        if count:
            made[text] = count
    return made


@dataclass(frozen=True, slots=True)
class _Sense:
    words: tuple[str, ...]
    more_general: tuple[str, ...]
    count: int
    """How often the sense occurs in the texts that WordNet's authors tagged."""


_POS = {"NOUN": "n", "VERB": "v", "ADJ": "a", "ADV": "r"}
_FILES = {"n": "noun", "v": "verb", "a": "adj", "r": "adv"}
_TYPES = {"1": "n", "2": "v", "3": "a", "4": "r", "5": "a"}
COMPARED = ("JJR", "JJS", "RBR", "RBS")
"""Tags of forms that few other adjectives and adverbs have."""
GENERAL = {"NOUN": 1, "VERB": 2}
"""Of how many senses more general words are taken too."""
ASKED_FOR = frozenset(
    "amount date kind many month much name number person place time type year".split()
)
"""Words that say what kind of answer is wanted."""
SENSES = 3
"""Commonest senses of a word that its synonyms come from."""


class WordNet:
    """Synonyms out of a folder with WordNet's own files (wndb(5WN)), inflected by lemminflect."""

    def __init__(self, folder: Path) -> None:
        """Reads the files, which takes some seconds.

        Raises:
            UsageError: the folder lacks one of the files, or lemminflect is not installed.
        """
        if importlib.util.find_spec("lemminflect") is None:
            raise UsageError("--wordnet needs lemminflect: pip install 'footnote[training]'")
        self._senses: dict[tuple[str, str], list[_Sense]] = {}
        counts = _counts(_lines(folder / "cntlist.rev"))
        for pos, name in _FILES.items():
            synsets = _synsets(_lines(folder / f"data.{name}"))
            for line in _lines(folder / f"index.{name}"):
                lemma, _, _, pointers, *rest = line.split()
                offsets = rest[int(pointers) + 2 :]
                self._senses[lemma, pos] = [
                    _Sense(*synsets[offset], counts[lemma, pos, rank])
                    for rank, offset in enumerate(offsets[:SENSES], start=1)
                ]
        self._kept: dict[tuple[str, bool], Choices] = {}

    def choices(self, word: str, *, general: bool = True) -> Choices:
        """See `Thesaurus`."""
        if (word, general) not in self._kept:
            self._kept[word, general] = self._choices(word, general)
        return self._kept[word, general]

    def _choices(self, word: str, general: bool) -> Choices:
        from lemminflect import getAllInflections, getAllLemmas

        if len(word) < SHORTEST or word in FUNCTION_WORDS or word in ASKED_FOR:
            return ()
        found: dict[str, float] = {}
        for upos, lemmas in getAllLemmas(word).items():
            for lemma in lemmas if upos in _POS else ():
                forms = getAllInflections(lemma, upos).items()
                tag = next((tag for tag, written in forms if word in written), None)
                if tag is None or tag in COMPARED:
                    continue
                for rank, sense in enumerate(self._senses.get((lemma, _POS[upos]), ())):
                    above = general and rank < GENERAL.get(upos, 0)
                    for other in (*sense.words, *(sense.more_general if above else ())):
                        text = _inflected(other, lemma, upos, tag)
                        if text and text != word:
                            weight = (sense.count + 0.5) / (1 + rank)
                            found[text] = max(found.get(text, 0.0), weight)
        return tuple(found.items())


def _inflected(word: str, lemma: str, upos: str, tag: str) -> str:
    """Another word, or several, in the form that a tag names; "" for a name, number or itself.

    Of several words a verb's first is inflected ("gave up"), of others the last.
    """
    from lemminflect import getInflection

    if word == lemma or not re.fullmatch(r"[a-z_'-]+", word):
        return ""
    parts = word.split("_")
    place = 0 if upos == "VERB" else -1
    forms = getInflection(parts[place], tag)
    if not forms:
        return ""
    parts[place] = forms[0]
    return " ".join(parts)


def _lines(path: Path) -> list[str]:
    """The lines of one of WordNet's files without its licence, which stands on indented lines."""
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise UsageError(
            f"{path} is missing; --wordnet takes a folder with WordNet's files, such as "
            "/usr/share/wordnet of Debian's packages wordnet-base and wordnet-sense-index"
        ) from None
    return [line for line in text.splitlines() if line and not line.startswith(" ")]


def _counts(lines: Sequence[str]) -> dict[tuple[str, str, int], int]:
    """Lines of cntlist.rev -> (lemma, part of speech, number of the sense from 1) -> count."""
    counts: dict[tuple[str, str, int], int] = defaultdict(int)
    for line in lines:
        key, number, count = line.split()
        lemma, _, rest = key.partition("%")
        counts[lemma, _TYPES[rest[0]], int(number)] = int(count)
    return counts


def _synsets(lines: Sequence[str]) -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """Lines of a data file -> offset -> its words, and the first word of each more general one."""
    words: dict[str, tuple[str, ...]] = {}
    above: dict[str, list[str]] = {}
    for line in lines:
        fields = line.partition(" | ")[0].split()
        count = int(fields[3], 16)
        words[fields[0]] = tuple(re.sub(r"\(\w+\)$", "", w) for w in fields[4 : 4 + 2 * count : 2])
        pointers = fields[5 + 2 * count :]
        above[fields[0]] = [
            pointers[i + 1]
            for i in range(0, 4 * int(fields[4 + 2 * count]), 4)
            if pointers[i] in ("@", "@i")
        ]
    return {
        offset: (each, tuple(words[other][0] for other in above[offset] if other in words))
        for offset, each in words.items()
    }
