from __future__ import annotations

from pathlib import Path

import pytest

from index.errors import SettingError
from index.settings import load_settings


def config(folder: Path, text: str) -> dict[str, str]:
    path = folder / "footnote.toml"
    path.write_text(text, encoding="utf-8")
    return {"FOOTNOTE_CONFIG": str(path)}


def test_defaults_name_the_default_models() -> None:
    settings = load_settings({})
    assert settings.embedder == "sentence-transformers/all-MiniLM-L6-v2"
    assert settings.generator == "HuggingFaceTB/SmolLM2-135M-Instruct"
    assert settings.reranker == ""
    assert settings.offline is False


def test_the_environment_goes_before_the_file(tmp_path: Path) -> None:
    environment = config(tmp_path, 'generator = "of/file"\nembedder = "of/file"\noffline = true')
    environment |= {"FOOTNOTE_GENERATOR": "of/environment", "FOOTNOTE_HOME": str(tmp_path)}
    settings = load_settings(environment)
    assert (settings.generator, settings.embedder) == ("of/environment", "of/file")
    assert (settings.offline, settings.home) == (True, tmp_path)


@pytest.mark.parametrize(
    ("word", "value"), [("1", True), ("true", True), ("0", False), ("", False)]
)
def test_offline_is_yes_or_no(word: str, value: bool) -> None:
    assert load_settings({"FOOTNOTE_OFFLINE": word}).offline is value


@pytest.mark.parametrize("server", ["https://models.example/v1", "http://192.168.1.5:8000"])
def test_who_is_offline_asks_no_server_elsewhere(server: str, tmp_path: Path) -> None:
    assert load_settings({"FOOTNOTE_SERVER": server}).server == server
    environment = {"FOOTNOTE_SERVER": server, "FOOTNOTE_OFFLINE": "1"}
    for each in (environment, config(tmp_path, f"server = '{server}'\noffline = true")):
        with pytest.raises(SettingError, match=f"'{server}', which is not on this machine.*unset"):
            load_settings(each)
    here = load_settings(environment | {"FOOTNOTE_SERVER": "http://localhost:8000/v1"})
    assert (here.offline, here.server) == (True, "http://localhost:8000/v1")


@pytest.mark.parametrize(
    ("environment", "message"),
    [
        ({"FOOTNOTE_GENERATR": "x"}, "unknown setting 'generatr' in the environment"),
        ({"FOOTNOTE_OFFLINE": "maybe"}, "'maybe'; use 1 or 0"),
        ({"FOOTNOTE_CONFIG": "/nowhere/footnote.toml"}, "/nowhere/footnote.toml, which is no file"),
    ],
)
def test_a_mistake_in_the_environment_is_named(environment: dict[str, str], message: str) -> None:
    with pytest.raises(SettingError, match=message):
        load_settings(environment)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("generatr = 'x'", "unknown setting 'generatr' in .*footnote.toml"),
        ("generator = ", "is not a TOML file"),
        ("generator = 3", "must be text"),
    ],
)
def test_a_mistake_in_the_file_is_named(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(SettingError, match=message):
        load_settings(config(tmp_path, text))
