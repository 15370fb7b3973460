# Everything runs from here; `make` alone lists the targets. What has been done is remembered in
# .venv/done, so that a second run does only what a change asks for.

SHELL := /bin/sh
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory

# A virtual environment that happens to be active must not be the one that is filled.
unexport VIRTUAL_ENV PYTHONHOME PYTHONPATH
# What is compiled is kept, or each process of the tests compiles 600 files for itself.
unexport PYTHONDONTWRITEBYTECODE
# The tools of the project come first, among them Node.js where the machine has none.
export PATH := $(CURDIR)/.venv/bin:$(PATH)

DONE := .venv/done
PIP := .venv/bin/python -m pip --quiet --disable-pip-version-check --no-input
CATALOGUES = $(patsubst %.po,%.mo,$(wildcard planner/translations/*/LC_MESSAGES/*.po))
NAMING = $(wildcard static/*.js) $(shell find templates planner -name '*.html' -o -name '*.py')
# The first of these that is new enough makes the virtual environment.
PYTHON ?= $(shell for python in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	&& echo $$python && break; done)

.PHONY: help install run dev test tests check check-types check-looks browser bench bench-api bench-beside bench-coverage bench-imports bench-maturity bench-rating bench-search bench-signature bench-streams bench-webhooks house screenshots format translations lock wheel clean

help: ## list the targets
	@grep -E '^[a-z-]+:.*## ' Makefile | sed -E 's/:.*## /\t/' | expand -t 16

install: $(DONE)/packages $(DONE)/styles $(CATALOGUES) ## prepare everything in .venv
	@:

run: install ## serve on the embedded database with the demo story
	@.venv/bin/planner database upgrade
	@.venv/bin/planner demo load --if-empty
	@exec .venv/bin/planner serve

dev: install ## serve for development: starts again when a file changes
	.venv/bin/planner database upgrade
	.venv/bin/flask --app planner run --debug --host "$${HOST:-127.0.0.1}" --port "$${PORT:-8000}"

# The types take one core for minutes after all other checks are done: the tests begin beside them.
test: install browser ## run all checks and all tests
	@$(MAKE) --no-print-directory --jobs 2 check-types tests

tests: check-looks browser
	.venv/bin/pytest -n logical --maxprocesses 8 --dist worksteal

# The types take as long as all the rest, so that one core looks at them and the other at that.
check: install ## check formatting, lint and types only
	@$(MAKE) --no-print-directory --jobs 2 check-types check-looks

check-types: install
	.venv/bin/mypy

check-looks: install
	.venv/bin/ruff format --check .
	.venv/bin/ruff check .
	.venv/bin/djlint --check --quiet --allow-empty-input templates
	.venv/bin/djlint --lint --allow-empty-input templates

browser: $(DONE)/packages ## find a Chromium for the tests, or install one
	@.venv/bin/python -m tests.support.browsers.chromium

bench: install ## measure pages, the rating of 2,000 plans and 1,000 open streams
	.venv/bin/python -m tools.bench

bench-api: install ## measure item, list and write of the API beside the pages and bare Flask: minutes
	.venv/bin/python -m tools.bench.api

bench-beside: install ## measure the pages beside those of another checkout: TREE=../before
	.venv/bin/python -m tools.bench.beside $(TREE)

bench-coverage: install ## measure the lead's table of 10,000 customers beside its bare statements
	.venv/bin/python -m tools.bench.coverage

bench-imports: install ## measure an import of 100,000 customers with 800,000 rows beside its bare inserts: an hour
	.venv/bin/python -m tools.bench.imports $(OPTIONS)

bench-maturity: install ## measure the maturity map of 10,000 plans in SQLite and PostgreSQL: minutes
	.venv/bin/python -m tools.bench.maturity

bench-rating: install ## measure the rating of 10,000 plans in SQLite and 100,000 in PostgreSQL: minutes
	.venv/bin/python -m tools.bench.rating

bench-search: install ## measure the search over 10,000 customers and 100,000 talks
	.venv/bin/python -m tools.bench.search

bench-signature: install ## measure radar and work list at 10,000 customers with 30,000 contracts: minutes
	.venv/bin/python -m tools.bench.signature

bench-streams: install ## measure 1,000 to 5,000 open streams with 10 edits a second: minutes
	.venv/bin/python -m tools.bench.streams

bench-webhooks: install ## measure 10,000 events in a minute to ten receivers, half of them dead: minutes
	.venv/bin/python -m tools.bench.webhooks $(OPTIONS)

house: install ## print how roomy the house is: full folders, repeated names, files to touch
	@.venv/bin/python -m tools.house

screenshots: install browser ## take the pictures of the README
	.venv/bin/python -m tools.screenshots

format: install ## format code and templates, mend what lint can mend
	.venv/bin/ruff check --fix-only --quiet .
	.venv/bin/ruff format .
	-.venv/bin/djlint --reformat --quiet --allow-empty-input templates

translations: install ## bring new and changed texts into the catalogues
	.venv/bin/pybabel --quiet extract --mapping-file pyproject.toml --no-location --sort-output \
		--keyword Refused --keyword Taken --keyword _in_days:2 --keyword _in_percent:2 --keyword _in_items:2 --keyword _in_seconds:2 --keyword _in_hours:2 \
		--omit-header --output-file .venv/messages.pot planner templates
	.venv/bin/python -m tools.catalogues .venv/messages.pot

# What is locked stays at its version; `make lock UPGRADE=--upgrade` takes the newest.
COMPILE = .venv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --no-annotate --no-header $(UPGRADE)
lock: $(DONE)/packages $(DONE)/node ## make the locks again from pyproject.toml and package.json
	$(COMPILE) pyproject.toml --output-file requirements.lock
	$(COMPILE) pyproject.toml --group dev --constraints requirements.lock --output-file requirements-dev.lock
	$(COMPILE) --group node --output-file requirements-node.lock
	npm install --package-lock-only $(if $(UPGRADE),&& npm update --package-lock-only)

wheel: install ## build the wheel into dist/
	.venv/bin/hatchling build --target wheel

clean: ## remove what was built and installed; the data folder stays
	rm -rf .venv node_modules static/vendor dist $(CATALOGUES)
	find planner tests tools migrations -name __pycache__ -prune -exec rm -rf {} +

$(DONE)/venv:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed, and none was found." >&2; exit 1; }
	@$(PYTHON) tools/can_make_venv.py
	$(PYTHON) -m venv --clear .venv
	@mkdir -p $(DONE) && touch $@

$(DONE)/packages: $(DONE)/venv requirements-dev.lock pyproject.toml
	@echo "Installing Python packages (a minute the first time) ..."
	@$(PIP) install --require-hashes --only-binary :all: --requirement requirements-dev.lock
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

# Node.js is needed to build and to check, never to serve. The machine's is taken where it is new
# enough; else the wheel, whose commands are linked into the virtual environment.
$(DONE)/node: requirements-node.lock | $(DONE)/packages
	@if npm --version >/dev/null 2>&1 && node tools/node_is_new_enough.js; then :; else \
		echo "Installing Node.js from its Python package ..."; \
		$(PIP) install --require-hashes --only-binary :all: --requirement requirements-node.lock \
		&& .venv/bin/python tools/link_node.py; fi
	@touch $@

$(DONE)/npm: package.json package-lock.json .npmrc | $(DONE)/node
	@echo "Installing JavaScript packages ..."
	@npm ci --no-progress --loglevel error
	@touch $@

$(DONE)/frontend: $(DONE)/npm static/icons.txt tools/build_frontend.py tools/echarts_parts.js
	@.venv/bin/python tools/build_frontend.py
	@touch $@

# Whatever can name a class: a rule that nothing asks for is not served.
$(DONE)/styles: $(DONE)/frontend tools/used_styles.py $(NAMING)
	@.venv/bin/python -m tools.used_styles
	@touch $@

%.mo: %.po | $(DONE)/packages
	@.venv/bin/pybabel --quiet compile --input-file $< --output-file $@
