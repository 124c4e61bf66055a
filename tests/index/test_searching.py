"""Several searches at once: who is found, with which scores, inside which filters."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from itertools import product
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import index.searching
from index.errors import LibraryBusyError, UsageError
from index.library import Library
from index.records import Records
from index.types import Article, Filters, Hit, Search
from tests.fakes import FakeEmbedder
from tests.index.making import make_article

WORDS = ("river", "rice", "treaty", "summit", "virus", "tariff")
PUBLISHERS = ("Harbour Post", "The Quay", "Quay Sports", None)
DAYS = (date(2031, 5, 1), date(2031, 5, 2), date(2031, 6, 1), None)


def fleet() -> list[Article]:
    """An article for each publisher and day, of two words that tell them apart."""
    articles = []
    for number, (publisher, day) in enumerate(product(PUBLISHERS, DAYS)):
        first, second = WORDS[number % 6], WORDS[(number * 5 + 1) % 6]
        text = f"The {first} and the {second} came up {number} times."
        article = make_article(f"{number:02}.txt", text)
        articles.append(replace(article, publisher=publisher, published=day))
    return articles


FLEET = fleet()


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    place = tmp_path_factory.mktemp("searching") / "library"
    with Library.open(place, FakeEmbedder(dimension=64), create=True) as opened:
        opened.add(FLEET)
        yield opened


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    return tmp_path / "library"


def opened(directory: Path) -> Library:
    return Library.open(directory, FakeEmbedder(), create=True)


def ids(hits: tuple[Hit, ...]) -> list[int]:
    return [hit.passage.id for hit in hits]


def paths(hits: tuple[Hit, ...]) -> set[str]:
    return {hit.article.path for hit in hits}


def inside(article: Article, within: Filters) -> bool:
    """What a filter means, said again."""
    names = [name.strip().lower() for name in within.publishers]
    day = article.published
    return (
        (not names or (article.publisher or "").lower() in names)
        and (not within.since or (day is not None and day >= within.since))
        and (not within.until or (day is not None and day <= within.until))
        and (not within.articles or bool({article.id, article.path} & {*within.articles}))
    )


texts = st.lists(st.sampled_from(WORDS), min_size=0, max_size=4).map(" ".join)
filters = st.builds(
    Filters,
    publishers=st.lists(
        st.sampled_from(["harbour post", " THE QUAY", "Quay Sports"]), max_size=2
    ).map(tuple),
    since=st.none() | st.sampled_from(DAYS[:3]),
    until=st.none() | st.sampled_from(DAYS[:3]),
    articles=st.just(())
    | st.lists(st.sampled_from([FLEET[0].id, "05.txt", "06.txt", "no such"]), max_size=3).map(
        tuple
    ),
)
searches = st.builds(Search, texts, filters)


@settings(max_examples=150, deadline=None)
@given(wanted=st.lists(searches, max_size=5), limit=st.integers(1, 4))
def test_every_row_has_every_passage_found_with_exact_scores(
    library: Library, wanted: list[Search], limit: int
) -> None:
    rows = library.search_all(wanted, limit)
    assert len(rows) == len(wanted)
    for search, row in zip(wanted, rows, strict=True):
        assert ids(row) == ids(rows[0])
        exact = {hit.passage.id: hit for hit in library.search(search.text, 1000)}
        assert len(exact) == len(FLEET)
        for hit in row:
            assert hit.bm25 == pytest.approx(exact[hit.passage.id].bm25, abs=1e-5)
            assert hit.cosine == pytest.approx(exact[hit.passage.id].cosine, abs=1e-5)
            assert hit.score == hit.cosine
            assert (hit.bm25 > 0) == any(word in hit.passage.text for word in search.text.split())


@settings(max_examples=150, deadline=None)
@given(search=searches, limit=st.integers(1, 20))
def test_a_search_finds_the_best_of_what_is_inside(
    library: Library, search: Search, limit: int
) -> None:
    found = library.search(search.text, limit, search.within)
    allowed = {article.path for article in FLEET if inside(article, search.within)}
    assert paths(found) <= allowed
    everywhere = library.search(search.text, 1000)
    for score in ("bm25", "cosine"):
        of_all = sorted(getattr(h, score) for h in everywhere if h.article.path in allowed)
        best = [each for each in of_all[::-1][:limit] if each > 0 or score == "cosine"]
        got = sorted((getattr(hit, score) for hit in found), reverse=True)
        assert got[: len(best)] == pytest.approx(best, abs=1e-5)


def test_no_searches(library: Library) -> None:
    assert library.search_all([], 5) == ()


@pytest.mark.parametrize("limit", [0, -1])
def test_a_limit_that_nothing_meets_is_refused(library: Library, limit: int) -> None:
    with pytest.raises(UsageError, match=f"is {limit}; give 1 or more"):
        library.search("river", limit)


def test_a_search_inside_nothing_still_scores_what_others_found(library: Library) -> None:
    nowhere = Search("rice", Filters(publishers=("No Such Paper",)))
    assert library.search_all([nowhere], 5) == ((),)
    rice, river = library.search_all([nowhere, Search("river")], 1)
    assert ids(rice) == ids(river) != []


def test_an_empty_library_has_empty_rows(directory: Path) -> None:
    with opened(directory) as library:
        inside_one = Search("river", Filters(articles=("a.txt",)))
        assert library.search_all([Search("river"), inside_one], 5) == ((), ())


def test_a_text_is_embedded_once(directory: Path) -> None:
    embedder = FakeEmbedder()
    with Library.open(directory, embedder, create=True) as library:
        library.add(FLEET)
        before = embedder.encoded
        quay = Filters(publishers=("The Quay",))
        one, two, three = library.search_all(
            [Search("river"), Search("river", quay), Search("rice came up", quay)], 2
        )
        assert embedder.encoded == before + 2
        assert one == two != three


def test_what_was_read_is_not_read_again(directory: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    quay = Search("river", Filters(publishers=("The Quay",)))
    with opened(directory) as library:
        library.add(FLEET)
        first = library.search_all([quay], 5)

        def refuse(*_: object) -> None:
            raise AssertionError("read again")

        monkeypatch.setattr(Records, "passages_by_id", refuse)
        monkeypatch.setattr(Records, "passage_ids_within", refuse)
        assert library.search_all([quay], 5) == first


def test_what_is_kept_in_memory_is_bounded(
    directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    days = [Search("rice", Filters(since=day)) for day in DAYS[:3]]
    with opened(directory) as library:
        library.add(FLEET)
        expected = [library.search_all([search], 3) for search in days]
    monkeypatch.setattr(index.searching, "PASSAGES_KEPT", 4)
    monkeypatch.setattr(index.searching, "FILTERS_KEPT", 1)
    with opened(directory) as library:
        for _ in range(2):
            assert [library.search_all([search], 3) for search in days] == expected
            assert len(library._read._inside) == 1
            assert len(library._read._passages) <= 4


def test_filters_follow_what_the_articles_state_now(directory: Path) -> None:
    article = replace(make_article("a.txt", "The river rose."), publisher="The Quay")
    quay = Filters(publishers=("The Quay",))
    with opened(directory) as library, opened(directory) as elsewhere:
        library.add([article])
        assert len(library.search("river", within=quay)) == 1
        elsewhere.add([replace(article, publisher="Harbour Post")])
        assert library.search("river", within=quay) == ()
        (hit,) = library.search("river", within=Filters(publishers=("harbour post",)))
        assert hit.article.publisher == "Harbour Post"
        elsewhere.remove([article.id])
        assert library.search("river") == ()


def test_threads_search_inside_filters_while_articles_change(directory: Path) -> None:
    quay = Filters(publishers=("The Quay",))
    both = [Search("river"), Search("rice rose", quay)]
    steady = replace(make_article("steady.txt", "The river rose."), publisher="The Quay")
    versions = [
        replace(make_article("a.txt", f"Rice rose {n} times. The river fell."), publisher=name)
        for n, name in enumerate(["The Quay", "Harbour Post"])
    ]
    with opened(directory) as library:
        library.add([steady])
        stop = threading.Event()

        def search() -> None:
            while not stop.is_set():
                river, rice = library.search_all(both, 5)
                assert ids(river) == ids(rice)
                assert "steady.txt" in paths(river)
                for hit in library.search("rice rose", within=quay):
                    assert hit.article.publisher == "The Quay"
                    start, end = hit.passage.start, hit.passage.end
                    assert hit.article.text[start:end] == hit.passage.text

        with ThreadPoolExecutor(3) as pool:
            searches = [pool.submit(search) for _ in range(3)]
            try:
                for _ in range(4):
                    for version in versions:
                        library.add([version])
                    library.remove([versions[0].id])
            finally:
                stop.set()
        for each in searches:
            each.result()


def test_another_model_s_vectors_are_not_compared(
    directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another process embeds again between the search in the indexes and the records' reading."""
    with opened(directory) as library:
        library.add(FLEET[:2])
        narrow = np.ones((2, 3), dtype=np.float32), np.arange(2)
        monkeypatch.setattr(Records, "sentence_vectors", lambda self, ids: narrow)
        with pytest.raises(LibraryBusyError, match="ask again in a moment"):
            library.search("river")
