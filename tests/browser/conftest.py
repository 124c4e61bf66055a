"""A real server, a real browser. Skipped, with the reason, where there is no Chromium.

TEST_CHROMIUM       path of the browser, if it is not found by name
REQUIRE_BROWSER=1   missing Chromium is a failure (set by .ci/run)
"""

from __future__ import annotations

import os
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.ui.serving import build_quietly
from ui.handlers import Answering

expect.set_options(timeout=15_000)  # milliseconds; 5 s are too few where both cores are busy
NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
ARTIFACTS = Path(__file__).parents[2] / "artifacts"

CHROMIUM = os.environ.get("TEST_CHROMIUM")
REQUIRED = os.environ.get("REQUIRE_BROWSER", "") not in ("", "0")

Serve = Callable[[Answering], str]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    path = CHROMIUM or next(filter(None, map(shutil.which, NAMES)), None)
    if path is None:
        reason = f"no Chromium: none of {', '.join(NAMES)} is installed"
        if REQUIRED:
            pytest.fail(reason)
        pytest.skip(reason)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def serve() -> Iterator[Serve]:
    """Serves the page for an answerer on a free port; returns its address."""
    from ui.listening import address, listen

    stops: list[Callable[[], None]] = []

    def start(answering: Answering) -> str:
        listener = listen("127.0.0.1", 0)
        app = build_quietly(answering)
        from ui.server import build_server

        server = build_server(app)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()

        def stop() -> None:
            server.should_exit = True
            thread.join(10)
            listener.close()

        stops.append(stop)
        _wait(lambda: server.started)
        return address(listener)

    yield start
    for stop in stops:
        stop()


def _wait(ready: Callable[[], bool], seconds: float = 20) -> None:
    end = time.monotonic() + seconds
    while not ready():
        assert time.monotonic() < end, "the server did not start"
        time.sleep(0.02)


Visit = Callable[..., Page]


@pytest.fixture
def visit(chromium: Browser) -> Iterator[Visit]:
    """Opens an address in a fresh browser; at the end, nothing may have failed or left home."""
    requests: list[str] = []
    failures: list[str] = []
    contexts = []

    def open_page(url: str, width: int = 1280, height: int = 860, scheme: str = "light") -> Page:
        context = chromium.new_context(
            viewport={"width": width, "height": height},
            color_scheme=scheme,  # type: ignore[arg-type]
            reduced_motion="reduce",
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.on("request", lambda request: requests.append(request.url))
        page.on("pageerror", lambda error: failures.append(str(error)))
        page.on("console", lambda said: failures.append(said.text) if said.type == "error" else 0)
        page.goto(url)
        page.wait_for_selector("#question textarea")
        page.wait_for_selector("#reader", state="attached")
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert requests
    assert [url for url in requests if not url.startswith(("http://127.0.0.1:", "data:"))] == []
    assert failures == []


@pytest.fixture
def shoot() -> Callable[[Page, str], None]:
    """Saves a screenshot in artifacts/."""

    def save(page: Page, name: str) -> None:
        ARTIFACTS.mkdir(exist_ok=True)
        page.screenshot(path=ARTIFACTS / f"{name}.png")

    return save
