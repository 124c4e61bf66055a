"""An answerer without models: made-up articles, sentences by shared words, streamed."""
# ruff: noqa: E501 - the articles have the long lines that articles have

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from index.errors import QuestionError
from index.types import ANYWHERE, Article, Filters, Passage
from qa.types import (
    Answer,
    Citation,
    Event,
    Finished,
    History,
    Nearest,
    Outcome,
    Sentence,
    Stage,
    Verdict,
)

HARBOUR = """Harbour ferry to run every ten minutes from May
By Ines Calder
Posted on : 2025-04-02 09:10
The harbour ferry will run every ten minutes from the first of May, the port authority said on Tuesday. Mayor Ada Lindqvist and port director Tomas Okafor agreed on the new timetable after three months of talks.
“Nobody on the north shore should wait longer than ten minutes for a boat,” Lindqvist said. “The Baltic Line showed that people come back when boats are frequent,” she added.
Fares stay at 2.40 crowns until the end of the year. Two electric boats, built in Gdansk, will join the fleet in the autumn.
Related stories
Why the old pier is closing"""

EXPRESS = """Electric boats ordered as ferry timetable doubles

The city has ordered two electric ferries, which will enter service in the autumn, according to documents seen by The Northern Post.
The timetable doubles on 1 May: boats will leave every ten minutes. Okafor said the port would hire 40 deckhands before then.
Union leader Mira Stahl welcomed the jobs but warned that “a timetable is not a crew”."""

HOSTILE = """<script>window.hacked = 1</script> A title with <b>markup</b>
The council <img src=x onerror="window.hacked = 1"> said that ![a picture](http://elsewhere.example/p.png) and ${window.hacked = 1} and {{constructor.constructor('window.hacked = 1')()}} are only words.
A second paragraph says [click here](javascript:window.hacked=1) "quoted" & done."""


def make_article(
    path: str,
    text: str,
    title: str | None = None,
    publisher: str | None = None,
    author: str | None = None,
    published: date | None = None,
    url: str | None = None,
) -> Article:
    """An article whose evidence is every line longer than sixty characters after the title."""
    body = []
    position = 0
    for line in text.split("\n"):
        if position and len(line) > 60:
            body.append((position, position + len(line)))
        position += len(line) + 1
    identity = f"{abs(hash_text(path)):016x}"
    return Article(
        identity, path, text, tuple(body), "0" * 64, title, publisher, author, published, url
    )


def hash_text(text: str) -> int:
    value = 0
    for character in text:
        value = (value * 131 + ord(character)) % (1 << 64)
    return value


ARTICLES = (
    make_article(
        "harbour.txt",
        HARBOUR,
        "Harbour ferry to run every ten minutes from May",
        "The Harbour Herald",
        "Ines Calder",
        date(2025, 4, 2),
        "https://herald.example/ferry?a=1&b=2",
    ),
    make_article(
        "express.txt",
        EXPRESS,
        "Electric boats ordered as ferry timetable doubles",
        "The Northern Post",
        None,
        date(2025, 4, 3),
        None,
    ),
    make_article(
        "hostile.txt",
        HOSTILE,
        "<script>window.hacked = 1</script> A title with <b>markup</b>",
        '"><img src=x onerror=window.hacked=1>',
        None,
        None,
        "javascript:window.hacked=1",
    ),
)


class FakeLibrary:
    def __init__(self, articles: tuple[Article, ...] = ARTICLES) -> None:
        self._articles = articles

    def articles(self) -> tuple[Article, ...]:
        return self._articles

    def article(self, article_id: str) -> Article:
        return next(article for article in self._articles if article.id == article_id)

    def __len__(self) -> int:
        return sum(len(article.body) for article in self._articles)


_STOP = {"what", "did", "does", "the", "and", "for", "about", "which", "will", "say", "who", "how"}


def words(text: str) -> set[str]:
    return {word for word in re.findall(r"\w{3,}", text.lower()) if word not in _STOP}


def _is_inside(article: Article, within: Filters) -> bool:
    day = article.published
    return (
        (not within.publishers or article.publisher in within.publishers)
        and (within.since is None or (day is not None and day >= within.since))
        and (within.until is None or (day is not None and day <= within.until))
    )


class FakeAnswerer:
    """Quotes the sentences that share most words with the question, at least two.

    `gate`, when given, is waited for before the last sentence, so that a test sees an answer that
    is still arriving; `pause` is waited for between events.
    """

    def __init__(
        self, library: FakeLibrary | None = None, gate: threading.Event | None = None
    ) -> None:
        self.library = library or FakeLibrary()
        self.gate = gate
        self.asked: list[tuple[str, tuple[object, ...]]] = []
        self.limits: list[Filters] = []
        """What each question asked so far was limited to."""
        self.missing = ""
        """What every refusal says is missing."""
        self.unanswerable: set[str] = set()
        """Questions that it says it cannot answer."""

    def answer(self, question: str, history: History = (), within: Filters = ANYWHERE) -> Answer:
        for event in self.stream(question, history, within):
            if isinstance(event, Finished):
                return event.answer
        raise AssertionError("a stream ends with Finished")

    def can_answer(self, question: str) -> bool:
        return question not in self.unanswerable

    def stream(
        self, question: str, history: History = (), within: Filters = ANYWHERE
    ) -> Iterator[Event]:
        self.asked.append((question, tuple(history)))
        self.limits.append(within)
        if len(question) > 1000:
            raise QuestionError(
                f"the question has {len(question)} characters; ask in 1000 or fewer"
            )
        yield Stage("searching")
        standalone = question
        if question.startswith("And ") and history:
            standalone = f"{question[4:].rstrip('?').capitalize()} of the ferry timetable?"
        inside = [each for each in self.library.articles() if _is_inside(each, within)]
        found = self._best(standalone, inside)
        yield Stage(f"reading {len(self.library)} passages")
        sentences = tuple(self._sentences(found))
        for place, sentence in enumerate(sentences):
            if self.gate is not None and place == len(sentences) - 1:
                self.gate.wait(20)
            yield sentence
        outcome = Outcome.ANSWERED if sentences else Outcome.NOT_FOUND
        nearest = () if sentences else self._nearest(inside)
        dropped = 1 if len(sentences) > 1 else 0
        missing = "" if sentences else self.missing
        answer = Answer(
            question, standalone, outcome, sentences, nearest, dropped, (), 1.25, within
        )
        yield Finished(replace(answer, missing=missing))

    def _best(self, question: str, articles: list[Article]) -> list[tuple[Article, int, int]]:
        wanted = words(question)
        scored = []
        for article in articles:
            for first, last in article.body:
                for match in re.finditer(r".+?\.[”\"]?(?=\s|$)", article.text[first:last]):
                    lead = len(match.group()) - len(match.group().lstrip())
                    shared = len(wanted & words(match.group()))
                    if shared >= 2:
                        scored.append(
                            (-shared, article, first + match.start() + lead, first + match.end())
                        )
        scored.sort(key=lambda item: item[0])
        return [(article, start, end) for _, article, start, end in scored[:4]]

    def _sentences(self, found: list[tuple[Article, int, int]]) -> Iterator[Sentence]:
        citations = [
            Citation(number, article.text[start:end], start, end, article)
            for number, (article, start, end) in enumerate(found, 1)
        ]
        if len(citations) > 2:
            yield Sentence(citations[0].quote, (citations[0], citations[2]), Verdict.SUPPORTED)
            citations = [citations[1], *citations[3:]]
        for place, citation in enumerate(citations):
            verdict = Verdict.QUOTED if place == 0 else Verdict.SUPPORTED
            text = f"“{citation.quote}”" if verdict is Verdict.QUOTED else citation.quote
            yield Sentence(text, (citation,), verdict)

    def _nearest(self, articles: list[Article]) -> tuple[Nearest, ...]:
        """Two passages; of the first its first sentence nearly answers."""
        found = []
        for article in articles[:2]:
            start, end = article.body[0]
            passage = Passage(1, article.id, 0, start, end, article.text[start:end], (), "")
            stop = start + article.text[start:end].index(".") + 1
            found.append(Nearest(passage, article, 0.2, None if found else (start, stop)))
        return tuple(found)
