"""What a question asks about, by its words: names, and other words that an article may have.

A title before a name is left out, "Bank of Japan" is one name, and "French" before "president" is
none. What cannot be looked for by its letters is left out altogether: "G7" is the Group of Seven
as well, "sent" a form of "send".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from qa.asked import Mention, Period, Query, Sought
from qa.language.closed_words import (
    AUXILIARIES,
    FUNCTION_WORDS,
    IRREGULAR_WORDS,
    NUMBER_WORDS,
    SPEECH_VERBS,
    TIME_UNITS,
    TIME_WORDS,
    TITLES,
)
from qa.language.people import POSSESSIVE
from qa.language.words import Word, is_content, masked, proper_names, stem, words
from qa.sources.publisher_context import says_nothing_by_capitals

_LINK = re.compile(r" (?:of|of the|for|for the) ")
"""What joins two names to one: Bank of Japan, Ministry for the Environment."""
_ADJECTIVE = re.compile(r"\w+(?:an|ese|ish|ch|i)")
"""French, German, Japanese, Spanish, Israeli: no names where a noun follows."""
_HYPHENATED_BEFORE = re.compile(r"[^\W_]+-$")
"""Six-Day War: "six" alone is a number."""
_MEASURE = re.compile(r"\bhow (?:old|long|far|often|large|big|high|soon|tall|deep|fast)\b", re.I)
_EMPTY = frozenset(
    """answer anybody anyone anything article articles compare describe detail details
    else everything exactly happen happened happens information kind list mention mentioned
    mentions name names newest news occur occurred occurs oldest overview please question really
    show somebody someone something sort stories story summarise summarize summary sure thing
    things
    """.split()
)
"""Words of asking, which say nothing of what is asked about."""
_NO_SUBJECT = (
    FUNCTION_WORDS
    | SPEECH_VERBS
    | TIME_WORDS
    | TIME_UNITS
    | IRREGULAR_WORDS
    | _EMPTY
    | frozenset(NUMBER_WORDS)
)
_LIGHT = frozenset("current key latest main major new recent".split())
"""Words that say which of several things is meant, and that an article need not have."""
_SLIGHT = _EMPTY | _LIGHT
COMPANY_FORMS = frozenset("ag co corp gmbh inc llc ltd plc sa".split())


def sought_by(query: Query) -> tuple[Sought, ...]:
    """What a question asks about, but for publishers and days; of an overview, its topic's."""
    found = sought_beside(query.standalone, query.mentions, query.periods)
    if query.overview is None:
        return found
    return tuple(each for each in found if each.text in query.overview.topic)


def topic_stems(query: Query) -> tuple[str, ...]:
    """Stems of the words of an overview's topic, but for publishers, days and "latest".

    Titles only where there is nothing else: "Prime Minister Ishiba" is "the PM" to others.
    """
    topic = query.overview.topic if query.overview else ""
    start = query.standalone.find(topic)
    blank = [(0, start), (start + len(topic), len(query.standalone))]
    blank += [(each.start, each.end) for each in query.mentions]
    blank += [(each.start, each.end) for each in query.periods]
    left = [
        word
        for word in words(masked(query.standalone, blank, ","))
        if is_content(word) and word.key not in _SLIGHT
    ]
    others = [each for each in left if each.key not in TITLES]
    named = others or any(each.is_name for each in sought_by(query))
    return tuple(stem(word.text) for word in (others if named else left))


def sought_beside(
    question: str, mentions: Sequence[Mention], periods: Sequence[Period]
) -> tuple[Sought, ...]:
    """The same as `sought_of`, leaving out the publishers and days that the question names."""
    spans = [(mention.start, mention.end) for mention in mentions]
    spans += [(period.start, period.end) for period in periods]
    return sought_of(question, spans)


def sought_of(question: str, left_out: Iterable[tuple[int, int]] = ()) -> tuple[Sought, ...]:
    """The names of a question in order, then its other words.

    Args:
        left_out: spans of the question that no article need name: publishers, periods.
    """
    question = masked(question, left_out, ",")
    question = _MEASURE.sub(lambda match: "," * len(match[0]), question)
    named = () if _capitals_say_nothing(question) else _names(question)
    names = tuple(Sought(text, _content(text), True) for text in named)
    inside = {word for name in names for word in name.words}
    others = dict.fromkeys(
        bare
        for word in words(question)
        for bare in [POSSESSIVE.sub("", word.text)]
        if _is_subject(word) and bare not in inside
    )
    return names + tuple(Sought(text, (text,), False) for text in others)


def _content(name: str) -> tuple[str, ...]:
    return tuple(word.text for word in words(name) if word.key not in FUNCTION_WORDS)


def _capitals_say_nothing(question: str) -> bool:
    """In lower case, in capitals, or Written Like a Headline."""
    inside = [word for word in words(question)[1:] if word.key in FUNCTION_WORDS]
    capital = sum(word.text.istitle() for word in inside)
    return capital > len(inside) / 2 or says_nothing_by_capitals(question)


def _names(question: str) -> list[str]:
    """Names without titles before them, each once."""
    runs: list[tuple[int, int]] = []
    for name in proper_names(question):
        start = question.find(name, runs[-1][1] if runs else 0)
        if runs and _LINK.fullmatch(question, runs[-1][1], start):
            runs[-1] = (runs[-1][0], start + len(name))
        elif start >= 0:
            before = _HYPHENATED_BEFORE.search(question, 0, start)
            runs.append((before.start() if before else start, start + len(name)))
    found: dict[str, set[str]] = {}
    for start, end in runs:
        name = POSSESSIVE.sub("", _without_title(question[start:end]))
        parts = {word.key for word in words(name)} - FUNCTION_WORDS
        named_before = any(parts <= earlier for earlier in found.values())
        if named_before or parts <= TITLES | COMPANY_FORMS or any(c.isdigit() for c in name):
            continue
        if not _is_adjective(question, start, end):
            found[name] = parts
    return list(found)


def _is_adjective(question: str, start: int, end: int) -> bool:
    """Whether a word made of a country's name stands before a noun: "the French president".

    After an auxiliary it is mostly a name before its verb, "has Adebisi scored", but not before a
    plural: "did French voters".
    """
    before, following = words(question[:start])[-1:], words(question[end:])[:1]
    return bool(
        _ADJECTIVE.fullmatch(question, start, end)
        and following
        and following[0].start == 1
        and not following[0].capital
        and following[0].key not in FUNCTION_WORDS | SPEECH_VERBS
        and (following[0].key.endswith("s") or not {word.key for word in before} & AUXILIARIES)
    )


def _without_title(name: str) -> str:
    """ "Prime Minister Ishiba" -> "Ishiba"; a title that nothing follows is left."""
    after = [word.end for word in words(name) if word.key in TITLES]
    rest = name[after[-1] :].strip(" .") if after else ""
    return rest if words(rest) and words(rest)[0].capital else name


def _is_subject(word: Word) -> bool:
    """Whether a word may say what a question is about, and has no form that begins otherwise.

    Verbs of speech, words for time and the like say little.
    """
    key = word.key
    return not (len(key) < 3 or key in _NO_SUBJECT or key[0].isdigit() or key.endswith("ly"))
