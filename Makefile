# `make` alone lists what can be asked for.
SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

# Which Python makes .venv: make PYTHON=python3.12 setup
PYTHON ?= python3
# Words handed on to the tool behind a target: make test ARGS="-k engine"
ARGS ?=
# How long a soak takes
MINUTES ?= 10

BIN := .venv/bin
READY := .venv/.ready
LOCKER := .venv-lock/bin/uv

.PHONY: help
help: ## list what can be asked for
	@echo "make TARGET, where TARGET is one of"
	@sed -nE 's/^([a-z]+):.*## (.*)/\1 \2/p' Makefile | while read -r name what; do printf '  %-11s %s\n' "$$name" "$$what"; done

.PHONY: demo
demo: $(READY) ## the whole programme on this machine, in a browser: no Slack, no Teams
	$(BIN)/together-bot demo $(ARGS)

.PHONY: playground
playground: $(READY) ## the bot in Microsoft's own local Teams client (needs Node.js)
	$(BIN)/python -m bot.app.playground

.PHONY: test
test: $(READY) ## run every test (those that need a browser are skipped where there is none)
	$(BIN)/python -m pytest -n logical --maxprocesses 8 --dist worksteal $(ARGS)

.PHONY: soak
soak: $(READY) ## what is too long for `make test`, in turns, for MINUTES (make soak MINUTES=30)
	$(BIN)/python -m tests.soak --minutes $(MINUTES) $(ARGS)

.PHONY: upgrade
upgrade: $(READY) ## the last release and this one side by side, on both databases (needs the history with its tags)
	TOGETHER_REQUIRE_HISTORY=1 $(BIN)/python -m pytest tests/release/test_upgrade.py tests/release/test_beside.py \
	  tests/release/test_side_by_side.py $(ARGS)

.PHONY: pictures
pictures: $(READY) ## draw the pictures in docs/pictures anew (needs Chromium and Node.js)
	$(BIN)/python -m tests.browser.pictures
	$(BIN)/python -m tests.adapters.slack.pictures
	TOGETHER_PICTURES=docs/pictures $(BIN)/python -m pytest tests/scenarios/teams/test_playground.py tests/adapters/teams/test_pictures.py

.PHONY: goldens
goldens: $(READY) ## write the transcripts that tests/golden reads aloud anew; read what changed before keeping it
	REFRESH_GOLDEN=1 $(BIN)/python -m pytest tests/golden

.PHONY: papers
papers: $(READY) ## write the notices in docs/privacy anew, from the sentences that the bot says
	for lang in $(notdir $(patsubst %/language.yaml,%,$(wildcard content/*/language.yaml))); do \
	  $(BIN)/python -m bot privacy notice --model --lang $$lang > docs/privacy/notice.$$lang.md; \
	done

.PHONY: lint
lint: $(READY) ## check style, types, and who may import whom
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

.PHONY: content
content: $(READY) ## check the programme's content files
	$(BIN)/together-bot content check $(ARGS)

.PHONY: bench
bench: $(READY) ## run the benchmarks
	$(BIN)/python -m benchmarks $(ARGS)

.PHONY: installs
installs: $(READY) ## install the wheel from the network as docs/operations/install.md says, and try it
	$(BIN)/python -m tests.install

.PHONY: walk
walk: $(READY) ## docs/operations as a new operator walks them, timed, to a doctor that finds nothing wrong
	$(BIN)/python -m tests.walk $(ARGS)

.PHONY: image
image: $(READY) ## build the image twice, from two folders, and compare the bytes (root, buildah and debootstrap)
	$(BIN)/python -m tests.install.twice $(ARGS)

.PHONY: setup
setup: $(READY) ## put everything the project needs in .venv (the targets above do it by themselves)

.PHONY: lock
lock: $(LOCKER) ## write requirements.lock anew from pyproject.toml (ARGS=--upgrade for the newest releases)
	$(LOCKER) --no-config pip compile --quiet --universal --python-version 3.11 --extra dev --generate-hashes \
	  --no-emit-index-url --no-emit-find-links --no-emit-index-annotation --custom-compile-command "make lock" \
	  $(ARGS) pyproject.toml -o requirements.lock
	"$(PYTHON)" deploy/locks.py

$(LOCKER):
	"$(PYTHON)" -m venv .venv-lock
	.venv-lock/bin/python -m pip install --quiet --disable-pip-version-check uv

.PHONY: site
site: $(READY) ## the documentation as a site, in build/site; what leads nowhere is an error
	NO_MKDOCS_2_WARNING=1 $(BIN)/python -m mkdocs build $(ARGS)

.PHONY: dist
dist: $(READY) ## what a release has, in dist/: wheel, source distribution, bill of materials; the same bytes each time
	rm -rf dist build/lib
	$(BIN)/python -m build --no-isolation
	$(BIN)/python -m release sbom > dist/sbom.cdx.json
	cd dist && sha256sum -- * > SHA256SUMS

.PHONY: clean
clean: ## remove what the tools made, .venv too (var/, an installation's data, stays)
	rm -rf .venv .venv-lock build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# How .venv comes about ------------------------------------------------------------------------------------------------

$(READY): requirements.lock pyproject.toml
	@bash -euo pipefail -c "$$SETUP"
	@touch $@

define SETUP
stop() { printf '%s\n' "$$@" >&2; exit 1; }
new_enough() { "$$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }
where="from https://www.python.org/downloads/ or your system's packages (on Debian and Ubuntu: python3 and python3-venv)"

# A .venv that works is kept, unless another Python is asked for by name.
if [ "$(origin PYTHON)" = file ] && new_enough $(BIN)/python; then
  echo "[1/3] .venv, with $$($(BIN)/python --version)"
else
  command -v "$(PYTHON)" >/dev/null || stop "There is no '$(PYTHON)' here. Install Python 3.11 or newer, $$where," \
    "or name the one to use: make PYTHON=/path/to/python3.12 setup"
  "$(PYTHON)" --version >/dev/null 2>&1 || stop "'$(PYTHON)' is there but does not run. See what it says: $(PYTHON) --version"
  new_enough "$(PYTHON)" || stop "'$(PYTHON)' is $$("$(PYTHON)" --version 2>&1), and Python 3.11 or newer is needed." \
    "Install one, $$where, then name it: make PYTHON=python3.12 setup"
  "$(PYTHON)" -c 'import ensurepip, venv' 2>/dev/null || stop "'$(PYTHON)' lacks the parts that make virtual environments." \
    "On Debian and Ubuntu: apt-get install python3-venv"
  echo "[1/3] .venv, made with $$("$(PYTHON)" --version)"
  "$(PYTHON)" -m venv --clear .venv
fi

log=.venv/setup.log
export PYTHONUNBUFFERED=1 PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_INPUT=1
failed() { tail -n 25 $$log >&2; stop "" "The set-up failed: $$1. All that pip said is in $$log."; }

# pip says a lot; the large downloads are shown, so that one sees it move.
echo "[2/3] $$(grep -c '^[a-z].*==' requirements.lock) packages from requirements.lock, each checked against its hash; the large ones are"
$(BIN)/python -m pip install --progress-bar off --require-hashes -r requirements.lock 2>&1 | tee $$log | while read -r verb file size; do
  case "$$verb $$size" in
    "Downloading "*MB\)) printf '        %s %s\n' "$$(cut -d- -f1,2 <<<"$$file")" "$$size" ;;
    "Using cached "*MB\)) printf '        %s\n' "$$(cut -d- -f1,2 <<<"$${size%% *}")" ;;
    "Installing "*) echo "      … all here, unpacking" ;;
  esac
done || failed "packages could not be installed"

echo "[3/3] together-bot itself, from this folder"
$(BIN)/python -m pip install --no-deps --no-build-isolation -e . >>$$log 2>&1 || failed "together-bot could not be installed"
$(BIN)/python -m pip check >>$$log 2>&1 || failed "requirements.lock does not fit pyproject.toml (make lock writes it anew)"
echo "Ready: .venv/bin/together-bot"
endef
export SETUP
