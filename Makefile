# Each target does its own set-up in .venv; a machine with Python 3.11 and make is enough.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: build check serve messages test test-fast clean

build: $(READY) ## Build content/ into _site/.
	$(BIN)/allforces build

# CHECK_ARGS="--format html --output report.html" makes the editor's page.
check: $(READY) ## Look in content/ for what no reader should see.
	$(BIN)/allforces check --strict $(CHECK_ARGS)

# SERVE_ARGS="--drafts --open" passes options on.
serve: $(READY) ## Build content/, serve it at http://127.0.0.1:4000/ and show each change as it is saved.
	$(BIN)/allforces serve $(SERVE_ARGS)

# The installation compiles the catalogues; what has just been compiled needs none.
messages: $(READY) ## Bring the catalogues of messages up to date with the code, and say what is not translated.
	$(BIN)/python -m tests.messages
	touch $(READY)

# Some machines forbid Python to keep compiled modules; then each of the thousand programs that the tests start
# would compile the package anew.
test test-fast: export PYTHONDONTWRITEBYTECODE :=

# mypy uses one core only, so a test of tests/test_recipes.py runs it beside the others. How many processes there are,
# and which tests run in which, is in tests/conftest.py and tests/scheduling.py.
test: $(READY) ## Lint, check types, run the tests.
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/python -m pytest --numprocesses auto

test-fast: $(READY) ## Run the tests that are quick and need neither a browser nor other programs.
	$(BIN)/python -m pytest --quiet --numprocesses auto -m "not slow and not browser and not process"

# The peers have an environment of their own, so that their requirements never meet this project's.
# BENCH_ARGS="--sizes 100 --runs 1" is a quick look at both tables, "--sizes --whole 2500" only the whole work, "--scenarios title
# added" only these kinds of build; --write writes docs/benchmarks.md.
BENCH_READY := .venv-bench/.ready
.PHONY: bench bench-live bench-clean

bench: $(READY) $(BENCH_READY) ## Measure this project beside Hugo, Hugo with Pagefind, and Pelican.
	$(BIN)/python -m tests.bench $(BENCH_ARGS)

bench-live: $(READY) $(BENCH_READY) ## Measure a save to the repainted page beside Hugo's server.
	$(BIN)/python -m tests.bench.live $(BENCH_ARGS)

$(BENCH_READY): tests/bench/requirements.txt | $(READY)
	$(BIN)/python -m venv .venv-bench
	echo '*' > .venv-bench/.gitignore
	.venv-bench/bin/python -m pip install --quiet --disable-pip-version-check --upgrade --requirement $<
	touch $@

bench-clean:
	rm -rf .venv-bench

# Node and Java come from PyPI, so that only Chrome or Chromium must be there.
# AUDIT_ARGS="--sites content --checks html axe" is a quick look; --report FILE writes JSON.
AUDIT_READY := .venv-audit/.ready
.PHONY: audit audit-clean

audit: $(READY) $(AUDIT_READY) ## Check HTML, accessibility, speed and weight of the pages of content/ and the corpus.
	$(BIN)/python -m tests.audit $(AUDIT_ARGS)

$(AUDIT_READY): tests/audit/requirements.txt tests/audit/package-lock.json | $(READY)
	$(BIN)/python -m venv .venv-audit
	echo '*' > .venv-audit/.gitignore
	.venv-audit/bin/python -m pip install --quiet --disable-pip-version-check --upgrade --requirement $<
	cp tests/audit/package.json tests/audit/package-lock.json .venv-audit
	PUPPETEER_SKIP_DOWNLOAD=1 .venv-audit/bin/npm ci --prefix .venv-audit --ignore-scripts --no-audit --no-fund --loglevel=error
	touch $@

audit-clean:
	rm -rf .venv-audit

clean: bench-clean audit-clean

clean: ## Remove what the other targets made.
	rm -rf $(VENV) _site dist .pytest_cache .mypy_cache .ruff_cache .hypothesis

# pip 25.1 is the first that reads dependency groups.
$(READY): pyproject.toml hatch_build.py $(wildcard allforces_site/locale/*/LC_MESSAGES/*.po)
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=python3.11")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade "pip>=25.1"
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable . --group dev
	touch $@
