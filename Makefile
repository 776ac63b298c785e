# The portal's errands. `make help` lists them.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: help site serve check test audit bench clean golden screenshots lint install install-dev browser html-validate lighthouse
.DEFAULT_GOAL := help

help: ## List these targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):[^#]*## /\1|/' | awk -F'|' '{printf "  %-12s %s\n", $$1, $$2}'

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: requirements.txt pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.installed-dev: requirements-dev.txt $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@

install: $(VENV)/.installed
install-dev: $(VENV)/.installed-dev

site: install ## Install what is needed and build site/ from data/ and content/
	$(BIN)/plan-portal build

serve: install ## Live preview on http://127.0.0.1:8000/
	$(BIN)/plan-portal serve

check: install-dev ## Every problem of the data, the proof that no sentence is missing, and the import contract
	$(BIN)/plan-portal check
	$(BIN)/plan-portal coverage
	$(BIN)/lint-imports --no-cache

# Debian's chromium: the browser tests need it; installed here when run as root, named when not.
browser:
	@command -v chromium >/dev/null 2>&1 || { \
	  if [ "$$(id -u)" = 0 ]; then apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium fonts-noto-core >/dev/null; \
	  else echo "the browser tests need Debian's chromium: apt-get install chromium" >&2; exit 2; fi; }

# The checker of the built pages is a program for Node, locked with digests in tests/html_validate/.
tests/html_validate/node_modules/.installed: tests/html_validate/package-lock.json
	@command -v npm >/dev/null 2>&1 || { \
	  if [ "$$(id -u)" = 0 ]; then apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq npm >/dev/null; \
	  else echo "the tests of the built pages need npm: apt-get install npm" >&2; exit 2; fi; }
	cd tests/html_validate && npm ci --silent
	@touch $@

html-validate: tests/html_validate/node_modules/.installed

lint: install-dev ## Style, types and the import contract
	$(BIN)/ruff check generator tests
	$(BIN)/ruff format --check generator tests
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

test: lint browser html-validate ## Install what is needed and run all tests
	$(BIN)/pytest -n 2 --dist loadfile --no-loadscope-reorder

audit: install-dev browser ## Every rule of axe over every page, light and dark, on a phone and on a desk (SITE=FOLDER, else site/)
	$(BIN)/python -m tests.accessibility $(or $(SITE),site)

golden: install-dev ## Draw the golden files again, to be read before they are committed
	$(BIN)/pytest -q tests --golden

# Google's Lighthouse, for the bench alone, is a program for Node, locked with digests in tests/lighthouse/.
tests/lighthouse/node_modules/.installed: tests/lighthouse/package-lock.json
	cd tests/lighthouse && npm ci --silent
	@touch $@

lighthouse: html-validate browser tests/lighthouse/node_modules/.installed

# SIZES=100,1000 are the generated portals; BESIDE=0 leaves out other generators, RUNS=0 Lighthouse; PARTS=builds,texts,
# reading,search is what is measured; WRITE=1 puts it into docs/performance.md. Hugo is measured where it is installed.
# GOLD=FOLDER also scores the readers of citations and deadlines on the yardsticks in that folder.
bench: install-dev lighthouse ## Measure builds, pages and readers (SIZES=100,1000 PARTS=builds WRITE=1 GOLD=FOLDER)
	$(BIN)/python -m tests.bench $(if $(SIZES),--sizes $(SIZES)) $(if $(BESIDE),--beside $(BESIDE)) $(if $(PARTS),--parts $(PARTS)) $(if $(RUNS),--runs $(RUNS)) $(if $(WRITE),--write)
	@if [ -n "$(GOLD)" ]; then \
	  $(BIN)/python $(GOLD)/citations/score.py --command "$(BIN)/plan-portal cite"; \
	  $(BIN)/python $(GOLD)/deadlines/score.py --command "$(BIN)/plan-portal deadlines"; \
	  $(BIN)/plan-portal build && $(BIN)/python $(GOLD)/search/score.py site; fi

screenshots: install-dev browser ## Make the pictures of the README
	$(BIN)/python -m tests.screenshots

clean: ## Remove what these targets made
	rm -rf site $(VENV) tests/html_validate/node_modules tests/lighthouse/node_modules .cache .mypy_cache .pytest_cache .ruff_cache .hypothesis
