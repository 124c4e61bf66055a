"""The page with the default models over the seeds: a whole visit."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from qa.answering import Answerer
from tests.browser.conftest import Serve, Visit

pytestmark = pytest.mark.model

QUESTION = "What did Lee and Ishiba agree on?"
UNANSWERABLE = "Who won the 2022 world cup?"
PATIENCE = 120_000
"""Milliseconds for an answer: a busy machine is slow, and slowness is measured elsewhere."""


def ask(page: Page, question: str, number: int) -> None:
    page.fill("#question textarea", question)
    page.press("#question textarea", "Enter")
    exchange = page.locator(f"#exchange-{number}")
    expect(exchange).to_have_attribute("aria-busy", "false", timeout=PATIENCE)


def test_a_visit(
    answerer: Answerer, serve: Serve, visit: Visit, shoot: Callable[[Page, str], None]
) -> None:
    page = visit(serve(answerer))
    shoot(page, "real-start")
    ask(page, QUESTION, 1)
    assert page.locator("#exchange-1 .fn-sentence").count() >= 4
    shoot(page, "real-answer")

    page.click("#marker-1-1")
    card = page.locator("#source-1-1")
    expect(card).to_be_in_viewport()
    quote = card.locator("mark").inner_text()
    assert any(quote in article.text for article in answerer.library.articles())
    card.locator(".fn-open").click()
    expect(page.locator("#reader mark")).to_have_text(quote)
    expect(page.locator("#reader mark")).to_be_in_viewport()
    shoot(page, "real-article")
    page.keyboard.press("Escape")

    ask(page, UNANSWERABLE, 2)
    refusal = page.locator("#exchange-2")
    expect(refusal).to_contain_text("The articles do not say.")
    assert refusal.locator(".fn-sentence").count() == 0
    shoot(page, "real-refusal")


def test_an_example_question_is_answered(answerer: Answerer, serve: Serve, visit: Visit) -> None:
    page = visit(serve(answerer))
    examples = page.locator(".fn-suggestion")
    expect(examples).to_have_count(4)
    examples.first.click()
    exchange = page.locator("#exchange-1")
    expect(exchange).to_have_attribute("aria-busy", "false", timeout=PATIENCE)
    assert exchange.locator(".fn-sentence").count() >= 1
