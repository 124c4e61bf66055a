"""Questions about the last answer itself, answered from what it cites."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from index.errors import QuestionError
from index.library import Library
from index.types import ANYWHERE, Filters
from qa.answering import PASSAGES_READ, Answerer
from qa.conversation.answer_requests import Request, Wanted, refers
from qa.query import understand
from qa.replies.last_answer import NO_SPEAKER, NOTHING_ANSWERED, ONLY_NEAREST
from qa.types import Answer, History, Nearest, Outcome, Turn, Verdict
from qa.weighing.repeating import repeats
from qa.weighing.statements import statements
from tests.fakes import FakeEmbedder, FakeGenerator
from tests.qa.making import article, hits

BRIDGE = article(
    "Mayor Petra Novak said the old bridge in Brno will close for 12 weeks from Monday.\n"
    "Shops nearby fear for their trade.",
    "bridge.txt",
    publisher="Brno Daily",
)
COPY = article(
    "The old bridge in Brno will close for 12 weeks from Monday, Mayor Petra Novak said.\n"
    "Trams will turn at the market.",
    "copy.txt",
    publisher="Prague Post",
)
PIER = article(
    "Harbour master Ines Kolar visited the pier. “The pier needs 30 new piles,” she said.\n"
    "The repair of the pier costs 4 million crowns.",
    "pier.txt",
    publisher="Harbour Herald",
)
WEEKS = "How many weeks will the old bridge in Brno close?"
PILES = "How many new piles does the pier need?"
COST = "How many crowns does the repair of the pier cost?"


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library", FakeEmbedder(), create=True) as opened:
        opened.add([BRIDGE, COPY, PIER])
        yield opened


class SilentGenerator(FakeGenerator):
    """Fails the test when it is asked for anything."""

    def generate(self, *_: object) -> list[str]:
        raise AssertionError("no model may be asked")


def after(library: Library, question: str, as_text: bool = False) -> History:
    """The history of one answered question, as an Answer or as turns of text."""
    answer = Answerer(library, FakeGenerator()).answer(question)
    assert answer.outcome is Outcome.ANSWERED
    return [("user", question), ("assistant", answer.text)] if as_text else [answer]


def ask(library: Library, question: str, history: History, within: Filters = ANYWHERE) -> Answer:
    return Answerer(library, SilentGenerator()).answer(question, history, within)


def quotes(answer: Answer) -> list[str]:
    return [citation.quote for citation in answer.citations]


@pytest.mark.parametrize("as_text", [False, True])
@pytest.mark.parametrize(
    "question",
    ["Show me the sentence.", "show me the exact quote please", "Which article says that?",
     "Where does it say that?", "What is your source?", "How do you know?", "Really?"],
)  # fmt: skip
def test_the_cited_sentences_are_shown(library: Library, question: str, as_text: bool) -> None:
    shown = ask(library, question, after(library, WEEKS, as_text))
    assert {c.article.path for c in shown.citations} == {"bridge.txt", "copy.txt"}
    assert {s.verdict for s in shown.sentences} == {Verdict.QUOTED}
    for sentence in shown.sentences:
        (citation,) = sentence.citations
        assert sentence.text == f"“{citation.quote}”"
        assert citation.article.text[citation.start : citation.end] == citation.quote
    assert [c.number for c in shown.citations] == [1, 2]
    assert shown.question == question
    assert "12 weeks" in shown.standalone


@pytest.mark.parametrize("as_text", [False, True])
@pytest.mark.parametrize(
    ("question", "number"),
    [
        ("What does the second source say?", 2),
        ("Show me [2].", 2),
        ("What does [1] say exactly?", 1),
        ("Quote the first source", 1),
        ("And the other source?", 2),
        ("Show me the last quote", 2),
    ],
)
def test_one_source_is_shown_by_its_number(
    library: Library, question: str, number: int, as_text: bool
) -> None:
    history = after(library, WEEKS, as_text)
    every = ask(library, "Show me the sentences", history)
    shown = ask(library, question, history)
    assert quotes(shown) == [quotes(every)[number - 1]]


def test_a_source_that_there_is_not_is_not_made_up(library: Library) -> None:
    with pytest.raises(QuestionError, match="no source 9; ask for 1"):
        ask(library, "What does the ninth source say?", after(library, PILES))


@pytest.mark.parametrize("as_text", [False, True])
def test_who_said_that_is_the_speaker_in_the_source(library: Library, as_text: bool) -> None:
    shown = ask(library, "Who said that?", after(library, WEEKS, as_text))
    assert shown.standalone.startswith("Who said ")
    for sentence in shown.sentences:
        assert "Petra Novak" in sentence.text
        assert "Petra Novak" in sentence.answer
    assert not shown.notices


def test_a_speaker_who_is_she_is_named_by_the_sentence_before(library: Library) -> None:
    shown = ask(library, "And who said that?", after(library, PILES))
    (quote,) = quotes(shown)
    assert quote == PIER.text.partition("\n")[0]


def test_what_nobody_is_quoted_with_is_the_article_s(library: Library) -> None:
    shown = ask(library, "Who said that?", after(library, COST))
    assert quotes(shown) == ["The repair of the pier costs 4 million crowns."]
    assert NO_SPEAKER in shown.notices


def test_what_is_excluded_or_removed_since_is_not_shown(library: Library) -> None:
    history = after(library, WEEKS)
    shown = ask(library, "Show me the sentence", history, Filters(publishers=("Prague Post",)))
    assert {c.article.path for c in shown.citations} == {"copy.txt"}
    library.remove([COPY.id])
    shown = ask(library, "Show me the sentence", history)
    assert {c.article.path for c in shown.citations} == {"bridge.txt"}


def test_a_source_is_shown_among_more_copies_than_are_searched(tmp_path: Path) -> None:
    copies = [replace(BRIDGE, id=f"{n:016}", path=f"copy{n}.txt") for n in range(PASSAGES_READ + 2)]
    with Library.open(tmp_path / "copies", FakeEmbedder(), create=True) as opened:
        opened.add([*copies, BRIDGE])
        found = opened.search(BRIDGE.text.splitlines()[0], PASSAGES_READ)
        assert BRIDGE not in [hit.article for hit in found]
        before = Answerer(opened, FakeGenerator()).answer(
            WEEKS, within=Filters(articles=("bridge.txt",))
        )
        assert ask(opened, "Show me the sentence", [before]).citations == before.citations


def test_of_an_article_that_has_changed_nothing_is_shown(library: Library) -> None:
    history = after(library, PILES)
    library.add([replace(PIER, text=PIER.text.replace("30", "40"))])
    answer = Answerer(library, FakeGenerator()).answer("Show me the sentence", history)
    assert "30" not in answer.text


def test_a_sentence_can_be_asked_for_twice(library: Library) -> None:
    history = after(library, PILES)
    first = ask(library, "Show me the sentence", history)
    second = ask(library, "Who said that?", [*history, first])
    assert "Ines Kolar" in second.text
    third = Answerer(library, FakeGenerator()).answer(
        "Is the bridge in Brno closed?", [*history, first, second]
    )
    assert third.standalone == "Is the bridge in Brno closed?"


def test_after_a_refusal_there_is_no_sentence_to_show(library: Library) -> None:
    answerer = Answerer(library, FakeGenerator())
    refusal = answerer.answer("Who won the chess championship in Reykjavik?")
    assert refusal.outcome is Outcome.NOT_FOUND
    for history in ([refusal], [("user", refusal.question), ("assistant", refusal.text)]):
        answer = answerer.answer("Show me the sentence.", history)
        assert answer.told == NOTHING_ANSWERED


def test_text_of_no_article_shows_none(library: Library) -> None:
    history = [Turn("user", WEEKS), Turn("assistant", "Elephants parade every summer. [1]")]
    answer = Answerer(library, FakeGenerator()).answer("Which article says that?", history)
    assert answer.outcome is Outcome.NOT_FOUND


@pytest.mark.parametrize(
    "question",
    [
        "Show me the way to Brno",
        "Who said that the bridge would close?",
        "Which article says that Novak resigned?",
        "What does the article say about trams?",
        "What is the source of the river?",
        "Where is it?",
        "Is that true of Prague?",
        "What are the words of the anthem?",
        "Who reported the fire?",
        "What was the evidence?",
        "When was the phone published?",
    ],
)
def test_what_asks_the_articles_is_no_question_about_the_answer(question: str) -> None:
    assert refers(question) is None


@pytest.mark.parametrize(
    ("question", "spoken", "of_the_story"),
    [
        ("Who was the journalist?", "Who was shot in Brno? A journalist was shot.", True),
        ("Who was the journalist?", "Who was shot in Brno? Petra Novak was shot.", False),
        ("What is the evidence?", "The court heard evidence against Kolar.", True),
        ("What is the evidence for that?", "The court heard evidence against Kolar.", False),
        ("When is the date?", "The dates are set.", True),
        ("What was the sentence?", "Kolar’s sentence was cut.", True),
        ("Show me the sentence", "Kolar’s sentence was cut.", False),
        ("What is the source?", "A source told the Herald so.", False),
        ("Who is the reporter?", "Kolar is in Brno.", False),
    ],
)
def test_a_part_of_which_the_answer_speaks_is_of_the_story(
    question: str, spoken: str, of_the_story: bool
) -> None:
    assert (refers(question, spoken) is None) is of_the_story


def test_the_reporter_is_asked_for_of_the_answer() -> None:
    assert refers("Who is the reporter?") == Request(Wanted.BYLINE, of_it=True)


def test_who_was_the_journalist_is_asked_of_the_articles(library: Library) -> None:
    library.add([article("A journalist was shot in Brno on Monday.", "shot.txt")])
    answer = Answerer(library, FakeGenerator()).answer("Who was shot in Brno on Monday?")
    assert answer.outcome is Outcome.ANSWERED
    follow_up = understand("Who was the journalist?", [answer])
    assert follow_up.standalone.startswith("Who was the journalist (Brno")
    told = Answerer(library, FakeGenerator()).answer("Who was the journalist?", [answer])
    assert told.outcome is not Outcome.TOLD


@pytest.mark.parametrize(
    ("question", "request_"),
    [
        ("So who said that?", Request(Wanted.SPEAKER)),
        ("Says who?", Request(Wanted.SPEAKER)),
        ("According to whom?", Request(Wanted.SPEAKER)),
        ("Whose words are those?", Request(Wanted.SPEAKER)),
        ("Could you show me the 3rd source again?", Request(Wanted.SOURCE, 3)),
        ("source 12", Request(Wanted.SOURCE, 12)),
        ("[4]?", Request(Wanted.SOURCE, 4)),
        ("Are you sure?", Request(Wanted.SOURCE)),
        ("What is the evidence for that?", Request(Wanted.SOURCE)),
    ],
)
def test_what_is_asked_of_the_answer(question: str, request_: Request) -> None:
    assert refers(question) == request_


@pytest.mark.parametrize("as_text", [False, True])
def test_what_else_is_what_was_not_told(library: Library, as_text: bool) -> None:
    library.add(
        [
            article("Kolar promised a new pier to the union.", "one.txt"),
            article("Kolar did promise the union boats.", "two.txt"),
        ]
    )
    answerer = Answerer(library, FakeGenerator())
    question = "What did Kolar promise to the union?"
    first = answerer.answer(question, within=Filters(articles=("one.txt",)))
    assert {c.article.path for c in first.citations} == {"one.txt"}
    history = [("user", question), ("assistant", first.text)] if as_text else [first]
    more = answerer.answer("Tell me more", history)
    assert more.standalone == "What else did Kolar promise to the union?"
    assert {c.article.path for c in more.citations} == {"two.txt"}


@pytest.mark.parametrize(
    ("text", "repeated"),
    [
        ("Novak and Kolar agreed to meet again in Brno soon.", True),
        ("Novak and Kolar agreed to meet again because talks failed.", False),
        ("Novak and Kolar agreed to meet again, owing to pressure.", False),
        ("The talks about the bridge, the dam and the ferry failed.", False),
    ],
)
def test_saying_it_again_is_no_reason(text: str, repeated: bool) -> None:
    why = understand("Why did Novak and Kolar agreed to meet again?")
    (statement,) = statements(hits(article(text)))
    assert repeats(why, statement.source) is repeated
    assert not repeats(understand("When did Novak and Kolar meet?"), statement.source)


@pytest.mark.parametrize(
    ("question", "text", "repeated"),
    [
        ("Why did Novak resign?", "Novak lost a vote of confidence.", False),
        ("Why did Novak resign?", "Novak was ill.", False),
        ("Why did Novak suddenly resign?", "Novak resigned on Monday.", True),
        ("Why did Novak resign?", "Mayor Petra Novak resigned.", True),
        ("Why did Novak resign?", "Novak's resignation came on Monday.", True),
        ("Why did Novak leave Brno?", "Novak left the club.", True),
        ("Why did Novak leave Brno?", "Brno sacked Novak.", False),
        ("Why did prices rise?", "Prices rose in Brno.", True),
        ("Why was Novak arrested?", "Novak was detained on Monday.", True),
        ("Why was Novak arrested?", "Novak stole a car.", False),
        ("Why did prices rise?", "A drought ruined crops.", False),
        ("Why did the bridge close?", "The bridge was unsafe.", False),
        ("Why did the bridge close?", "The bridge closed in Brno.", True),
    ],
)
def test_a_short_reason_says_nothing_again(question: str, text: str, repeated: bool) -> None:
    (statement,) = statements(hits(article(text)))
    assert repeats(understand(question), statement.source) is repeated


@pytest.mark.parametrize(
    "question",
    [
        "Who wrote it?",
        "Who wrote that article?",
        "Who is the author?",
        "When was it published?",
        "How old is this article?",
        "What's the headline?",
        "And when did that come out?",
    ],
)
def test_bylines_of_the_articles_cited_are_told(library: Library, question: str) -> None:
    answer = Answerer(library, SilentGenerator()).answer(question, after(library, WEEKS))
    assert answer.outcome is Outcome.TOLD
    assert answer.standalone == question
    assert {line.split("”, ")[1] for line in answer.told.splitlines()} == {
        "no author stated, Brno Daily, no date stated",
        "no author stated, Prague Post, no date stated",
    }


def test_the_byline_of_one_source(library: Library) -> None:
    before = Answerer(library, FakeGenerator()).answer(WEEKS)
    second = before.citations[1].article.publisher
    answer = Answerer(library, SilentGenerator()).answer("Who wrote the second article?", [before])
    assert [p for p in ("Prague Post", "Brno Daily") if p in answer.told] == [second]


@pytest.mark.parametrize(
    "question",
    ["Who wrote the book?", "When was the bridge published?", "Who published it in Brno?"],
)
def test_other_authors_are_asked_of_the_articles(question: str) -> None:
    assert refers(question) is None


@pytest.mark.parametrize(
    "question", ["Who wrote the article?", "Show me the sentence", "Who said that?"]
)
def test_before_any_answer_there_is_nothing_to_show(library: Library, question: str) -> None:
    answerer = Answerer(library, SilentGenerator())
    assert answerer.answer(question).told == NOTHING_ANSWERED
    refused = Answer("Why?", "Why?", Outcome.NOT_FOUND, (), ())
    assert answerer.answer(question, history=[refused]).told == NOTHING_ANSWERED


def test_a_refusal_between_is_passed_over(library: Library) -> None:
    refused = Answer("Why?", "Why?", Outcome.NOT_FOUND, (), ())
    before = Answerer(library, FakeGenerator()).answer(COST)
    history = [before, refused]
    shown = Answerer(library, SilentGenerator()).answer("Show me the sentence", history)
    assert shown.citations == before.citations


def near(library: Library, path: str, quote: str) -> Nearest:
    """A passage of an article of the library with a sentence marked."""
    found = next(each for each in library.articles() if each.path == path)
    start = found.text.index(quote)
    passage = library.passages(found.id)[0]
    return Nearest(passage, found, 0.3, (start, start + len(quote)))


def test_of_a_refusal_what_it_marked_is_shown(library: Library) -> None:
    trade = near(library, "bridge.txt", "Shops nearby fear for their trade.")
    unmarked = replace(near(library, "pier.txt", "Ines Kolar"), likeliest=None)
    refused = Answer("Why?", "Why?", Outcome.NOT_FOUND, (), (trade, unmarked))
    before = Answerer(library, FakeGenerator()).answer(COST)
    for question in ("Show me the sentence", "show me the passages", "Show me the first source"):
        shown = ask(library, question, [before, refused])
        assert quotes(shown) == ["Shops nearby fear for their trade."]
        assert shown.notices == (ONLY_NEAREST,)
    speaker = ask(library, "Who said that?", [refused])
    assert speaker.notices == (ONLY_NEAREST, NO_SPEAKER)
    library.remove([trade.article.id])
    assert quotes(ask(library, "Show me the sentence", [before, refused])) == quotes(before)


def test_who_wrote_it_may_be_asked_of_a_book(library: Library) -> None:
    library.add([article("Eva Dahl wrote the novel about the pier in 1998.", "novel.txt")])
    answerer = Answerer(library, FakeGenerator())
    before = answerer.answer("When was the novel about the pier written?")
    assert before.outcome is Outcome.ANSWERED
    assert answerer.answer("Who wrote it?", history=[before]).outcome is not Outcome.TOLD
