from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from index.errors import UsageError
from index.types import ANYWHERE, Filters
from qa.types import Event, History, Stage
from tests.ui.fakes import ARTICLES, FakeAnswerer
from ui.conversation import Conversation, Progress
from ui.handlers import FAILED, begin, begin_anew, follow, open_article, stop

FERRY = "Who agreed on the new timetable of the harbour ferry?"


def test_sentences_arrive_one_by_one() -> None:
    conversation = Conversation()
    assert FERRY in begin(FERRY, conversation).conversation
    screens = list(follow(FakeAnswerer(), conversation))
    counts = [screen.conversation.count('class="fn-sentence') for screen in screens]
    assert counts[:2] == [0, 0]
    assert counts[2:5] == [1, 2, 3] or counts[2:4] == [1, 2]
    assert screens[0].announcement == "searching"
    assert screens[-1].announcement.startswith("Done: ")
    assert [screen.sources.count("fn-card") for screen in screens][2] >= 1


def test_announcements_are_escaped() -> None:
    conversation = Conversation()
    begin("What did the council say about a picture and only words?", conversation)
    spoken = [screen.announcement for screen in follow(FakeAnswerer(), conversation)]
    assert any("&lt;img" in each for each in spoken)
    assert not any("<" in each for each in spoken)


def test_a_follow_up_is_answered_with_the_turns_before_it() -> None:
    answerer, conversation = FakeAnswerer(), Conversation()
    for question in (FERRY, "And the fares?"):
        begin(question, conversation)
        list(follow(answerer, conversation))
    assert [question for question, _ in answerer.asked] == [FERRY, "And the fares?"]
    first, second = (history for _, history in answerer.asked)
    assert first == ()
    assert [turn.role for turn in second] == ["user", "assistant"]  # type: ignore[attr-defined]


def test_blank_questions_are_not_asked() -> None:
    conversation = Conversation()
    screen = begin("  \n ", conversation)
    assert screen.conversation == ""
    assert screen.announcement == "Type a question first."
    assert list(follow(FakeAnswerer(), conversation)) == []


def test_a_stopped_answer_keeps_what_has_arrived() -> None:
    conversation = Conversation()
    begin(FERRY, conversation)
    stream = follow(FakeAnswerer(), conversation)
    for screen in stream:
        if "fn-sentence" in screen.conversation:
            break
    assert "Stopped." in stop(conversation).conversation
    assert "Stopped." in [screen.conversation for screen in stream][-1]
    seen = conversation.seen()[0]
    assert seen.progress is Progress.STOPPED
    assert len(seen.sentences) == 1


def test_the_stream_of_a_replaced_question_answers_the_new_one() -> None:
    answerer, conversation = FakeAnswerer(), Conversation()
    begin(FERRY, conversation)
    old = follow(answerer, conversation)
    next(old)
    begin("Who wrote the symphony?", conversation)
    ended, *rest = old
    assert "Who wrote the symphony?" in ended.conversation
    assert "Stopped." in ended.conversation
    assert "fn-not-found" in rest[-1].conversation
    assert rest[-1].conversation.count("Stopped.") == 1
    assert list(follow(answerer, conversation)) == []


def test_a_cleared_conversation_stays_empty() -> None:
    conversation = Conversation()
    begin(FERRY, conversation)
    old = follow(FakeAnswerer(), conversation)
    next(old)
    assert begin_anew(conversation).conversation == ""
    assert [screen.conversation for screen in old] == [""]
    begin(FERRY, conversation)
    assert 'id="exchange-2"' in list(follow(FakeAnswerer(), conversation))[-1].conversation


def test_a_question_that_cannot_be_asked_says_why() -> None:
    conversation = Conversation()
    begin("x" * 1001, conversation)
    last = list(follow(FakeAnswerer(), conversation))[-1]
    assert "the question has 1001 characters; ask in 1000 or fewer" in last.conversation
    assert 'aria-busy="false"' in last.conversation


def test_limits_belong_to_the_question_they_were_set_for() -> None:
    answerer, conversation = FakeAnswerer(), Conversation()
    screen = begin(FERRY, conversation, ["The Northern Post"], "2025-04-03", None)
    assert "Only The Northern Post; from 3 April 2025" in screen.conversation
    last = list(follow(answerer, conversation))[-1]
    assert "Harbour Herald" not in last.sources
    begin(FERRY, conversation)
    last = list(follow(answerer, conversation))[-1]
    assert "Harbour Herald" in last.sources
    assert last.conversation.count("Only The Northern Post") == 1
    assert answerer.limits == [
        Filters(publishers=("The Northern Post",), since=date(2025, 4, 3)),
        ANYWHERE,
    ]


def test_a_day_that_is_none_is_refused_and_not_asked() -> None:
    answerer, conversation = FakeAnswerer(), Conversation()
    screen = begin(FERRY, conversation, [], None, "<b>soon</b>")
    assert "is no day; write it as 2024-04-18" in screen.conversation
    assert "&lt;b&gt;soon" in screen.conversation
    assert "<b>" not in screen.conversation + screen.announcement
    assert list(follow(answerer, conversation)) == []
    assert answerer.asked == []
    begin(FERRY, conversation)
    assert "fn-sentence" in list(follow(answerer, conversation))[-1].conversation


def test_limits_are_escaped() -> None:
    screen = begin(FERRY, Conversation(), ["<img src=x onerror=alert(1)>"])
    assert "<img" not in screen.conversation
    assert "Only &lt;img" in screen.conversation


class Broken(FakeAnswerer):
    def stream(
        self, question: str, history: History = (), within: Filters = ANYWHERE
    ) -> Iterator[Event]:
        yield Stage("searching")
        raise ZeroDivisionError("a secret of the machine")


def test_a_failure_ends_the_wait_and_keeps_its_details_in_the_log(
    caplog: pytest.LogCaptureFixture,
) -> None:
    conversation = Conversation()
    begin(FERRY, conversation)
    last = list(follow(Broken(), conversation))[-1]
    assert FAILED in last.conversation
    assert "secret" not in last.conversation
    assert "a secret of the machine" in caplog.text


def test_open_article_marks_the_passage() -> None:
    html = open_article(FakeAnswerer(), [ARTICLES[1].id, 51, 60])
    assert f"<mark>{ARTICLES[1].text[51:60]}</mark>" in html


class Strict(FakeAnswerer):
    class Library:
        def articles(self) -> tuple[()]:
            return ()

        def article(self, article_id: str) -> object:
            raise UsageError(f"no article {article_id!r}")

    def __init__(self) -> None:
        super().__init__()
        self.library = self.Library()  # type: ignore[assignment]


@pytest.mark.parametrize(
    "request_", [None, "id", [], ["id", "1", 2], ["<b>", -5, 10**9], {"id": 1}, [1, 2, 3]]
)
def test_what_the_browser_sends_is_not_trusted(request_: object) -> None:
    html = open_article(Strict(), request_)
    assert html == '<p class="fn-ended">There is no such article.</p>'
