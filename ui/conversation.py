"""The state of one visitor's conversation: its exchanges, in order.

The only mutable state of the page. An exchange is a frozen value that is replaced as its answer
arrives. "Stop" may come from another thread than the one that reads the answer; each change is one
assignment, and a lock is not possible, because gradio copies the initial state deeply.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum

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

    @property
    def turns(self) -> tuple[Turn, ...]:
        """The exchange as history for a later question; empty unless it was answered whole."""
        if self.answer is None:
            return ()
        return (Turn("user", self.question), Turn("assistant", _plain(self.answer)))


def _plain(answer: Answer) -> str:
    """The answer as it was said: without markers, which mean nothing in a later question."""
    return " ".join(sentence.text for sentence in answer.sentences) or answer.text


@dataclass(slots=True)
class Conversation:
    exchanges: list[Exchange] = field(default_factory=list)
    stopped: int = 0
    """Exchanges up to this number no longer run. A number of its own, and not a change to the
    exchange, so that an event that arrives at the same moment cannot undo a stop."""
    claimed: int = 0
    """Exchanges up to this number have been taken up by a stream."""

    def history(self, before: int) -> tuple[Turn, ...]:
        """The turns of every exchange before that number."""
        return tuple(turn for exchange in self.exchanges[: before - 1] for turn in exchange.turns)

    def begin(self, question: str) -> Exchange:
        """Stop what is running and add a new exchange."""
        self.stop()
        self.exchanges.append(Exchange(len(self.exchanges) + 1, question))
        return self.exchanges[-1]

    def claim(self) -> Exchange | None:
        """The newest exchange, to the first caller who asks for it; None to every other."""
        if self.claimed == len(self.exchanges):
            return None
        self.claimed = len(self.exchanges)
        return self.exchanges[-1]

    def stop(self) -> None:
        self.stopped = len(self.exchanges)

    def put(self, exchange: Exchange) -> None:
        self.exchanges[exchange.number - 1] = exchange

    def refuse(self, number: int, message: str) -> None:
        """End an exchange whose question could not be answered, with the reason."""
        exchange = self.exchanges[number - 1]
        self.put(replace(exchange, progress=Progress.REFUSED, message=message))

    def is_running(self, number: int) -> bool:
        return self.seen()[number - 1].progress is Progress.RUNNING

    def seen(self) -> tuple[Exchange, ...]:
        """The exchanges as a reader sees them: what was stopped does not run."""
        return tuple(
            replace(exchange, progress=Progress.STOPPED)
            if exchange.progress is Progress.RUNNING and exchange.number <= self.stopped
            else exchange
            for exchange in self.exchanges
        )
