"""Articles that disagree, on the page: both sides seen, each with its sources."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from playwright.sync_api import Page, expect

from index.types import Article
from qa.types import Citation, Sentence, Side, Verdict
from tests.browser.conftest import Serve, Visit
from tests.ui.fakes import FakeAnswerer, FakeLibrary, make_article

QUESTION = "How many people were injured by the tram in Velm?"
REPORTS = [
    ("The Velm Paper", "Twelve people were injured when a tram left the rails in Velm on Monday."),
    ("Karst Post", "A tram left the rails in Velm near the quarry, and 15 people were injured."),
    (
        "The Call",
        "Police said that 12 people were injured by the tram that left the rails in Velm.",
    ),
]
ARTICLES = tuple(
    make_article(f"{number}.txt", f"Tram leaves the rails\n{text}", "Tram leaves the rails", name)
    for number, (name, text) in enumerate(REPORTS)
)


class DisputingAnswerer(FakeAnswerer):
    def _sentences(self, found: list[tuple[Article, int, int]]) -> Iterator[Sentence]:
        paper, post, call = (
            Citation(number, text, start, start + len(text), article)
            for number, (article, (_, text)) in enumerate(zip(ARTICLES, REPORTS, strict=True), 1)
            for start in [article.text.index(text)]
        )
        yield Sentence(paper.quote, (paper, call), Verdict.SUPPORTED, independent_sources=2)
        sides = (
            Side(
                "The Velm Paper reports “Twelve people were injured”, as does The Call",
                (paper, call),
            ),
            Side("Karst Post reports “15 people were injured”", (post,)),
        )
        text = f"{'; '.join(side.text for side in sides)}."
        yield Sentence(
            text, (paper, call, post), Verdict.QUOTED, independent_sources=3, sides=sides
        )


def test_both_sides_are_seen_and_lead_to_their_sources(
    serve: Serve, visit: Visit, shoot: Callable[[Page, str], None]
) -> None:
    page = visit(serve(DisputingAnswerer(FakeLibrary(ARTICLES))))
    page.fill("#question textarea", QUESTION)
    page.press("#question textarea", "Enter")
    expect(page.locator("#exchange-1")).to_have_attribute("aria-busy", "false")
    expect(page.locator(".fn-independent")).to_have_text("2 independent sources")
    told = page.locator(".fn-disagreement")
    expect(told).to_contain_text("The articles disagree")
    expect(told.locator("li")).to_have_count(2)
    shoot(page, "disagreement")
    told.locator("li").last.locator(".fn-marker").click()
    expect(page.locator("#source-1-2 mark")).to_have_text(REPORTS[1][1])
    expect(page.locator("#source-1-2")).to_be_in_viewport()
