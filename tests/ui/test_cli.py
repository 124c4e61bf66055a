from __future__ import annotations

import io
import json
import subprocess
import sys
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from index.library import Library, library_directory
from index.settings import load_settings
from tests.fakes import FakeEmbedder
from tests.index.making import write_articles
from tests.ui.fakes import FakeAnswerer
from ui.cli import cli, main

HEAVY = ("torch", "transformers", "sentence_transformers", "gradio", "faiss", "tantivy", "numpy")
FERRY = "Who agreed on the new timetable of the harbour ferry?"


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[tuple[Any, ...]]:
    """Answers come from the fake; the arguments of each opening are recorded."""
    calls: list[tuple[Any, ...]] = []

    def open_answerer(settings: object, library: Any, folder: Any, progress: object) -> Any:
        calls.append((library, folder))
        return FakeAnswerer()

    monkeypatch.setattr("qa.opening.open_answerer", open_answerer)
    monkeypatch.setenv("FOOTNOTE_HOME", str(tmp_path / "home"))
    return calls


def test_help_names_every_command_and_loads_nothing_heavy() -> None:
    result = CliRunner().invoke(cli, ["--help"])
    assert result.exit_code == 0
    for name in ("chat", "ask", "index", "articles", "eval", "doctor"):
        assert f"  {name} " in result.output
    check = (
        "import sys; from ui.cli import main; status = main(['--help']);"
        f"print(sorted(set(sys.modules) & set({HEAVY!r})), status)"
    )
    done = subprocess.run([sys.executable, "-c", check], capture_output=True, text=True, check=True)
    assert done.stdout.endswith("[] 0\n")


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"footnote {metadata.version('footnote')}\n"


def test_ask_prints_sentences_and_sources(
    opened: list[tuple[Any, ...]], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["ask", FERRY]) == 0
    out = " ".join(capsys.readouterr().out.split())
    assert "agreed on the new timetable after three months of talks." in out
    assert out.index("[1]") < out.index("Sources [1] The Harbour Herald, Harbour ferry to run")
    assert "https://herald.example/ferry?a=1&b=2" in out
    assert "1 drafted sentence was not supported and not shown." in out
    assert opened == [(None, None)]


def test_ask_json_is_only_json(
    opened: list[tuple[Any, ...]], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["ask", "--json", FERRY]) == 0
    content = json.loads(capsys.readouterr().out)
    assert content["outcome"] == "answered"
    assert content["citations"][0]["number"] == 1


def test_ask_markdown_can_be_pasted(
    opened: list[tuple[Any, ...]], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["ask", "--markdown", FERRY]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].endswith("the port authority said on Tuesday. [2]")
    assert lines[2].startswith("[1] The Harbour Herald, Harbour ferry to run every ten minutes")


def test_ask_exits_with_3_when_the_articles_do_not_say(
    opened: list[tuple[Any, ...]], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["ask", "Who wrote the symphony?"]) == 3
    out = capsys.readouterr().out
    assert out.startswith("The articles do not say.\n\nNearest passages\n")
    assert main(["ask", "--json", "Who wrote the symphony?"]) == 3
    assert json.loads(capsys.readouterr().out)["outcome"] == "not_found"


def test_ask_reads_the_question_from_standard_input(
    opened: list[tuple[Any, ...]],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{FERRY}\n"))
    assert main(["ask", "--json", "-"]) == 0
    assert json.loads(capsys.readouterr().out)["question"] == FERRY


def test_ask_takes_earlier_turns_and_another_folder(
    opened: list[tuple[Any, ...]], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    history = tmp_path / "history.json"
    history.write_text('[["user", "How often?"], ["assistant", "Every ten minutes."]]')
    arguments = ["--history", str(history), "--folder", "news", "--library", "lib"]
    assert main(["ask", "--json", "And the fares?", *arguments]) == 3
    assert json.loads(capsys.readouterr().out)["standalone"].startswith("The fares of the ferry")
    assert opened == [(Path("lib"), Path("news"))]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["ask", ""], "the question is empty"),
        (["ask", "?!"], "the question is empty"),
        (["ask", "x" * 100_000], "100000 characters"),
        (["ask", "Why?", "--history", "/nowhere.json"], "cannot read /nowhere.json"),
        (["ask", "Why?", "--json", "--markdown"], "exclude each other"),
        (["ask", "Why?", "--since", "May"], "'May' does not match the format '%Y-%m-%d'"),
        (["ask", "Why?", "--since", "2025-04-03", "--until", "2025-04-02"], "swap the two days"),
        (["ask"], "Missing argument 'QUESTION' (see footnote ask --help)"),
        (["ask", "--colour", "Why?"], "No such option '--colour'"),
        (["sing"], "No such command 'sing' (see footnote --help)"),
        (["index", "/nowhere"], "/nowhere"),
        (["chat", "--port", "70000"], "70000 is not in the range"),
        (["articles", "--library", "/nowhere"], "/nowhere"),
        (["articles", "--folder", "/nowhere"], "/nowhere"),
    ],
)
def test_wrong_use_is_one_line_and_status_2_or_1(
    opened: list[tuple[Any, ...]],
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    said: str,
) -> None:
    status = main(arguments)
    captured = capsys.readouterr()
    assert status == (1 if "--library" in arguments else 2)
    assert captured.out == ""
    assert captured.err.startswith("footnote: ")
    assert captured.err.count("\n") == 1
    assert said in captured.err
    assert opened == []


def test_ask_inside_filters(
    opened: list[tuple[Any, ...]], capsys: pytest.CaptureFixture[str]
) -> None:
    only = ["--publisher", "The Northern Post", "--publisher", "KTV", "--until", "2025-04-03"]
    assert (
        main(["ask", "--json", FERRY, *only, "--since", "2025-04-01", "--article", "a/b.txt"]) == 3
    )
    content = json.loads(capsys.readouterr().out)
    assert content["filters"] == {
        "publishers": ["The Northern Post", "KTV"],
        "since": "2025-04-01",
        "until": "2025-04-03",
        "articles": ["a/b.txt"],
    }
    assert main(["ask", FERRY, "--publisher", "The Harbour Herald"]) == 0
    assert capsys.readouterr().out.rstrip().splitlines()[-2] == "Only The Harbour Herald"


def test_an_unknown_setting_is_refused(
    opened: list[tuple[Any, ...]],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("FOOTNOTE_MODEL", "x")
    assert main(["ask", "--json", FERRY]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "unknown setting 'model'" in captured.err


def test_interrupting_is_clean(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("qa.opening.open_answerer", interrupted)
    assert main(["ask", FERRY]) == 130
    assert capsys.readouterr().err == "\nfootnote: stopped\n"


def test_a_busy_port_is_found_before_models_are_loaded(
    opened: list[tuple[Any, ...]], capsys: pytest.CaptureFixture[str]
) -> None:
    from ui.listening import listen

    with listen("127.0.0.1", 0) as taken:
        port = taken.getsockname()[1]
        assert main(["chat", "--port", str(port), "--no-browser"]) == 2
    error = capsys.readouterr().err
    assert error.startswith(f"footnote: cannot listen on 127.0.0.1 port {port}")
    assert "--port" in error
    assert opened == []


def test_eval_passes_its_options_on(monkeypatch: pytest.MonkeyPatch) -> None:
    calls = []

    def run(*arguments: object) -> int:
        calls.append(arguments)
        return 0

    monkeypatch.setattr("qa.evaluation.seeds.run_seeds_command", run)
    arguments = ["--questions", "q.json", "--baseline", "--json", "out.json", "--split", "check"]
    assert main(["eval", "seeds", *arguments]) == 0
    assert main(["eval", "seeds"]) == 0
    assert calls == [
        (Path("q.json"), True, Path("out.json"), "check"),
        (None, False, None, None),
    ]


def test_articles_of_a_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("FOOTNOTE_HOME", str(tmp_path / "home"))
    folder = write_articles(tmp_path / "news", harbour="The ferry has a new timetable.")
    directory = library_directory(folder, load_settings())
    with Library.open(directory, FakeEmbedder(), create=True) as library:
        library.refresh(folder)
    assert main(["articles", "--folder", str(folder), "--json"]) == 0
    assert [each["path"] for each in json.loads(capsys.readouterr().out)] == ["harbour.txt"]
