"""Example questions drawn from the articles themselves.

Plain patterns of English news, no model and no list of names: who is quoted, who agreed with whom,
what else a sentence names. One question per article, of a different kind each where possible.
"""

from __future__ import annotations

import calendar
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from index.types import Article
from qa.language.closed_words import TITLES

INSPECTED = 60
"""Articles looked at, in the library's order: enough for three questions, fast on any library."""

_WORD = r"\b[A-Z][a-z]+(?:-[A-Za-z]+)*\b"
_NAME = re.compile(rf"{_WORD}(?: {_WORD})*")
_SPOKE = r"(?:said|says|told|added|noted|stressed|explained|announced|agreed|called|warned)"
_TITLE_WORDS = TITLES | frozenset(
    "prime executive former foreign defense defence finance vice deputy doctor".split()
)
"""What may stand before a name, and what such titles begin with: "Prime Minister"."""
_SPEAKS = re.compile(rf" (?:and {_WORD} )?{_SPOKE}\b")
_AGREED = re.compile(r"\bagree(?:d|ing)?\b")
_SENTENCE = re.compile(r"[^\n]+?(?:[.!?][”\"]?(?=\s+[A-Z“\"]|\s*$)|$)", re.MULTILINE)
_QUOTED = re.compile(r"[“\"]([^”\"]+)[”\"]")
_CALENDAR = {*calendar.month_name, *calendar.month_abbr, *calendar.day_name, *calendar.day_abbr}


def example_questions(articles: Sequence[Article], count: int = 3) -> tuple[str, ...]:
    """Up to `count` different questions that the articles should answer.

    Goes round the articles; of what an article offers, the best is taken whose kind has not been
    used for half of the questions already.
    """
    offers = [_offers(article) for article in articles[:INSPECTED]]
    chosen: list[str] = []
    kinds: Counter[str] = Counter()
    while len(chosen) < count and any(offers):
        for offer in offers:
            offer[:] = [(kind, question) for kind, question in offer if question not in chosen]
            if offer and len(chosen) < count:
                taken = min(offer, key=lambda item: 2 * kinds[item[0]] > count)
                offer.remove(taken)
                kinds[taken[0]] += 1
                chosen.append(taken[1])
    return tuple(chosen)


def _offers(article: Article) -> list[tuple[str, str]]:
    """Kind and question, best first: agreements, then sayings, then topics."""
    text = "\n".join(article.text[start:end] for start, end in article.body)
    people = _people(text)
    sentences = [match.group() for match in _SENTENCE.finditer(text)]
    offers = [("agreed", question) for question in _agreements(sentences, people)][:1]
    offers += [("said", question) for question in _sayings(sentences, people)][:1]
    offers += [("topic", question) for question in _topics(article, sentences, people)][:1]
    return offers


def _people(text: str) -> dict[str, str]:
    """Surname -> full name, for names that follow a title or whose bearer is seen to speak.

    The surname, first or last by custom, is the part that the text also uses alone.
    """
    alone: Counter[str] = Counter()
    speaking: set[str] = set()
    names: list[tuple[str, bool]] = []
    for match in _NAME.finditer(text):
        words, titled = _without_title(match.group().split())
        if len(words) == 1 and not text[: match.start()].endswith(("the ", "The ")):
            alone[words[0]] += 1
            if _SPEAKS.match(text, match.end()) or text[: match.start()].endswith("said "):
                speaking.add(words[0])
        if len(words) in (2, 3):
            names.append((" ".join(words), titled))
    people: dict[str, str] = {}
    for name, titled in names:
        first, last = name.split()[0], name.split()[-1]
        known = [word for word in (last, first) if titled or word in speaking]
        if known:
            people.setdefault(max(known, key=lambda word: alone[word]), name)
    return people


def _without_title(words: list[str]) -> tuple[list[str], bool]:
    """The words after the last title among them, and whether there was one."""
    for place in range(len(words) - 1, -1, -1):
        if words[place].lower() in _TITLE_WORDS:
            return words[place + 1 :], True
    return words, False


def _agreements(sentences: Sequence[str], people: dict[str, str]) -> Iterator[str]:
    for sentence in sentences:
        named = _named(sentence, people)
        if _AGREED.search(sentence) and len(named) >= 2:
            yield f"What did {named[0]} and {named[1]} agree on?"


def _named(sentence: str, people: dict[str, str]) -> list[str]:
    """Full names of the people in a sentence, in order, each once."""
    places = [
        (match.start(), full)
        for surname, full in people.items()
        if (match := re.search(rf"\b{re.escape(surname)}\b", sentence))
    ]
    return list(dict.fromkeys(full for _, full in sorted(places)))


def _sayings(sentences: Sequence[str], people: dict[str, str]) -> Iterator[str]:
    for sentence in sentences:
        for surname, full in people.items():
            said = rf"\b{re.escape(surname)} (?:said|told|added)\b|\bsaid {re.escape(surname)}\b"
            if re.search(said, sentence):
                for spoken in _QUOTED.findall(sentence):
                    for thing in _things(spoken, people):
                        yield f"What did {full} say about {thing}?"


def _topics(article: Article, sentences: Sequence[str], people: dict[str, str]) -> Iterator[str]:
    counts = Counter(thing for sentence in sentences for thing in _things(sentence, people))
    own = (article.publisher or "").removeprefix("The ")
    about = [thing for thing, _ in counts.most_common() if not own or own not in thing]
    if article.publisher and about:
        yield f"What does {article.publisher} report about {about[0]}?"
    elif about:
        yield f"What do the articles report about {about[0]}?"


def _things(sentence: str, people: dict[str, str]) -> list[str]:
    """Names inside a sentence that are not people, titles or dates, with their article."""
    parts = {part for surname, full in people.items() for part in (surname, *full.split())}
    things = []
    for match in _NAME.finditer(sentence):
        words = match.group().split()
        before, after = sentence[: match.start()].rstrip(), sentence[match.end() :]
        if _CALENDAR & set(words) or any(
            word.lower() in _TITLE_WORDS or word in parts for word in words
        ):
            continue
        # What opens a sentence may be no name; an adjective or a possessive is half of one.
        opens = not before or before[-1] in '“"‘:.'
        adjective = words[-1].endswith("ese") or (
            words[-1].endswith(("an", "ish")) and re.match(r" [a-z]", after)
        )
        if opens or adjective or after[:1] in ("’", "'", "-", "/"):
            continue
        the = "the " if before.endswith((" the", "The")) else ""
        things.append(the + match.group())
    return things
