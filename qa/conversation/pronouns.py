"""What "he", "they", "it", "the other one" mean in a follow-up: names and phrases of before.

One whose antecedent stands in the question itself is left alone (qa.conversation.leaning).
"""

from __future__ import annotations

import re

from qa.conversation.leaning import MANY, PERSON, THING, is_place, stands_by_itself
from qa.conversation.talk import Talk, closing_phrase
from qa.conversation.things import (
    ASKS_WHO,
    is_of_another,
    is_said,
    is_somebody,
    size_asked,
    subject_phrase,
    the_thing,
    with_article,
)
from qa.conversation.times import WHEN
from qa.language.closed_words import (
    AUXILIARIES,
    BE,
    FUNCTION_WORDS,
)
from qa.language.people import distinct_names, people_named
from qa.language.words import Word, is_content, words

_PAIR = re.compile(
    r"\b(?:the|these|those|both) (?:two )?(?:leaders|men|women|sides|two|pair)\b|\bthe pair\b"
    r"|\bboth\b(?= (?:\w+ed|do|does|did|say|said|want|think|have|will|go|sign|meet)\b)",
    re.I,
)
_ONE_OF_TWO = re.compile(
    r"\b[Tt]he (?P<which>former|latter|other|(?:first|second)(?= one\b))"
    r"(?: (?:one|man|woman|side|leader|person|party|company|country|team|city))?"
    r"(?=\s*$|\s*[,?.!]|\s+(?P<next>[\w’']+))"
)
_THAT_TIME = re.compile(
    r"\b(?:(?:on|in|at) )?that (?:day|night|evening|morning|week|month|year|time)\b|\bthen(?=\W*$)"
)
_WHO_IS = re.compile(r"(?i:who(?:[’']s| is| was)) (?!.*[’']s\b)[A-Z]")
"""Asks about the one named, not for one."""


def resolve(question: str, talk: Talk) -> str:
    """A follow-up with each pronoun replaced by what it most likely means; others stay.

    Whom the question before asked about comes first ("What did Lee say?" "And what did he ..."),
    except after "Who ...?": then whom the reply names is meant.
    """
    resolved = question
    if not talk.all_named(question):
        resolved = _PAIR.sub(lambda found: _pair(found[0], question, talk), resolved)
        resolved = _ONE_OF_TWO.sub(lambda found: _one_of_two(found, talk), resolved)
    resolved = _THAT_TIME.sub(lambda found: _time(found[0], talk), resolved)
    meant = {word: _meant(word, resolved, question, talk) for word in words(resolved)}
    several = [means for word, means in meant.items() if word.key in MANY and means]
    said: set[str] = set()
    for word, means in meant.items():
        if means.removesuffix("’s") in said:
            meant[word] = ""  # "Did Novak keep his promise?"
        said.add(means.removesuffix("’s"))
    for word, means in reversed(meant.items()):
        # "Where did they find it?": they did not find themselves
        themselves = word.key in THING and any(_is_same(means, each) for each in several)
        if means and not themselves:
            resolved = resolved[: word.start] + means + resolved[word.end :]
    return resolved


def _meant(word: Word, text: str, question: str, talk: Talk) -> str:
    """What stands for a pronoun; "" where it stays."""
    key = word.key
    if key not in PERSON | MANY | THING and key != "there":
        return ""
    if stands_by_itself(word, text, talk):
        return ""
    if key in PERSON:
        person = _person(key, question, talk)
        # "her" before a noun is possessive, and an object otherwise
        following = words(text[word.end :])[:1]
        owns = key == "her" and following and is_content(following[0])
        return ("{}’s" if owns else PERSON[key]).format(person) if person else ""
    if key in MANY:
        several = _several(question, talk)
        return MANY[key].format(several) if several else ""
    if key == "there":
        return _place(text, word, talk)
    if is_said(word, text):
        return ""
    is_who = key == "it" and _WHO_WAS.search(text[: word.start])
    thing = (closing_phrase(talk.question) if is_who else "") or the_thing(talk)
    size = size_asked(talk.question, text[word.end :])
    if thing and size:
        thing = f"{size} of {thing}"
    return THING[key].format(thing) if thing else ""


def _is_same(one: str, other: str) -> bool:
    """Whether two phrases are one thing: Orbitex, the Orbitex team."""
    first, second = (re.sub(r"^the |[’']s$", "", each) for each in (one, other))
    return first.startswith(second) or second.startswith(first)


_WHO_WAS = re.compile(r"\bwho (?:is|was) $", re.I)
""" "Who was it before?" asks of the mayor, not of the town."""


def _person(pronoun: str, question: str, talk: Talk) -> str:
    candidates = _candidates(question, talk)
    kind = "he" if pronoun in ("he", "him", "his") else "she"
    known = [
        {talk.pronouns[w.key] for w in words(name) if w.key in talk.pronouns} for name in candidates
    ]
    fitting = [name for name, kinds in zip(candidates, known, strict=True) if kinds == {kind}]
    open_ = [name for name, kinds in zip(candidates, known, strict=True) if kinds != {_OTHER[kind]}]
    described = (subject_phrase(talk), closing_phrase(talk.question)) if not candidates else ()
    return next(iter([*fitting, *open_, *filter(is_somebody, described)]), "")


_OTHER = {"he": "she", "she": "he"}


def _candidates(question: str, talk: Talk) -> list[str]:
    """Whom "he" or "she" can mean, the most likely first."""
    own = talk.named(question)
    asked, told = (
        [
            name
            for name in talk.named(text)
            if name not in own
            and not _is_initials(name, talk)
            and not is_place(name, text)
            and not _has_people(name, text, talk)
        ]
        for text in (talk.question, talk.reply)
    )
    told = [name for name in told if name not in asked]
    answered = [name for name in told if _is_known(name, talk)]
    if ASKS_WHO.search(talk.question) and not (asked and _WHO_IS.match(talk.question)):
        return [*answered, *asked, *told]
    return [*asked, *told]


def _is_initials(name: str, talk: Talk) -> bool:
    """Whether a name is the initials of a company, and of nobody known."""
    return name.isupper() and not _is_known(name, talk)


def _is_known(name: str, talk: Talk) -> bool:
    """Whether a name is somebody's whom the articles know."""
    return any(word.key in talk.people for word in words(name))


def _has_people(name: str, text: str, talk: Talk) -> bool:
    """Whether a name is of what somebody is of, and of nobody known: "the new head of Corvane"."""
    owns = re.search(rf"\b(?:of|at|for)(?: the)? {re.escape(name)}", text) is not None
    return owns and not _is_known(name, talk) and bool(talk.people)


def _several(question: str, talk: Talk) -> str:
    """Whom "they" can mean: two people, or the one party, company or thing spoken of."""
    own = talk.named(question)
    asked = [name for name in people_named(talk.question, talk.people) if name not in own]
    told = [name for name in people_named(talk.reply, talk.people) if name not in own + asked]
    if not talk.people:
        asked = [name for name in talk.named(talk.question) if name not in own]
        told = [name for name in talk.named(talk.reply) if name not in own + asked]
    if asked and told and (len(asked) == 1 or ASKS_WHO.search(talk.question)):
        return f"{asked[0]} and {told[0]}"
    if len(asked) > 1:
        return " and ".join(asked[:2])
    if told and (len(told) > 1 or ASKS_WHO.search(talk.question)):
        return " and ".join(told[:2])
    things = [
        (name, text)
        for text in (talk.question, talk.reply)
        for name in talk.things(text)
        # "What did Texas want?" of those who struck in Texas
        if not is_place(name, text) and not is_of_another(name, talk.question)
    ]
    phrase = closing_phrase(talk.question)
    if phrase and words(phrase)[-1].key.endswith("s"):
        return phrase
    if not things or asked + told:
        return ""
    return with_article(things[0][0], f"{talk.question} {talk.reply}")


def _time(phrase: str, talk: Talk) -> str:
    """ "on Monday" for "that day", if the question before named one time."""
    times = [found[0] for found in WHEN.finditer(talk.question)]
    return times[0] if len(times) == 1 else phrase


def _pair(phrase: str, question: str, talk: Talk) -> str:
    several = _several(question, talk)
    return several if " and " in several else phrase


def _one_of_two(found: re.Match[str], talk: Talk) -> str:
    """ "the latter", "the other one": one of two who were spoken of."""
    which, following = found["which"].lower(), found["next"]
    rest = found.string[found.end() :].strip(" ?!.")
    before = words(found.string[: found.start()])[-1:]
    if found[0].lower().endswith(which) and following and following.lower() not in FUNCTION_WORDS:
        # "the former president", but "What did the former say?"
        verb = rest == following and before and before[0].key in AUXILIARIES - BE
        if not verb:
            return found[0]
    asked = talk.named(talk.question)
    if len(asked) == 1 and which in ("first", "second") and _is_kind(asked[0], talk):
        return f"the {which} {asked[0][:-1]}"
    spoken = list(asked)
    for text in (talk.reply, *talk.earlier):
        if len(distinct_names(spoken)) < 2:
            spoken += talk.named(text)
    pair = distinct_names(spoken)[:2]
    if len(pair) < 2:
        return found[0]
    return pair[0] if which in ("former", "first") else pair[1]


def _is_kind(name: str, talk: Talk) -> bool:
    """Whether a name is in the plural, "What are MXenes?", and nobody's."""
    plural = rf"\b(?:are|were) {re.escape(name)}\b|\b{re.escape(name)} (?:are|were)\b"
    spoken = re.search(plural, f"{talk.question} {talk.reply}") is not None
    return spoken and re.search(r"[^s]s$", name) is not None and not _is_known(name, talk)


_MOVING = frozenset(
    "go goes went gone going travel travels travelled come came move moved fly flew return".split()
)


def _place(text: str, word: Word, talk: Talk) -> str:
    """ "in Brno" for "there", but not in "is there a bridge"."""
    beside = {each.key for each in (*words(text[: word.start])[-1:], *words(text[word.end :])[:1])}
    if beside & AUXILIARIES:
        return ""
    for name in talk.things(talk.question):
        found = re.search(rf"\b(?:in|at)(?: the)? {re.escape(name)}", talk.question)
        if found:
            moves = words(text[: word.start])[-1:] and words(text[: word.start])[-1].key in _MOVING
            return f"to {name}" if moves else found[0]
    return ""
