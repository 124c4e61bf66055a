"""What several folders of tests share: the real answerer, loaded once; one thread."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from qa.answering import Answerer


@pytest.fixture(scope="session")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answerer]:
    """The default models over the seeds. The converted generator is kept between runs."""
    from index.library import seeds_folder
    from index.settings import load_settings
    from qa.opening import open_answerer

    settings = replace(load_settings(), offline=True)
    library: Path = tmp_path_factory.mktemp("library")
    opened = open_answerer(settings, directory=library, folder=seeds_folder())
    yield opened
    opened.library.close()


@pytest.fixture
def one_thread() -> Iterator[None]:
    """Two threads on tensors that are small wait for one another more than they work."""
    import torch

    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)
