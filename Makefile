# What the README promises, as commands. `make help` lists them.
PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip --disable-pip-version-check --quiet install
RUN    := $(VENV)/.run
DEV    := $(VENV)/.dev
VNU    := $(VENV)/vnu.jar

.PHONY: help demo test check bench wheel pins clean
.DEFAULT_GOAL := help

help:            ## this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## */\t/' | expand -t 12

$(RUN): pyproject.toml requirements/run.txt
	$(PYTHON) -m venv $(VENV)
	$(PIP) --require-hashes -r requirements/run.txt
	$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

$(DEV): $(RUN) requirements/dev.txt
	$(PIP) --require-hashes -r requirements/dev.txt
	@touch $@

# The W3C's checker of HTML and CSS, pinned by its hash; without npm its test is skipped, and says so.
$(VNU): $(DEV)
	@if command -v npm >/dev/null; then cd $(VENV) && npm pack --silent vnu-jar@26.9.27 >/dev/null \
		&& echo "5970d3ffca91a627cf0965e5d91bb2e4242307c29292998de0b419d6a901b2b7  vnu-jar-26.9.27.tgz" | sha256sum --check --quiet \
		&& tar -xzf vnu-jar-26.9.27.tgz --strip-components=3 -m package/build/dist/vnu.jar && rm vnu-jar-26.9.27.tgz; fi

demo: $(RUN)       ## the edition of the recorded day: no network, no keys
	@$(BIN)/digest demo
	@echo "The command $(BIN)/digest"

test: $(DEV) $(VNU) ## everything a test can say
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/pytest --numprocesses auto

bench: $(DEV)     ## the long runs and the figures
	$(BIN)/python -m bench

wheel: $(DEV)     ## dist/*.whl, with templates and sample inside
	$(BIN)/python -m build --wheel --no-isolation --outdir dist .

pins:            ## the pinned requirements again (needs uv)
	for set in run dev; do uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-annotate --no-header pyproject.toml requirements/$$set.in -o requirements/$$set.txt; done

clean:           ## leave only what is in git
	rm -rf $(VENV) dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache out/demo
