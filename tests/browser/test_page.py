"""The page with a fake answerer: what a reader does, and what they see."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Serve, Visit
from tests.ui.fakes import ARTICLES, FakeAnswerer, FakeLibrary

FERRY = "How often will the harbour ferry run and who agreed on the new timetable?"
FARES = "Do the fares of 2.40 crowns stay until the end of the year?"
COUNCIL = "What did the council say about a picture and only words?"
UNKNOWN = "Who wrote the symphony?"

Shoot = Callable[[Page, str], None]


@pytest.fixture(scope="module")
def url(serve: Serve) -> str:
    return serve(FakeAnswerer(FakeLibrary(ARTICLES[:2])))


@pytest.fixture(scope="module")
def hostile_url(serve: Serve) -> str:
    return serve(FakeAnswerer())


@pytest.fixture
def slow(serve: Serve) -> tuple[str, threading.Event]:
    """A page whose answers wait before their last sentence until the event is set."""
    gate = threading.Event()
    return serve(FakeAnswerer(FakeLibrary(ARTICLES[:2]), gate)), gate


def ask(page: Page, question: str) -> None:
    page.fill("#question textarea", question)
    page.press("#question textarea", "Enter")


def answered(page: Page, number: int = 1) -> None:
    expect(page.locator(f"#exchange-{number}")).to_have_attribute("aria-busy", "false")


def test_ask_read_cite_and_open(url: str, visit: Visit, shoot: Shoot) -> None:
    page = visit(url)
    shoot(page, "fake-start")
    ask(page, FERRY)
    answered(page)
    sentences = page.locator(".fn-sentence")
    expect(sentences).to_have_count(2)
    expect(sentences.last).to_contain_text("agreed on the new timetable")
    expect(page.locator(".fn-quoted")).to_have_count(1)
    expect(page.locator("#question textarea")).to_have_value("")

    page.click("#marker-1-2")
    card = page.locator("#source-1-2")
    expect(card).to_be_in_viewport()
    expect(card).to_be_focused()
    quote = card.locator("mark").inner_text()
    assert quote in ARTICLES[0].text
    expect(card).to_contain_text("The Harbour Herald")
    expect(card).to_contain_text("2 April 2025")
    shoot(page, "fake-answer")

    card.locator(".fn-open").click()
    expect(page.locator("#reader")).to_be_visible()
    expect(page.locator("#reader mark")).to_have_text(quote)
    expect(page.locator("#reader mark")).to_be_in_viewport()
    expect(page.locator("#reader h2")).to_have_text(ARTICLES[0].label)
    shoot(page, "fake-article")
    page.keyboard.press("Escape")
    expect(page.locator("#reader")).to_be_hidden()
    expect(card.locator(".fn-open")).to_be_focused()

    card.locator(".fn-back").click()
    expect(page.locator("#marker-1-2")).to_be_focused()


def test_sentences_are_shown_as_they_come(
    slow: tuple[str, threading.Event], visit: Visit, shoot: Shoot
) -> None:
    url, gate = slow
    page = visit(url)
    ask(page, FERRY)
    expect(page.locator(".fn-sentence")).not_to_have_count(0)
    before = page.locator(".fn-sentence").count()
    expect(page.locator("#exchange-1")).to_have_attribute("aria-busy", "true")
    expect(page.locator(".fn-stage")).to_be_visible()
    expect(page.locator("#stop")).to_be_visible()
    expect(page.locator("#source-1-1")).to_be_visible()
    shoot(page, "fake-streaming")
    gate.set()
    answered(page)
    assert page.locator(".fn-sentence").count() == before + 1
    expect(page.locator("#stop")).to_be_hidden()
    expect(page.locator("#announcement [role=status]")).to_contain_text("Done: ")


def test_stop_keeps_what_has_arrived(slow: tuple[str, threading.Event], visit: Visit) -> None:
    url, gate = slow
    page = visit(url)
    ask(page, FERRY)
    expect(page.locator(".fn-sentence")).not_to_have_count(0)
    before = page.locator(".fn-sentence").count()
    page.click("#stop")
    answered(page)
    expect(page.locator(".fn-ended")).to_have_text("Stopped.")
    gate.set()
    ask(page, UNKNOWN)
    answered(page, 2)
    expect(page.locator("#exchange-1 .fn-sentence")).to_have_count(before)


def test_a_new_question_replaces_the_running_one(
    slow: tuple[str, threading.Event], visit: Visit
) -> None:
    url, gate = slow
    page = visit(url)
    ask(page, FERRY)
    expect(page.locator(".fn-sentence")).not_to_have_count(0)
    ask(page, FARES)
    expect(page.locator("#exchange-1 .fn-ended")).to_have_text("Stopped.")
    gate.set()
    answered(page, 2)
    page.wait_for_timeout(500)  # milliseconds, until the second stream is over too
    expect(page.locator("#exchange-2 .fn-sentence").first).to_contain_text("2.40 crowns")


def test_a_question_is_asked_of_chosen_articles_only(url: str, visit: Visit, shoot: Shoot) -> None:
    page = visit(url)
    expect(page.get_by_label("Publishers")).to_be_hidden()
    page.get_by_role("button", name="Only these articles").click()
    page.get_by_label("Publishers").fill("Northern")
    page.keyboard.press("Enter")
    page.get_by_label("From").fill("2025-04-01")
    ask(page, FERRY)
    answered(page)
    limits = page.locator("#exchange-1 .fn-limits")
    expect(limits).to_have_text("Only The Northern Post; from 1 April 2025")
    expect(page.locator("#sources")).to_contain_text("The Northern Post")
    expect(page.locator("#sources")).not_to_contain_text("The Harbour Herald")
    shoot(page, "fake-limits")

    page.get_by_label("Until").fill("soon")
    ask(page, FERRY)
    answered(page, 2)
    page.wait_for_timeout(500)  # milliseconds, until the stream that has nothing to do is over
    expect(page.locator("#exchange-2 .fn-ended")).to_contain_text("'soon' is no day")
    page.get_by_label("Until").fill("")
    page.get_by_label("From").fill("")
    page.get_by_label("Publishers").press("Backspace")
    ask(page, FERRY)
    answered(page, 3)
    expect(page.locator("#exchange-3 .fn-limits")).to_have_count(0)
    expect(page.locator("#exchange-3 .fn-sentence").last).to_contain_text("Okafor agreed")


def test_a_refusal_looks_different_and_shows_what_is_nearest(
    url: str, visit: Visit, shoot: Shoot
) -> None:
    page = visit(url)
    ask(page, UNKNOWN)
    answered(page)
    expect(page.locator(".fn-not-found-title")).to_have_text("The articles do not say.")
    expect(page.locator(".fn-sentence")).to_have_count(0)
    expect(page.locator(".fn-group-title")).to_have_text("Nearest passages")
    expect(page.locator(".fn-card")).to_have_count(2)
    page.click(".fn-show")
    expect(page.locator(".fn-card").first).to_be_focused()
    expect(page.locator(".fn-card mark")).to_have_count(1)
    nearly = page.locator(".fn-card mark").inner_text()
    page.locator(".fn-card .fn-open").first.click()
    expect(page.locator(".fn-article-text mark")).to_have_text(nearly)
    page.keyboard.press("Escape")
    shoot(page, "fake-refusal")


def test_an_older_answer_keeps_its_own_sources(url: str, visit: Visit) -> None:
    page = visit(url)
    ask(page, FERRY)
    answered(page)
    ask(page, FARES)
    answered(page, 2)
    expect(page.locator("#sources-2")).to_be_visible()
    expect(page.locator("#sources-1")).to_be_hidden()
    page.click("#marker-1-1")
    expect(page.locator("#sources-1")).to_be_visible()
    expect(page.locator("#source-1-1")).to_be_focused()
    expect(page.locator("#sources-2")).to_be_hidden()
    ask(page, "And the fares?")
    answered(page, 3)
    expect(page.locator("#exchange-3 .fn-searched")).to_contain_text("Searched for:")
    expect(page.locator("#sources-3")).to_be_visible()


def test_a_new_conversation_starts_empty(url: str, visit: Visit) -> None:
    page = visit(url)
    ask(page, FERRY)
    answered(page)
    page.click("#anew")
    expect(page.locator(".fn-exchange")).to_have_count(0)
    expect(page.locator(".fn-card")).to_have_count(0)
    expect(page.locator("#suggestions button").first).to_be_visible()
    expect(page.locator("#question textarea")).to_be_focused()
    ask(page, FARES)
    answered(page, 2)
    expect(page.locator(".fn-question")).to_have_text(FARES)


def test_a_stopped_answer_does_not_return(slow: tuple[str, threading.Event], visit: Visit) -> None:
    url, gate = slow
    page = visit(url)
    ask(page, FERRY)
    expect(page.locator(".fn-sentence")).not_to_have_count(0)
    page.click("#anew")
    expect(page.locator(".fn-exchange")).to_have_count(0)
    gate.set()
    ask(page, FARES)
    answered(page, 2)
    expect(page.locator(".fn-question")).to_have_text(FARES)


def test_two_visitors_do_not_see_each_other(url: str, visit: Visit) -> None:
    one, two = visit(url), visit(url)
    ask(one, FERRY)
    answered(one)
    ask(two, FARES)
    answered(two)
    expect(one.locator(".fn-question")).to_have_text(FERRY)
    expect(two.locator(".fn-question")).to_have_text(FARES)


def test_an_example_is_asked_with_one_click(url: str, visit: Visit) -> None:
    page = visit(url)
    suggestion = page.locator("#suggestions button").first
    question = suggestion.inner_text()
    suggestion.click()
    answered(page)
    expect(page.locator(".fn-question")).to_have_text(question)
    expect(page.locator("#suggestions")).to_be_hidden()


def test_what_articles_say_is_never_run(hostile_url: str, visit: Visit, shoot: Shoot) -> None:
    page = visit(hostile_url)
    ask(page, f"{COUNCIL} <img src=x onerror='window.hacked = 1'>")
    answered(page)
    expect(page.locator(".fn-sentence").first).to_contain_text("![a picture](http://elsewhere")
    expect(page.locator(".fn-card").first).to_contain_text("A title with <b>markup</b>")
    page.click(".fn-card .fn-open >> nth=0")
    expect(page.locator("#reader h2")).to_contain_text("<script>window.hacked = 1</script>")
    expect(page.locator("#reader")).to_contain_text("[click here](javascript:window.hacked=1)")
    assert page.evaluate("window.hacked") is None
    for place in ("#conversation", "#sources", "#reader", "#masthead"):
        assert page.locator(f"{place} :is(img, script, b, iframe)").count() == 0
    for place in ("#conversation", "#reader", "#masthead"):
        assert page.locator(f"{place} a").count() == 0  # addresses in what an article says
    hrefs = [link.get_attribute("href") for link in page.locator("#sources a").all()]
    assert not [href for href in hrefs if href and not href.startswith("http")]
    shoot(page, "fake-hostile")


def test_a_phone_needs_no_sideways_scrolling(url: str, visit: Visit, shoot: Shoot) -> None:
    page = visit(url, width=360, height=740)

    def overflow() -> int:
        return int(page.evaluate("document.documentElement.scrollWidth - innerWidth"))

    assert overflow() <= 0
    shoot(page, "fake-phone-start")
    ask(page, FERRY)
    answered(page)
    assert overflow() <= 0
    page.click("#marker-1-1")
    expect(page.locator("#source-1-1")).to_be_in_viewport()
    shoot(page, "fake-phone-source")
    conversation = page.locator("#conversation").bounding_box()
    sources = page.locator("#sources").bounding_box()
    assert conversation
    assert sources
    assert sources["y"] > conversation["y"] + conversation["height"]
    page.click("#source-1-1 .fn-open")
    expect(page.locator("#reader mark")).to_be_in_viewport()
    assert overflow() <= 0
    shoot(page, "fake-phone-article")


def contrast(page: Page, selector: str, behind: str) -> float:
    """WCAG 2 contrast ratio of an element's text and the background of another."""

    def luminance(element: str, style: str) -> float:
        colour = page.eval_on_selector(element, f"e => getComputedStyle(e).{style}")
        channels = [int(part) / 255 for part in re.findall(r"\d+", colour)[:3]]
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    bright, dim = sorted(
        (luminance(selector, "color"), luminance(behind, "backgroundColor")), reverse=True
    )
    return (bright + 0.05) / (dim + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_is_legible_in_light_and_dark(
    url: str, visit: Visit, shoot: Shoot, scheme: str
) -> None:
    page = visit(url, scheme=scheme)
    ask(page, FERRY)
    answered(page)
    page.mouse.move(0, 0)
    pairs = {
        ".fn-sentence": ".gradio-container",
        ".fn-status span": ".gradio-container",
        ".fn-show": ".gradio-container",
        ".fn-marker": ".fn-marker",
        ".fn-context": ".fn-card",
        ".fn-open": ".fn-card",
        "mark": "mark",
        "#ask": "#ask",
        "#anew": ".gradio-container",
    }
    weak = {text: round(contrast(page, text, behind), 2) for text, behind in pairs.items()}
    assert {text: ratio for text, ratio in weak.items() if ratio < 4.5} == {}
    background = page.eval_on_selector("body", "e => getComputedStyle(e).backgroundColor")
    assert (background == "rgb(22, 21, 19)") is (scheme == "dark")
    shoot(page, f"fake-{scheme}")


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.id || document.activeElement.className"))


def tab_to(page: Page, wanted: str) -> None:
    for _ in range(40):
        if re.search(wanted, focused(page)):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab never reaches {wanted}")


def test_everything_can_be_done_from_the_keyboard(url: str, visit: Visit) -> None:
    page = visit(url)
    page.locator("#question textarea").focus()
    page.keyboard.type(FERRY)
    page.keyboard.press("Enter")
    answered(page)
    page.evaluate("document.activeElement.blur()")
    tab_to(page, "marker-1-1")
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid"
    page.keyboard.press("Enter")
    expect(page.locator("#source-1-1")).to_be_focused()
    tab_to(page, "fn-open")
    page.keyboard.press("Enter")
    expect(page.locator("#reader")).to_be_visible()
    assert focused(page) == "reader-body"
    page.keyboard.press("Escape")
    expect(page.locator("#reader")).to_be_hidden()
    assert focused(page) == "fn-open"
    tab_to(page, "fn-back")
    page.keyboard.press("Enter")
    assert focused(page).startswith("marker-1-1") or "fn-marker" in focused(page)


def test_everything_has_a_name_and_a_place(url: str, visit: Visit) -> None:
    page = visit(url)
    ask(page, FERRY)
    answered(page)
    expect(page.get_by_role("textbox", name="Your question")).to_have_count(1)
    assert page.get_by_role("heading", level=1).all_inner_texts() == ["Footnote"]
    expect(page.get_by_role("main")).to_have_count(1)
    expect(page.get_by_role("complementary", name="Sources")).to_have_count(1)
    expect(page.get_by_role("region", name="Conversation")).to_have_count(1)
    expect(page.get_by_role("button", name="Source 1: The Harbour Herald")).to_be_visible()
    for button in page.get_by_role("button").all():
        assert button.inner_text().strip() or button.get_attribute("aria-label")
    expect(page.locator("footer:visible").filter(has_text="Gradio")).to_have_count(0)
    assert page.title() == "Footnote"
