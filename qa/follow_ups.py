"""A follow-up question + what was said before -> a question that stands alone.

Rules on closed-class words (pronouns, "and", "what about"), never the generator: a rewriting that
the user can see and predict beats a fluent guess.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from qa.answer_requests import Request, Wanted, refers
from qa.people import POSSESSIVE, distinct_names, people_named
from qa.words import content_stems, is_content, name_words, normalise, proper_names, stem, words

_SINGULAR = {"he": "{}", "she": "{}", "him": "{}", "his": "{}’s", "her": "{}"}
_PLURAL = {"they": "{}", "them": "{}", "their": "{}’s"}
_PLURAL_PHRASE = re.compile(
    r"\b(?:the|these|those|both) (?:two )?(?:leaders|men|women|sides|two|pair)\b|\bthe pair\b", re.I
)
_ASKS_WHO = re.compile(
    r"\bwho(?:m|se)?\b|\b(?:which|what) (?:\w+ )?(?:leader|person|man|woman|politician|official)\b",
    re.I,
)
_OPENING = re.compile(r"^(?:and|but|so|also|ok|okay|then|well|now)\b[\s,]*", re.I)
_WHAT_ABOUT = re.compile(r"^(?:what|how) about (?P<topic>.+)$", re.I)
_BARE_WHY = re.compile(r"^(?:why|how come|how so|why not|why is that|why was that)$", re.I)
_WH_CLAUSE = re.compile(
    r"^.*?\b(?P<clause>(?:did|do|does|was|were|is|are|will|would|has|have|had|can|could)\b.+)$",
    re.I,
)
_EVENT = re.compile(
    r"^(?P<asks>(?:when|where|why|how) \w+) (?:that|it|this) (?:happen|take place|be|occur)$", re.I
)
_VAGUE = re.compile(r"\b(?:it|that|this|those|these|there|then|same|ones?)\b", re.I)
_DEFINITE = re.compile(r"\bthe (\w+)", re.I)
_WHAT_ELSE = re.compile(r"^what else$", re.I)


def stand_alone(
    question: str, before: str, reply: str, people: Iterable[str], names: Iterable[str]
) -> str:
    """`question` with what the question `before` it and the `reply` to that supply written out."""
    people, names = frozenset(people), frozenset(names)
    question = " ".join(question.split())
    if not before:
        return question
    request = refers(question)
    if request and reply:
        return _about_the_answer(request, before, reply)
    bare = _OPENING.sub("", question).rstrip("?!. ")
    continues = bare != question.rstrip("?!. ")
    if _BARE_WHY.match(bare):
        clause = _WH_CLAUSE.match(before)
        return f"Why {clause['clause']}" if clause else f"Why? {before}"
    if _WHAT_ELSE.match(bare) and before.lower().startswith("what "):
        return f"What else {before[5:]}"
    event, clause = _EVENT.match(bare), _WH_CLAUSE.match(before.rstrip("?!. "))
    if event and clause:
        return f"{_sentence_case(event['asks'])} {clause['clause'].partition(' ')[2]}?"
    about = _WHAT_ABOUT.match(bare)
    if about or (continues and not _has_verb(bare)):
        return _with_topic(before, about["topic"] if about else bare, names, people)
    resolved = _resolve_pronouns(bare, before, reply, people, names)
    if resolved != bare or not _leans_on(bare, f"{before} {reply}", continues):
        return _sentence_case(resolved) + "?"
    return f"{_sentence_case(resolved)}{_carried(before, resolved, names)}?"


def _leans_on(question: str, before: str, continues: bool) -> bool:
    """Whether a question without a pronoun for people still needs what was said before.

    It does when it opens with "and", says "it" or "that", says hardly anything, or speaks of
    "the call" when a call was spoken of.
    """
    if continues or _VAGUE.search(question) or len(content_stems(question)) <= 1:
        return True
    spoken_of = set(content_stems(before))
    return any(stem(match[1]) in spoken_of for match in _DEFINITE.finditer(question))


def _has_verb(text: str) -> bool:
    """Whether a fragment asks something itself: it opens with a question word or an auxiliary."""
    first = words(text)[0].key if words(text) else ""
    return first in _ASKING


_ASKING = frozenset(
    """who whom whose which what when where why how is are was were do does did has have had will
    would can could should may might tell show list name give describe explain summarize
    summarise""".split()
)


def _with_topic(before: str, topic: str, names: frozenset[str], people: frozenset[str]) -> str:
    """The question before, now asked about `topic`: put in place of its like, or added."""
    year = re.fullmatch(r"(?:in |on |for )?(\d{4})", topic.strip())
    if year and re.search(r"\b\d{4}\b", before):
        return re.sub(r"\b\d{4}\b", year[1], before)
    for kind in (people, names - people):
        new, old = _named(topic, kind), _named(before, kind)
        if new and len(new) == len(old):
            return _replaced(before, old, [topic[start:end] for start, end in new])
    joiner = (
        " "
        if re.match(r"(?:in|on|at|for|about|with|from|to|by|between)\b", topic, re.I)
        else " about "
    )
    return f"{before.rstrip('?!. ')}{joiner}{topic}?"


def _named(text: str, kind: frozenset[str]) -> list[tuple[int, int]]:
    """Spans of the names in a text whose words are all of one kind, neighbours joined."""
    spans: list[tuple[int, int]] = []
    for word in words(text):
        if word.key not in kind:
            continue
        end = word.start + len(POSSESSIVE.sub("", word.text))
        if spans and text[spans[-1][1] : word.start] in (" ", "-"):
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((word.start, end))
    return spans


def _replaced(text: str, old: Sequence[tuple[int, int]], new: Sequence[str]) -> str:
    for (start, end), name in reversed(list(zip(old, new, strict=True))):
        text = text[:start] + name + text[end:]
    return text


def _resolve_pronouns(
    question: str, before: str, reply: str, people: frozenset[str], names: frozenset[str]
) -> str:
    """Third-person pronouns replaced by the people they most likely mean.

    Whom the question before asked about comes first ("What did Lee say?" "And what did he ..."),
    except after "Who ...?": then the person that the reply names is meant.
    """
    own = _people_of(question, people, names)
    asked = [name for name in _people_of(before, people, names) if name not in own]
    told = [name for name in _people_of(reply, people, names) if name not in own + asked]
    answered = [name for name in told if any(word.key in people for word in words(name))]
    single = [*answered, *asked, *told] if _ASKS_WHO.search(before) else [*asked, *told]
    several = asked if len(asked) > 1 else [*asked, *told]
    for word in reversed(words(question)):
        if word.key in _SINGULAR and single:
            form, person = _SINGULAR[word.key], single[0]
        elif word.key in _PLURAL and len(several) > 1:
            form, person = _PLURAL[word.key], " and ".join(several[:2])
        else:
            continue
        question = question[: word.start] + form.format(person) + question[word.end :]
    if len(several) > 1 and not own:
        question = _PLURAL_PHRASE.sub(" and ".join(several[:2]), question)
    return question


def _people_of(text: str, people: frozenset[str], names: frozenset[str]) -> list[str]:
    """`people_named`; where the articles do not show which names are people's, any name."""
    return people_named(text, people) or distinct_names(proper_names(text, known=names))


def _carried(before: str, question: str, names: frozenset[str]) -> str:
    """What the question before was about, to add in brackets: its names and other content words."""
    asked = {normalise(word.text) for word in words(question)}
    topic = [word for word in words(before) if is_content(word) and word.key not in asked]
    named = {word.key for word in name_words(before, known=names)}
    kept = [w.text for w in topic if w.key in named] + [w.text for w in topic if w.key not in named]
    return f" ({', '.join(dict.fromkeys(kept[:6]))})" if kept else ""


def _about_the_answer(request: Request, before: str, reply: str) -> str:
    """A question about the last answer's sources, with what it says written out."""
    said = _first_sentence(reply)
    if request.wanted is Wanted.SPEAKER:
        return f"Who said {said}?"
    if request.number is None:
        return f"Which sentence says that {said}?"
    which = "the last source" if request.number < 0 else f"source {request.number}"
    return f"{before.rstrip('?!. ')}, according to {which}?"


def _first_sentence(text: str) -> str:
    plain = text.strip().strip("“”\"'")
    return re.split(r"(?<=[.!?])\s", plain, maxsplit=1)[0].rstrip(".")


def _sentence_case(text: str) -> str:
    return text[:1].upper() + text[1:]
