from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import UsageError
from qa.evaluation.retrieval.datasets import Unit, load_dataset, make_article
from qa.evaluation.retrieval.multihop import locate
from tests.qa.evaluation.retrieval_examples import HARBOUR, QUESTIONS, write_beir, write_multihop


@pytest.fixture
def beir(tmp_path: Path) -> Path:
    return write_beir(tmp_path / "tiny")


@pytest.fixture
def multihop(tmp_path: Path) -> Path:
    return write_multihop(tmp_path / "news")


def test_a_beir_folder(beir: Path) -> None:
    dataset = load_dataset(beir)
    assert (dataset.name, dataset.unit) == ("tiny", Unit.DOCUMENT)
    moss, _, kelp, bricks = dataset.articles
    assert (moss.path, moss.title) == ("d1", "Moss on roofs")
    assert [moss.text[s:e] for s, e in moss.body] == [
        "Moss keeps slate roofs cool.",
        "It holds rain.",
    ]
    assert kelp.text == "Kelp farms", "a document without a text can be found by its title"
    assert bricks.title is None
    assert [(q.id, dict(q.documents)) for q in dataset.questions] == [
        ("q1", {"d1": 2, "d4": 0}),
        ("q2", {"d2": 1}),
        ("q4", {"d3": 1, "d9": 1}),
    ]
    assert dataset.notes == ("1 judged documents are not in the corpus",)


def test_beir_files_may_be_named(beir: Path, tmp_path: Path) -> None:
    other = tmp_path / "held-out.tsv"
    other.write_text("q2\td2\t1\n", encoding="utf-8")
    held_out = load_dataset(beir, qrels=other)
    assert [q.id for q in held_out.questions] == ["q2"]
    assert held_out.hash != load_dataset(beir).hash
    assert held_out.corpus_hash == load_dataset(beir).corpus_hash
    (beir / "qrels" / "dev.tsv").write_text("q1\td1\t1\n", encoding="utf-8")
    assert [q.id for q in load_dataset(beir, split="dev").questions] == ["q1"]
    assert len(load_dataset(beir).questions) == 3, "test is the default among several"


def test_a_multihop_folder(multihop: Path) -> None:
    dataset = load_dataset(multihop)
    assert dataset.unit is Unit.PASSAGE
    gull = dataset.articles[0]
    assert (gull.publisher, gull.author, gull.published) == (
        "The Daily Gull",
        None,
        date(2023, 11, 27),
    )
    assert gull.url == "https://gull.example/velm"
    assert [(q.id, q.kind) for q in dataset.questions] == [("1", "inference"), ("3", "temporal")]
    (dredged,) = dataset.questions[0].facts
    ((start, end),) = dredged.places
    assert HARBOUR[start:end] == "“We dredged for nine weeks,” said Ada Pell."
    assert [len(fact.places) for fact in dataset.questions[1].facts] == [1, 0]
    assert dataset.notes == (
        "1 questions list no evidence and are not judged",
        "1 of 3 facts could not be located in their articles; they count as not found",
    )


def test_evidence_is_matched_by_title_where_the_address_is_unknown(multihop: Path) -> None:
    question = json.loads(json.dumps(QUESTIONS[0]))
    question["evidence_list"][0]["url"] = "https://moved.example/velm"
    other = multihop / "other.json"
    other.write_text(json.dumps([question]), encoding="utf-8")
    (judged,) = load_dataset(multihop, queries=other).questions
    assert judged.facts[0].path == "00001"
    assert judged.facts[0].places


WORD = st.text(st.characters(categories=["L", "N", "Pd", "Po", "Sm"], exclude_characters="\"'"))


@given(st.lists(WORD.filter(bool), min_size=1), st.text(max_size=20), st.text(max_size=20))
def test_a_fact_is_located_whatever_its_white_space(
    words: list[str], before: str, after: str
) -> None:
    article = make_article("a", f"{before}\n{' '.join(words)}\n{after}", {})
    places = locate("\n\t".join(words), article)
    assert places
    for start, end in places:
        assert article.text[start:end].split() == words


def test_a_fact_is_located_as_often_as_it_is_there() -> None:
    article = make_article("a", "It’s over. It's  over! It is over.", {})
    assert [article.text[s:e] for s, e in locate("It's over", article)] == [
        "It’s over",
        "It's  over",
    ]
    assert locate("  ", article) == ()
    assert locate("It.s over", article) == (), "a fact is no pattern"


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("corpus.jsonl", '{"_id": "a"}\n', "corpus.jsonl, line 1: 'text' must be text, not None"),
        ("corpus.jsonl", "\n[]\n", "corpus.jsonl, line 2 is no JSON object"),
        ("corpus.jsonl", "{\n", "corpus.jsonl, line 1 is not JSON"),
        ("corpus.jsonl", '{"_id": "a", "text": ""}\n' * 2, "line 2: a second document 'a'"),
        ("corpus.jsonl", "\n", "corpus.jsonl holds no article"),
        ("queries.jsonl", '{"_id": "q1", "text": "x"}\n' * 2, "line 2: a second question 'q1'"),
        ("qrels/test.tsv", "q1 d1 1\n", "line 1: 'q1 d1 1' is not a question's id"),
        ("qrels/test.tsv", "q1\td1\tgood\n", "with tabs between"),
        ("qrels/test.tsv", "query-id\tcorpus-id\tscore\n", "test.tsv judges nothing"),
        ("qrels/test.tsv", "q8\td1\t1\n", "judges 1 questions that .* the first 'q8'"),
    ],
)
def test_a_beir_file_at_fault_is_named(beir: Path, name: str, content: str, message: str) -> None:
    (beir / name).write_text(content, encoding="utf-8")
    with pytest.raises(UsageError, match=message):
        load_dataset(beir)


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("corpus.json", "[]", "corpus.json holds no article"),
        ("corpus.json", "{}", "corpus.json is no JSON list of objects"),
        ("corpus.json", '[{"title": "x"}]', "article 1: 'body' must be text, not None"),
        (
            "corpus.json",
            '[{"body": "x", "published_at": "soon"}]',
            "is 'soon', which is no ISO 8601",
        ),
        ("queries_part.json", "[", "queries_part.json is not JSON"),
        ("queries_part.json", '[{"query": "x"}]', "question 1: 'evidence_list' must be a list"),
        ("queries_part.json", "[]", "no question of .* lists evidence"),
        ("queries_more.json", "[]", "holds queries_more.json, queries_part.json; name the file"),
    ],
)
def test_a_multihop_file_at_fault_is_named(
    multihop: Path, name: str, content: str, message: str
) -> None:
    (multihop / name).write_text(content, encoding="utf-8")
    with pytest.raises(UsageError, match=message):
        load_dataset(multihop)


def test_a_folder_must_be_of_one_format(beir: Path, multihop: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"there is no folder .*nowhere"):
        load_dataset(tmp_path / "nowhere")
    with pytest.raises(UsageError, match=r"holds neither of corpus\.jsonl"):
        load_dataset(tmp_path)
    with pytest.raises(UsageError, match="leave out --qrels and --split"):
        load_dataset(multihop, split="test")
    with pytest.raises(UsageError, match="--qrels and --split exclude each other"):
        load_dataset(beir, qrels=Path("x"), split="test")
    with pytest.raises(UsageError, match=r"holds test and not dev\.tsv"):
        load_dataset(beir, split="dev")
    (beir / "corpus.json").write_text("[]", encoding="utf-8")
    with pytest.raises(UsageError, match="holds both of"):
        load_dataset(beir)


def test_a_changed_record_is_a_changed_article() -> None:
    one = make_article("a", "Text.", {"text": "Text."}, title="One")
    other = make_article("a", "Text.", {"text": "Text.", "note": 1}, title="One")
    assert one.id == other.id
    assert one.content_hash != other.content_hash
    assert replace(other, content_hash=one.content_hash) == one
