"""Derived dates on the page: seen beside the words, told apart from them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from playwright.sync_api import Page, expect

from index.types import Article
from qa.dates.dating import dated
from qa.types import Sentence
from tests.browser.conftest import Serve, Visit
from tests.ui.fakes import FakeAnswerer, FakeLibrary, make_article

QUESTION = "Who leads the railway of Tolm?"
RAILWAY = make_article(
    "railway.txt",
    "Railway of Tolm\n"
    "Ada Holm took over the railway of Tolm on Monday, the company said, and leads it from now on. "
    "The railway of Tolm moved 40,000 passengers last week, a record since it opened.",
    title="Railway of Tolm",
    publisher="The Tolm Post",
    published=date(2025, 6, 10),
)


class DatingAnswerer(FakeAnswerer):
    def _sentences(self, found: list[tuple[Article, int, int]]) -> Iterator[Sentence]:
        for sentence in super()._sentences(found):
            yield dated(sentence, QUESTION)


def test_dates_stand_beside_the_words(
    serve: Serve, visit: Visit, shoot: Callable[[Page, str], None]
) -> None:
    page = visit(serve(DatingAnswerer(FakeLibrary((RAILWAY,)))))
    page.fill("#question textarea", QUESTION)
    page.press("#question textarea", "Enter")
    expect(page.locator("#exchange-1")).to_have_attribute("aria-busy", "false")
    quoted = page.locator(".fn-quoted p")
    expect(quoted).to_contain_text("on Monday (9 June 2025), the company said, and")
    monday = quoted.locator(".fn-derived").first
    expect(monday).to_have_attribute("title", "worked out from the article’s date, 10 June 2025")
    expect(page.locator(".fn-sentence").last).to_contain_text("last week (2–8 June 2025), a record")
    expect(page.locator(".fn-derived").filter(has_text="as of 10 June 2025")).to_have_count(2)
    styles = [
        place.evaluate("e => [getComputedStyle(e).fontStyle, getComputedStyle(e).color].join()")
        for place in (quoted, monday)
    ]
    assert styles[0].startswith("italic")
    assert styles[1].startswith("normal")
    assert styles[0].partition(",")[2] != styles[1].partition(",")[2]
    expect(page.locator(".fn-status")).to_contain_text("Dates in parentheses are worked out")
    shoot(page, "dates")
