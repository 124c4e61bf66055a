"""Lexical search: BM25 over passages in a Tantivy index, derived from the records.

Tantivy's BM25 has k1 = 1.2 and b = 0.75 (Robertson and Zaragoza, "The Probabilistic Relevance
Framework: BM25 and Beyond", 2009). Questions are analysed into terms and never parsed as a query
language, so no question can be a syntax error.
"""

from __future__ import annotations

import re
import shutil
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

import numpy as np
import tantivy
from numpy.typing import NDArray
from tantivy import Filter, Occur, Query, TextAnalyzerBuilder, Tokenizer

from index.files import NEVER, UnsealedError, check_seal, seal

ANALYSIS = 1
"""Raise this when the same text would be analysed into other terms: the index is then rebuilt."""
ANALYZER_NAME = "footnote"
WRITER_BYTES = 64_000_000
QUERY_TERMS = 512
"""More distinct terms than any question has; bounds the time that pasted text can take."""
QUERIES_KEPT = 32
WIDE = 16
"""A filter that leaves at least one passage in so many is searched from outside; see `search`."""

# Letters and digits with their marks; decimals stay whole, so "2.4" is not a 2 and a 4.
TOKEN = r"\d+(?:\.\d+)+|[\p{L}\p{N}\p{M}]+"
APOSTROPHES = re.compile("[\u2018\u2019\u02bc\uff07`\u00b4]")
POSSESSIVE = re.compile(r"(?<=\w)'s\b", re.IGNORECASE)
WITHIN_WORD = re.compile(r"(?<=\w)'(?=\w)")
INITIALISM = re.compile(r"\b(?:[^\W\d_]\.)+(?:[^\W\d_]\b\.?|(?<=\..\.))")
THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
HYPHENS = re.compile("[\u2010\u2011]")
COMPOUND = re.compile(r"\w+(?:-\w+)+")


def normalized(text: str) -> str:
    """`text` with one spelling for what writers spell in several ways.

    "Korea’s" -> "Korea", "O’Brien" -> "OBrien", "U.S." -> "US", "1,000" -> "1000"; compatibility
    forms (ligatures, full-width letters) become plain ones. Case and accents are left to the
    analyzer.
    """
    text = unicodedata.normalize("NFKC", text)
    text = HYPHENS.sub("-", APOSTROPHES.sub("'", text))
    text = WITHIN_WORD.sub("", POSSESSIVE.sub("", text))
    text = INITIALISM.sub(lambda match: match[0].replace(".", ""), text)
    return THOUSANDS.sub("", text)


class Terms:
    """BM25 search over passages by id, kept in a folder of its own.

    `generation` is the generation of the records that the folder was last brought up to.
    """

    def __init__(self, directory: Path, index: tantivy.Index, generation: int) -> None:
        self._directory = directory
        self._index = index
        self._schema = index.schema
        self._analyzer = _analyzer()
        index.register_tokenizer(ANALYZER_NAME, self._analyzer)
        index.reload()
        self._searcher = index.searcher()
        # A question is searched for, inside filters too, and scored: it is analysed once.
        self._query = lru_cache(QUERIES_KEPT)(self._analysed)
        self.generation = generation

    @classmethod
    def create(cls, directory: Path) -> Terms:
        """An empty index, replacing whatever is in `directory`."""
        if directory.exists():
            shutil.rmtree(directory)
        directory.mkdir(parents=True)
        return cls(directory, tantivy.Index(_schema(), path=str(directory)), NEVER)

    @classmethod
    def open(cls, directory: Path, identity: str) -> Terms:
        """The index that was derived from the records called `identity`.

        Raises:
            UnsealedError: missing, damaged, half written, or derived from something else.
        """
        facts = check_seal(directory)
        generation = facts.get("generation")
        if not isinstance(generation, int):
            raise UnsealedError(f"damaged seal (generation {generation!r})")
        if facts.get("identity") != identity or facts.get("analysis") != ANALYSIS:
            raise UnsealedError("made from other records or by another version")
        try:
            index = tantivy.Index.open(str(directory))
        except (OSError, ValueError) as error:
            raise UnsealedError(str(error)) from error
        return cls(directory, index, generation)

    def __len__(self) -> int:
        return int(self._searcher.num_docs)

    def ids(self) -> NDArray[np.int64]:
        """Every passage id in the index, ascending."""
        if not len(self):
            return np.empty(0, dtype=np.int64)
        hits = self._searcher.search(Query.all_query(), len(self), count=False).hits
        return np.sort(np.array(_ids(self._searcher, [each for _, each in hits]), dtype=np.int64))

    def update(
        self,
        added: Iterable[tuple[int, str]],
        removed: Iterable[int],
        *,
        identity: str,
        generation: int,
    ) -> None:
        """Add (passage id, text) pairs, remove ids, and seal the result as of `generation`."""
        writer = self._index.writer(WRITER_BYTES, 1)
        try:
            gone = list(removed)
            if gone:
                writer.delete_documents_by_query(Query.term_set_query(self._schema, "id", gone))
            for identifier, text in added:
                content = self._searchable(text)
                writer.add_document(tantivy.Document(id=identifier, content=content))
            writer.commit()
            writer.garbage_collect_files()
        except BaseException:
            writer.rollback()
            writer.garbage_collect_files()
            raise
        finally:
            # Merges may go on after the commit; the seal must describe the files that stay.
            writer.wait_merging_threads()
        seal(
            self._directory,
            {"identity": identity, "generation": generation, "analysis": ANALYSIS},
        )
        self._index.reload()
        self._searcher = self._index.searcher()
        self.generation = generation

    def search(
        self, question: str, limit: int, within: NDArray[np.int64] | None = None
    ) -> list[tuple[int, float]]:
        """(passage id, BM25) of the best passages that hold a term of `question`, best first.

        Only the passages `within`, ascending ids, are searched, when that is given; it changes no
        score.
        """
        query = self._query(question)
        if query is None or not len(self):
            return []
        if within is None:
            return self._best(query, limit)
        if len(within) * WIDE >= len(self):
            # Quicker than telling so many ids to the index: more of everything, less what is out.
            taken = 2 * limit * len(self) // len(within)
            everywhere = self._best(query, taken)
            ids = np.array([identifier for identifier, _ in everywhere], dtype=np.int64)
            places = np.minimum(np.searchsorted(within, ids), len(within) - 1)
            inside = within[places] == ids
            found = [each for each, is_inside in zip(everywhere, inside, strict=True) if is_inside]
            if len(found) >= limit or len(everywhere) < taken:
                return found[:limit]
        return self._among(query, limit, within)

    def scores(self, question: str, ids: NDArray[np.int64]) -> list[float]:
        """BM25 of each of these passages; 0.0 for one that holds no term of `question`."""
        query = self._query(question)
        found = {} if query is None else dict(self._among(query, len(ids), ids))
        return [found.get(identifier, 0.0) for identifier in ids.tolist()]

    def _best(self, query: Query, limit: int) -> list[tuple[int, float]]:
        """(passage id, score) of the best `limit` that match, best first."""
        hits = self._searcher.search(query, limit, count=False).hits
        ids = _ids(self._searcher, [address for _, address in hits])
        return [(identifier, score) for identifier, (score, _) in zip(ids, hits, strict=True)]

    def _among(self, query: Query, limit: int, ids: NDArray[np.int64]) -> list[tuple[int, float]]:
        """The same among the passages `ids`; scores are as without."""
        if not len(self) or not len(ids):
            return []
        # Both must match, and the second adds nothing to the score of the first.
        inside = Query.term_set_query(self._schema, "id", ids.tolist())
        silent = Query.const_score_query(inside, 0.0)
        return self._best(Query.boolean_query([(Occur.Must, query), (Occur.Must, silent)]), limit)

    def _searchable(self, text: str) -> str:
        """Normalized text followed by its compounds written as one word."""
        text = normalized(text)
        return " ".join([text, *(_joined(match[0]) for match in COMPOUND.finditer(text))])

    def _analysed(self, question: str) -> Query | None:
        text = normalized(question)
        clauses = {}
        for compound in COMPOUND.findall(text):
            parts = [self._term(term) for term in self._analyzer.analyze(compound)]
            whole = [self._term(term) for term in self._analyzer.analyze(_joined(compound))]
            if parts and whole:
                # "G-7" must find "G7", but count no more than one spelling of it.
                clauses[compound] = Query.disjunction_max_query([_any(parts), *whole])
        for term in self._analyzer.analyze(COMPOUND.sub(" ", text)):
            clauses[term] = self._term(term)
        kept = list(clauses.values())[:QUERY_TERMS]
        return _any(kept) if kept else None

    def _term(self, term: str) -> Query:
        return Query.term_query(self._schema, "content", term, "freq")


def _ids(searcher: tantivy.Searcher, addresses: list[tantivy.DocAddress]) -> list[int]:
    return [int(value or 0) for value in searcher.fast_field_values("id", addresses)]


def _any(queries: list[Query]) -> Query:
    return Query.boolean_query([(Occur.Should, query) for query in queries])


def _joined(compound: str) -> str:
    return compound.replace("-", "")


def _analyzer() -> tantivy.TextAnalyzer:
    return (
        TextAnalyzerBuilder(Tokenizer.regex(TOKEN))
        .filter(Filter.remove_long(64))
        .filter(Filter.lowercase())
        .filter(Filter.ascii_fold())
        .filter(Filter.stopword("english"))
        .filter(Filter.stemmer("english"))
        .build()
    )


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_integer_field("id", indexed=True, fast=True)
    builder.add_text_field("content", tokenizer_name=ANALYZER_NAME, index_option="freq")
    return builder.build()
