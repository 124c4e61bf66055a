"""Sets of claims -> pairs; false claims from true ones; what is kept out; the mix."""

from __future__ import annotations

import gzip
import json
import random
import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.training.claim_mixing import CAPS, distort, mix, shortened
from qa.training.claims import Label, Pair, distinct, guard_claims, labelled, supported
from qa.training.distortions import KINDS, names_in
from qa.training.sources.claims import CLAIM_READERS
from qa.training.sources.fact_checking import token_spans
from qa.training.sources.summaries import read_passages
from qa.training.sources.treebank import plain

S, C, N, U = Label.SUPPORTED, Label.CONTRADICTED, Label.NEITHER, Label.UNSUPPORTED


def lines(path: Path, *rows: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    texts = (row if isinstance(row, str) else json.dumps(row) for row in rows)
    content = "".join(f"{text}\n" for text in texts).encode()
    path.write_bytes(gzip.compress(content) if path.suffix == ".gz" else content)


def told(pairs: list[Pair]) -> list[tuple[str, str, Label]]:
    return [(pair.claim, pair.evidence, pair.label) for pair in pairs]


class TestSources:
    def test_vitaminc(self, tmp_path: Path) -> None:
        row = {
            "claim": "Oslo has 3 bridges .",
            "evidence": "Oslo -LRB- Norway -RRB- has 4 .",
            "label": "REFUTES",
            "page": "Oslo -LRB-city-RRB-",
        }
        lines(tmp_path / "vitaminc/vitaminc_real/test.jsonl.gz", row)
        other = row | {"label": "NOT ENOUGH INFO"}
        lines(tmp_path / "vitaminc/vitaminc_synthetic/test.jsonl.gz", other)
        pairs = CLAIM_READERS["vitaminc"](tmp_path)
        assert told(pairs) == [
            ("Oslo has 3 bridges .", "Oslo ( Norway ) has 4 .", C),
            ("Oslo has 3 bridges .", "Oslo ( Norway ) has 4 .", N),
        ]
        assert [pair.source for pair in pairs] == ["vitaminc/real", "vitaminc/synthetic"]
        assert pairs[0].title == "Oslo (city)"

    def test_fever(self, tmp_path: Path) -> None:
        folder = tmp_path / "fever_dev_rte"
        lines(folder / "dev.label", "entailment", "not_entailment")
        lines(folder / "dev.raw.input0", "It has `` two '' banks .", "It is old .")
        lines(folder / "dev.raw.input1", "A river has banks.", "It is new.")
        assert told(CLAIM_READERS["fever"](tmp_path)) == [
            ("A river has banks.", 'It has " two " banks .', S),
            ("It is new.", "It is old .", C),
        ]

    def test_fever_symmetric_has_two_names_for_evidence(self, tmp_path: Path) -> None:
        folder = tmp_path / "fever_symmetric"
        lines(folder / "a_dev.jsonl", {"claim": "a", "evidence": "b", "label": "SUPPORTS"})
        lines(folder / "b_made.jsonl", {"claim": "c", "evidence_sentence": "d", "label": "REFUTES"})
        assert told(CLAIM_READERS["fever_symmetric"](tmp_path)) == [("a", "b", S), ("c", "d", C)]

    def test_fm2_adds_evidence_without_the_gold_sentences(self, tmp_path: Path) -> None:
        row = {
            "text": "The statue is of marble.",
            "label": "REFUTES",
            "wikipedia_page": "Statue",
            "gold_evidence": [{"text": "It is of stone."}],
            "retrieved_evidence": [{"text": "It is of stone."}, {"text": "It is tall."}],
        }
        lines(tmp_path / "fm2/dev.jsonl", row)
        lines(tmp_path / "fm2/test.jsonl")
        assert told(CLAIM_READERS["fm2"](tmp_path)) == [
            ("The statue is of marble.", "It is of stone.", C),
            ("The statue is of marble.", "It is tall.", N),
        ]

    def test_factcheckgpt(self, tmp_path: Path) -> None:
        rows = [
            {"claim": "a", "evidence": stance, "stance": stance}
            for stance in ("completely-support", "partially-support", "irrelevant", "refute")
        ]
        lines(tmp_path / "factcheckgpt/subtask3_claim_evidence_stance.jsonl", *rows)
        labels = [pair.label for pair in CLAIM_READERS["factcheckgpt"](tmp_path)]
        assert labels == [S, N, N, C]

    def test_wice_marks_what_is_not_supported(self, tmp_path: Path) -> None:
        row = {
            "claim": "Ten ex-mayors met.",
            "claim_tokens": ["Ten", "ex", "-", "mayors", "met", "."],
            "non_supported_spans": [True, False, False, False, True, False],
            "evidence": ["Ex-mayors came.", "Rain fell."],
        }
        lines(tmp_path / "wice_train/non_supported_tokens_train.jsonl", row)
        (pair,) = CLAIM_READERS["wice"](tmp_path)
        assert pair.label is N
        assert [pair.claim[start:end] for start, end in pair.wrong or ()] == ["Ten", "met"]
        assert pair.evidence == "Ex-mayors came.\nRain fell."

    def test_fib_tells_the_right_summary_by_its_number(self, tmp_path: Path) -> None:
        row = {"input": "Rain fell.", "list_choices": ["<t> it rained . </t>", "snow"], "lbl": 0}
        lines(tmp_path / "fib/x_fib_binary.jsonl", row)
        lines(tmp_path / "fib/x_factually_consistent.jsonl", row | {"lbl": 1})
        assert told(CLAIM_READERS["fib"](tmp_path)) == [
            ("it rained .", "Rain fell.", S),
            ("snow", "Rain fell.", U),
        ]

    def test_tables_of_inference(self, tmp_path: Path) -> None:
        lines(
            tmp_path / "cad_nli/a.tsv",
            "sentence1\tsentence2\tgold_label",
            'A "man\tOne man\tentailment',
            "x\ty\t-",
        )
        lines(
            tmp_path / "neg_nli/RTE_dev.tsv",
            "index\tsentence1\tsentence2\tgold_label",
            "0\tp\th\tnot_entailment",
        )
        lines(tmp_path / "taxinli/a.tsv", "prem\thyp\tlabel", "p\th\tneutral")
        lines(
            tmp_path / "breaking_nli/data/dataset.jsonl",
            {"sentence1": "p", "sentence2": "h", "gold_label": "contradiction"},
        )
        assert told(CLAIM_READERS["cad_nli"](tmp_path)) == [("One man", 'A "man', S)]
        assert told(CLAIM_READERS["neg_nli"](tmp_path)) == [("h", "p", U)]
        assert told(CLAIM_READERS["mnli"](tmp_path)) == [("h", "p", N)]
        assert told(CLAIM_READERS["breaking_nli"](tmp_path)) == [("h", "p", C)]

    def test_esnli_is_three_files_of_lines(self, tmp_path: Path) -> None:
        for part in ("dev", "test"):
            for name, line in (("s1", "p"), ("s2", "h"), ("labels", "entailment")):
                lines(tmp_path / f"esnli/{name}.{part}", line)
        assert told(CLAIM_READERS["esnli"](tmp_path)) == [("h", "p", S)] * 2

    def test_the_archive_of_benchmarks(self, tmp_path: Path) -> None:
        folder = tmp_path / "olora"
        pair = {"sentence": "sentence 1: p\nq\nsentence 2: h", "label": "contradiction"}
        for name in ("MNLI", "RTE", "CB"):
            (folder).mkdir(exist_ok=True)
            (folder / f"{name}.dev.json").write_text(json.dumps([pair, pair | {"label": "-"}]))
        assert told(CLAIM_READERS["olora"](tmp_path)) == [
            ("h", "p\nq", C),
            ("h", "p\nq", U),
            ("h", "p\nq", C),
        ]
        reading = {
            "sentence": "paragraph: p\nquestion: who?\ncandidate answer: a",
            "label": "True",
        }
        (folder / "MultiRC.train.json").write_text(
            json.dumps([reading, reading | {"label": "False"}])
        )
        assert told(CLAIM_READERS["multirc"](tmp_path)) == [("who? a", "p", S), ("who? a", "p", U)]
        asked = {"sentence": "question: is it\npassage: Oslo -- Oslo is a city.", "label": "True"}
        (folder / "BoolQA.dev.json").write_text(json.dumps([asked]))
        assert read_passages(folder) == [("Oslo", "Oslo is a city.")]

    def test_treebank_marks_and_token_places(self) -> None:
        assert plain("`` Ten '' -LRB- 10 -RRB-") == '" Ten " ( 10 )'
        assert token_spans("don't go", ["do", "n't", "missing", "go"]) == [
            (0, 2),
            (2, 5),
            (5, 5),
            (6, 8),
        ]


class TestGuard:
    long = "The council of Oslo opened three bridges over the river in the rain of last November."
    guard = guard_claims([("Ten boats left Lima.", f"Rain fell. {long}")])

    @pytest.mark.parametrize(
        ("claim", "evidence", "leaks"),
        [
            ("ten boats left LIMA", "nothing", True),
            ("Nine boats left Lima.", "Rain fell. Boats left.", False),
            ("Another claim.", f"Snow fell . {long.lower().replace('.', ' .')}", True),
        ],
    )
    def test_claims_and_long_sentences_of_the_judged_data_are_kept_out(
        self, claim: str, evidence: str, leaks: bool
    ) -> None:
        assert self.guard.leaks(labelled("a", claim, evidence, N)) is leaks


TRUE = (
    "President Anna Holm told Boris Lund on Tuesday that Norway may send about 1,200 boats.",
    "The council did not accept the treaty that David Ray signed with Lima in May 2011.",
    "Revenue rose to $3.5 billion (nearly twice as much as in 2019), said Clara Moe.",
    "Officials believe that three of the bridges were opened by Oslo.",
)


class TestDistortions:
    @given(st.sampled_from(TRUE), st.sampled_from(sorted(KINDS)), st.integers(0, 10**6))
    def test_what_is_wrong_is_where_it_says(self, claim: str, kind: str, seed: int) -> None:
        made = KINDS[kind](claim, claim, ["Berlin", "Erna Dahl"], random.Random(seed))
        if made is None:
            return
        assert made.text != claim
        kept = made.text
        for start, end in reversed(made.wrong):
            assert 0 <= start <= end <= len(made.text)
            kept = kept[:start] + kept[end:]
        words = re.compile(r"\w+")
        untouched = Counter(words.findall(kept.lower())) - Counter(words.findall(claim.lower()))
        assert not untouched

    @pytest.mark.parametrize("kind", sorted(KINDS))
    def test_every_kind_finds_something_in_most_of_these(self, kind: str) -> None:
        found = [KINDS[kind](claim, claim, ["Berlin"], random.Random(1)) for claim in TRUE]
        assert sum(made is not None for made in found) >= 2

    @given(st.integers(0, 10**6))
    def test_a_number_stays_of_its_kind(self, seed: int) -> None:
        claim = "It cost 1,250.75 in May 2011, the third time in four weeks."
        made = KINDS["numbers"](claim, claim, [], random.Random(seed))
        assert made is not None
        ((start, end),) = made.wrong
        new = made.text[start:end]
        assert new.lower() not in ("1,250.75", "may", "2011", "third", "four")
        if "." in new:
            assert len(new.split(".")[1]) == 2

    def test_names_are_found_without_dates_and_function_words(self) -> None:
        assert names_in(TRUE[0]) == ["President Anna Holm", "Boris Lund", "Norway"]
        assert names_in("When the Council met in May, Ms Moe's boats left.") == ["Council", "Moe"]

    def test_two_names_change_places_unless_they_are_mutual(self) -> None:
        rng = random.Random(0)
        made = KINDS["roles"]("The Dane Anna sued Boris.", "", [], rng)
        assert made is not None
        assert made.text == "The Boris sued Dane Anna."
        assert KINDS["roles"]("There Anna met Boris.", "", [], rng) is None

    @pytest.mark.parametrize(
        ("claim", "possible"),
        [
            ("They didn’t go.", {"They did go."}),
            ("They cannot go.", {"They can go."}),
            ("It was not there.", {"It was there."}),
        ],
    )
    def test_a_negation_is_taken_out(self, claim: str, possible: set[str]) -> None:
        made = {KINDS["negation"](claim, "", [], random.Random(seed)) for seed in range(9)}
        assert {each.text for each in made if each is not None} >= possible

    def test_the_month_is_no_hedge(self) -> None:
        assert KINDS["hedges"]("In May it rains.", "", [], random.Random(0)) is None

    def test_an_aside_is_left_out(self) -> None:
        rng = random.Random(0)
        text = "The council (of Oslo) opened the old bridge over it."
        assert shortened(text, rng) == "The council opened the old bridge over it."
        assert shortened("The council opened the bridge.", rng) is None
        assert shortened("Unless it rains, boats leave Lima at noon every day.", rng) is None


class TestMix:
    pairs = tuple(
        labelled("vitaminc/real", f"{TRUE[n % 4]} {n}", f"{TRUE[n % 4]} {n} and more.", S)
        for n in range(40)
    )
    texts = tuple(
        (f"Title {n}", f"{TRUE[0]} {TRUE[1]} Number {n} came to the council in the rain. {TRUE[3]}")
        for n in range(30)
    )

    @pytest.fixture(autouse=True)
    def few(self, monkeypatch: pytest.MonkeyPatch) -> None:
        names = {"DISTORTED": 30, "TRUE": 10, "SHORTENED": 5, "REMOVED": 8, "JOINED": 9}
        for name, count in (names | {"STRANGE": 4}).items():
            monkeypatch.setattr(f"qa.training.claim_mixing.{name}", count)

    def test_every_kind_is_there_and_chance_is_seeded(self) -> None:
        mixed = mix(self.pairs, self.texts, seed=3)
        assert mixed == mix(self.pairs, self.texts, seed=3)
        assert mixed != mix(self.pairs, self.texts, seed=4)
        counts = Counter(pair.source for pair in mixed)
        assert counts["vitaminc/real"] == 40
        assert (counts["made/true"], counts["made/removed"]) == (10, 8)
        assert counts["made/joined"] + counts["made/half"] == 9
        assert counts["made/strange"] == 4
        assert all(counts[f"made/{kind}"] >= 4 for kind in KINDS)

    def test_labels_of_what_is_made(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("qa.training.claim_mixing.CROWDED", 0.0)
        for pair in mix(self.pairs, self.texts, seed=3):
            if pair.source in ("made/true", "made/shortened", "made/joined"):
                assert (pair.label, pair.wrong) == (S, ())
            if pair.source == "made/removed":
                assert pair.claim not in pair.evidence
            if pair.source == "made/half":
                ((start, end),) = pair.wrong or ()
                assert pair.claim[start:end] not in pair.evidence

    def test_caps(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(CAPS, "vitaminc/real", 7)
        counts = Counter(pair.source for pair in mix(self.pairs, self.texts, seed=3))
        assert counts["vitaminc/real"] == 7

    def test_nothing_is_distorted_that_is_not_there(self) -> None:
        plain_pair = supported("a", "rain falls here", "rain falls here often")
        assert distort([plain_pair], 10, random.Random(0)) == []

    def test_the_same_pair_counts_once(self) -> None:
        twice = [labelled("a", "x", "y", S), labelled("b", "x", "z", C), labelled("c", "x", "y", N)]
        assert [pair.source for pair in distinct(twice)] == ["a", "b"]
