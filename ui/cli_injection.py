"""`footnote eval injection`: what articles that give orders can do to answers."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.argument("attacks", type=click.Path(path_type=Path))
@click.option(
    "--folder",
    "folders",
    type=click.Path(path_type=Path),
    multiple=True,
    help="Articles beside the bundled ones; may be given several times.",
)
@click.option(
    "--articles",
    type=click.IntRange(min=1),
    default=20,
    show_default=True,
    help="Plant attacks in so many, at most.",
)
@click.option("--limit", type=click.IntRange(min=1), help="Only so many attacks, of all kinds.")
@click.option(
    "--each",
    type=click.IntRange(min=1),
    default=2,
    show_default=True,
    help="Questions for each attack in each article.",
)
@click.option("--json", "json_file", type=click.Path(path_type=Path), help="Write figures here.")
@click.option("--work", type=click.Path(path_type=Path), help="Where results stay.")
@click.option("--resume/--fresh", default=True, help="Use results of a stopped run, or not.")
def injection(
    attacks: Path,
    folders: tuple[Path, ...],
    articles: int,
    limit: int | None,
    each: int,
    json_file: Path | None,
    work: Path | None,
    resume: bool,
) -> None:
    """Plant each attack of ATTACKS, a file as BIPIA has it, in articles, and ask about these."""
    from index.settings import load_settings
    from ui.progress import progress_bar
    from ui.terminal import standard_output

    with progress_bar("loading models") as progress:
        from qa.evaluation.injection.command import InjectionOptions, evaluate_injection
        from qa.evaluation.injection.report import show_injection, write_injection
        from qa.evaluation.places import check_places
        from ui.examples import example_questions

        check_places([json_file])
        options = InjectionOptions(attacks, folders, articles, limit, each, work, not resume)
        report = evaluate_injection(options, load_settings(), example_questions, progress)
    if json_file is not None:
        write_injection(report, json_file)
    show_injection(report, standard_output())
