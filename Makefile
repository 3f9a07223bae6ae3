# Everything sets itself up on a machine with Python 3.11 or newer; see README.
.PHONY: setup setup-test run lint test bench soak

BIN = .venv/bin
CODE = engines storage viewmodels ui $(wildcard main.py)
WORKERS = 2
PYTEST = QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest
MEASURED = tests/engines tests/storage tests/viewmodels
SPREAD = -n $(WORKERS) --dist loadfile --no-loadscope-reorder
LINT = $(BIN)/ruff check . && $(BIN)/mypy $(CODE) && $(BIN)/lint-imports --no-logo

setup:
	@sh .ci/setup.sh

setup-test:
	@sh .ci/setup.sh test

run: setup
	@sh .ci/run_app.sh

lint: setup
	$(LINT)

# The tests first, so that a matter of style never hides what they say. Only those of the floors that must be covered
# are measured: being measured costs a third of the time.
test: setup-test
	@mkdir -p out
	$(PYTEST) $(SPREAD) $(MEASURED) --cov --cov-report= --cov-report=json:out/coverage.json
	$(PYTEST) $(SPREAD) $(MEASURED:%=--ignore=%)
	@$(BIN)/python .ci/coverage_gate.py out/coverage.json
	$(LINT)

bench: setup
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m tests.bench $(if $(TAMANHO),--tamanho $(TAMANHO))

soak: setup-test
	$(PYTEST) -m soak --timeout 3600
