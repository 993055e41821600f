# The one door: `make` lists what there is.

PYTHON ?= python3
BIN := .venv/bin
INSTALL = $(PYTHON) -m pip --python $(BIN)/python --disable-pip-version-check install --quiet
INSPECTOR = $(BIN)/inspector-app

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

.PHONY: help
help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: run
run: .venv/.run ## open the window on the sample visit; without a screen, do the whole visit headless into demo/
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ]; then \
		$(INSPECTOR) --sample; \
	else \
		echo "There is no screen here: the whole visit is done without one, into demo/."; \
		QT_QPA_PLATFORM=offscreen $(INSPECTOR) demo --out demo; \
	fi

.PHONY: demo
demo: .venv/.run ## both sample visits from the first tick to the office's receipt, into demo/
	@QT_QPA_PLATFORM=offscreen $(INSPECTOR) demo --out demo

.PHONY: screenshots
screenshots: .venv/.dev ## a picture of every page, dialog and state of the window, into demo/screens/
	@QT_QPA_PLATFORM=offscreen QT_SCALE_FACTOR=1.25 $(BIN)/python -m tests.screens demo/screens
	@ls demo/screens/*.png

.PHONY: pictures
pictures: .venv/.dev ## draw the pictures of the help anew, into resources/help/pictures/
	@QT_QPA_PLATFORM=offscreen QT_SCALE_FACTOR=1.25 $(BIN)/python -m tests.screens.help_pictures

.PHONY: test
test: check ## everything: format, lint, types, contracts and all the tests
	@$(BIN)/python -m pytest -n auto --dist worksteal

.PHONY: check
check: .venv/.dev ## format, lint, strict types and import contracts, without the tests
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/ruff check --quiet .
	@$(BIN)/mypy --no-error-summary
	@kept=$$($(BIN)/lint-imports --no-logo) || { echo "$$kept"; exit 1; }

.PHONY: bench
bench: .venv/.dev ## measure start, tick, drawing, signing, verifying, e-documents and registers against their floors (BENCHMARKS.md)
	@QT_QPA_PLATFORM=offscreen $(BIN)/python -m tests.benchmarks

.PHONY: session
session: .venv/.dev ## a whole visit by real keys, then by the mouse, on a display of its own: counted and timed
	@QT_QPA_PLATFORM=offscreen $(BIN)/python -m tests.benchmarks.session

.PHONY: locale
locale: .venv/.dev ## gather new texts of the window for translation and compile the Vietnamese catalogue
	@$(BIN)/python packaging/catalogue.py

.PHONY: lock
lock: .venv/.dev ## renew the three requirements files, with hashes
	@packaging/lock.sh

.PHONY: clean
clean: ## remove what was made: the environment, caches, demo
	@rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache demo build dist
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Two stages of one environment. Each is a stamp: nothing is installed again while its inputs stand.
.venv/bin/python:
	@$(PYTHON) -m venv --without-pip .venv

.venv/.run: requirements.txt requirements-build.txt pyproject.toml packaging/system-packages.sh | .venv/bin/python
	@packaging/system-packages.sh run
	@echo "Installing what requirements.txt and requirements-build.txt lock ..."
	@$(INSTALL) --require-hashes -r requirements.txt -r requirements-build.txt
	@$(INSTALL) --no-deps --no-build-isolation -e .
	@touch $@

.venv/.dev: requirements-dev.txt packaging/system-packages.sh .venv/.run
	@packaging/system-packages.sh test
	@echo "Installing what requirements-dev.txt locks ..."
	@$(INSTALL) --require-hashes -r requirements-dev.txt
	@touch $@
