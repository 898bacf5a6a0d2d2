# Two commands: `make run` opens the app, `make test` checks everything. Both install what they need into .venv.
PYTHON ?= python3
BIN := .venv/bin
PORT ?= 8501

.PHONY: run test test-fast mutants what-changes new-trial new-condition retractions watch bench screenshots check check-data replicas test-deploy lock clean

run: .venv/run.stamp
	@echo "Ketamine in evidence: http://localhost:$(PORT)  (stop with Ctrl+C)"
	@$(BIN)/streamlit run app.py --server.port=$(PORT) --server.headless=true

# A browser and its server keep both cores busy, so its tests come last.
test: .venv/dev.stamp check check-data
	$(BIN)/python tests/find_browser.py
	$(BIN)/python -m explainer.web.streamlit_page.static_files
	$(BIN)/pytest -n 2 --dist worksteal --ignore=tests/browser
	$(BIN)/pytest -n 2 --dist loadfile tests/browser

# For the time while you work: all checks and tests but those in a browser, those that go through the whole site again and
# again, and those that take seconds.
test-fast: .venv/dev.stamp check check-data
	$(BIN)/pytest -n 2 --dist worksteal --ignore=tests/browser --ignore=tests/whole -m "not slow"

# What an edit changes for readers, page by page: the last commit (or FROM=a-commit) against the working tree.
what-changes: .venv/run.stamp
	@$(BIN)/python -m explainer.views.what_changes $(FROM)

# Ask for a trial or a condition, write its rows, check them: docs/adding.md.
new-trial new-condition: .venv/run.stamp
	@$(BIN)/python -m explainer.upkeep.new $(@:new-%=%)

# Has a journal taken back what we cite? Which randomised trials are new? docs/upkeep.md; EXPLAINER_CONTACT must be set.
retractions watch: .venv/dev.stamp
	@$(BIN)/python -m explainer.upkeep.$@

# Which small changes of the code would no test notice? docs/mutants.md; ARGS="explainer.words*" takes a part.
mutants: .venv/dev.stamp
	$(BIN)/mutmut run $(ARGS)
	@$(BIN)/python -m tests.mutants

screenshots: .venv/dev.stamp
	$(BIN)/python tests/find_browser.py
	$(BIN)/python -m tests.browser.screenshots

bench: .venv/dev.stamp
	$(BIN)/python tests/find_browser.py
	$(BIN)/python -m benchmarks $(ARGS)

replicas: .venv/dev.stamp
	@$(BIN)/python -m deploy.find_nginx > /dev/null
	@$(BIN)/python -m deploy.replicas

test-deploy: .venv/dev.stamp
	$(BIN)/python tests/find_browser.py
	$(BIN)/python -m deploy.find_nginx
	$(BIN)/pytest tests/deploy

check: .venv/dev.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/oxlint explainer
	$(BIN)/lint-imports --no-cache
	$(BIN)/python -m tests.prose

check-data: .venv/run.stamp
	$(BIN)/python -m explainer.content

lock: .venv/dev.stamp
	$(BIN)/uv pip compile --quiet --universal --no-header --no-annotate --no-emit-index-url --python-version 3.11 \
	  pyproject.toml -o requirements.txt
	$(BIN)/uv pip compile --quiet --universal --no-header --no-annotate --no-emit-index-url --python-version 3.11 \
	  pyproject.toml --group dev -o requirements-dev.txt

clean:
	rm -rf .venv

.venv/run.stamp: requirements.txt
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed (PYTHON=python3.12 make run)"; exit 1; }
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

.venv/dev.stamp: requirements-dev.txt .venv/run.stamp
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@
