"""Reading the question sets, keeping judged data out, and making questions without an answer."""

from __future__ import annotations

import gzip
import json
import random
from pathlib import Path

import click
import pytest

from qa.training import mixing
from qa.training.examples import (
    Example,
    Paragraph,
    answered,
    joined,
    locate,
    tokenised_sentences,
)
from qa.training.gathering import leave_out
from qa.training.leaks import guard_against
from qa.training.negatives import (
    edited,
    elsewhere,
    learn_edits,
    nearest_paragraphs,
    renamed,
    without_answer,
)
from qa.training.sources.squad import read_squad, read_squad_half
from qa.training.sources.tokenised import (
    read_fairytales,
    read_nqg,
    read_qamr,
    read_twins,
    read_unansq,
)
from qa.training.sources.wikipedia import read_qed, read_selqa

HARBOUR = "The harbour opened in 1912. Clara Holm signed the papers. Ten boats came."


def write(folder: Path, files: dict[str, str]) -> Path:
    folder.mkdir(exist_ok=True)
    for name, content in files.items():
        (folder / name).write_text(content, encoding="utf-8")
    return folder


def answer_of(example: Example) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words of the answers, and of the sentences that hold them."""
    paragraph = example.paragraph
    sentences = tuple(paragraph.text[slice(*paragraph.sentences[n])] for n in example.answering)
    return example.answer_texts, sentences


@pytest.fixture
def harbour() -> Example:
    paragraph = joined(
        ["The harbour opened in 1912.", "Clara Holm signed the papers.", "Ten boats came."],
        "Harbour",
    )
    return answered("squad", "Who signed the papers in 1912?", paragraph, [(28, 38)])


class TestLocating:
    def test_tokenised_words_are_found_in_plain_text(self) -> None:
        text = 'They paid $1,000 - "all of it" - in Paris.'
        (span,) = locate("1 , 000 - `` all", text)
        assert text[slice(*span)] == '1,000 - "all'

    def test_every_place_and_none(self) -> None:
        assert locate("a b", "ab AB a-b") == ((0, 2), (3, 5), (6, 9))
        assert locate("...", "a ... b") == ()

    def test_sentences_of_tokenised_text(self) -> None:
        text = "mr . holm signed . ten boats came . who left ?"
        cut = [text[slice(*span)] for span in tokenised_sentences(text, ((0, 18),))]
        assert cut == ["mr . holm signed .", "ten boats came .", "who left ?"]


class TestSources:
    def test_squad(self, tmp_path: Path) -> None:
        questions = [
            {
                "question": "Who signed? ",
                "answers": [
                    {"text": "Clara Holm", "answer_start": 28},
                    {"text": "Ten boats", "answer_start": 58},
                    {"text": "Holm", "answer_start": 34},
                ],
            },
            {"question": "Who left?", "answers": []},
        ]
        data = {"data": [{"title": "A_b", "paragraphs": [{"context": HARBOUR, "qas": questions}]}]}
        path = tmp_path / "squad.json"
        path.write_text(json.dumps(data))
        signed, left = read_squad(path, "squad")
        assert signed.question == "Who signed?"
        assert signed.paragraph.title == "A b"
        # One annotator of three answered from another sentence: outvoted.
        assert answer_of(signed) == (("Clara Holm", "Holm"), ("Clara Holm signed the papers.",))
        assert not left.answerable

    def test_answers_recovered_for_squad_questions_without_them(self, tmp_path: Path) -> None:
        questions = ["Who signed the papers?", "What came?", "Who tore the papers?"]
        rows = [{"question": question, "answers": []} for question in questions]
        data = {"data": [{"title": "A", "paragraphs": [{"context": HARBOUR, "qas": rows}]}]}
        half = write(tmp_path / "half", {"test-v2.0.json": json.dumps(data)})
        nqg = write(
            tmp_path / "nqg",
            {
                "tgt-dev.txt": "who signed the papers ?\nwhat came ?\n",
                "src-dev.txt": "clara holm signed the papers .\nten boats came .\n",
            },
        )
        unansq = write(
            tmp_path / "unansq",
            {
                "test-context.txt": "x . clara holm signed the papers .\t2\t7\n",
                "test-answerable-questions.txt": "1\twho signed the papers ?\t2\t3\n",
            },
        )
        signed, came, tore = read_squad_half(half, nqg, unansq)
        assert answer_of(signed) == (("Clara Holm",), ("Clara Holm signed the papers.",))
        assert answer_of(came) == ((), ("Ten boats came.",))
        assert answer_of(tore) == ((), ())

    def test_unansq(self, tmp_path: Path) -> None:
        folder = write(
            tmp_path / "unansq",
            {
                "dev-context.txt": "it rained . mr . holm signed . ten left .\t3\t7\n",
                "dev-answerable-questions.txt": "1\twho signed ?\t3\t5\n",
                "dev-unanswerable-questions.txt": "2\twho never signed ?\t3\t5\n",
                "train-answerable-questions.txt": "1\ta ?\t0\t0\n",
                "train-unanswerable-questions.txt": "2\tb ?\t0\t0\n",
            },
        )
        signed, never = read_unansq(folder)
        assert answer_of(signed) == (("mr . holm",), ("mr . holm signed .",))
        assert (never.question, never.answerable) == ("who never signed ?", False)
        assert read_twins(folder) == [("a ?", "b ?")]

    def test_nqg_puts_paragraphs_together(self, tmp_path: Path) -> None:
        nqg = write(
            tmp_path / "nqg",
            {
                "tgt-test.txt": "who signed ?\nwhat came ?\n",
                "src-test.txt": "holm -lrb- 40 -rrb- signed .\nten boats came .\n",
            },
        )
        unansq = write(
            tmp_path / "unansq",
            {
                "train-answerable-questions.txt": "1\twhat came ?\t0\t0\n",
                "train-unanswerable-questions.txt": "2\twhat never came ?\t0\t0\n",
            },
        )
        signed, came, never = read_nqg(nqg, unansq)
        assert answer_of(signed) == ((), ("holm ( 40 ) signed .",))
        assert answer_of(came) == ((), ("ten boats came .",))
        assert (never.source, never.answerable) == ("nqg/unansq", False)

    def test_qed(self, tmp_path: Path) -> None:
        row = {
            "paragraph_text": "Rain fell . Holm signed .",
            "question_text": "who signed",
            "title_text": "Holm",
            "sentence_starts": [0, 12],
        }
        rows = [
            row | {"answer_spans": [[12, 16]]},
            row | {"original_nq_answers": [[{"start": 12, "end": 16}]]},
            row | {"answer_spans": [[12, 99]]},
        ]
        with gzip.open(tmp_path / "nq-train-00-qed.jsonlines.gz", "wt") as file:
            file.write("\n".join(json.dumps(row) for row in rows))
        found = read_qed(tmp_path)
        assert [answer_of(example) for example in found] == [(("Holm",), ("Holm signed .",))] * 2

    def test_selqa(self, tmp_path: Path) -> None:
        row = {"question": "Who?", "article": "A", "candidates": ["Rain.", "Holm."], "answers": [1]}
        write(tmp_path, {"selqa-ass-dev.json": json.dumps([row]), "selqa-ass-test.json": "[]"})
        (example,) = read_selqa(tmp_path)
        assert answer_of(example) == ((), ("Holm.",))

    def test_fairytales_whose_answer_stands_once(self, tmp_path: Path) -> None:
        text = "a cow came . a hen left ."
        lines = ["story_name,content,question,answer1,ex_or_im"]
        lines += [f"the-hen,{text},who left ?,a hen .,explicit"]
        lines += [
            f"the-hen,{text},who ?,a fox .,explicit",
            f"the-hen,{text},why ?,a hen .,implicit",
        ]
        for part in ("train", "valid", "test"):
            with gzip.open(tmp_path / f"{part}.csv.gz", "wt") as file:
                file.write("\n".join(lines if part == "train" else lines[:1]))
        (example,) = read_fairytales(tmp_path)
        assert answer_of(example) == (("a hen",), ("a hen left .",))
        assert example.paragraph.title == "the hen"

    def test_qamr_reads_a_news_sentence_among_its_neighbours(self, tmp_path: Path) -> None:
        sentences = ["wikinews:7:0:0\tRain fell .", "wikinews:7:0:1\tHolm -LRB- 40 -RRB- signed ."]
        sentences += ["wikinews:8:0:0\tElsewhere .", "wikipedia:7:0:2\tOther ."]
        rows = [
            "wikinews:7:0:1\tt\tw\t0\t0\tWho signed?\t0 2\tv",
            "wikipedia:7:0:2\tt\tw\t0\t0\tX?\t0\tv",
        ]
        write(
            tmp_path,
            {
                "wiki-sentences.tsv": "\n".join(f"Wiki1k:{line}" for line in sentences),
                "dev.tsv": "\n".join(f"Wiki1k:{row}" for row in rows),
                "test.tsv": "",
            },
        )
        (example,) = read_qamr(tmp_path)
        assert answer_of(example) == (("Holm ( 40",), ("Holm ( 40 ) signed .",))
        assert "Elsewhere" not in example.paragraph.text


class TestLeaks:
    def test_question_paragraph_and_sentence_are_kept_out_however_written(self) -> None:
        sentence = "Clara Holm signed the harbour papers, on a Friday morning in Oslo."
        judged = answered("squad2", "Who signed?", joined([sentence, "Rain."]), [(0, 10)])
        guard = guard_against([judged])
        other = joined(["Ten boats came to the town."])
        kept = Example("a", "Who signed it?", other)
        copied = "it rained . clara holm signed the harbour papers , on a friday morning in oslo ."
        assert guard.leaks(Example("a", "who signed ?", other))
        assert guard.leaks(Example("a", "Why?", joined([f"{sentence} Rain."])))
        assert guard.leaks(Example("a", "Why?", Paragraph(copied, ((0, len(copied)),))))
        assert not guard.leaks(kept)

    def test_a_short_sentence_may_recur(self) -> None:
        guard = guard_against(
            [Example("squad2", "Who?", joined(["Rain fell in Oslo.", "Anna left."]))]
        )
        assert not guard.leaks(Example("a", "When?", joined(["Rain fell in Oslo.", "Boris came."])))


class TestNegatives:
    def test_the_answering_sentence_left_out(self, harbour: Example) -> None:
        negative = without_answer(harbour)
        assert negative is not None
        assert negative.paragraph.text == "The harbour opened in 1912. Ten boats came."
        assert not negative.answerable

    def test_not_where_the_answer_stands_elsewhere_too(self) -> None:
        paragraph = joined(["Holm signed.", "Then Holm left.", "Rain fell."])
        assert without_answer(answered("a", "Who signed?", paragraph, [(0, 4)])) is None

    def test_another_paragraph_unless_it_answers(self, harbour: Example) -> None:
        assert elsewhere(harbour, joined(["CLARA HOLM left."]), "near") is None
        negative = elsewhere(harbour, joined(["Boris left."]), "near")
        assert negative is not None
        assert (negative.source, negative.paragraph.text) == ("squad/near", "Boris left.")

    def test_edits_are_learned_from_twins_that_differ_in_one_place(self, harbour: Example) -> None:
        twins = [("who signed it ?", "who never signed it ?")]  # inserted, not exchanged
        twins += [("who signed the papers ?", "who tore the papers ?")] * 3
        twins += [("who signed the papers ?", "who tore the books ?")] * 3  # two places
        twins += [("who met anna ?", "who left anna ?")] * 2  # too rare
        edits = learn_edits(twins)
        assert dict(edits) == {("signed",): {("tore",): 3}}
        negative = edited(harbour, edits, random.Random(0))
        assert negative is not None
        assert negative.question == "who tore the papers in 1912 ?"
        assert edited(Example("a", "When?", harbour.paragraph), edits, random.Random(0)) is None

    def test_a_name_exchanged_for_another_but_not_for_the_answer(self) -> None:
        text = "At noon in Oslo a mayor met Boris Lind. It rained as Clara Holm left for Lima."
        example = answered(
            "a", "Who met Boris Lind?", Paragraph(text, ((0, 39), (40, 79))), [(16, 23)]
        )
        made = {renamed(example, [text], random.Random(seed)) for seed in range(30)}
        questions = {negative.question for negative in made if negative}
        assert questions == {
            "Who met Oslo?",
            "Who met Lima?",
            "Who met Clara Holm?",
        }

    def test_the_nearest_paragraph_shares_rare_words(self) -> None:
        paragraphs = ["boats in the harbour", "a treaty was signed", "rain fell in the harbour"]
        assert nearest_paragraphs(["who signed the treaty ?"], paragraphs, 1) == [[1]]


class TestMixing:
    def test_the_same_seed_gives_the_same_mix_of_both_kinds(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(mixing, "POSITIVES", {"qed": 20, "unansq": 5})
        examples = []
        for number in range(40):
            text = [
                f"Town {number} has rain.",
                f"Mayor Holm{number} signed.",
                f"Boat {number} left.",
            ]
            spans = [(len(text[0]) + 7, len(text[0]) + 7 + len(f"Holm{number}"))]
            examples.append(answered("qed", f"Who signed in town {number}?", joined(text), spans))
        examples.append(Example("unansq", "Who tore?", examples[0].paragraph))
        mixed = mixing.mix(examples, learn_edits([("a signed", "a tore")] * 3), seed=3)
        assert mixed == mixing.mix(examples, learn_edits([("a signed", "a tore")] * 3), seed=3)
        kinds = {example.source for example in mixed}
        assert kinds == {
            "qed",
            "unansq",
            *(f"qed/{k}" for k in ("removed", "edited", "renamed", "near", "random")),
        }
        assert sum(example.source == "qed" for example in mixed) == 20
        assert sum(example.source == "unansq" for example in mixed) == 3  # seen three times
        assert all(example.answerable == (example.source == "qed") for example in mixed)


def test_sets_and_kinds_are_left_out_by_name() -> None:
    sources = ("qed", "qed/removed", "squadshifts/reddit", "squadshifts/reddit/near")
    examples = [Example(source, "Why?", SHORT) for source in sources]
    assert [e.source for e in leave_out(examples, ["squadshifts", "removed"])] == ["qed"]
    assert leave_out(examples, []) == examples
    with pytest.raises(click.BadParameter, match="no example is of 'qad'; there are near, qed"):
        leave_out(examples, ["qad"])


SHORT = Paragraph("It rained.", ((0, 10),))
