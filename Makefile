# Everything sets itself up on a machine with Python 3.11 or newer; see README.
.PHONY: setup setup-test run test lint bench soak

BIN = .venv/bin
CODE = engines storage viewmodels ui $(wildcard main.py)
WORKERS = 2

setup:
	@sh .ci/setup.sh

setup-test:
	@sh .ci/setup.sh test

run: setup
	@sh .ci/run_app.sh

lint: setup
	$(BIN)/ruff check .
	$(BIN)/mypy $(CODE)
	$(BIN)/lint-imports --no-logo

test: setup-test lint
	@mkdir -p out
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest -n $(WORKERS) --dist loadfile --cov --cov-report= --cov-report=json:out/coverage.json
	@$(BIN)/python .ci/coverage_gate.py out/coverage.json

bench: setup
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m tests.bench

soak: setup-test
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest -m soak --timeout 3600
