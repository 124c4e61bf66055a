"""Question in, cited answer out: the whole of Footnote, top to bottom.

    understand -> retrieve -> gather evidence -> find disagreements -> compose -> cite

The generator only words evidence that was found and chosen before it is asked; each sentence it
writes is checked against that evidence before anyone sees it; citations are attached here, by
code. If nothing answers, the answer says so, tells what is missing and shows the nearest passages.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from index.library import Library
from index.types import ANYWHERE, Filters, Hit
from qa.asked import Query
from qa.checker import Checker
from qa.choosing import choose
from qa.citing import cited, disputed
from qa.composing import compose
from qa.conflicts.disagreement import find_disagreements
from qa.conversation.answer_requests import refers
from qa.conversation.library_requests import About, asks_of_library
from qa.dates.dating import dated
from qa.evidence import unanswered_parts
from qa.generation import Generator
from qa.judging import Judged, nearest_first
from qa.language.people import people_in, pronouns_in
from qa.language.words import name_vocabulary
from qa.query import (
    check_history,
    turns_about_articles,
    understand,
    with_publishers_lacking,
)
from qa.reader import Reader
from qa.replies.about_library import reply
from qa.replies.last_answer import recall
from qa.replies.missing import find_missing
from qa.retrieval import retrieve
from qa.turning import with_turn
from qa.types import Answer, Event, Finished, History, Outcome, Sentence, Stage, Turn
from qa.weighing.reranking import Reranker, retrieve_reranked

PASSAGES_READ = 12
NO_READER = "the trained reader is not installed, so evidence is found by weaker signals"
NO_CHECKER = "the trained checker is not installed, so sentences pass fewer checks"
NEAREST_SHOWN = 3


class Answerer:
    """Answers questions over one library. Safe to use from several threads."""

    def __init__(
        self,
        library: Library,
        generator: Generator,
        reader: Reader | None = None,
        reranker: Reranker | None = None,
        checker: Checker | None = None,
    ) -> None:
        self.library = library
        self.generator = generator
        self.reader = reader
        self.reranker = reranker
        self.checker = checker

    def answer(self, question: str, history: History = (), within: Filters = ANYWHERE) -> Answer:
        """The answer to a question, with every sentence cited.

        Args:
            question: in English, one thing at a time answers best.
            history: earlier turns, oldest first, as ("user" | "assistant", text), or the answers.
            within: the only articles that may be used.

        Raises:
            UsageError: `within` names what the library has not, or days that no day is between.
            QuestionError: an empty or over-long question, or one that names nothing.
            HistoryError: turns that are not turns.
            GenerationError: the model or server failed.
        """
        for event in self.stream(question, history, within):
            if isinstance(event, Finished):
                return event.answer
        raise AssertionError("a stream ends with Finished")

    def stream(
        self, question: str, history: History = (), within: Filters = ANYWHERE
    ) -> Iterator[Event]:
        """The same, as it happens: stages, each checked sentence once ready, then Finished."""
        started = time.perf_counter()
        self.library.check_filters(within)
        turns = turns_about_articles(history)
        replied = self._reply(question, turns, within)
        if replied is not None:
            yield self._finished(replied, started)
            return
        yield Stage("searching")
        query = self._understand(question, history, within)
        recalled = self._recall(query, turns, within)
        if recalled is not None:
            yield from recalled.sentences
            yield self._finished(recalled, started)
            return

        hits = self._search(query, within)
        query = with_publishers_lacking(query, hits)
        yield Stage(f"reading {len(hits)} passages")
        judged, evidence = choose(query, hits, self.library, within, self.reader)

        sentences: list[Sentence] = []
        dropped = 0
        if evidence:
            yield Stage("writing")
            told = find_disagreements(query, evidence, judged, self.checker)
            shown = [item for item, _ in told]
            sources = [item.source for item in shown]
            composing = compose(query.standalone, shown, self.generator, self.checker)
            for composed, (item, sides) in zip(composing, told, strict=True):
                dropped += not composed.check.passed
                told_so = dated(cited(composed, sentences), query.standalone, item.revised)
                sentences.append(with_turn(told_so, sources))
                yield sentences[-1]
                if sides:
                    sentences.append(disputed(sides, sentences))
                    yield sentences[-1]
        answer = self._answer(query, within, sentences, dropped, hits, judged)
        yield self._finished(answer, started)

    def can_answer(self, question: str, within: Filters = ANYWHERE) -> bool:
        """Whether the articles answer a question, without wording the answer."""
        query, hits = self.find(question, within=within)
        return bool(choose(query, hits, self.library, within, self.reader)[1])

    def find(
        self, question: str, history: History = (), within: Filters = ANYWHERE
    ) -> tuple[Query, tuple[Hit, ...]]:
        """The question as it is understood, and the passages that are read for it.

        Raises as `answer` does, but for GenerationError.
        """
        self.library.check_filters(within)
        query = self._understand(question, history, within)
        hits = self._search(query, within)
        return with_publishers_lacking(query, hits), hits

    def _reply(self, question: str, turns: Sequence[Turn], within: Filters) -> Answer | None:
        """The reply of Footnote itself; None to a question that the articles are to answer."""
        about = asks_of_library(question)
        if about is None or (turns and refers(question)):
            return None
        wanted = () if about is About.THANKS else self.library.articles(within)
        return reply(about, question, self.library.there(wanted), within)

    def _recall(self, query: Query, turns: Sequence[Turn], within: Filters) -> Answer | None:
        """What the last answer cites; None where the question is not about that."""
        return recall(
            query.question,
            query.standalone,
            turns,
            within,
            lambda text: self._present(self.library.search(text, PASSAGES_READ, within)),
            lambda ids: self.library.there(self.library.those_of(ids, within)),
        )

    def _understand(self, question: str, history: History, within: Filters) -> Query:
        """The question made to stand alone, with names as the articles near it use them."""
        texts: list[str] = []
        if history:
            said = [turn.text for turn in reversed(check_history(history))]
            # The question and the newest turns first: of a long text only the beginning is read.
            asked = " ".join([question, *said])
            near = self.library.search(asked, PASSAGES_READ, within)
            texts = [hit.passage.text for hit in near]
        people = people_in(texts)
        return understand(
            question,
            history,
            publishers=self.library.publishers(),
            people=people,
            names=name_vocabulary(texts),
            pronouns=pronouns_in(texts, people),
            today=date.today(),
            newest=self.library.newest_day(),
        )

    def _search(self, query: Query, within: Filters) -> tuple[Hit, ...]:
        """Passages to read, the most likely first."""
        if self.reranker is None:
            return self._present(retrieve(query, self.library, PASSAGES_READ, within))
        return self._present(
            retrieve_reranked(query, self.library, PASSAGES_READ, self.reranker, within)
        )

    def _present(self, hits: tuple[Hit, ...]) -> tuple[Hit, ...]:
        """Those of the hits whose articles were not deleted since the library was refreshed."""
        articles = {hit.article.id: hit.article for hit in hits}
        there = {each.id for each in self.library.there(articles.values())}
        return tuple(hit for hit in hits if hit.article.id in there)

    def _answer(
        self,
        query: Query,
        within: Filters,
        sentences: list[Sentence],
        dropped: int,
        hits: tuple[Hit, ...],
        judged: Judged,
    ) -> Answer:
        """An answer of these sentences; of none, a refusal."""
        answered = bool(sentences)
        if answered:
            missing = unanswered_parts(query, judged)
        else:
            missing = find_missing(query, hits, self.library, within, judged.score)
        return Answer(
            question=query.question,
            standalone=query.standalone,
            outcome=Outcome.ANSWERED if answered else Outcome.NOT_FOUND,
            sentences=tuple(sentences),
            dropped=dropped,
            nearest=() if answered else nearest_first(hits, judged)[:NEAREST_SHOWN],
            notices=self._weaker_means(),
            within=within,
            score=judged.score,
            missing=missing,
        )

    def _finished(self, answer: Answer, started: float) -> Finished:
        """The end of a stream: the answer with the library's notices, and how long it took."""
        notices = self.library.notices + answer.notices
        return Finished(replace(answer, notices=notices, seconds=time.perf_counter() - started))

    def _weaker_means(self) -> tuple[str, ...]:
        """What is done by weaker means because a model is not there."""
        models = ((self.reader, NO_READER), (self.checker, NO_CHECKER))
        return tuple(notice for model, notice in models if model is None)
