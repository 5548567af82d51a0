## make run       read the sample article; ARTICLE=path/to/other.txt reads another
## make test      every check: style, types, tests, generated docs
## make lab       open the notebooks in JupyterLab; ARTICLE=path/to/yours.txt opens copies that are about it
## make notebooks run the notebooks on the sample from a clean start, outputs kept
## make golden    rewrite the expected tables in tests/golden and show what changed
## make docs      rewrite the generated parts of the documentation, and the gallery of charts
## make fuzz     try every reader and rule on thousands of damaged and random inputs, other ones on each run
## make real      run every article of public benchmarks and count crashes; FOLDER=path/to/benchmarks
## make accuracy  measure names, actors, pronouns, quotes, tone, cleaning and every rule, and print it; FOLDER=...
## make bench     measure speed and memory against bare spaCy, a plain script and the loop that users write; 30 minutes
## make train    make lists and weights again; FOLDER=path/to/benchmarks (adds the packages that it needs to .venv)
## make lock      pin every package again in requirements.lock
## make clean     delete .venv and caches; articles and results stay
help:
	@sed -n 's/^## //p' Makefile

.PHONY: help run test lab notebooks golden docs fuzz real accuracy bench train lock clean

ARTICLE = data/raw/putin-erdogan-drones.txt
READY = .venv/ready
BIN = .venv/bin
UV = UV_PYTHON_DOWNLOADS=never $(BIN)/uv
export ARTICLE PYTHON
unexport PYTHONPATH PYTHONHOME PYTHONDONTWRITEBYTECODE

run: $(READY)
	@$(BIN)/castlist run "$$ARTICLE" --notebooks

test: $(READY)
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/python -m pytest
	$(BIN)/python tools/docs.py --check
	$(BIN)/python tools/gallery.py --check

lab: $(READY)
	@$(BIN)/python tools/lab.py $(if $(filter file,$(origin ARTICLE)),,"$$ARTICLE")

notebooks: $(READY)
	$(BIN)/python tools/notebooks.py

golden: $(READY)
	$(BIN)/python tools/golden.py

docs: $(READY)
	$(BIN)/python tools/docs.py
	$(BIN)/python tools/gallery.py

fuzz: $(READY)
	HYPOTHESIS_PROFILE=fuzz $(BIN)/python -m pytest -m hypothesis

real: $(READY)
	@$(BIN)/python benchmarks/real.py "$(FOLDER)"

accuracy: $(READY)
	$(BIN)/python benchmarks/accuracy.py "$(FOLDER)" --write
	$(BIN)/python benchmarks/rules.py "$(FOLDER)" --write
	$(BIN)/python tools/docs.py

bench: $(READY)
	$(BIN)/python benchmarks/speed.py
	$(BIN)/python benchmarks/corpus.py

train: $(READY)
	$(UV) pip install --quiet --python $(BIN)/python --group train
	$(BIN)/python tools/name_lists.py
	$(BIN)/python tools/train_names.py "$(FOLDER)"
	$(BIN)/python tools/train_pronouns.py "$(FOLDER)"
	PYTHONPATH=benchmarks $(BIN)/python tools/train_tone.py "$(FOLDER)"
	PYTHONPATH=benchmarks $(BIN)/python tools/count_errors.py "$(FOLDER)"

lock: $(READY)
	$(UV) pip compile --quiet --universal --generate-hashes --python-version 3.11 pyproject.toml \
	  --extra all --group dev --group tools $(UPGRADE) -o requirements.lock

clean:
	rm -rf .venv build src/*.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find src tests tools benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +

# The environment. $(READY) is written last and holds the folder it was made for: an install that was cut off,
# a moved folder or a Python that is gone starts afresh; a changed lock only brings the difference.
ifneq ($(shell test -x $(BIN)/python && cat $(READY) 2>/dev/null),$(CURDIR))
.PHONY: $(READY)
endif
SUPPORTED = import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))

$(READY): requirements.lock pyproject.toml
	@if [ "$$(cat $@ 2>/dev/null)" != "$$(pwd -P)" ] || ! $(BIN)/uv --version >/dev/null 2>&1; then \
	  for python in "$$PYTHON" python3.13 python3.12 python3.11 python3 ""; do \
	    "$$python" -c '$(SUPPORTED)' >/dev/null 2>&1 && break; \
	  done; \
	  [ -n "$$python" ] || { echo "castlist needs Python 3.11, 3.12 or 3.13 with venv: install one" \
	    "(Debian, Ubuntu: apt install python3-venv), or name yours: make PYTHON=/path/to/python3" >&2; exit 1; }; \
	  echo "Installing the locked packages into .venv with $$python (once; a minute or so) ..."; \
	  "$$python" -m venv --clear .venv && \
	  sed -n '/^uv==/,/^    # via/p' requirements.lock > .venv/uv.txt && \
	  $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r .venv/uv.txt || exit 1; \
	fi
	@rm -f $@
	@$(UV) pip sync --quiet --python $(BIN)/python --require-hashes requirements.lock
	@$(UV) pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation -e .
	@pwd -P > $@
