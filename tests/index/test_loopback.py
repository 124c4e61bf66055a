from __future__ import annotations

import pytest

from index.loopback import is_loopback, stays_here


@pytest.mark.parametrize(
    ("host", "loopback"),
    [
        ("127.0.0.1", True),
        ("127.1.2.3", True),
        ("::1", True),
        ("localhost", True),
        ("0.0.0.0", False),
        ("192.168.1.5", False),
        ("localhost.example", False),
    ],
)
def test_loopback_is_recognised(host: str, loopback: bool) -> None:
    assert is_loopback(host) is loopback


@pytest.mark.parametrize(
    ("url", "here"),
    [
        ("http://127.0.0.1:8000/v1", True),
        ("http://LOCALHOST:8000", True),
        ("http://[::1]:8000/v1", True),
        ("https://models.example/v1", False),
        ("http://127.0.0.1@models.example/v1", False),
        ("http://127.0.0.1.models.example", False),
        ("http://[::1", False),
        ("models.example", False),
        ("", False),
    ],
)
def test_a_url_of_this_machine_stays_here(url: str, here: bool) -> None:
    assert stays_here(url) is here
