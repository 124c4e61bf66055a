"""Question + conversation -> Query: a question that stands alone, and what it names.

A follow-up is rewritten by rules on closed-class words (pronouns, "and", "what about"), never by
the generator: a rewriting that the user can see and predict beats a fluent guess.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from index.errors import HistoryError, QuestionError
from qa.closed_words import FUNCTION_WORDS, SPEECH_VERBS, TITLES
from qa.types import History, Query, Turn
from qa.words import (
    content_stems,
    is_content,
    name_vocabulary,
    name_words,
    normalise,
    proper_names,
    stem,
    words,
)

MAX_QUESTION_CHARACTERS = 1000

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
_WHO_SAID = re.compile(r"^who (?:said|says|claimed|reported|stated) (?:that|this|so|it)$", re.I)
_WH_CLAUSE = re.compile(
    r"^.*?\b(?P<clause>(?:did|do|does|was|were|is|are|will|would|has|have|had|can|could)\b.+)$",
    re.I,
)
_POSSESSIVE = re.compile(r"[’']s?$")
_EVENT = re.compile(
    r"^(?P<asks>(?:when|where|why|how) \w+) (?:that|it|this) (?:happen|take place|be|occur)$", re.I
)
_MARKERS = re.compile(r"\s*\[\d+\]")
_VAGUE = re.compile(r"\b(?:it|that|this|those|these|there|then|same|ones?)\b", re.I)
_DEFINITE = re.compile(r"\bthe (\w+)", re.I)
_WHAT_ELSE = re.compile(r"^what else$", re.I)


def check_question(question: str) -> str:
    """The question without outer or doubled whitespace.

    Raises:
        QuestionError: nothing was asked, or too much to be one question.
    """
    question = " ".join(question.split())
    if not question or not words(question):
        raise QuestionError(
            'the question is empty; ask for example "What did the two sides agree on?"'
        )
    if len(question) > MAX_QUESTION_CHARACTERS:
        raise QuestionError(
            f"the question has {len(question)} characters, and at most {MAX_QUESTION_CHARACTERS} "
            "are read; ask about one thing at a time"
        )
    return question


def check_history(history: History) -> tuple[Turn, ...]:
    """Earlier turns as values.

    Raises:
        HistoryError: an item that is neither a Turn nor (role, text), or an unknown role.
    """
    turns = []
    for number, item in enumerate(history, start=1):
        if isinstance(item, Turn):
            turn = item
        elif isinstance(item, Sequence) and not isinstance(item, str) and len(item) == 2:
            turn = Turn(*item)
        else:
            raise HistoryError(
                f'turn {number} of the history is {item!r}; give ("user", text) pairs'
            )
        if turn.role not in ("user", "assistant") or not isinstance(turn.text, str):
            raise HistoryError(
                f"turn {number} of the history has the role {turn.role!r}; "
                'use "user" or "assistant"'
            )
        turns.append(turn)
    return tuple(turns)


def understand(
    question: str,
    history: History = (),
    *,
    publishers: Iterable[str] = (),
    people: Iterable[str] = (),
    names: Iterable[str] = (),
) -> Query:
    """Make a question ready for searching.

    Args:
        question: what the user typed.
        history: earlier turns, oldest first.
        publishers: the publishers that the library holds.
        people: normalised words that the articles use as names of people (`people_in`).
        names: normalised words that the articles use as names, so that "lee" is one.

    Raises:
        QuestionError: empty, too long, or nothing but function words with nothing before it.
        HistoryError: turns that are not turns.
    """
    question, turns = check_question(question), check_history(history)
    standalone = reply = ""
    for index, turn in enumerate(turns):
        if turn.role == "user" and turn.text.strip():
            standalone = _stand_alone(turn.text, standalone, reply, people, names)
            reply = turns[index + 1].text if index + 1 < len(turns) else ""
            reply = _MARKERS.sub("", reply)
    standalone = _stand_alone(question, standalone, reply, people, names)
    if not content_stems(standalone):
        raise QuestionError(
            f"{question!r} names nothing to search for; add a word that says what it is about"
        )
    named = tuple(p for p in dict.fromkeys(publishers) if _names_publisher(standalone, p))
    return Query(question=question, standalone=standalone, publishers=named)


def _stand_alone(
    question: str, before: str, reply: str, people: Iterable[str], names: Iterable[str]
) -> str:
    """`question` with what the question `before` it and the `reply` to that supply written out."""
    people, names = frozenset(people), frozenset(names)
    question = " ".join(question.split())
    if not before:
        return question
    bare = _OPENING.sub("", question).rstrip("?!. ")
    continues = bare != question.rstrip("?!. ")
    if _BARE_WHY.match(bare):
        clause = _WH_CLAUSE.match(before)
        return f"Why {clause['clause']}" if clause else f"Why? {before}"
    if _WHO_SAID.match(bare) and reply:
        return f"Who said {_first_sentence(reply)}"
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
        end = word.start + len(_POSSESSIVE.sub("", word.text))
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
    return people_named(text, people) or _distinct(proper_names(text, known=names))


def people_named(text: str, people: frozenset[str]) -> list[str]:
    """Names of people as the text writes them, first mention first, each person once."""
    every = proper_names(text, known=people)
    return _distinct(n for n in every if any(word.key in people for word in words(n)))


def with_pronoun(question: str, people: frozenset[str]) -> str:
    """A question about two people, "A and B", with "they" or "them" for them; others unchanged."""
    for one, other in pairwise(people_named(question, people)):
        pair = re.search(rf"{re.escape(one)},? and {re.escape(other)}\b(?![’'])", question)
        if pair:
            before = words(question[: pair.start()])
            as_object = bool(before) and before[-1].key in _PREPOSITIONS
            pronoun = "them" if as_object else "they" if before else "They"
            return question[: pair.start()] + pronoun + question[pair.end() :]
    return question


_PREPOSITIONS = frozenset("about against between by for from of on to with".split())


def _distinct(names: Iterable[str]) -> list[str]:
    """Names that share no word with one before: "Lee" after "Lee Jae-myung" is the same person."""
    found: dict[str, set[str]] = {}
    for name in (_POSSESSIVE.sub("", name) for name in names):
        keys = {word.key for word in words(name)}
        if not any(keys & earlier for earlier in found.values()):
            found[name] = keys
    return list(found)


def _carried(before: str, question: str, names: frozenset[str]) -> str:
    """What the question before was about, to add in brackets: its names and other content words."""
    asked = {normalise(word.text) for word in words(question)}
    topic = [word for word in words(before) if is_content(word) and word.key not in asked]
    named = {word.key for word in name_words(before, known=names)}
    kept = [w.text for w in topic if w.key in named] + [w.text for w in topic if w.key not in named]
    return f" ({', '.join(dict.fromkeys(kept[:6]))})" if kept else ""


def _first_sentence(text: str) -> str:
    plain = text.strip().strip("“”\"'")
    return re.split(r"(?<=[.!?])\s", plain, maxsplit=1)[0].rstrip(".") + "?"


def _sentence_case(text: str) -> str:
    return text[:1].upper() + text[1:]


def _names_publisher(question: str, publisher: str) -> bool:
    """Whether the question holds the publisher's name, or its domain's first label, as words."""
    asked = [word.key for word in words(question)]
    wanted = [normalise(part) for part in re.split(r"[\s.]+", publisher) if part]
    if re.fullmatch(r"[\w-]+(?:\.[\w-]+)+", publisher):
        return wanted[0] in asked
    return any(asked[i : i + len(wanted)] == wanted for i in range(len(asked)))


def people_in(texts: Iterable[str]) -> frozenset[str]:
    """Normalised words that these texts use as names of people.

    A name is a person's when the texts put a title before it or a verb of speech after it.
    """
    texts = tuple(texts)
    known = name_vocabulary(texts)
    found: set[str] = set()
    for text in texts:
        listed = words(text)
        for index, word in enumerate(listed):
            if word.key not in known or not word.capital:
                continue
            run = index
            while (
                run + 1 < len(listed) and listed[run + 1].capital and listed[run + 1].key in known
            ):
                run += 1
            previous = listed[index - 1].key if index else ""
            following = listed[run + 1].key if run + 1 < len(listed) else ""
            if previous in TITLES or (following in SPEECH_VERBS and run - index <= 3):
                found.update(w.key for w in listed[index : run + 1] if w.key not in TITLES)
    return frozenset(found - FUNCTION_WORDS)
