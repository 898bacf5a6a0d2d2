# Two commands: `make run` opens the app, `make test` checks everything. Both install what they need into .venv.
PYTHON ?= python3
BIN := .venv/bin
PORT ?= 8501

.PHONY: run test test-fast mutants what-changes bench screenshots check check-data replicas test-deploy lock clean \
  help format release-check data-dictionary data-diff new-trial new-condition retractions watch pictures load soak \
  sbom audit

run: .venv/run.stamp  ## starts the site and prints its address (PORT=8501)
	@echo "Ketamine in evidence: http://localhost:$(PORT)  (stop with Ctrl+C)"
	@$(BIN)/streamlit run app.py --server.port=$(PORT) --server.headless=true

help:  ## lists these commands
	@awk -F ':.*  ## ' '/^[a-z-]+:.*  ## / { printf "make %-14s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

# A browser and its server keep both cores busy, so its tests come last.
test: .venv/dev.stamp check check-data  ## runs every check and every test, those in a browser too
	$(BIN)/python tests/find_browser.py
	$(BIN)/python -m explainer.web.streamlit_page.static_files
	$(BIN)/pytest -n 2 --dist worksteal --ignore=tests/browser
	$(BIN)/pytest -n 2 --dist loadfile tests/browser

# For the time while you work: all checks and tests but those in a browser, those that go through the whole site again and
# again, and those that take seconds.
test-fast: .venv/dev.stamp check check-data  ## runs the checks and the quick tests: use it while you work
	$(BIN)/pytest -n 2 --dist worksteal --ignore=tests/browser --ignore=tests/whole -m "not slow"

# What an edit changes for readers, page by page: the last commit (or FROM=a-commit) against the working tree.
what-changes: .venv/run.stamp  ## says what an edit changes for readers, page by page (FROM=a-commit)
	@$(BIN)/python -m explainer.views.what_changes $(FROM)

new-trial: .venv/run.stamp  ## asks for a trial, writes its rows and checks them (docs/adding.md)
	@$(BIN)/python -m explainer.upkeep.new trial

new-condition: .venv/run.stamp  ## asks for a condition, writes its row and its file and checks them
	@$(BIN)/python -m explainer.upkeep.new condition

# Has a journal taken back what we cite? Which randomised trials are new? docs/upkeep.md; EXPLAINER_CONTACT must be set.
retractions: .venv/dev.stamp  ## asks Crossref whether a paper that we cite was taken back
	@$(BIN)/python -m explainer.upkeep.retractions

watch: .venv/dev.stamp  ## asks PubMed and ClinicalTrials.gov for new randomised trials
	@$(BIN)/python -m explainer.upkeep.watch

# Which small changes of the code would no test notice? docs/mutants.md; ARGS="explainer.words*" takes a part.
mutants: .venv/dev.stamp  ## changes the code in small ways and names the changes that no test notices
	$(BIN)/mutmut run $(ARGS)
	@$(BIN)/python -m tests.mutants

screenshots: .venv/dev.stamp  ## draws every page at three widths in both themes into var/screenshots/
	$(BIN)/python tests/find_browser.py
	$(BIN)/python -m tests.browser.screenshots

bench: .venv/dev.stamp  ## measures speed (ARGS=--write puts it into docs/speed.md)
	$(BIN)/python tests/find_browser.py
	$(BIN)/python -m benchmarks $(ARGS)

# Sends to this machine alone and stops by itself. ARGS="--replicas 3" takes nginx and replicas; --write fills docs/scaling.md.
load: .venv/dev.stamp  ## lets more and more readers come, until pages are slow (FROM=a-commit: to that version)
	@$(BIN)/python -m benchmarks.load $(if $(FROM),--before $(FROM)) $(ARGS)

# As root, because a full disk is tried on one of its own. --write puts the result into docs/votes.md.
soak: .venv/dev.stamp  ## readers and voters, while servers, database, disk and clock fail (MINUTES=60)
	@$(BIN)/python -m deploy.find_nginx > /dev/null
	@$(BIN)/python -m benchmarks.soak --minutes $(or $(MINUTES),60) $(ARGS)

replicas: .venv/dev.stamp  ## starts nginx, three servers and a PostgreSQL on this machine
	@$(BIN)/python -m deploy.find_nginx > /dev/null
	@$(BIN)/python -m deploy.replicas

test-deploy: .venv/dev.stamp  ## tests the files in deploy/ with nginx
	$(BIN)/python tests/find_browser.py
	$(BIN)/python -m deploy.find_nginx
	$(BIN)/pytest tests/deploy

check: .venv/dev.stamp  ## reads the code: style, types, imports, licences, the prose of data/
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/oxlint explainer
	$(BIN)/lint-imports --no-cache
	$(BIN)/python -m tests.prose
	$(BIN)/reuse lint --lines

format: .venv/dev.stamp  ## sorts imports and formats the code, as make check wants it
	$(BIN)/ruff check --fix --select I .
	$(BIN)/ruff format .

# Before a version is tagged: the files that name it agree, nothing is uncommitted, all checks and tests pass.
release-check: .venv/dev.stamp  ## says whether this commit can be released as a version
	$(BIN)/python -m tests.release
	$(MAKE) test

# A server whose pictures are drawn holds a third less memory, until a filter asks for a picture that nobody has seen.
pictures: .venv/run.stamp  ## draws the pictures of all pages into var/pictures/, so that no first start has to
	@$(BIN)/python -m explainer.views.pictures

check-data: .venv/run.stamp  ## checks every row and reference of data/
	$(BIN)/python -m explainer.content

# The part of docs/data.md that lists tables and columns, from the models.
data-dictionary: .venv/run.stamp  ## writes the list of columns in docs/data.md from the models
	@$(BIN)/python -m explainer.reuse.dictionary

data-diff: .venv/run.stamp  ## rows of data/ added, changed and removed since a version or a commit (FROM=v0.1.0)
	@$(BIN)/python -m explainer.reuse.data_diff $(FROM)

COMPILE := $(BIN)/uv pip compile --quiet --universal --no-header --no-annotate --no-emit-index-url --generate-hashes --python-version 3.11

lock: .venv/dev.stamp  ## pins all dependencies again, with their hashes, in requirements.txt and requirements-dev.txt
	$(COMPILE) pyproject.toml -o requirements.txt
	$(COMPILE) pyproject.toml --group dev -o requirements-dev.txt

# What the site consists of, for whoever must know it (https://cyclonedx.org): names, versions, hashes.
sbom: .venv/dev.stamp  ## writes the list of all components into var/sbom.json (CycloneDX)
	@mkdir -p var
	$(BIN)/cyclonedx-py requirements requirements.txt --pyproject pyproject.toml --mc-type application --of JSON -o var/sbom.json

audit: .venv/dev.stamp  ## asks for known weaknesses of dependencies and workflows (needs the network; once a week at the forge)
	$(BIN)/zizmor --offline .github
	$(BIN)/pip-audit --strict --require-hashes --disable-pip -r requirements.txt

clean:  ## removes .venv
	rm -rf .venv

.venv/run.stamp: requirements.txt
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed (PYTHON=python3.12 make run)"; exit 1; }
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

.venv/dev.stamp: requirements-dev.txt .venv/run.stamp
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@
