"""One frozen settings object: defaults, then `footnote.toml`, then `FOOTNOTE_*` variables.

The file is the one named by `FOOTNOTE_CONFIG`, else `footnote.toml` in the user's configuration
folder. A key that is not listed below is refused, in the file and in the environment alike: a
misspelt setting must not be silently ignored.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path

import platformdirs

from index.errors import SettingError
from index.loopback import stays_here

ENVIRONMENT_PREFIX = "FOOTNOTE_"
CONFIG_VARIABLE = "FOOTNOTE_CONFIG"


@dataclass(frozen=True, slots=True)
class Settings:
    home: Path
    """Folder for libraries and converted weights."""
    embedder: str = "sentence-transformers/all-MiniLM-L6-v2"
    """Hub id or local folder of a sentence-transformers model."""
    generator: str = "HuggingFaceTB/SmolLM2-135M-Instruct"
    """Hub id or local folder of a causal language model with a chat template."""
    reranker: str = ""
    """Hub id or local folder of a sentence-transformers CrossEncoder; "" reranks nothing."""
    reader: str = ""
    """Hub id or local folder of an extractive question answering model; "" is Footnote's own."""
    checker: str = ""
    """Hub id or local folder of an inference cross-encoder; "" is Footnote's own checker."""
    server: str = ""
    """Base URL of an OpenAI-compatible server that words answers in place of the local model."""
    offline: bool = False
    """Never touch the network: no model hub, and no server but one on this machine."""


def load_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """Read the settings of this process.

    Raises:
        SettingError: an unknown key, a value of the wrong kind, a file that is not TOML, or a
            server elsewhere for one who is offline.
    """
    environment = os.environ if environment is None else environment
    values: dict[str, object] = {"home": platformdirs.user_data_path("footnote")}
    values |= _from_file(environment)
    values |= _from_environment(environment)
    settings = Settings(**{key: _typed(key, value) for key, value in values.items()})  # type: ignore[arg-type]
    if settings.offline and settings.server and not stays_here(settings.server):
        raise SettingError(
            f"setting 'server' is {settings.server!r}, which is not on this machine, and 'offline' "
            "is set; unset one of the two, or name a server on 127.0.0.1"
        )
    return settings


def _keys() -> dict[str, str]:
    return {field.name: str(field.type) for field in fields(Settings)}


def _from_file(environment: Mapping[str, str]) -> dict[str, object]:
    named = environment.get(CONFIG_VARIABLE)
    path = Path(named) if named else platformdirs.user_config_path("footnote") / "footnote.toml"
    if not path.is_file():
        if named:
            raise SettingError(
                f"{CONFIG_VARIABLE} names {path}, which is no file; correct or unset it"
            )
        return {}
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingError(
            f"{path} is not a TOML file ({error}); correct it or move it away"
        ) from error
    for key in values:
        _check_known(key, str(path))
    return values


def _from_environment(environment: Mapping[str, str]) -> dict[str, object]:
    values: dict[str, object] = {}
    for variable, value in environment.items():
        if not variable.startswith(ENVIRONMENT_PREFIX) or variable == CONFIG_VARIABLE:
            continue
        key = variable.removeprefix(ENVIRONMENT_PREFIX).lower()
        _check_known(key, f"the environment ({variable})")
        values[key] = value
    return values


def _check_known(key: str, where: str) -> None:
    if key not in _keys():
        raise SettingError(
            f"unknown setting {key!r} in {where}; the settings are {', '.join(_keys())}"
        )


def _typed(key: str, value: object) -> object:
    kind = _keys()[key]
    if kind == "Path":
        return Path(str(value)).expanduser()
    if kind == "bool":
        words = {
            "1": True,
            "true": True,
            "yes": True,
            "0": False,
            "false": False,
            "no": False,
            "": False,
        }
        if str(value).lower() not in words:
            raise SettingError(f"setting {key!r} is {value!r}; use 1 or 0")
        return words[str(value).lower()]
    if not isinstance(value, str):
        raise SettingError(f"setting {key!r} is {value!r}; it must be text")
    return value
