# Two commands on a fresh machine: make demo, make test. Everything they write lies under .venv and var.
PYTHON ?= python3
PORT ?= 8000
export SAMHANDLING_HOME ?= $(CURDIR)/var
BIN := .venv/bin
DAY := 2018-06-30

.PHONY: demo test lint types floors tests distributed format lock sbom house clean

demo: .venv/ready $(SAMHANDLING_HOME)/demo.ready
	@$(BIN)/samhandling coverage --strategy sormland-naringsliv-2022 --on $(DAY)
	@$(BIN)/samhandling user demo
	@echo "http://127.0.0.1:$(PORT)/?dag=$(DAY)"
	@$(BIN)/samhandling serve --port $(PORT)

.venv/ready: requirements.lock pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	@touch $@

.venv/ready-dev: .venv/ready requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

$(SAMHANDLING_HOME)/demo.ready: demo/sormland_portfolio.csv demo/sormland_portfolio.toml demo/actors.csv | .venv/ready
	@mkdir -p $(SAMHANDLING_HOME)
	@$(BIN)/samhandling strategy load sormland-naringsliv-2022 --frameworks
	@$(BIN)/samhandling actors import demo/actors.csv
	@$(BIN)/samhandling portfolio import demo/sormland_portfolio.csv --mapping demo/sormland_portfolio.toml
	@$(BIN)/samhandling publish
	@$(BIN)/samhandling figures load-shipped
	@touch $@

test: lint types floors tests

lint: .venv/ready-dev
	$(BIN)/ruff check src tests bench docs
	$(BIN)/ruff format --check src tests bench docs

types: .venv/ready-dev
	SAMHANDLING_HOME=$(CURDIR)/var/types $(BIN)/mypy

floors: .venv/ready-dev
	$(BIN)/lint-imports

tests: .venv/ready-dev
	@[ -n "$$DATABASE_URL" ] || echo "PostgreSQL: skipped, as DATABASE_URL names no server (docs/development.md tells how to start one)"
	SAMHANDLING_HOME=$(CURDIR)/var/tests $(BIN)/pytest -n 2 -rs --durations=40 $(TESTS)

# The optional extra that asks a distributed engine, and the test that it answers as the one inside does.
distributed: .venv/ready-dev requirements-distributed.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-distributed.lock
	SAMHANDLING_REQUIRE=distributed SAMHANDLING_HOME=$(CURDIR)/var/tests $(BIN)/pytest -rs tests/figures/test_store_distributed.py

format: .venv/ready-dev
	$(BIN)/ruff check --fix src tests bench docs
	$(BIN)/ruff format src tests bench docs

house: .venv/ready-dev
	$(BIN)/python docs/make_house.py

sbom: .venv/ready-dev
	$(BIN)/cyclonedx-py requirements requirements.lock --output-reproducible --of JSON -o sbom.json

lock:
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header pyproject.toml -o requirements.lock
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --group dev pyproject.toml -c requirements.lock -o requirements-dev.lock
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --extra distributed pyproject.toml -c requirements-dev.lock -o requirements-distributed.lock

clean:
	rm -rf .venv var
