"""People that texts name, recognised by titles and speech, without any list of names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from index.sentences import split_sentences
from qa.language.closed_words import (
    FUNCTION_WORDS,
    NAMED_PEOPLE,
    ORGANISATIONS,
    SPEECH_VERBS,
    TITLES,
    WEEKDAYS,
)
from qa.language.words import Word, name_vocabulary, proper_names, side_by_side, words

POSSESSIVE = re.compile(r"[’']s?$")


def people_in(texts: Iterable[str]) -> frozenset[str]:
    """Normalised words that these texts use as names of people.

    A name is a person's when the texts put a title before it, or a verb of speech beside it and it
    has two words or is the last word of such a name: "Dvorak said" after "Karel Dvorak". Countries
    and companies speak as well, but mostly by one word, or by one that says what they are. So is a
    name of two words after which an age, a profession or "who" stands.
    """
    texts = tuple(texts)
    known = name_vocabulary(texts)
    found: set[str] = set()
    alone: set[str] = set()
    surnames: set[str] = set()
    for text in texts:
        listed = words(text)
        for first, end in _runs(text, listed, known):
            titles = [i for i in range(max(0, first - 1), end - 1) if listed[i].key in TITLES]
            begin = max((i + 1 for i in titles), default=first)
            name = [word.key for word in listed[begin:end]]
            if name[-1] in ORGANISATIONS:
                continue
            speaks = end < len(listed) and listed[end].key in SPEECH_VERBS
            spoke = first > 0 and _is_spoken_before(text, listed[first - 1])
            described = _DESCRIBED.match(text, listed[end - 1].end)
            if titles or ((speaks or spoke or described) and 2 <= len(name) <= LONGEST_NAME):
                found.update(name)
            elif (speaks or spoke) and len(name) == 1:
                alone.update(name)
            if len(name) > 1:
                surnames.add(name[-1])
    return frozenset((found | (alone & surnames)) - FUNCTION_WORDS - TITLES)


_DESCRIBED = re.compile(
    r",\s(?:\d{1,3},|who(?:se)?\b|(?:an?|the|his|her|their|its)\s(?:[\w’'-]+\s){0,3}?"
    rf"(?:{'|'.join(sorted(NAMED_PEOPLE | TITLES))}|\w{{3,}}ist|baker|daughter|doctor|driver"
    r"|engineer|farmer|father|girl|husband|man|midfielder|defender|forward|mother|neighbour"
    r"|neighbor|nurse|physician|professor|psychologist|researcher|sister|brother|son|student"
    r"|teacher|widow|wife|woman|worker)\b(?![’']))"
)
""" "Petra Novak, 61,", "Petra Novak, a lung physician", "Petra Novak, who"."""
LONGEST_NAME = 4
"""Words of a person's name."""


def _is_spoken_before(text: str, verb: Word) -> bool:
    """Whether a word says that a name after it spoke: "…,” said Petra Novak"."""
    return verb.key in SPEECH_VERBS and bool(_QUOTATION_ENDS.search(text[: verb.start]))


_QUOTATION_ENDS = re.compile(r"[,.?!]?[”\"’'],?\s*$")


def _runs(text: str, listed: Sequence[Word], known: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Where capitalised words of `known` stand side by side: first index and the one after.

    A comma parts two names, "In Europe, Meta", and so does a possessive, "Novak's Orbis".
    """
    first = None
    for index, word in enumerate(listed):
        named = word.capital and word.key in known and word.key not in WEEKDAYS
        if first is not None:
            before = listed[index - 1]
            if not (named and side_by_side(text, before, word)) or POSSESSIVE.search(before.text):
                yield first, index
                first = None
        if named and first is None:
            first = index
    if first is not None:
        yield first, len(listed)


def pronouns_in(texts: Iterable[str], people: frozenset[str]) -> dict[str, str]:
    """ "he" or "she" for those words of names whose people the texts call so.

    A pronoun is counted for the one person whom its sentence names before it, and a title that
    tells for the name after it; whoever is called both, for a third or more, has neither.
    """
    counts: dict[str, Counter[str]] = {}
    for text in texts:
        for start, end in split_sentences(text):
            sentence = text[start:end]
            named = people_named(sentence, people)
            for title, name in pairwise(words(sentence)):
                if title.key in _TELLING.keys() - _TOLD_BY and name.key in people:
                    counts.setdefault(name.key, Counter())[_TELLING[title.key]] += 1
            if len(named) != 1 or _is_told_before(sentence, named[0]):
                continue
            after = sentence[sentence.index(named[0]) + len(named[0]) :]
            said = Counter(_TELLING[w.key] for w in words(after) if w.key in _TOLD_BY)
            for word in words(named[0]):
                if word.key in people:
                    counts.setdefault(word.key, Counter()).update(said)
    told: dict[str, str] = {}
    for key, found in counts.items():
        for one, other in (("he", "she"), ("she", "he")):
            if found[one] > 2 * found[other]:
                told[key] = one
    return told


def _is_told_before(sentence: str, name: str) -> bool:
    """Whether a pronoun stands before the name: in "his lawyer, A, said he" it is another's."""
    return any(word.key in _TOLD_BY for word in words(sentence[: sentence.index(name)]))


_TOLD_BY = frozenset("he him his himself she her hers herself".split())
_TELLING = dict.fromkeys("he him his himself mr sir king prince lord spokesman".split(), "he")
_TELLING |= dict.fromkeys("she her hers herself mrs ms queen princess lady".split(), "she")
_TELLING |= {"chairman": "he", "chairwoman": "she", "spokeswoman": "she"}


def people_named(text: str, people: frozenset[str]) -> list[str]:
    """Names of people as the text writes them, first mention first, each person once."""
    every = proper_names(text, known=people)
    return distinct_names(n for n in every if any(word.key in people for word in words(n)))


def leaves_open(text: str, named: Sequence[str]) -> bool:
    """Whether a text speaks of people whom only what stands before it can name.

    "The two leaders talked about C" does, and so do "I met you" and "he left before A did"; "A and
    B said they would meet" does not, since "they" comes after two who can be meant.
    """
    first, second = (text.find(named[i]) if len(named) > i else len(text) for i in (0, 1))
    return any(
        word.key in _ADDRESSED
        or (word.key in _REFERRING and word.start < second)
        or (word.key in _TOLD_BY and word.start < first)
        for word in words(text)
    )


_ADDRESSED = frozenset("you your yours".split())
_REFERRING = frozenset("they them their both two pair sides duo counterparts".split())


def with_pronoun(question: str, people: frozenset[str]) -> str:
    """A question about two people with a pronoun for them; others unchanged.

    "How long did A and B talk?", "… did A talk with B?" ask about "they", "between A and B" about
    "them", "A's call with B" and "the A-B call" about "their call".
    """
    named = people_named(question, people)
    for name in filter(BETWEEN_NAMES.search, named):
        found = re.search(rf"(?:\b[Tt]he )?\b{re.escape(name)}{_NOT_THEIRS}", question)
        if found:
            return _replaced(question, found, "their")
    for one, other in pairwise(named):
        a, b = re.escape(one), rf"{re.escape(other)}{_NOT_THEIRS}"
        if found := re.search(rf"\b{a},? and {b}", question):
            before = words(question[: found.start()])
            as_object = bool(before) and before[-1].key in _PREPOSITIONS
            return _replaced(question, found, "them" if as_object else "they")
        for pronoun, link in (("their", "[’']s?"), ("they", "")):
            if found := re.search(rf"\b{a}{link} (?P<what>[^,.?]+?) with {b}", question):
                return _replaced(question, found, f"{pronoun} {found['what']}")
    return question


def _replaced(question: str, found: re.Match[str], by: str) -> str:
    by = by if found.start() else by[:1].upper() + by[1:]
    return question[: found.start()] + by + question[found.end() :]


def count_people(names: Iterable[str]) -> int:
    """How many people names are of: "Novak-Kral", of a meeting, are two."""
    return sum(len(BETWEEN_NAMES.split(name)) for name in names)


BETWEEN_NAMES = re.compile(r"-(?=[A-Z])")
_NOT_THEIRS = r"\b(?![’'])"
_PREPOSITIONS = frozenset("about against between by for from of on to with".split())


def distinct_names(names: Iterable[str]) -> list[str]:
    """Names that share no word with one before: "Lee" after "Lee Jae-myung" is the same person."""
    found: dict[str, set[str]] = {}
    for name in (POSSESSIVE.sub("", name) for name in names):
        keys = {word.key for word in words(name)}
        if not any(keys & earlier for earlier in found.values()):
            found[name] = keys
    return list(found)
