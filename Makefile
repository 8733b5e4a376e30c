# Everything a developer types. The environment is made on first use and renewed when the lock changes.
PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3; do command -v $$p >/dev/null && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
PORT ?= 8000
BIN := .venv/bin
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DEFAULT_GOAL := help
.PHONY: help run setup dev test check format bench bench-web screenshots messages lock clean

help: ## what can be made
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

.venv/.installed: requirements.txt
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed."; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --requirement requirements.txt
	@touch $@

.venv/.installed-dev: requirements-dev.txt .venv/.installed
	$(BIN)/python -m pip install --quiet --requirement requirements-dev.txt
	@touch $@

setup: .venv/.installed ## environment, database, translations and sample content
	@$(BIN)/python manage.py set_up

dev: .venv/.installed-dev ## the environment with the tools for tests and checks

run: .venv/.installed ## the hub on http://localhost:8000 (PORT= for another): server, task worker and clock
	@PORT=$(PORT) $(BIN)/python manage.py run_hub

test: dev ## the whole suite, in parallel and in random order
	$(BIN)/python -m pytest -n auto $(ARGS)

check: dev ## format, lint, types, import rules, Django's checks, missing migrations and translations
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	git ls-files -z '*.html' | xargs -0 $(BIN)/djhtml --tabwidth 2 --check
	$(BIN)/mypy hub partners events search
	$(BIN)/lint-imports
	$(BIN)/python manage.py compile_translations
	DJANGO_SETTINGS_MODULE=hub.settings.test $(BIN)/python manage.py check --fail-level WARNING
	DJANGO_SETTINGS_MODULE=hub.settings.test $(BIN)/python manage.py makemigrations --check --dry-run

format: dev ## write every file as the checks want it
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .
	git ls-files -z '*.html' | xargs -0 $(BIN)/djhtml --tabwidth 2

bench: dev ## the benchmarks; each prints its figures
	@for bench in $(filter-out bench/web.py,$(wildcard bench/[a-z]*.py)); do echo "== $$bench"; $(BIN)/python $$bench || exit 1; done

bench-web: dev ## Lighthouse on a phone, page by page (needs Chromium and npm; ARGS=--check holds it to the goals)
	@$(BIN)/python bench/web.py $(ARGS)

screenshots: dev ## the pictures in docs/pictures (needs Chromium)
	@$(BIN)/python -m tests.browser.take_pictures

messages: dev ## collect texts for translation (needs gettext)
	DJANGO_SETTINGS_MODULE=hub.settings.test $(BIN)/python manage.py makemessages -l da -l en --no-location --no-obsolete --ignore '.venv/*' --ignore 'var/*' --ignore tests

lock: dev ## compile requirements from pyproject.toml
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile --quiet --no-header --python-version 3.11 pyproject.toml --output-file requirements.txt
	$(BIN)/uv pip compile --quiet --no-header --python-version 3.11 --group dev --constraints requirements.txt pyproject.toml --output-file requirements-dev.txt

clean: ## remove environment, database and caches
	rm -rf .venv var .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
