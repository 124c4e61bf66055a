"""The question before, asked about something else: "And in 2023?", "And Kishida?"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from qa.conversation.talk import WITHIN_PHRASE, Talk, closing_phrase
from qa.conversation.times import WHEN, at_another_time
from qa.language.closed_words import (
    AUXILIARIES,
    NAMED_OTHERS,
    NAMED_PEOPLE,
)
from qa.language.people import POSSESSIVE
from qa.language.words import content_stems, is_content, name_words, singular, words

_ORGANS = frozenset(
    """administration army assembly board cabinet chamber commission committee congress council
    government house opposition parliament police senate union
    """.split()
)
"""What acts as people do; a hospital is as often visited or closed."""
_LINK = re.compile(
    r"^(?P<link>in|on|at|for|about|with|from|to|by|between|of|against|since|until|before|after)"
    r"\b (?=\S)",
    re.I,
)


def swapped(topic: str, talk: Talk) -> str:
    """The question before with `topic` in place of its like; "" where it has none."""
    before = talk.question
    time = _LINK.sub(lambda link: link[0].lower(), topic.strip())
    when = WHEN.fullmatch(time)
    if when:
        return at_another_time(before, when)
    dated, rest = WHEN.search(time), WHEN.sub("", time).strip()
    if dated and dated["link"] and content_stems(rest) and (told := swapped(rest, talk)):
        return at_another_time(told, dated)  # "And in Lisbon in 2023?"
    described = _OWNED.search(topic) or _is_described(topic)
    if described and (told := _with_subject(before, topic, talk)):
        return told
    new = _owned(topic, talk) if _OWNED.search(topic) else _named(topic, talk, known=None)
    if new:
        told = _with_names(before, topic, new, talk)
        if told == before and len(new) == 1 and _OWNED.search(topic):  # "And her husband?"
            (start, end), *_ = new
            told = before.replace(topic[start:end], topic[start:], 1)
        if told or _LINK.match(topic) or not _SOMEBODY.search(before):
            return told
        return _in_place_of_subject(before, topic, talk)
    link = _LINK.match(topic) or re.match(r"(?P<link>)", topic)
    said = (link["link"] if link else "").lower() or "about"
    closing = re.search(rf"\b{said} (?P<rest>[^,;:()]+)$", before.rstrip("?!. "))
    if closing and all(is_content(w) or w.key in WITHIN_PHRASE for w in words(closing["rest"])):
        return f"{before[: closing.start('rest')]}{topic[link.end() if link else 0 :]}?"
    phrase = closing_phrase(before)
    noun = re.sub(r"^(?:the|an?) ", "", topic, flags=re.I)
    if phrase and content_stems(noun) and not _LINK.match(topic) and phrase in before:
        owner = re.search(r" of (?:the )?[A-Z].*$", phrase)  # "the area of Lisbon"
        of_it = owner[0] if owner and " of " not in noun else ""
        return before.replace(phrase, f"the {noun}{of_it}")
    return _with_subject(before, topic, talk)


def _with_subject(before: str, topic: str, talk: Talk) -> str:
    """ "Will the company appeal?" for "And the company?" after "Will Novak appeal?"; "" else."""
    if not _is_described(topic) and not (_OWNED.search(topic) and _is_somebody(topic)):
        return ""
    return _in_place_of_subject(before, topic, talk)


def _in_place_of_subject(before: str, topic: str, talk: Talk) -> str:
    """The question before with a topic for its subject; "" where that is neither a name nor
    somebody described."""
    subject = _SUBJECT.match(before)
    if subject is None:
        return ""
    end = max((end for start, end in _owned(before, talk) if start == subject.end()), default=0)
    described = _SOMEBODY.match(before, subject.end())
    end = end or (described.end() if described else 0)
    topic = _DEFINITE.sub(lambda first: first[0].lower(), topic.rstrip("?!. "))
    verb = re.match(r" \w", before[end:])
    return f"{subject['asks']}{topic}{before[end:]}" if end and verb else ""


_SOMEBODY = re.compile(
    r"(?:the|its|his|her|their) (?:[\w-]+ ){0,3}?"
    rf"(?:{'|'.join(sorted(NAMED_PEOPLE | NAMED_OTHERS | _ORGANS))})s?\b",
    re.I,
)


def _is_described(topic: str) -> bool:
    """Whether a topic is somebody without a name: "the Chilean foreign minister"."""
    return _DEFINITE.match(topic) is not None and _is_somebody(topic)


def _is_somebody(topic: str) -> bool:
    head = words(topic)[-1:]
    somebody = NAMED_PEOPLE | NAMED_OTHERS | _ORGANS
    return bool(head) and singular(head[0].key) in somebody and not head[0].capital


_SUBJECT = re.compile(rf"(?P<asks>(?:[\w’']+ )?(?:{'|'.join(sorted(AUXILIARIES))}) )", re.I)
""" "What did", "Will": what stands before the subject of a question."""


_DEFINITE = re.compile(r"^(?:the|its|his|her|their) (?=\w)", re.I)
_OWNED = re.compile(r"\w[’']s? (?=\w)")
""" "Novak’s deputy" is not Novak."""


Span = tuple[int, int]


def _with_names(before: str, topic: str, new: Sequence[Span], talk: Talk) -> str:
    """The question with the names of the topic for those of the same kind; "" where it has none."""
    new = [(start - len(_the_before(topic, start)), end) for start, end in new]
    texts = [topic[start:end] for start, end in new]
    for kind in _kinds(texts, talk):
        old = (
            _owned(before, talk, kind) if _OWNED.search(topic) else _named(before, talk, known=kind)
        )
        link = _LINK.match(topic)
        if link:  # "in Germany" stands for "in Texas", and for no Tesla
            said = f" {link['link'].lower()} "
            old = [each for each in old if before[: each[0]].endswith((said, f"{said}the "))]
        if old and len(old) == len(new):
            return _replaced(before, old, texts)
        slots = _joined(before, old)
        if not slots:
            continue
        whole = topic[new[0][0] : new[-1][1]]
        return _replaced(before, [slots[0]], [whole])
    return ""


def _kinds(texts: Sequence[str], talk: Talk) -> tuple[frozenset[str], ...]:
    """The kinds of name that the topic's can stand for: people, others, or both if unknown."""
    keys = {word.key for text in texts for word in words(text)}
    others = talk.names - talk.people
    if keys & talk.people:
        return (talk.people,)
    return (others,) if keys & others else (talk.people, others)


def _named(text: str, talk: Talk, known: frozenset[str] | None) -> list[Span]:
    """Spans of names, all of one kind, neighbours joined; of any kind where `known` is None."""
    every = talk.names | talk.people
    chosen = set(name_words(text, known=every))
    first = words(text)[:1]
    if known is None and first and first[0].capital and is_content(first[0]):
        chosen |= {first[0]}  # a fragment begins with its name: "Kishida?"
    spans: list[Span] = []
    for word in words(text):
        # a name that no article has is of either kind
        if word not in chosen or (known is not None and word.key in every - known):
            continue
        end = word.start + len(POSSESSIVE.sub("", word.text))
        if spans and text[spans[-1][1] : word.start] in (" ", "-"):
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((word.start, end))
    return spans


def _owned(text: str, talk: Talk, known: frozenset[str] | None = None) -> list[Span]:
    """The same, a name and what is named as its own made one: "Chile’s Senate"."""
    spans: list[Span] = []
    for start, end in _named(text, talk, known):
        if spans and re.fullmatch(r"[’']s? ", text[spans[-1][1] : start]):
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
    return spans


def _joined(text: str, spans: Sequence[Span]) -> list[Span]:
    """Spans with those that "and" or a comma joins made one: "Novak and Dvorak"."""
    joined: list[Span] = []
    for start, end in spans:
        if joined and re.fullmatch(r",? and |, ", text[joined[-1][1] : start]):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _replaced(text: str, old: Sequence[Span], new: Sequence[str]) -> str:
    """The text with each old name for a new one, in full: "Shohei Ohtani", of whom one is known."""
    ends = [0, *(end for _, end in old)]
    for (start, end), name, earlier in reversed(list(zip(old, new, ends[:-1], strict=True))):
        before = _NAME_BEFORE.search(text[:start], earlier)
        after = _NAME_AFTER.match(text[end:])
        start = before.start() if before and before.start() else start
        end += after.end() if after else 0
        the = _the_before(text, start)
        if the and (_THE.match(name) or _is_whole(text[: start - len(the)], text[end:])):
            start -= len(the)  # "for the Union" -> "for Acmel", "for the Herald"
        text = text[:start] + name + text[end:]
    return text


def _the_before(text: str, start: int) -> str:
    found = re.search(r"\bthe $", text[:start], re.I)
    return found[0] if found else ""


def _is_whole(before: str, after: str) -> bool:
    """Whether "the" belongs to the name between: "Will the Union vote?", not "the Novak report"."""
    last = words(before)[-1:]
    verb = bool(last) and last[0].key in AUXILIARIES
    nouns = list(takewhile(is_content, words(re.split(r"[,;:?]", after)[0])))
    return len(nouns) <= verb


_THE = re.compile(r"the ", re.I)


_NAME_BEFORE = re.compile(r"(?<=\s)(?:[A-Z][\w’'-]*\s)+$")
_NAME_AFTER = re.compile(r"(?:\s[A-Z][\w-]*)+")
