"""What a person is told about filters that nothing can meet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime

import pytest

from index.errors import UsageError
from index.library import Library
from index.types import Filters
from tests.fakes import FakeEmbedder
from tests.index.making import make_article

RIVER = replace(make_article("north/river.txt", "The river rose."), publisher="Harbour Post")
RICE = replace(make_article("rice.txt", "Rice fell."), publisher="Quay News - Sports")


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    place = tmp_path_factory.mktemp("filters") / "library"
    with Library.open(place, FakeEmbedder(), create=True) as opened:
        opened.add([RIVER, RICE])
        yield opened


@pytest.mark.parametrize(
    "within",
    [
        Filters(),
        Filters(publishers=("harbour post ", "QUAY NEWS - SPORTS")),
        Filters(articles=(RIVER.id, "rice.txt")),
        Filters(since=date(2031, 5, 1), until=date(2031, 5, 1)),
        Filters(until=date(1, 1, 1)),
    ],
)
def test_filters_that_can_be_met(library: Library, within: Filters) -> None:
    library.check_filters(within)


@pytest.mark.parametrize(
    ("within", "message"),
    [
        (Filters(publishers=("Harbor Post",)), "no publisher 'Harbor Post'.*'Harbour Post'"),
        (Filters(publishers=("Harbour Post", "quay news")), "'quay news'.*'Quay News - Sports'"),
        (Filters(publishers=("Zzz",)), "'Zzz' in this library; list them with: footnote articles"),
        (Filters(publishers=("",)), "no publisher ''"),
        (Filters(articles=("river.txt",)), "no article 'river.txt'.*'north/river.txt'"),
        (Filters(articles=("RICE.txt",)), "no article 'RICE.txt'.*'rice.txt'"),
        (Filters(since=date(2031, 5, 2), until=date(2031, 5, 1)), "2031-05-02.*swap"),
        (Filters(publishers="Harbour Post"), "publishers is 'Harbour Post'; it takes a tuple"),  # type: ignore[arg-type]
        (Filters(articles=["rice.txt"]), "articles is .*; it takes a tuple"),  # type: ignore[arg-type]
        (Filters(since="2031-05-01"), "since is '2031-05-01'; it takes a datetime.date"),  # type: ignore[arg-type]
        (Filters(until=datetime(2031, 5, 1)), "until is .*; it takes a datetime.date"),
    ],
)
def test_filters_that_cannot(library: Library, within: Filters, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        library.check_filters(within)
