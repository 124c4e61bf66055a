from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from index.files import UnsealedError
from index.terms import Terms, normalized


@pytest.fixture
def terms(tmp_path: Path) -> Terms:
    return Terms.create(tmp_path / "terms")


def fill(terms: Terms, *texts: str) -> None:
    terms.update(enumerate(texts, start=1), [], identity="records", generation=1)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("korea", "Korea’s president spoke"),
        ("Korea's", "the presidents of Korea spoke"),
        ("O'Brien", "Mr. O’Brien spoke"),
        ("OBrien", "Mr. O’Brien spoke"),
        ("U.S.", "the US delegation"),
        ("US", "the U.S. delegation"),
        ("U.S", "the U.S. delegation"),
        ("U.N.", "at the U.N.-backed talks"),
        ("UN", "at the U.N.-backed talks"),
        ("G7", "the G-7 summit"),
        ("G-7", "the G7 summit"),
        ("Jae-myung", "Lee Jae-myung spoke"),
        ("Jae myung", "Lee Jae-myung spoke"),
        ("Jaemyung", "Lee Jae-myung spoke"),
        ("Jae-myung", "Lee Jae Myung spoke"),
        ("Jae‑myung", "Lee Jae-myung spoke"),
        ("Sao Paulo", "in São Paulo"),
        ("São Paulo", "in Sao Paulo"),
        ("Sa\u0303o", "in São Paulo"),
        ("agreements", "they agreed to agree on an agreement"),
        ("visits", "he is visiting Tokyo"),
        ("1000", "about 1,000 people"),
        ("1,000,000", "about 1000000 people"),
        ("2.4", "grew by 2.4 percent"),
        ("ＴＯＫＹＯ", "in Tokyo"),
        ("東京", "in 東京 today"),
    ],
)
def test_spellings_that_mean_the_same_meet(terms: Terms, question: str, text: str) -> None:
    fill(terms, "nothing like it", text)
    assert [identifier for identifier, _ in terms.search(question, 5)] == [2]


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("2", "grew by 2.4 percent"),
        ("cooperate", "the corporation"),
        ("the of and to", "the end of the road and to the sea"),
        ("", "anything"),
        ("?!", "anything"),
    ],
)
def test_what_must_not_meet(terms: Terms, question: str, text: str) -> None:
    fill(terms, text)
    assert terms.search(question, 5) == []


def test_bm25_is_the_published_formula(terms: Terms) -> None:
    fill(terms, "river boat", "river river bank flood", "rice")
    # k1 = 1.2, b = 0.75, N = 3, df = 2, mean length 7/3; idf = ln(1 + (N - df + .5) / (df + .5))
    found = dict(terms.search("river", 5))
    assert found[1] == pytest.approx(0.4700 * 2.2 * 1 / (1 + 1.2 * (0.25 + 0.75 * 2 * 3 / 7)), 1e-3)
    assert found[2] == pytest.approx(0.4700 * 2.2 * 2 / (2 + 1.2 * (0.25 + 0.75 * 4 * 3 / 7)), 1e-3)
    assert set(found) == {1, 2}


def test_scores_of_named_passages_are_those_of_a_search(terms: Terms) -> None:
    fill(terms, "river boat G-7", "river river bank flood", "rice", "boats of the G7")
    found = dict(terms.search("river boats G7", 4))
    assert set(found) == {1, 2, 4}
    scores = terms.scores("river boats G7", np.array([4, 3, 2, 1, 99]))
    assert scores == pytest.approx([found[4], 0.0, found[2], found[1], 0.0])
    assert terms.scores("the of", np.array([1, 2])) == [0.0, 0.0]
    assert terms.scores("river", np.array([], dtype=np.int64)) == []


def test_where_is_searched_changes_no_score(terms: Terms) -> None:
    fill(terms, "river boat", "river river bank flood", "rice", "boat")
    everywhere = dict(terms.search("river boat", 4))
    inside = dict(terms.search("river boat", 4, np.array([2, 3, 4])))
    assert inside == pytest.approx({each: everywhere[each] for each in (2, 4)})


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(inside=st.sets(st.integers(1, 100)), limit=st.integers(1, 12))
@example(inside={*range(60, 101)}, limit=5)  # wide, and the best of all are outside
@example(inside={*range(1, 101, 2)}, limit=5)  # wide, and some of the best are inside
@example(inside={70, 99}, limit=1)  # narrow
def test_the_best_within_are_found_however_many_are(
    terms: Terms, inside: set[int], limit: int
) -> None:
    if not len(terms):
        fill(terms, *("river " * (60 - n) + "boat rice " * n for n in range(1, 101)))
    everywhere = dict(terms.search("river boat", 100))
    found = terms.search("river boat", limit, np.array(sorted(inside), dtype=np.int64))
    best = sorted((everywhere[each] for each in inside), reverse=True)[:limit]
    assert [score for _, score in found] == pytest.approx(best)
    assert dict(found) == pytest.approx({each: everywhere[each] for each, _ in found})
    assert {each for each, _ in found} <= inside


def test_a_compound_counts_once_however_it_is_spelt(terms: Terms) -> None:
    fill(terms, "Lee Jae-myung", "rice")
    hyphenated, spaced = terms.search("Jae-myung", 1)[0][1], terms.search("Jae myung", 1)[0][1]
    assert hyphenated == pytest.approx(spaced)


def test_normalized_leaves_plain_words_alone() -> None:
    plain = "The leaders of plan B. met J. Smith in Tokyo on Nov. 16 and left... so he said."
    assert normalized(plain) == plain


@settings(
    max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(question=st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=80))
def test_no_question_is_a_syntax_error(terms: Terms, question: str) -> None:
    if not len(terms):
        fill(terms, "river")
    terms.search(question, 5)


@pytest.mark.parametrize("question", ['"AND (" OR', "title:", "a AND NOT", "[1 TO", "*", "+ - \\"])
def test_query_syntax_has_no_meaning(terms: Terms, question: str) -> None:
    fill(terms, "river")
    assert terms.search(question, 5) == []


def test_a_pasted_page_is_searched_in_bounded_work(terms: Terms) -> None:
    fill(terms, "river")
    page = " ".join(["river", *(f"word{number}" for number in range(20_000))])
    assert [identifier for identifier, _ in terms.search(page, 5)] == [1]


@pytest.mark.parametrize("suffix", ["term", "idx", "fast", "fieldnorm", "json"])
def test_a_flipped_bit_is_noticed(terms: Terms, tmp_path: Path, suffix: str) -> None:
    fill(terms, "river boat", "rice")
    (path,) = (each for each in (tmp_path / "terms").glob(f"[!.s]*.{suffix}"))
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    with pytest.raises(UnsealedError, match="damaged"):
        Terms.open(tmp_path / "terms", "records")


def test_a_flipped_bit_of_the_seal_is_noticed(terms: Terms, tmp_path: Path) -> None:
    fill(terms, "river boat", "rice")
    path = tmp_path / "terms" / "seal.json"
    whole = path.read_bytes()
    for place in range(len(whole)):
        data = bytearray(whole)
        data[place] ^= 1 << place % 7
        path.write_bytes(data)
        try:
            opened = Terms.open(tmp_path / "terms", "records")
        except UnsealedError:
            continue
        # Harmless: white space, and the generation number, which the library compares.
        assert json.loads(data) == json.loads(whole) or opened.generation != 1, place


def test_an_update_that_fails_changes_nothing(terms: Terms, tmp_path: Path) -> None:
    fill(terms, "river")

    def broken():  # type: ignore[no-untyped-def]
        yield 9, "rice"
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        terms.update(broken(), [1], identity="records", generation=2)
    again = Terms.open(tmp_path / "terms", "records")
    assert (again.generation, again.ids().tolist()) == (1, [1])
