# make run and make test are all a newcomer needs; each sets up what it uses.
PORT ?= 8501
ARGS ?=
# Most tests wait for servers or processes: more workers than cores pay off.
WORKERS ?= 4

# Tests start hundreds of processes, none of which should compile Python anew.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: setup run test coverage browser lint gate bench bench-large deploy-check sample clean

setup: .venv/ready

.venv/ready: requirements.txt requirements-train.txt requirements-dask.txt requirements-dev.txt scripts/setup.sh
	@PYTHON="$(PYTHON)" sh scripts/setup.sh

run: setup
	.venv/bin/streamlit run server.py --server.port $(PORT) $(ARGS)

test: setup
	.venv/bin/python -m pytest -m "not browser" -n $(WORKERS) --dist worksteal $(ARGS)

coverage: setup
	.venv/bin/python -m pytest -m "not browser" -n $(WORKERS) --dist worksteal --cov --cov-report=term $(ARGS)

browser: setup
	.venv/bin/python -m pytest -m browser $(ARGS)

lint: setup
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	.venv/bin/lint-imports

gate: setup
	.venv/bin/python -m benchmarks.gate

bench: setup
	.venv/bin/python -m benchmarks.classify
	.venv/bin/python -m benchmarks.reading
	.venv/bin/python -m benchmarks.extraction
	.venv/bin/python -m benchmarks.start
	.venv/bin/python -m benchmarks.rerun
	.venv/bin/python -m benchmarks.stories --json
	.venv/bin/python -m benchmarks.load --sessions 12

# Needs 15 GB of disk and a long time; says how much, and refuses where the disk is short.
bench-large: setup
	.venv/bin/python -m benchmarks.large $(ARGS)

deploy-check: setup
	sh scripts/deploy_check.sh

sample: setup
	.venv/bin/python scripts/build_sample.py

clean:
	rm -rf .venv build .coverage* .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
