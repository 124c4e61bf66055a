"""How own models run: batches of like size, several at once."""

from __future__ import annotations

import os
import threading

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from qa.models.own_weights import batches, side_by_side


@given(st.lists(st.integers(1, 50), max_size=40), st.integers(1, 120))
def test_batches_hold_everything_once_and_are_no_larger_than_allowed(
    sizes: list[int], most: int
) -> None:
    planned = list(batches(sizes, most))
    assert sorted(number for batch in planned for number in batch) == list(range(len(sizes)))
    for batch in planned:
        assert len(batch) == 1 or max(sizes[n] for n in batch) * len(batch) <= most


def test_where_cores_are_idle_items_are_scored_at_the_same_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    monkeypatch.setattr(torch, "get_num_threads", lambda: 1)
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    meeting = threading.Barrier(2, timeout=10)

    def score(item: int) -> int:
        meeting.wait()  # breaks unless another item is being scored
        return 10 * item

    assert side_by_side(score, [1, 2, 3, 4]) == [10, 20, 30, 40]


def test_where_one_operation_takes_every_core_they_are_scored_in_turn(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 4)
    monkeypatch.setattr(torch, "get_num_threads", lambda: 3)
    here = threading.current_thread()
    assert side_by_side(lambda _: threading.current_thread() is here, range(3)) == [True] * 3


def test_an_error_in_one_is_the_callers() -> None:
    with pytest.raises(ZeroDivisionError):
        side_by_side(lambda item: 1 // item, [1, 0, 1])
