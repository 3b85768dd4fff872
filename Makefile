# Two commands matter: `make run` to try Lokkho, `make test` to check it. The work is in bin/.
.DEFAULT_GOAL := help
.PHONY: help run test bench office-check load audit rooms mutants format messages settings styles placeholder constraints
PYTHON_ENV := .venv/bin/python

help: ## show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: ## try Lokkho with demo data on http://127.0.0.1:8000 (PORT=8001 for another port)
	@bin/provide python venv pango
	@bin/environment requirements.txt
	@exec $(PYTHON_ENV) -m config.trial

test: ## run every check: style, types, layers, tests on SQLite and PostgreSQL, browser
	@bin/provide python venv pango chromium playwright pdftotext postgresql
	@bin/environment requirements-dev.txt
	@$(PYTHON_ENV) bin/check

bench: ## measure the pages, the scores and the PDFs
	@bin/provide python venv pango
	@bin/environment requirements-dev.txt
	@$(PYTHON_ENV) -m pytest tests/benchmarks -m benchmark -s

office-check: ## open every form that goes out as Word or Excel in LibreOffice (which it installs)
	@bin/provide python venv pango pdftotext office
	@bin/environment requirements-dev.txt
	@$(PYTHON_ENV) -m pytest tests/office -m office

load: ## save and view at a steady rate for a minute on SQLite, then on PostgreSQL (LASTING=300 for longer)
	@bin/provide python venv pango postgresql
	@bin/environment requirements-dev.txt
	@$(PYTHON_ENV) -m tests.benchmarks.load --seconds $(or $(LASTING),60)
	@POSTGRESQL_OPTIONS= bin/with-postgresql $(PYTHON_ENV) -m tests.benchmarks.load --seconds $(or $(LASTING),60)

audit: ## ask whether a hole is known in anything that is pinned
	@bin/environment requirements-dev.txt
	@bin/audit

rooms: ## show the rooms floor by floor, as the imports say it; a circle is an error
	@bin/environment requirements-dev.txt
	@$(PYTHON_ENV) bin/rooms

mutants: ## change the code line by line and show which changes no test sees (ROOM=scoring for one room)
	@bin/environment requirements-dev.txt
	@$(PYTHON_ENV) bin/mutants $(ROOM)

format: ## format code, scripts and styles, and repair what ruff can repair
	@bin/environment requirements-dev.txt
	@$(PYTHON_ENV) -m ruff check --fix-only --quiet .
	@$(PYTHON_ENV) -m ruff format .
	@.venv/bin/biome format --write .

settings: ## write .env.example and docs/settings.md anew from the declarations
	@bin/environment requirements.txt
	@$(PYTHON_ENV) -m config.environment

messages: ## compile the Bengali catalogues
	@bin/environment requirements-dev.txt
	@set -e; for catalogue in */locale/bn/LC_MESSAGES/*.po; do \
		$(PYTHON_ENV) -m babel.messages.frontend --quiet compile --locale bn \
			--input-file $$catalogue --output-file $${catalogue%.po}.mo; \
	done

styles: ## keep anew what the pages use of Bootstrap
	@bin/environment requirements.txt
	@$(PYTHON_ENV) -m config.assets.styles

placeholder: ## make anew the face that keeps Bengali words their room until the font has come
	@bin/environment requirements-dev.txt
	@$(PYTHON_ENV) -m config.assets.placeholder
	@.venv/bin/biome format --write static/fonts.css

constraints: ## pin anew what the requirements need in turn
	@bin/environment requirements-dev.txt
	@$(PYTHON_ENV) -m pip freeze --disable-pip-version-check | grep -viE "^($$(sed -nE \
		's/^([A-Za-z0-9_-]+).*==.*/\1/p' requirements*.txt | paste -sd '|'))==" > constraints.new
	@{ echo '# What the requirements need in turn, pinned by `make constraints`.'; \
		cat constraints.new; } > constraints.txt; rm constraints.new
