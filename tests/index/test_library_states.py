"""Whatever happens to a library, a search finds exactly what its records hold."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

import index.store
from index.derived import TERMS_NAME, VECTORS_NAME, Derived
from index.library import Library
from index.next_vectors import NextVectors
from index.records import Records
from tests.fakes import FakeEmbedder
from tests.index.making import make_article, write_articles

WORDS = ("river", "rice", "treaty", "summit", "virus", "tariff")
NAMES = ("a", "b", "c")
texts = st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(
    lambda words: f"The {' and the '.join(words)}."
)


class LibraryStates(RuleBasedStateMachine):
    """The library beside a plain dictionary of what it should hold."""

    @initialize()
    def start(self) -> None:
        self.place = Path(tempfile.mkdtemp())
        self.folder = write_articles(self.place / "news", always="The harbour.")
        self.files = {"always.txt": "The harbour."}
        self.expected: dict[str, str] = {}
        self.embedder = FakeEmbedder(dimension=64)
        self.library = Library.open(self.place / "library", self.embedder, create=True)

    def teardown(self) -> None:
        self.library.close()
        shutil.rmtree(self.place)

    def reopen(self) -> None:
        self.library.close()
        self.library = Library.open(self.place / "library", self.embedder)

    @rule(name=st.sampled_from(NAMES), text=texts)
    def write_file(self, name: str, text: str) -> None:
        write_articles(self.folder, **{name: text})
        self.files[f"{name}.txt"] = text

    @rule(name=st.sampled_from(NAMES))
    def delete_file(self, name: str) -> None:
        (self.folder / f"{name}.txt").unlink(missing_ok=True)
        self.files.pop(f"{name}.txt", None)

    @rule()
    def refresh(self) -> None:
        report = self.library.refresh(self.folder)
        assert set(report.added) == self.files.keys() - self.expected.keys()
        assert set(report.removed) == self.expected.keys() - self.files.keys()
        changed = {path for path, text in self.files.items() if self.expected.get(path) != text}
        assert set(report.changed) == changed - set(report.added)
        self.expected = dict(self.files)

    @rule(name=st.sampled_from(NAMES), text=texts)
    def add(self, name: str, text: str) -> None:
        self.library.add([make_article(f"{name}.txt", text)])
        self.expected[f"{name}.txt"] = text

    @rule(name=st.sampled_from(NAMES))
    def remove(self, name: str) -> None:
        ids = [each.id for each in self.library.articles() if each.path == f"{name}.txt"]
        self.library.remove(ids)
        self.expected.pop(f"{name}.txt", None)

    @rule(name=st.sampled_from(NAMES), text=texts, method=st.sampled_from(["update", "catch_up"]))
    def add_and_be_killed(self, name: str, text: str, method: str) -> None:
        def killed(*_: object) -> None:
            raise KeyboardInterrupt

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(Records if method == "update" else Derived, method, killed)
            with pytest.raises(KeyboardInterrupt):
                self.library.add([make_article(f"{name}.txt", text)])
        if method == "catch_up":  # the records were committed: the update has happened
            self.expected[f"{name}.txt"] = text
        self.reopen()

    @rule(
        # of a library as it happens to be: names and sizes of its files differ from run to run
        which=st.integers(0, 99),
        place=st.integers(0, 9999),
        bit=st.integers(0, 7),
        how=st.sampled_from(["flip", "cut", "delete"]),
    )
    def damage_an_index(self, which: int, place: int, bit: int, how: str) -> None:
        self.library.close()
        root = self.place / "library"
        paths = [*sorted((root / TERMS_NAME).glob("[!.]*")), root / VECTORS_NAME]
        paths = [path for path in paths if path.is_file()]
        if paths:
            path = paths[which % len(paths)]
            content = bytearray(path.read_bytes())
            path.unlink()  # a thread of Tantivy may map the old file still: cutting that is a crash
            if content and how != "delete":
                place = place * len(content) // 10000
                content[place] ^= 1 << bit
                path.write_bytes(content[:place] if how == "cut" else content)
        self.library = Library.open(root, self.embedder)

    @rule()
    def reopen_with_another_embedder(self) -> None:
        self.embedder = FakeEmbedder(f"{self.embedder.name}'", dimension=64)
        self.reopen()

    @rule(name=st.sampled_from(["'", "''"]))
    def reopen_with_another_embedder_and_be_killed(self, name: str) -> None:
        def killed(*_: object) -> None:
            raise KeyboardInterrupt

        self.library.close()
        other = FakeEmbedder(f"{self.embedder.name}{name}", dimension=64)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(index.store, "EMBEDDED_AGAIN_AT_ONCE", 1)
            patch.setattr(NextVectors, "take_over", killed)
            with pytest.raises(KeyboardInterrupt):
                Library.open(self.place / "library", other)
        self.library = Library.open(self.place / "library", self.embedder)

    @invariant()
    def a_search_finds_what_the_records_hold(self) -> None:
        held = {article.path: article.text for article in self.library.articles()}
        assert held == self.expected
        assert len(self.library) == len(held)
        for word in ("river", "tariff"):
            hits = self.library.search(word, limit=50)
            assert sorted(hit.article.path for hit in hits) == sorted(held)
            by_word = {hit.article.path for hit in hits if hit.bm25 > 0}
            assert by_word == {path for path, text in held.items() if word in text}
        for path, text in held.items():
            best = self.library.search(text, limit=50)[0]
            assert best.cosine == pytest.approx(1.0, abs=1e-5), path


TestLibraryStates = LibraryStates.TestCase
TestLibraryStates.settings = settings(
    max_examples=10,
    stateful_step_count=10,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
