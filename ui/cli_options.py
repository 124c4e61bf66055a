"""Options that several commands share: which articles, and what an answer is limited to."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., Any])


def articles_options(command: Command) -> Command:
    """Where the articles are: a folder, a library, or neither for the bundled ones."""
    folder = click.option(
        "--folder", type=click.Path(path_type=Path), help="Articles to ask; indexed as needed."
    )
    return folder(library_option(command))


def library_option(command: Command) -> Command:
    option = click.option(
        "--library", type=click.Path(path_type=Path), help="Where the index is kept."
    )
    return option(command)


def filters_options(command: Command) -> Command:
    """What the answer is limited to; each given several times means any of them."""
    day = click.DateTime(["%Y-%m-%d"])
    options = (
        click.option("--publisher", "publishers", multiple=True, help="Only this publisher."),
        click.option("--since", type=day, help="Only articles published on this day or later."),
        click.option("--until", type=day, help="Only articles published on this day or before."),
        click.option(
            "--article", "only", multiple=True, help="Only this article, by its id or path."
        ),
    )
    for option in reversed(options):
        command = option(command)
    return command
