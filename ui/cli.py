"""The command line: `footnote chat | ask | index | articles | eval | doctor`.

Everything heavy is imported inside the commands, so that `footnote --help` answers at once. An
error that Footnote raises on purpose is printed as one line, without a traceback.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from index.errors import FootnoteError, LibraryMissingError, QuestionError
from ui.cli_evaluation import evaluate
from ui.cli_injection import injection
from ui.cli_options import articles_options, filters_options, library_option

if TYPE_CHECKING:
    from index.refresh import RefreshReport

INTERRUPTED = 130
NOT_FOUND = 3
USAGE = 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit status: 0 done, 1 failed, 2 used wrongly, 3 not found."""
    try:
        status = cli.main(arguments, prog_name="footnote", standalone_mode=False)
    except FootnoteError as error:
        return _fail(str(error), error.exit_code)
    except click.UsageError as error:
        command = error.ctx.command_path if error.ctx else "footnote"
        message = error.format_message().rstrip(".").replace("\n", " ")
        return _fail(f"{message} (see {command} --help)", USAGE)
    except (KeyboardInterrupt, click.Abort):
        return _fail("stopped", INTERRUPTED)
    return int(status or 0)


def _fail(message: str, status: int) -> int:
    click.echo(f"footnote: {message}", err=True)
    return status


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("-v", "--verbose", is_flag=True, help="Show what is being done, on standard error.")
@click.version_option(package_name="footnote", message="footnote %(version)s")
def cli(verbose: bool) -> None:
    """Ask a folder of articles; every sentence of the answer cites the article that says it."""
    from ui.logs import set_up_logs

    set_up_logs(verbose)


@cli.command()
@click.argument("question")
@click.option("--json", "as_json", is_flag=True, help="Print the answer as one JSON object.")
@click.option("--markdown", is_flag=True, help="Print the answer and its sources as Markdown.")
@click.option(
    "--history",
    type=click.Path(path_type=Path),
    help='Earlier turns: a JSON list of ["user" or "assistant", text].',
)
@filters_options
@articles_options
def ask(
    question: str,
    as_json: bool,
    markdown: bool,
    history: Path | None,
    publishers: tuple[str, ...],
    since: datetime | None,
    until: datetime | None,
    only: tuple[str, ...],
    folder: Path | None,
    library: Path | None,
) -> int:
    """Answer QUESTION ("-" reads it from standard input).

    Exits with 0 when answered and with 3 when the articles do not say. --publisher and --article
    may be given several times.
    """
    from index.filters import check_form
    from index.types import Filters
    from qa.query import check_question
    from qa.types import Outcome
    from ui.history import read_history

    if as_json and markdown:
        raise click.UsageError("--json and --markdown exclude each other; give one of them")
    # Looked at first: what is wrong with them should not be heard only after models have loaded.
    asked = check_question(_standard_input() if question == "-" else question)
    turns = read_history(history) if history else ()
    within = Filters(publishers, since and since.date(), until and until.date(), only)
    check_form(within)
    answerer = _open_answerer(folder, library)
    if as_json or markdown:
        from ui.view import answer_to_json, answer_to_markdown

        answer = answerer.answer(asked, turns, within)
        if as_json:
            click.echo(json.dumps(answer_to_json(answer), ensure_ascii=False, indent=2))
        else:
            click.echo(answer_to_markdown(answer), nl=False)
    else:
        from ui.terminal import show_stream, standard_error, standard_output

        events = answerer.stream(asked, turns, within)
        answer = show_stream(events, standard_output(), standard_error())
    return NOT_FOUND if answer.outcome is Outcome.NOT_FOUND else 0


def _standard_input() -> str:
    try:
        return sys.stdin.read()
    except UnicodeDecodeError as error:
        raise QuestionError("standard input is not UTF-8 text; convert it first") from error


def _open_answerer(folder: Path | None, library: Path | None) -> Any:
    from index.settings import load_settings
    from ui.progress import progress_bar

    settings = load_settings()
    with progress_bar("loading models") as progress:
        from qa.opening import open_answerer

        return open_answerer(settings, library, folder, progress)


@cli.command()
@articles_options
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=7860, show_default=True, type=click.IntRange(0, 65535))
@click.option("--no-browser", is_flag=True, help="Do not open a browser.")
def chat(folder: Path | None, library: Path | None, host: str, port: int, no_browser: bool) -> None:
    """Open the chat page. Only this machine can reach it, unless --host says otherwise."""
    from index.loopback import is_loopback
    from ui.listening import address, listen

    with listen(host, port) as listener:
        answerer = _open_answerer(folder, library)
        from ui.server import build_app, serve

        app = build_app(answerer, host)
        url = address(listener)
        click.echo(f"Footnote is at {url} (Ctrl-C stops it)")
        if not is_loopback(host):
            click.echo("footnote: everyone who reaches this machine can ask and read", err=True)
        if not no_browser and _has_display():
            import webbrowser

            webbrowser.open(url)
        serve(app, listener)


def _has_display() -> bool:
    if sys.platform in ("darwin", "win32"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


@cli.command()
@click.argument("folder", type=click.Path(path_type=Path))
@library_option
def index(folder: Path, library: Path | None) -> None:
    """Make the library hold exactly the articles of FOLDER, reading only what changed."""
    from ui.terminal import show_refresh, standard_output

    report, passages, directory = _index(folder, library)
    out = standard_output()
    show_refresh(report, out)
    out.print(f"{passages} passages in {directory}", markup=False, soft_wrap=True)


def _index(folder: Path, library: Path | None) -> tuple[RefreshReport, int, Path]:
    """What the refresh did, the library's number of passages, and where it is."""
    from index.readers import article_paths
    from index.settings import load_settings
    from ui.progress import progress_bar

    settings = load_settings()
    article_paths(folder)  # a wrong folder is reported before a model is loaded
    with progress_bar("loading models") as progress:
        from index.embedding import load_embedder
        from index.library import Library, library_directory

        directory = library or library_directory(folder, settings)
        embedder = load_embedder(settings)
        with Library.open(directory, embedder, create=True, progress=progress) as opened:
            return opened.refresh(folder, progress=progress), len(opened), directory


@cli.command()
@articles_options
@click.option("--json", "as_json", is_flag=True, help="Print a JSON list.")
def articles(folder: Path | None, library: Path | None, as_json: bool) -> None:
    """List the articles of a folder or library, by default the bundled ones."""
    listed = _listed(folder, library)
    if as_json:
        from ui.view import article_to_json

        items = [article_to_json(article) | {"passages": count} for article, count in listed]
        click.echo(json.dumps(items, ensure_ascii=False, indent=2))
        return
    from ui.terminal import show_articles, standard_output

    show_articles(listed, standard_output())


def _listed(folder: Path | None, library: Path | None) -> list[tuple[Any, int]]:
    """Each article with its number of passages, from the records alone: no model is loaded."""
    from index.library import library_directory, seeds_folder
    from index.readers import article_paths
    from index.records import RECORDS_NAME, Records
    from index.settings import load_settings

    if folder:
        article_paths(folder)  # a wrong folder is reported as such, not as a missing library
    directory = library or library_directory(folder or seeds_folder(), load_settings())
    try:
        records = Records.open(directory / RECORDS_NAME)
    except LibraryMissingError:
        if library:
            raise
        _index(folder or seeds_folder(), None)  # which nobody has asked yet
        records = Records.open(directory / RECORDS_NAME)
    try:
        with records.snapshot():
            counts = records.counts()
            return [(each, counts.get(each.id, 0)) for each in records.articles()]
    finally:
        records.close()


evaluate.add_command(injection)
cli.add_command(evaluate)


@cli.command()
@click.option("--install-weights", is_flag=True, help="Install the default models first.")
@click.option("--json", "as_json", is_flag=True, help="Print the findings as JSON.")
def doctor(install_weights: bool, as_json: bool) -> int:
    """Check that everything is in place, and say what to do where it is not."""
    from ui.doctor import examine, to_json

    if install_weights:
        from index.weights import install_weights as install

        install()
    checks = examine()
    if as_json:
        click.echo(json.dumps(to_json(checks), ensure_ascii=False, indent=2))
    else:
        for check in checks:
            click.echo(f"{'ok  ' if check.ok else 'FAIL'} {check.name}: {check.found}")
            if check.advice:
                click.echo(f"     {check.advice}")
    return 0 if all(check.ok for check in checks) else 1


if __name__ == "__main__":
    sys.exit(main())
