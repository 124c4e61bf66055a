"""A real OpenAI-compatible server: `transformers serve` with the default generator, on loopback."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from index.settings import load_settings
from qa.generation import model_folder

STARTS_WITHIN = 120.0
"""Seconds; importing torch and transformers takes most of them."""


@dataclass(frozen=True, slots=True)
class Served:
    url: str
    model: str


@contextmanager
def serving(log: Path) -> Iterator[Served]:
    """The server while it runs; what it prints goes to `log`."""
    folder = model_folder(load_settings())
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [
        *(str(Path(sys.executable).parent / "transformers"), "serve"),
        *("--host", "127.0.0.1", "--port", str(port), "--device", "cpu", str(folder)),
    ]
    environment = os.environ | {"HF_HUB_OFFLINE": "1", "OMP_NUM_THREADS": "1"}
    with log.open("wb") as printed:
        process = subprocess.Popen(
            command, env=environment, stdout=printed, stderr=subprocess.STDOUT
        )
    try:
        _wait_for(f"http://127.0.0.1:{port}/health", process, log)
        yield Served(f"http://127.0.0.1:{port}/v1", str(folder))
    finally:
        process.terminate()
        process.wait(30)


def _wait_for(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < until and process.poll() is None:
        try:
            if httpx.get(address, timeout=2.0).is_success:
                return
        except httpx.TransportError:
            time.sleep(0.2)
    raise AssertionError(f"transformers serve did not start: {log.read_text()[-2000:]}")
