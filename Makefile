# `make demo` and `make test` each set up a fresh machine: python3 >= 3.11 with venv, make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
# One more than the gate has cores: half of the time is waiting for simulated radio. A
# fourth keeps both cores busy all along, and what a radio promises in seconds comes late.
WORKERS ?= 3

.PHONY: demo test lint types contracts audit bench clean

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

# In an environment of its own: nothing else needs these. Without internet it says so.
audit: $(VENV)/audit/.installed
	$(VENV)/audit/bin/python requirements/audit.py

bench: $(STAMP)-dev
	$(BIN)/python -m benchmarks

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(STAMP): $(VENV)/bin/python pyproject.toml requirements/runtime.txt
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements/runtime.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --editable .
	touch $@

$(VENV)/audit/.installed: $(VENV)/bin/python requirements/audit.txt
	$(PYTHON) -m venv $(VENV)/audit
	$(VENV)/audit/bin/pip install --quiet --disable-pip-version-check --no-deps -r requirements/audit.txt
	touch $@

$(STAMP)-dev: $(STAMP) requirements/dev.txt
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements/dev.txt
	touch $@

clean:
	rm -rf $(VENV) build dist
