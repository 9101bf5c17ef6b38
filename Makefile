# `make demo` and `make test` need nothing but Python 3.11 or later; each makes the
# virtual environment it runs in.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

TOOLS := .venv-tools
# Where pip-audit looks advisories up.
ADVISORIES := https://pypi.org/pypi/pip/json
# For `make fuzz`: of all parsers together.
SECONDS ?= 300

.PHONY: demo test check format bench bench-matching bench-events bench-stories simulate \
  fuzz audit sbom clean

demo: $(VENV)/installed
	$(BIN)/monitor demo

test: $(VENV)/installed-dev check
	$(BIN)/pytest -q

check: $(VENV)/installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/installed-dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(VENV)/installed-dev
	$(BIN)/python scripts/bench_polling.py

bench-matching: $(VENV)/installed-dev
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[bench]'
	PYTHONPATH=. $(BIN)/python scripts/bench_matching.py --names $(or $(NAMES),2500)

bench-events: $(VENV)/installed-dev
	$(BIN)/python scripts/bench_events.py

# What a report costs beside none and beside 100,000 stored: a few minutes, 2 GB.
bench-stories: $(VENV)/installed-dev
	$(BIN)/python scripts/bench_stories.py

# As many worlds as SEEDS says (20000), or SEED=n, one of them told in full.
simulate: $(VENV)/installed-dev
	$(BIN)/python -m tests.simulation $(if $(SEED),--seed $(SEED),--seeds $(or $(SEEDS),20000))

# Coverage-guided, beyond what the tests do; a finding is left in a file fuzz-*.
fuzz: $(VENV)/installed-dev
	$(BIN)/pip install --quiet --disable-pip-version-check 'atheris>=3,<4'
	$(BIN)/python -m scripts.fuzz --seconds $(SECONDS)

# Of what is installed for use, not for development; faults without an id: docs/known.md.
audit: dist/requirements.txt $(TOOLS)/installed
	@$(PYTHON) -c 'import urllib.request as web; web.urlopen("$(ADVISORIES)", timeout=30)' \
	  || { echo 'audit: $(ADVISORIES) cannot be reached: nothing was checked' >&2; exit 1; }
	$(TOOLS)/bin/pip-audit --strict --disable-pip --no-deps --requirement $<

sbom: dist/requirements.txt $(TOOLS)/installed
	$(TOOLS)/bin/cyclonedx-py environment dist/runtime --pyproject pyproject.toml \
	  --output-reproducible --output-file dist/sbom.cdx.json

dist/requirements.txt: pyproject.toml
	$(PYTHON) -m venv --clear dist/runtime
	dist/runtime/bin/pip install --quiet --disable-pip-version-check '.[postgres]'
	dist/runtime/bin/pip freeze --exclude conflict-monitor > $@

$(TOOLS)/installed:
	$(PYTHON) -m venv $(TOOLS)
	$(TOOLS)/bin/pip install --quiet --disable-pip-version-check \
	  pip-audit==2.10.1 cyclonedx-bom==7.5.0
	touch $@

clean:
	rm -rf $(VENV) $(TOOLS) demo-out dist fuzz-*

$(VENV)/installed: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --editable .
	touch $@

$(VENV)/installed-dev: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[dev]'
	touch $@ $(VENV)/installed
