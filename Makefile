# Every target works from a fresh checkout; `make` alone lists them.

PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	command -v $$p >/dev/null && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' && echo $$p && break; done)
VENV := .venv
RUN := $(VENV)/bin/python
INSTALL := $(RUN) -m pip install --quiet --disable-pip-version-check --no-input --require-hashes
LOCKING := --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help setup setup-dev run test lint format backup restore lock bench-ingest

help:
	@echo 'make run                  serve the archive on http://127.0.0.1:8000 (PORT=9000 for another port)'
	@echo 'make test                 run the tests (ARGS="-k search" for some of them)'
	@echo 'make setup                build the environment in .venv and do nothing else'
	@echo 'make backup               write the database to backups/ (FILE=name.dump for another place)'
	@echo 'make restore FILE=x.dump  fill an empty database from a backup (FORCE=1 replaces what is there)'
	@echo 'make lint                 check the code with ruff; make format mends what it can'
	@echo 'make bench-ingest         time an ingest beside its floor (CORPUS=folder for another than a made-up one)'
	@echo 'make lock                 choose the newest versions of the dependencies again (needs uv)'

setup: $(VENV)/installed
	@:

setup-dev: $(VENV)/installed-dev
	@:

run: setup
	@$(RUN) manage.py serve

test: setup-dev
	@$(RUN) -m pytest $(ARGS)

lint: setup-dev
	@$(RUN) -m ruff check .
	@$(RUN) -m ruff format --check .

format: setup-dev
	@$(RUN) -m ruff check --fix .
	@$(RUN) -m ruff format .

bench-ingest: setup-dev
	@$(RUN) -m tests.benchmarks.ingest $(if $(CORPUS),"$$CORPUS")

backup: setup
	@$(RUN) manage.py backup $(if $(FILE),"$$FILE")

restore: setup
	@test -n "$$FILE" || { echo 'Name the backup, as in: make restore FILE=backups/NAME.dump' >&2; exit 2; }
	@$(RUN) manage.py restore "$$FILE" $(if $(filter-out 0,$(FORCE)),--force)

lock:
	@command -v uv >/dev/null || { echo 'make lock needs uv: pip install uv' >&2; exit 1; }
	uv pip compile $(LOCKING) requirements.in -o requirements.txt
	uv pip compile $(LOCKING) requirements-dev.in -o requirements-dev.txt

# The stamps are written last, so an interrupted installation is done again, and so is one with an older lock file.
$(VENV)/installed: requirements.txt $(VENV)/made
	@echo 'Installing what the archive needs into $(VENV) ...'
	@$(INSTALL) -r requirements.txt
	@touch $@

$(VENV)/installed-dev: requirements-dev.txt $(VENV)/installed
	@echo 'Installing what the tests need into $(VENV) ...'
	@$(INSTALL) -r requirements-dev.txt
	@touch $@

$(VENV)/made:
	@test -n "$(PYTHON)" || { echo 'The archive needs Python 3.11 or newer, and finds none on this machine.' >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo 'The archive needs Python 3.11 or newer; $(PYTHON) is older.' >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
		{ echo 'This Python cannot make virtual environments: install its venv (on Debian: apt-get install python3-venv).' >&2; exit 1; }
	@$(PYTHON) -m venv --clear $(VENV)
	@touch $@

# An environment whose Python is gone (upgraded, or a moved checkout) is made anew.
ifneq ($(wildcard $(VENV)/made),)
ifneq ($(shell $(RUN) -c 'print(1)' 2>/dev/null),1)
$(shell rm -f $(VENV)/made)
endif
endif
