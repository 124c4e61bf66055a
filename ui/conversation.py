"""The state of one visitor's conversation: its exchanges, in order.

The only mutable state of the page. An exchange is a frozen value that is replaced as its answer
arrives. "Stop" may come from another thread than the one that reads the answer; each change is one
assignment, and a lock is not possible, because gradio copies the initial state deeply.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum

from index.types import ANYWHERE, Filters
from qa.types import Answer, Event, Finished, Sentence, Stage, Turn


class Progress(StrEnum):
    RUNNING = "running"
    FINISHED = "finished"
    STOPPED = "stopped"
    """By the reader, or by a newer question."""
    REFUSED = "refused"
    """The question could not be asked as it stands; `message` says why."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """One question and as much of its answer as has arrived."""

    number: int
    """Position in the conversation, from 1; makes the ids of its cards unique."""
    question: str
    within: Filters = ANYWHERE
    """The only articles that may be used."""
    progress: Progress = Progress.RUNNING
    stage: str = ""
    sentences: tuple[Sentence, ...] = ()
    answer: Answer | None = None
    message: str = ""

    def after(self, event: Event) -> Exchange:
        """The exchange once `event` has arrived."""
        match event:
            case Stage(text=text):
                return replace(self, stage=text)
            case Sentence():
                return replace(self, sentences=(*self.sentences, event))
            case Finished(answer=answer):
                return replace(
                    self, answer=answer, sentences=answer.sentences, progress=Progress.FINISHED
                )

    def refused(self, message: str) -> Exchange:
        """The exchange when its question could not be answered, with the reason."""
        return replace(self, progress=Progress.REFUSED, message=message)

    @property
    def turns(self) -> tuple[Turn, ...]:
        """The exchange as history for a later question; empty unless it was answered whole."""
        if self.answer is None:
            return ()
        return (Turn("user", self.question), Turn("assistant", _plain(self.answer), self.answer))


def _plain(answer: Answer) -> str:
    """The answer as it was said: without markers, which mean nothing in a later question."""
    return " ".join(sentence.text for sentence in answer.sentences) or answer.text


@dataclass(slots=True)
class Conversation:
    exchanges: dict[int, Exchange] = field(default_factory=dict)
    """By number, oldest first."""
    asked: int = 0
    """Number of the newest exchange. A cleared conversation counts on, so that a stream of before
    cannot be taken for one of after."""
    stopped: int = 0
    """Exchanges up to this number no longer run. A number of its own, and not a change to the
    exchange, so that an event that arrives at the same moment cannot undo a stop."""
    claimed: int = 0
    """Exchanges up to this number have been taken up by a stream."""

    def history(self, before: int) -> tuple[Turn, ...]:
        """The turns of every exchange before that number."""
        earlier = [each for each in list(self.exchanges.values()) if each.number < before]
        return tuple(turn for exchange in earlier for turn in exchange.turns)

    def begin(self, question: str, within: Filters = ANYWHERE) -> Exchange:
        """Stop what is running and add a new exchange."""
        self.stop()
        self.asked += 1
        exchange = Exchange(self.asked, question, within)
        self.exchanges[exchange.number] = exchange
        return exchange

    def claim(self) -> Exchange | None:
        """The newest exchange, to the first caller who asks for it; None to every other."""
        if self.claimed == self.asked:
            return None
        self.claimed = self.asked
        return self.exchanges.get(self.asked)

    def stop(self) -> None:
        self.stopped = self.asked

    def clear(self) -> None:
        """Stop, and forget every exchange."""
        self.stop()
        self.exchanges = {}

    def put(self, exchange: Exchange) -> None:
        """Replace the exchange of that number; one that was cleared away stays away."""
        if exchange.number in self.exchanges:
            self.exchanges[exchange.number] = exchange

    def is_running(self, number: int) -> bool:
        exchange = self.exchanges.get(number)
        running = exchange is not None and exchange.progress is Progress.RUNNING
        return running and number > self.stopped

    def seen(self) -> tuple[Exchange, ...]:
        """The exchanges as a reader sees them: what was stopped does not run."""
        return tuple(
            replace(exchange, progress=Progress.STOPPED)
            if exchange.progress is Progress.RUNNING and exchange.number <= self.stopped
            else exchange
            for exchange in list(self.exchanges.values())
        )
