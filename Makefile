# Two commands for a fresh machine: `make run` and `make test`. Both set up what they need.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
ARTICLE ?=
PUBLISHED ?=
SHARED ?=

.DEFAULT_GOAL := help
.PHONY: help setup run test lint eval bench soak build lock clean

help:                  ## show these verbs
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 10

setup: $(VENV)/ready   ## make the virtual environment, with every version and hash as in requirements.txt

$(VENV)/ready: requirements.txt pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

run: setup             ## facts and claims of an article: make run ARTICLE=story.txt PUBLISHED=2024-06-07
	@$(BIN)/onrecord extract --view $(or $(ARTICLE),corpus/harbor-review.txt --published 2025-04-10) $(if $(PUBLISHED),--published $(PUBLISHED))

test: setup            ## the tests
	$(BIN)/pytest

lint: setup            ## format, style and types
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

eval: setup            ## precision, recall and F1 over the corpus (and public sets: SHARED=folder)
	SHARED=$(SHARED) $(BIN)/python benchmarks/accuracy.py

bench: setup           ## words per second beside plain spaCy, shares, peak memory, two workers, how time grows, reading, ten times the bodies
	OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 $(BIN)/python benchmarks/speed.py
	OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 $(BIN)/python benchmarks/scaling.py
	OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 $(BIN)/python benchmarks/reading.py
	OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 $(BIN)/python benchmarks/gazetteer.py

soak: setup            ## long fuzzing, outside `make test`
	$(BIN)/pytest -m soak

build: setup           ## wheel and source distribution in dist/
	rm -rf build dist
	$(BIN)/python -m build --no-isolation --outdir dist .

lock:                  ## write requirements.txt anew from pyproject.toml (needs uv)
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-annotate --group dev \
		--custom-compile-command "make lock" --upgrade --output-file requirements.txt pyproject.toml

clean:                 ## remove what the other verbs made
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
