"""What was said before a follow-up, and the phrases and names of it that one can refer to."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

from qa.conversation.times import WHEN
from qa.language.closed_words import AUXILIARIES, BE, IRREGULAR_PARTICIPLES, SPEECH_VERBS
from qa.language.people import distinct_names, people_named
from qa.language.words import Word, is_content, normalise, proper_names, words

_ARTICLE = re.compile(r"\b(?:the|an?)\s+", re.I)
WITHIN_PHRASE = frozenset("of in at for from on between the".split())


@dataclass(frozen=True, slots=True)
class Talk:
    """What was said before a follow-up."""

    question: str
    """The question before, made to stand alone."""
    reply: str = ""
    """What was answered, without markers; "" where that was a refusal."""
    earlier: tuple[str, ...] = ()
    """Questions and replies before those, the newest first."""
    people: frozenset[str] = frozenset()
    """Normalised words that are names of people."""
    names: frozenset[str] = frozenset()
    """Normalised words that are names."""
    pronouns: Mapping[str, str] = field(default_factory=dict)
    """ "he" or "she" for those words of names whose people the articles call so."""

    def named(self, text: str) -> list[str]:
        """The people of a text; where the articles do not show whose names are theirs, any name."""
        return people_named(text, self.people) or distinct_names(self.all_named(text))

    def all_named(self, text: str) -> list[str]:
        """Every name of a text, as it is written."""
        return list(proper_names(text, known=self.names | self.people))

    def things(self, text: str) -> list[str]:
        """The names of a text that are not people's."""
        return [
            name
            for name in distinct_names(self.all_named(text))
            if not any(word.key in self.people for word in words(name))
        ]


def closing_phrase(question: str) -> str:
    """The noun phrase with which a question ends, "the bridge in Brno"; "" where none surely does.

    After an auxiliary the phrase would go on into what is told of it: "When will the bridge open?",
    "Was the bank robbed?".
    """
    text = question.rstrip("?!. ")
    for article in _ARTICLE.finditer(text):
        phrase = text[article.end() :]
        listed = words(phrase)
        if not listed or re.search(r"[,;:?!()]", phrase):
            continue
        previous = words(text[: article.start()])[-1:]
        inverted = bool(previous) and previous[0].key in AUXILIARIES
        if inverted and previous[0].key in BE:
            inverted = _tells(text[: previous[0].start].strip().lower(), listed)
        plain = all(is_content(word) or word.key in WITHIN_PHRASE for word in listed)
        if plain and is_content(listed[0]) and is_content(listed[-1]) and not inverted:
            return f"the {phrase}"
    return ""


def _tells(asks: str, listed: Sequence[Word]) -> bool:
    """Whether what follows "is the" ends in what is told of it: "Is the old bridge safe?".

    Args:
        asks: what stands before "is".
    """
    if asks in ("", "why"):
        return len(listed) > 1
    # "What is the council planning?", but "Who was the man shot?"
    is_verb = _is_doing if asks in ("who", "what") else is_participle
    for noun, told, following in zip_longest(listed, listed[1:], listed[2:]):
        ends = told is not None and (following is None or not is_content(following))
        if ends and is_content(noun) and is_content(told) and is_verb(told.key):
            return True
    return False


def is_participle(key: str) -> bool:
    return re.search(r"..ed$", key) is not None or key in _PARTICIPLES


def _is_doing(key: str) -> bool:
    return key.endswith("ing")


_PARTICIPLES = IRREGULAR_PARTICIPLES | {"begun", "born"}
_CALLED = re.compile(r"\b((?:[A-Z][\w’'-]+ )*[A-Z][\w’'-]+)(?:,| is| was| are| were) $")


def fuller_phrase(noun: str, talk: Talk) -> str:
    """ "the old bridge in Brno" for "the bridge", if that was spoken of so; else ""."""
    post = r"(?: (?:of|in|at|between) (?:the )?[A-Z][\w’'-]+(?: (?:and )?[A-Z][\w’'-]+)*)?"
    pattern = re.compile(
        rf"\b(?i:the|an?|its|their) (?P<phrase>(?:[\w’'-]+ ){{0,3}}?{re.escape(noun)}{post})(?!\w)"
    )
    for text in (talk.question, talk.reply):
        for found in pattern.finditer(text):
            listed = words(found["phrase"])
            head = next(i for i, word in enumerate(listed) if word.text == noun)
            name = re.search(_CALLED, text[: found.start()])
            if name:  # "Acme is a paper company": the company is Acme
                return name[1]
            if len(listed) > 1 and all(is_content(word) for word in listed[:head]):
                return f"the {found['phrase']}"
    return ""


_CARRIED = re.compile(r" \([^)]*\)(?=\W*$)")
"""The topic that the question before took from the one before it."""


def topic_words(question: str, talk: Talk) -> list[str]:
    """The names of the question before, then its other content words, six at most.

    Those that `question` has itself are left out, and times where it has one of its own.
    """
    asked = {normalise(word.text) for word in words(question)}
    names = [n for n in talk.all_named(talk.question) if not {w.key for w in words(n)} & asked]
    passed = asked | SPEECH_VERBS | {word.key for name in names for word in words(name)}
    told = _CARRIED.sub("", talk.question)
    if WHEN.search(question):
        told = WHEN.sub(" ", told)
    before = words(told)
    others = [
        word.text if word.start else word.text.lower()  # a capital for opening the question
        for word in before
        if is_content(word) and word.key not in passed
    ]
    return list(dict.fromkeys([*names, *others]))[:6]
