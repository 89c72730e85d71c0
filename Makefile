# `make demo` and `make test` each set up a fresh machine: python3 >= 3.11 with venv, make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
# More than there are cores: half of the suite's time is waiting for simulated radio.
WORKERS ?= 4

.PHONY: demo test lint types contracts bench clean

demo: $(STAMP)
	$(BIN)/samenstemming demo $(DEMO)

test: $(STAMP)-dev
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder $(PYTEST)

lint: $(STAMP)-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(STAMP)-dev
	$(BIN)/mypy

contracts: $(STAMP)-dev
	$(BIN)/lint-imports

bench: $(STAMP)-dev
	$(BIN)/python -m benchmarks

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(STAMP): $(VENV)/bin/python pyproject.toml requirements/runtime.txt
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements/runtime.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --editable .
	touch $@

$(STAMP)-dev: $(STAMP) requirements/dev.txt
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements/dev.txt
	touch $@

clean:
	rm -rf $(VENV) build dist
