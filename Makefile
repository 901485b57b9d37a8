# The eight words of the house; `.ci/run` uses the same ones.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.PHONY: help setup demo test soak lint fix bench docs browser lock

PYTHON ?= python3
bin := .venv/bin
# Two processes: the machine that our numbers are stated for has two cores.
workers ?= 2

help: ## show these words
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 10

setup: ## make .venv from requirements.lock and compile the kernels; instant when nothing changed
	@PYTHON="$(PYTHON)" scripts/setup

demo: setup ## play the demo and print where its report is
	@$(bin)/infodrill demo

test: setup lint browser ## lint, then every test but the soak; ends with pytest's closing line
	@$(bin)/pytest -n $(workers) --dist loadgroup

soak: setup ## the long rounds over many seeds
	@$(bin)/pytest -m soak -n $(workers)

lint: setup ## ruff, mypy --strict and the import contracts
	@$(bin)/ruff check .
	@$(bin)/ruff format --check .
	@$(bin)/mypy
	@$(bin)/lint-imports --no-logo

fix: setup ## let ruff repair what it can
	@$(bin)/ruff check --fix .
	@$(bin)/ruff format .

bench: setup ## reproduce the numbers of docs/design, then docs/benchmarks.md beside our peers
	@status=0; for what in benchmarks benchmarks.peers; do $(bin)/python -m $$what || status=1; done; exit $$status

docs: setup ## rewrite what is made from the code: JSON Schemas, reference tables, catalogues
	@$(bin)/python scripts/make_docs.py
	@$(bin)/python -m scripts.make_catalogues

browser:
	@scripts/browser

lock: setup ## write requirements.lock anew from pyproject.toml
	@.tools/bin/uv pip compile pyproject.toml --upgrade --universal --python-version 3.11 \
	    --group dev --group browser --group build --generate-hashes \
	    --no-annotate --no-header --no-emit-index-url --quiet --output-file requirements.lock
