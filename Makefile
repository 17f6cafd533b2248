# The commands of this repository. `make run` and `make test` need nothing beforehand but git, make and Python.
.DEFAULT_GOAL := help
.PHONY: help run test test-next lint format bench eval-search lock messages pictures clean
PYTHON := .venv/bin/python

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' Makefile

run: ## Set everything up and serve the site with demo content at http://localhost:8000 (PORT=8001 for another port)
	@tools/setup.sh && exec $(PYTHON) tools/run.py

test: ## Set everything up, Chromium included, and run every test (ARGS="-k archive" is passed to pytest)
	@tools/setup.sh && exec tools/test.sh $(ARGS)

test-next: ## Run the tests on the newest Django and Wagtail, release candidates included (docs/upgrading.md)
	@tools/setup.sh && exec tools/test_next.sh $(ARGS)

lint: ## Check code and templates without changing them
	@tools/setup.sh && tools/style.sh --check

format: ## Put code and templates into the house style
	@tools/setup.sh && tools/style.sh

bench: ## Measure speed and weight with 100 and 10,000 lectures, and the search (ARGS="--only search --search 100000")
	@tools/setup.sh && exec $(PYTHON) -m tools.postgres --name bench -- $(PYTHON) -m tools.bench $(ARGS)

eval-search: ## Measure how well the search finds, with a judged set (ARGS="--misses 5" shows what it missed)
	@tools/setup.sh && exec $(PYTHON) -m tools.eval_search $(ARGS)

lock: ## Choose the newest allowed versions of all dependencies again
	@tools/setup.sh && tools/lock.sh

messages: ## Collect the strings to translate into locale/, and compile them
	@tools/setup.sh && tools/messages.sh

pictures: ## Make the pictures of the editors' guide anew, from the running site
	@tools/setup.sh && exec $(PYTHON) -m tools.postgres --name pictures -- $(PYTHON) -m tools.guide_pictures

clean: ## Remove everything that was made here, the local database and uploads included
	rm -rf .venv .venv-next .tools .data .pytest_cache .ruff_cache .hypothesis media staticfiles test-results
	find . -name __pycache__ -prune -exec rm -rf {} + && find locale -name '*.mo' -delete
