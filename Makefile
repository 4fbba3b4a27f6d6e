# make serve and make test each work alone on a fresh clone. See README.md.

VENV := .venv
BIN := $(VENV)/bin
PYTHON ?= $(shell for python in python3.11 python3.12 python3.13 python3; do \
	$$python -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null \
	&& echo $$python && break; done)
# Tests run on every core, and on two where there is one: a worker that waits for a browser uses none.
WORKERS ?= $(shell cores=$$(nproc 2>/dev/null || echo 2); echo $$(( cores < 2 ? 2 : cores )))
PYTEST := $(BIN)/python -m pytest -n $(WORKERS) --dist loadfile
PIP := $(BIN)/python -m pip install --disable-pip-version-check --no-deps --ignore-requires-python

.PHONY: setup serve check test lint built mutate bench lock clean
.DEFAULT_GOAL := setup

setup: $(VENV)/installed  ## the environment only

serve: $(VENV)/installed  ## everything, then http://127.0.0.1:8000
	@$(BIN)/importdesk serve

check: lint built  ## what a change must pass before it is shown: without the assistant, a browser, and sweeps
	@$(PYTEST) -m "not trained and not browser and not slow"

test: lint built  ## everything, then every test
	@$(BIN)/importdesk knowledge train >/dev/null
	@$(PYTEST)

lint: $(VENV)/installed-dev
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/lint-imports
	@$(BIN)/mypy

built: $(VENV)/installed-dev
	@$(BIN)/importdesk tariff build >/dev/null

mutate: built  ## how many small changes of the code the tests notice (docs/testing.md)
	@$(BIN)/python -m tools.mutation

bench: $(VENV)/installed-dev  ## figures: times, sizes, memory
	@$(BIN)/importdesk bench

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "make: Python 3.11, 3.12 or 3.13 is needed and was not found" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null \
	|| { echo "make: $(PYTHON) has no venv module: install python3-venv" >&2; exit 1; }
	@echo "Making the environment in $(VENV) with $(PYTHON)"
	@$(PYTHON) -m venv $(VENV)

$(VENV)/installed: requirements.txt pyproject.toml | $(BIN)/python
	@echo "Installing what the server needs"
	@$(PIP) --require-hashes --requirement requirements.txt
	@PYTHONWARNINGS=ignore $(PIP) --quiet --no-build-isolation --editable .
	@touch $@

$(VENV)/installed-dev: requirements-dev.txt $(VENV)/installed
	@echo "Installing what the tests need"
	@$(PIP) --require-hashes --requirement requirements-dev.txt
	@touch $@

lock:  ## the two requirement files anew, from pyproject.toml (needs uv)
	@command -v uv >/dev/null || { echo "make: uv is needed to lock: pip install uv" >&2; exit 1; }
	uv lock --quiet --upgrade
	uv export --quiet --frozen --no-header --no-annotate --no-emit-project --no-dev --output-file requirements.txt
	uv export --quiet --frozen --no-header --no-annotate --no-emit-project --only-dev --output-file requirements-dev.txt
	rm uv.lock

clean:  ## the environment and everything built
	rm -rf $(VENV) var build dist *.egg-info
