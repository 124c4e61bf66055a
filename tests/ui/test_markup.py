from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.types import Article
from qa.types import NEAR_ANSWER, Answer, Citation, Finished, Outcome, Sentence, Stage, Verdict
from tests.ui.fakes import ARTICLES, FakeAnswerer, make_article
from ui.conversation import Exchange
from ui.markup import article_html, conversation_html, sources_html
from ui.markup.parts import is_web_address

HOSTILE = ARTICLES[2]
OURS = {
    *("article", "header", "footer", "section", "div", "p", "h2", "h3", "span", "q", "br"),
    *("blockquote", "button", "mark", "time", "a"),
}


class Elements(HTMLParser):
    """The tags, attributes and text of a piece of HTML."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.text = ""
        self.marked = ""
        self._in_mark = False
        self.feed(source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        self._in_mark = self._in_mark or tag == "mark"

    def handle_endtag(self, tag: str) -> None:
        self._in_mark = self._in_mark and tag != "mark"

    def handle_data(self, data: str) -> None:
        self.text += data
        self.marked += data if self._in_mark else ""


def exchange(question: str = "How often does the harbour ferry run?", number: int = 1) -> Exchange:
    made = Exchange(number, question)
    for event in FakeAnswerer().stream(question):
        made = made.after(event)
    return made


def citing(article: Article, text: str, quote: str, number: int = 1) -> Exchange:
    start = article.text.index(quote)
    citation = Citation(number, quote, start, start + len(quote), article)
    return Exchange(1, text, sentences=(Sentence(text, (citation,), Verdict.SUPPORTED),))


def test_markers_name_the_cards_of_their_own_answer() -> None:
    exchanges = [exchange(), exchange(number=2)]
    shown = Elements(conversation_html(exchanges))
    cards = Elements(sources_html(exchanges))
    targets = {value for name, value in shown.attributes if name == "data-card"}
    identities = [value for name, value in cards.attributes if name == "id"]
    assert {"source-1-1", "source-2-1"} <= targets <= set(identities)
    assert len(identities) == len(set(identities))


def test_only_the_newest_sources_are_visible() -> None:
    shown = sources_html([exchange(), exchange(number=2)])
    assert 'id="sources-1" data-exchange="1" hidden' in shown
    assert 'id="sources-2" data-exchange="2" aria' in shown


def test_the_quote_is_marked_within_its_paragraph() -> None:
    made = citing(ARTICLES[0], "Twelve.", "Two electric boats, built in Gdansk")
    cards = Elements(sources_html([made]))
    assert cards.marked == "Two electric boats, built in Gdansk"
    assert "Fares stay at 2.40 crowns" in cards.text


def test_a_quotation_looks_like_one() -> None:
    quoted = conversation_html([exchange()])
    assert '<blockquote class="fn-sentence fn-quoted"><p>“The harbour ferry' in quoted
    assert "in the words of The Harbour Herald" in quoted
    assert "““" not in quoted


def test_a_running_answer_shows_its_stage_and_is_busy() -> None:
    running = Exchange(1, "Why?").after(Stage("reading 12 passages"))
    html = conversation_html([running])
    assert 'aria-busy="true"' in html
    assert '<p class="fn-stage">reading 12 passages</p>' in html


def test_a_refusal_is_not_an_answer() -> None:
    made = exchange("Who wrote the symphony?")
    html = conversation_html([made])
    assert '<div class="fn-not-found">' in html
    assert "The articles do not say." in html
    assert "fn-sentence" not in html
    assert ">Nearest passages</h2>" in sources_html([made])
    assert "fn-missing" not in html


def test_what_is_nearly_answered_is_not_said_to_be_missing() -> None:
    answerer = FakeAnswerer()
    answerer.missing = NEAR_ANSWER
    made = Exchange(1, "Who wrote the symphony?")
    for event in answerer.stream(made.question):
        made = made.after(event)
    html = conversation_html([made])
    assert NEAR_ANSWER in html
    assert "The articles do not surely say." in html
    assert "No sentence in them answers" not in html
    assert "What comes nearest in them is highlighted" in html
    assert sources_html([made]).count("<mark>") == 1


def test_a_refusal_tells_what_is_missing_as_text() -> None:
    answerer = FakeAnswerer()
    answerer.missing = "No article names <b>Brno</b>."
    made = Exchange(1, "Who wrote the symphony?")
    for event in answerer.stream(made.question):
        made = made.after(event)
    html = conversation_html([made])
    assert '<p class="fn-missing">No article names &lt;b&gt;Brno&lt;/b&gt;.</p>' in html


def test_a_rewritten_question_is_shown() -> None:
    made = Exchange(2, "And the fares?")
    for event in FakeAnswerer().stream("And the fares?", [("user", "x"), ("assistant", "y")]):
        made = made.after(event)
    assert "Searched for: <q>The fares of the ferry timetable?</q>" in conversation_html([made])
    assert "Searched for" not in conversation_html([exchange()])


def test_a_question_pasted_by_mistake_does_not_fill_the_page() -> None:
    html = conversation_html([Exchange(1, "why " * 10_000)])
    assert len(html) < 2_000
    assert "why why…" in html.replace("why …", "why…")


def test_dropped_sentences_and_notices_are_said() -> None:
    answer = FakeAnswerer().answer("Who agreed on the new timetable of the harbour ferry?")
    shown = conversation_html([Exchange(1, "q").after(Finished(answer))])
    assert "1 drafted sentence was not supported and not shown." in shown


def test_hostile_text_stays_text() -> None:
    quote = HOSTILE.text.split("\n")[1]
    made = citing(HOSTILE, "<script>alert(1)</script> " + quote, quote)
    for html in (
        conversation_html([made]),
        sources_html([made]),
        article_html(HOSTILE, 0, 10),
    ):
        elements = Elements(html)
        assert set(elements.tags) <= OURS
        assert not any(name.startswith("on") for name, _ in elements.attributes)
        assert not any(name in ("href", "src") for name, _ in elements.attributes)
    assert "![a picture](http://elsewhere.example/p.png)" in Elements(sources_html([made])).text


@given(st.text(), st.text(), st.text(min_size=1))
def test_any_text_is_shown_as_it_is(question: str, title: str, text: str) -> None:
    article = make_article("a.txt", text, title, publisher=title, url=title)
    citation = Citation(1, text, 0, len(text), article)
    made = Exchange(1, question, sentences=(Sentence(text, (citation,), Verdict.SUPPORTED),))
    for html in (conversation_html([made]), sources_html([made]), article_html(article, 0, 1)):
        assert set(Elements(html).tags) <= OURS
    assert Elements(sources_html([made])).marked == text


def test_the_article_marks_the_quote_and_sets_furniture_back() -> None:
    article = ARTICLES[0]
    start = article.text.index("Nobody on")
    end = article.text.index("2.40")  # reaches into the next paragraph
    elements = Elements(article_html(article, start, end))
    assert elements.marked == article.text[start:end].replace("\n", "")
    assert '<p class="fn-furniture">Related stories</p>' in article_html(article, start, end)
    assert "<p>Fares stay at <mark>" not in article_html(article, 0, 5)


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("https://herald.example/a?b=1&c=2", True),
        ("http://herald.example", True),
        ("HTTPS://herald.example", True),
        ("javascript:alert(1)", False),
        ("java\nscript:alert(1)", False),
        ("https:javascript", False),
        ("//herald.example", False),
        ("data:text/html,x", False),
        (" https://herald.example", False),
        ("https://[broken", False),
        ("", False),
        (None, False),
    ],
)
def test_only_web_addresses_become_links(url: str | None, safe: bool) -> None:
    assert is_web_address(url) is safe
    article = make_article("a.txt", "some words", url=url)
    assert ("<a " in article_html(article, 0, 1)) is safe


def test_an_address_in_a_text_is_no_link() -> None:
    quote = "Read https://elsewhere.example/a or www.elsewhere.example, [here](http://b.example)."
    article = make_article("a.txt", f"Title\n{quote}", quote, publisher="www.elsewhere.example")
    made = citing(article, quote, quote)
    for html in (conversation_html([made]), sources_html([made]), article_html(article, 0, 1)):
        assert "a" not in Elements(html).tags
        assert "https://elsewhere.example/a" in Elements(html).text


def test_links_give_nothing_away() -> None:
    html = article_html(ARTICLES[0], 0, 1)
    assert 'href="https://herald.example/ferry?a=1&amp;b=2"' in html
    assert 'rel="noopener noreferrer nofollow"' in html


def test_what_footnote_says_of_its_library_hides_no_sources() -> None:
    told = Answer("q", "q", Outcome.TOLD, (), (), told="Here:\n- <b>A</b>")
    answered = Exchange(1, "Q").after(Finished(FakeAnswerer().answer("ferry timetable?")))
    both = [answered, Exchange(2, "What articles do you have?").after(Finished(told))]
    page = Elements(conversation_html(both))
    assert "<b>A</b>" in page.text
    assert set(page.tags) <= OURS
    assert 'id="sources-2"' not in sources_html(both)
    assert sources_html(both) == sources_html([answered])
