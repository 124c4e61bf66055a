"""Every benchmark, one after the other: `make bench`."""

from __future__ import annotations

from tests.bench import answer_latency, search_latency

answer_latency.main(3)
search_latency.main(8_000)
