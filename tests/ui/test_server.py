"""The web application without a browser: what it answers, and to whom."""

from __future__ import annotations

import json

import pytest
from starlette.testclient import TestClient

from index.errors import UsageError
from tests.ui.fakes import FakeAnswerer
from tests.ui.serving import build_quietly
from ui.listening import address, listen


@pytest.fixture(scope="module")
def client() -> TestClient:
    return TestClient(build_quietly(FakeAnswerer()), base_url="http://127.0.0.1")


def test_the_page_may_load_only_from_here(client: TestClient) -> None:
    from ui.server import CONTENT_POLICY

    response = client.get("/")
    assert response.status_code == 200
    assert response.headers["content-security-policy"] == CONTENT_POLICY
    assert "http" not in CONTENT_POLICY
    assert response.headers["referrer-policy"] == "no-referrer"


def test_the_icon_is_our_own(client: TestClient) -> None:
    response = client.get("/favicon.ico")
    assert response.headers["content-type"] == "image/svg+xml"
    assert response.text.startswith("<svg ")


def test_uploads_are_off(client: TestClient) -> None:
    files = {"files": ("a.txt", b"words")}
    assert client.post("/gradio_api/upload", files=files).status_code == 404
    assert client.get("/gradio_api/proxy=http://127.0.0.1/").status_code == 404


def test_another_name_for_this_machine_is_refused(client: TestClient) -> None:
    assert client.get("/", headers={"host": "elsewhere.example"}).status_code == 400
    assert client.get("/", headers={"host": "localhost:7860"}).status_code == 200


def test_nothing_is_shared_reported_or_offered_as_an_api(client: TestClient) -> None:
    config = client.get("/config").json()
    assert config["analytics_enabled"] is False
    assert config["footer_links"] == []
    assert client.get("/gradio_api/info").json()["named_endpoints"] == {}
    assert "fonts.googleapis" not in json.dumps(config)


def test_a_host_that_is_not_ours_is_refused() -> None:
    with pytest.raises(UsageError, match=r"cannot listen on 203\.0\.113\.9 port 7860 .*--host"):
        listen("203.0.113.9", 7860)


def test_the_address_can_be_opened() -> None:
    with listen("0.0.0.0", 0) as listener:
        assert address(listener) == f"http://127.0.0.1:{listener.getsockname()[1]}"
