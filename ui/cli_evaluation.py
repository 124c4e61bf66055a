"""The commands under `footnote eval`: seeds, news, folders, answers, retrieval, support.

As in `ui.cli`, everything heavy is imported inside the commands.
"""

from __future__ import annotations

from pathlib import Path

import click


@click.group("eval")
def evaluate() -> None:
    """Measure how good the answers are."""


@evaluate.command()
@click.option("--questions", type=click.Path(path_type=Path), help="Another question set.")
@click.option("--baseline", is_flag=True, help="Measure the plain baseline beside it.")
@click.option("--json", "json_file", type=click.Path(path_type=Path), help="Write figures here.")
@click.option("--split", help="Only the questions of this part of the set.")
def seeds(questions: Path | None, baseline: bool, json_file: Path | None, split: str | None) -> int:
    """Ask the question set on the bundled articles and print the scores."""
    from qa.evaluation.seeds import run_seeds_command

    return run_seeds_command(questions, baseline, json_file, split)


@evaluate.command()
@click.argument("corpus", type=click.Path(path_type=Path))
@click.option("--json", "json_file", type=click.Path(path_type=Path), help="Write figures here.")
@click.option("--split", help="Only the questions of this part of the set.")
def news(corpus: Path, json_file: Path | None, split: str | None) -> int:
    """Ask the question sets on news, whose articles are in CORPUS, a MultiHop-RAG folder."""
    from qa.evaluation.news import run_news_command

    return run_news_command(corpus, json_file, split)


@evaluate.command()
@click.argument("folder", required=False, type=click.Path(path_type=Path))
@click.option("--json", "json_file", type=click.Path(path_type=Path), help="Write figures here.")
@click.option("--split", help="Only the questions of this part of the sets.")
def folders(folder: Path | None, json_file: Path | None, split: str | None) -> int:
    """Ask each NAME.json of FOLDER on the articles in the folder NAME beside it.

    Without FOLDER, on the invented articles of the source checkout.
    """
    from qa.evaluation.news import run_folders_command

    return run_folders_command(folder, json_file, split)


@evaluate.command()
@click.argument("dataset", type=click.Path(path_type=Path))
@click.option("--queries", type=click.Path(path_type=Path), help="Another file of questions.")
@click.option("--qrels", type=click.Path(path_type=Path), help="Another file of judgments (BEIR).")
@click.option("--split", help="The judgments in qrels/SPLIT.tsv (BEIR); test where there is one.")
@click.option(
    "--systems", default="footnote,dense,bm25,rrf", show_default=True, help="What to compare."
)
@click.option("--limit-queries", type=click.IntRange(min=1), help="Only the first so many.")
@click.option("--json", "json_file", type=click.Path(path_type=Path), help="Write figures here.")
@click.option("--plot", type=click.Path(path_type=Path), help="Draw figures here (svg, png, pdf).")
@click.option(
    "--compare",
    type=click.Path(path_type=Path),
    multiple=True,
    help="What --json wrote of an earlier run; may be given several times.",
)
@click.option("--work", type=click.Path(path_type=Path), help="Where indexes and rankings stay.")
@click.option("--resume/--fresh", default=True, help="Use rankings of a stopped run, or not.")
def retrieval(
    dataset: Path,
    queries: Path | None,
    qrels: Path | None,
    split: str | None,
    systems: str,
    limit_queries: int | None,
    json_file: Path | None,
    plot: Path | None,
    compare: tuple[Path, ...],
    work: Path | None,
    resume: bool,
) -> None:
    """Measure how well passages are found in DATASET, a folder as BEIR or MultiHop-RAG has it."""
    from index.settings import load_settings
    from ui.progress import progress_bar
    from ui.terminal import standard_output

    with progress_bar("loading models") as progress:
        from qa.evaluation.places import check_places
        from qa.evaluation.retrieval.command import (
            RetrievalOptions,
            evaluate_retrieval,
            write_files,
        )
        from qa.evaluation.retrieval.report import show_retrieval

        check_places([json_file], plot)
        names = tuple(name.strip() for name in systems.split(",") if name.strip())
        options = RetrievalOptions(
            dataset, queries, qrels, split, names, limit_queries, work, compare, not resume
        )
        report = evaluate_retrieval(options, load_settings(), progress)
    write_files(report, json_file, plot)
    show_retrieval(report, standard_output())


@evaluate.command()
@click.argument("dataset", type=click.Path(path_type=Path))
@click.option("--json", "json_file", type=click.Path(path_type=Path), help="Write figures here.")
def support(dataset: Path, json_file: Path | None) -> None:
    """Measure the checker on DATASET, a file as AttributionBench or WiCE has it."""
    from index.settings import load_settings
    from qa.evaluation.support_report import evaluate_support, show_support, write_support
    from ui.terminal import standard_output

    report = evaluate_support(dataset, load_settings())
    if json_file is not None:
        write_support(report, json_file)
    show_support(report, standard_output())


@evaluate.command()
@click.argument("dataset", type=click.Path(path_type=Path))
@click.option("--queries", type=click.Path(path_type=Path), help="Another file of questions.")
@click.option("--split", help="Only the questions of this part of a set of questions.")
@click.option("--folder", type=click.Path(path_type=Path), help="The articles of such a set.")
@click.option("--limit", type=click.IntRange(min=1), help="Ask so many, drawn from both sorts.")
@click.option("--evidence", is_flag=True, help="Rank evidence, with the reader and without.")
@click.option("--json", "json_file", type=click.Path(path_type=Path), help="Write figures here.")
@click.option("--plot", type=click.Path(path_type=Path), help="Draw figures here (svg, png, pdf).")
@click.option("--failures", type=click.Path(path_type=Path), help="List what failed here.")
@click.option("--work", type=click.Path(path_type=Path), help="Where libraries and answers stay.")
@click.option("--resume/--fresh", default=True, help="Use answers of a stopped run, or not.")
def answers(
    dataset: Path,
    queries: Path | None,
    split: str | None,
    folder: Path | None,
    limit: int | None,
    evidence: bool,
    json_file: Path | None,
    plot: Path | None,
    failures: Path | None,
    work: Path | None,
    resume: bool,
) -> None:
    """Put DATASET through the product: a set of questions, SQuAD 2.0, or MultiHop-RAG."""
    from index.settings import load_settings
    from ui.progress import progress_bar
    from ui.terminal import standard_output

    if evidence and (plot or failures):
        raise click.UsageError("--evidence draws and lists nothing; leave out --plot, --failures")
    if split == "check" and failures:
        raise click.UsageError("the check part stays unseen while we tune; leave out --failures")
    with progress_bar("loading models") as progress:
        from qa.evaluation.answers import command
        from qa.evaluation.answers.evidence_ranking import show_evidence, write_evidence
        from qa.evaluation.answers.report import show_answers
        from qa.evaluation.places import check_places

        check_places([json_file, failures], plot)
        options = command.AnswersOptions(dataset, queries, split, folder, limit, work, not resume)
        if evidence:
            ranked = command.evaluate_evidence(options, load_settings(), progress)
        else:
            report = command.evaluate_answers(options, load_settings(), progress)
    if evidence:
        if json_file:
            write_evidence(ranked, json_file)
        show_evidence(ranked, standard_output())
        return
    command.write_files(report, json_file, plot, failures)
    show_answers(report, standard_output())
