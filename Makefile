# `make site` builds the real site, `make test` checks everything. Both set up what they need.

PYTHON ?= python3
BIN := .venv/bin
SOURCES ?= ../shared/sources

.PHONY: site docs test types tests coverage serve check audit format bless dist bench mutants lock clean

site: .venv/site.stamp  ## build the site into site/
	$(BIN)/sitegen build --strict

serve: .venv/site.stamp  ## preview with reload on save
	$(BIN)/sitegen serve

docs: .venv/site.stamp  ## write the reference from the code, and build the documentation into docs/site
	$(BIN)/python docs/make_reference.py
	$(BIN)/sitegen --project docs build --no-pdf

check: .venv/site.stamp  ## every check, publishing nothing
	$(BIN)/sitegen check --strict

audit: .venv/site.stamp  ## verify the facts against the texts in SOURCES
	$(BIN)/sitegen audit --sources $(SOURCES)

test: .venv/test.stamp  ## lint, types, tests, browser tests, audit where the texts are
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(MAKE) --no-print-directory --jobs=2 types tests
	@if [ -d "$(SOURCES)" ]; then $(BIN)/sitegen audit --sources "$(SOURCES)"; \
	else echo "audit: not run, the texts of the sources are not at $(SOURCES)"; fi

types: .venv/test.stamp
	$(BIN)/mypy

tests: .venv/test.stamp
	$(BIN)/pytest -n auto --dist loadgroup

coverage: .venv/test.stamp  ## which branches all tests take, in all processes; fails below 95 %
	rm -f .coverage .coverage.*
	$(BIN)/coverage run -m pytest -n auto --dist loadgroup
	$(BIN)/coverage combine --quiet
	$(BIN)/coverage report

format: .venv/test.stamp  ## format and fix what ruff can
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bless: .venv/test.stamp  ## take what the golden cases give now as what they should give
	SITEGEN_BLESS=1 $(BIN)/pytest tests/test_golden.py

dist: .venv/test.stamp  ## pack sdist, wheel and bill of materials into dist/: the same bytes for the same commit
	$(BIN)/python .ci/pack.py dist

bench: .venv/test.stamp  ## measure builds beside peers; BENCH="--quick" or other options of tests/bench/bench.py
	$(BIN)/python tests/bench/bench.py $(BENCH)

mutants: .venv/test.stamp  ## try the checks with mistakes made on purpose; MUTANTS="--quick" or other options of tests/bench/mutation.py
	$(BIN)/python tests/bench/mutation.py --sources $(SOURCES) $(MUTANTS)

lock:  ## resolve the newest versions that pyproject.toml allows (needs uv)
	{ echo "# Made by \`make lock\` from pyproject.toml: what the site is built with, each file by its hash."; \
	  echo "setuptools>=80" | uv pip compile pyproject.toml - --generate-hashes --universal --python-version 3.11 --no-emit-index-url --no-annotate --no-header -q; } > requirements.lock.new
	{ echo "# Made by \`make lock\`: what the tests need besides; a superset of ../requirements.lock."; \
	  uv pip compile pyproject.toml --extra test -c requirements.lock.new --generate-hashes --universal --python-version 3.11 --no-emit-index-url --no-annotate --no-header -q; } > .ci/requirements-test.lock
	mv requirements.lock.new requirements.lock

clean:  ## remove what was made
	rm -rf .venv site dist .sitegen .sitegen-stage-* build *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis .coverage .coverage.*

.venv/bin/python:
	$(PYTHON) -m venv .venv

.venv/site.stamp: .venv/bin/python requirements.lock pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps --editable .
	$(BIN)/python -m compileall -q sitegen  # as an installed package is: else each start may compile it anew
	touch $@

.venv/test.stamp: .venv/site.stamp .ci/requirements-test.lock .ci/system-packages
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r .ci/requirements-test.lock
	.ci/system-packages
	touch $@
