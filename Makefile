# Two commands are all a newcomer needs: `make demo` and `make test`. Each sets up .venv by itself.

VENV := .venv
BIN := $(VENV)/bin
PIP := PIP_CONSTRAINT=constraints.txt PIP_DISABLE_PIP_VERSION_CHECK=1 $(BIN)/python -m pip --quiet
PYTEST_ARGS ?=
# How many processes run tests: one more than there are processors, since many tests wait for a browser or a server.
PROCESSES ?= $(shell echo $$(( $$(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2) + 1 )))
PYTEST := $(BIN)/python -m pytest --numprocesses $(PROCESSES) --dist worksteal
# Where the surroundings forbid bytecode, every process that a test starts would compile all it imports.
unexport PYTHONDONTWRITEBYTECODE
# The packages of whose lines and branches their tests must run at least 98 %. See tests/branch_coverage.py.
GATED := okrsdk/grading okrsdk/language okrsdk/rules okrsdk/schema okrsdk/workbook okrsdk/cycle

# Tests that look at the sources alone: how long they are, and whether scripts of users pass mypy.
OF_LINT := tests/test_sizes.py tests/typing

.PHONY: demo test fast search coverage lint format bench rules-bench docs texts site dist clean

demo: $(VENV)/.runtime
	@$(BIN)/okr demo --once

test: $(VENV)/.dev
	@sh .ci/system
ifeq ($(PYTEST_ARGS),)
	$(PYTEST) $(GATED:%=--cov=%) --cov-report= $(OF_LINT:%=--ignore=%)
	@$(BIN)/python -m tests.branch_coverage $(GATED)
else
	$(PYTEST) $(PYTEST_ARGS)
endif

# The branch coverage of every package by all tests. It takes twice as long as `make test`.
coverage: $(VENV)/.dev
	@sh .ci/system
	$(PYTEST) --cov --cov-report=
	@$(BIN)/python -m tests.branch_coverage $(GATED)

# The tests that start no processes, no browser and no load.
fast: $(VENV)/.dev
	$(PYTEST) -m "not slow and not browser and not load" $(PYTEST_ARGS)

# The property tests with examples that are new in every run.
search: $(VENV)/.dev
	HYPOTHESIS_PROFILE=search $(PYTEST) -m hypothesis $(PYTEST_ARGS)

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -q $(OF_LINT)

format: $(VENV)/.dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# The figures and their limits, within five minutes; the long runs too: .venv/bin/python -m bench --long
bench: $(VENV)/.dev
	$(BIN)/python -m bench

# How well the wording rules tell good from bad on our corpus, or on another: make rules-bench CORPUS=file.jsonl
rules-bench: $(VENV)/.dev
	$(BIN)/python -m bench.rules_bench $(CORPUS)

docs: $(VENV)/.dev
	$(BIN)/python -m docs.generate
	$(BIN)/python -m docs.picture

# The catalogues of translations, with every text of the code; says what is still to be translated.
texts: $(VENV)/.dev
	$(BIN)/python -m docs.texts

# The pictures of sidebar, workbench and report in docs/images, by Debian's Chromium.
screenshots: $(VENV)/.dev
	$(BIN)/python -m docs.screenshots

# The documentation site, in build/site: pages, and the API from the docstrings. A broken link or name is an error.
site: $(VENV)/.docs
	$(BIN)/python -m sphinx --fail-on-warning --keep-going --quiet --doctree-dir build/doctrees docs build/site
	@echo "build/site/index.html"

# What is published: the sdist and the wheel built from it, as the package index wants them.
dist: $(VENV)/.dev
	rm -rf dist
	$(BIN)/python -m build --no-isolation
	$(BIN)/python -m twine check --strict dist/*

clean:
	rm -rf $(VENV) build dist .coverage .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache

$(VENV)/.runtime: pyproject.toml constraints.txt | $(BIN)/python
	@echo "Setting up $(VENV) (once)…"
	@$(PIP) install --editable '.[local]'
	@touch $@

$(VENV)/.dev: pyproject.toml constraints.txt | $(BIN)/python
	@echo "Setting up $(VENV) with what tests and checks need (once)…"
	@$(PIP) install --editable '.[dev]'
	@touch $@ $(VENV)/.runtime

$(VENV)/.docs: pyproject.toml constraints.txt | $(BIN)/python
	@echo "Setting up $(VENV) with what the documentation site needs (once)…"
	@$(PIP) install --editable '.[docs]'
	@touch $@ $(VENV)/.runtime

$(BIN)/python:
	@sh .ci/venv $(VENV)
