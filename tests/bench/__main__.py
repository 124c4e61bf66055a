"""Every benchmark, one after the other: `make bench`."""

from __future__ import annotations

from tests.bench import answer_latency, search_latency, search_scale

if __name__ == "__main__":  # search_scale starts a process, which imports this file again
    answer_latency.main(3)
    search_latency.main()
    search_scale.main()
