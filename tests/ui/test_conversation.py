from __future__ import annotations

import copy

from qa.types import Finished, Stage
from tests.ui.fakes import FakeAnswerer
from ui.conversation import Conversation, Progress


def test_history_holds_whole_answers_without_markers() -> None:
    conversation = Conversation()
    first = conversation.begin("How often does the harbour ferry run?")
    answer = FakeAnswerer().answer(first.question)
    conversation.put(first.after(Finished(answer)))
    second = conversation.begin("And the fares?")
    conversation.put(second.after(Stage("searching")))
    third = conversation.begin("And the crew?")
    turns = conversation.history(before=third.number)
    assert [turn.role for turn in turns] == ["user", "assistant"]
    assert turns[0].text == "How often does the harbour ferry run?"
    assert turns[1].text.startswith("“The harbour ferry will run every ten minutes")
    assert "[1]" not in turns[1].text
    assert turns[1].answer == answer


def test_history_keeps_a_refusal() -> None:
    conversation = Conversation()
    first = conversation.begin("Who wrote the symphony?")
    conversation.put(first.after(Finished(FakeAnswerer().answer(first.question))))
    assert conversation.history(before=2)[1].text == "The articles do not say."


def test_a_new_question_stops_the_one_before() -> None:
    conversation = Conversation()
    conversation.begin("one")
    conversation.begin("two")
    assert [each.progress for each in conversation.seen()] == [Progress.STOPPED, Progress.RUNNING]
    assert conversation.is_running(2)
    assert not conversation.is_running(1)


def test_an_event_that_comes_late_cannot_undo_a_stop() -> None:
    conversation = Conversation()
    exchange = conversation.begin("one")
    conversation.stop()
    conversation.put(exchange.after(Stage("writing")))
    assert conversation.seen()[0].progress is Progress.STOPPED


def test_a_question_is_claimed_once() -> None:
    conversation = Conversation()
    assert conversation.claim() is None
    conversation.begin("one")
    conversation.begin("two")
    claimed = conversation.claim()
    assert claimed is not None
    assert claimed.question == "two"
    assert conversation.claim() is None


def test_every_visitor_can_be_given_a_copy() -> None:
    empty = Conversation()
    other = copy.deepcopy(empty)
    other.begin("one")
    assert empty.seen() == ()
