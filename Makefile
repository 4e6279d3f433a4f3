# `make demo` and `make test` set everything up by themselves: Python 3.11+ and make are enough.
.DEFAULT_GOAL := help
SHELL := /bin/sh
UV_VERSION := 0.13.9
VENV := .venv

ifeq ($(OS),Windows_NT)
BIN := $(VENV)/Scripts
else
BIN := $(VENV)/bin
endif

# The first Python that runs and is new enough.
PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3 python; do \
	if $$p -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then echo $$p; break; fi; done)

export UV_PYTHON_DOWNLOADS := never
export UV_PROJECT_ENVIRONMENT := $(VENV)
export UV_LINK_MODE := copy
# Trust what the machine trusts: many offices put a certificate of their own before the internet.
UV_SYSTEM_CERTS ?= true
export UV_SYSTEM_CERTS
# The tests start hundreds of Pythons: what one has compiled the others need not compile again.
unexport PYTHONDONTWRITEBYTECODE
SYNC := $(BIN)/uv sync --quiet --frozen --inexact --python $(BIN)/python

.PHONY: help demo test lint types contract unit bench fuzz rules clean

help: ## This list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/'

$(VENV)/.uv:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)
	@touch $@

$(VENV)/.run: $(VENV)/.uv uv.lock pyproject.toml
	$(SYNC) --no-dev
	@touch $@

$(VENV)/.dev: $(VENV)/.uv uv.lock pyproject.toml
	$(SYNC)
	@touch $@ $(VENV)/.run

demo: $(VENV)/.run ## Check the reference report, and twelve units with their summaries
	$(BIN)/soat check corpus/bc177/bc177.pdf --fail-on never
	$(BIN)/soat check corpus/units/twelve --units corpus/units/twelve/units.csv --fail-on never

test: lint types contract unit ## Lint, types, import contract, tests

lint: $(VENV)/.dev ## Style and format
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.dev ## Types
	$(BIN)/mypy

contract: $(VENV)/.dev ## One-way imports
	$(BIN)/lint-imports

unit: $(VENV)/.dev ## Tests
	$(BIN)/pytest -n logical --maxprocesses 4 --dist loadfile --no-loadscope-reorder -m 'not alone'
	$(BIN)/pytest -m alone

# Peers whose requirements contradict ours live apart; without them the rest is timed all the same.
.venv-bench/.done: $(VENV)/.uv
	-$(BIN)/uv venv --quiet --clear --python $(BIN)/python .venv-bench
	-$(BIN)/uv pip install --quiet --python .venv-bench docling-parse
	@touch $@

bench: $(VENV)/.dev .venv-bench/.done ## Time Soát beside its peers
	$(BIN)/python -X utf8 -m corpus.bench
	$(BIN)/python -X utf8 -m corpus.bench_batch 100 1000 10000

fuzz: $(VENV)/.dev ## Fuzz the readers and the figures for ten minutes
	$(BIN)/python -X utf8 -m tests.hostile.fuzz

rules: $(VENV)/.dev ## Write rules/RULES.md from docstrings, explanations and fixtures
	$(BIN)/python tests/checks/rule_pages.py

clean: ## Remove everything that was set up
	rm -rf $(VENV) .venv-bench .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
