# Every target makes the environment it needs (.venv) first.  PYTHON=python3.12 chooses another interpreter.

PYTHON ?= python3
RUN := .venv/bin/python
PYTEST := $(RUN) -m pytest -q -n auto --dist worksteal
ARGS ?=
READY := .venv/.ready
NATIVE := .venv/.native
PEERS := .bench-venv/bin/python
PEERS_READY := .bench-venv/.ready
TORCH_INDEX := https://download.pytorch.org/whl/cpu
BENCH_ARGS ?=
FUZZ_ARGS ?=

.PHONY: help report test test-all fuzz budget check check-notes kernels prove certify certify-check certify-check-intervals pdf bench bench-quick bench-numpy sweep native clean

help:
	@echo 'make report   prove everything, write the notes to build/, in English and Chinese'
	@echo 'make test     a sample of every family of tests, in minutes (ARGS="-k softmax -x" goes to pytest)'
	@echo 'make test-all every test, on both back ends'
	@echo 'make fuzz     20000 random statements, 20000 against an oracle of their own, 3400 kernels (PROOFNOTES_EXAMPLES=..., FUZZ_ARGS=...)'
	@echo 'make budget   whether prove answers within its seconds and one more (on an idle machine)'
	@echo 'make prove    prove every theorem, one line for each'
	@echo 'make recheck  check every theorem again, by the second engine'
	@echo 'make certify  every link proved once more in Coq (ARGS=--print without it); certify-check: coqchk reads the proofs, too'
	@echo 'make certify-check-intervals  coqchk on the proofs by intervals, for hours'
	@echo 'make kernels  regenerate numeric/ from derivations/, and compile it'
	@echo 'make native   compile the kernels, if there is a C compiler and something has changed'
	@echo 'make pdf      compile build/notes.en.pdf and notes.zh.pdf (needs latexmk and XeLaTeX)'
	@echo 'make bench    speed and accuracy beside PyTorch, JAX, SciPy, numexpr; build/bench.json (BENCH_ARGS=--help)'
	@echo 'make bench-quick  the same in a hurry; bench-numpy: NumPy kernels against textbook NumPy, without peers'
	@echo 'make sweep    the largest errors of every kernel, over every float32: docs/accuracy.md (about half an hour; it can be interrupted)'
	@echo 'make check    ruff and mypy --strict; check-notes: the formulas of README.md and docs/'
	@echo 'make clean    remove build/, .venv/ and caches'

report: $(NATIVE)
	$(RUN) -m proofnotes report --out build

# What is left to test-all is marked in the tests: thorough, or one case in n.
test: $(NATIVE)
	$(PYTEST) -m 'not thorough' $(ARGS)

# The kernels are tested as they were installed, and once more without the compiled ones.
test-all: export PROOFNOTES_EXAMPLES ?= 2000
test-all: $(NATIVE)
	$(PYTEST) $(ARGS)
	PROOFNOTES_BACKEND=numpy $(PYTEST) tests/numeric/test_kernels*.py

# The attacks have generators and an evaluator of their own, and no rule of ours: python -m tests.fuzz --help.
fuzz: export PROOFNOTES_EXAMPLES ?= 20000
fuzz: $(READY)
	$(RUN) -m tests.fuzz --family all --count 3400 $(FUZZ_ARGS)
	$(RUN) -m pytest -q tests/prover/test_random.py tests/prover/bounds/test_random_bounds.py

budget: $(READY)
	PROOFNOTES_SLOWNESS=1 $(RUN) -m pytest -q tests/prover/test_soundness.py -k budget

check: $(READY)
	$(RUN) -m ruff check .
	$(RUN) -m mypy

check-notes: $(READY)
	$(RUN) -m proofnotes check README.md CONTRIBUTING.md ARCHITECTURE.md docs

kernels: $(READY)
	$(RUN) -m proofnotes kernels
	$(MAKE) native

native: $(NATIVE)

bench: $(PEERS_READY) $(NATIVE)
	$(PEERS) -m benchmarks $(BENCH_ARGS)

bench-quick: $(PEERS_READY) $(NATIVE)
	$(PEERS) -m benchmarks --quick $(BENCH_ARGS)

bench-numpy: $(READY)
	$(RUN) -m benchmarks --backend numpy --only speed --out build/bench-numpy.json $(BENCH_ARGS)

sweep: $(NATIVE)
	$(RUN) -m benchmarks.accuracy

prove: $(READY)
	$(RUN) -m proofnotes prove

recheck: $(READY)
	$(RUN) -m proofnotes recheck

certify: $(READY)
	$(RUN) -m proofnotes certify $(ARGS)

certify-check: $(READY)
	$(RUN) -m proofnotes certify --coqchk algebra $(ARGS)

certify-check-intervals: $(READY)
	$(RUN) -m proofnotes certify --coqchk intervals $(ARGS)

pdf: report
	@command -v latexmk >/dev/null && command -v xelatex >/dev/null || { \
	  echo 'make pdf needs latexmk and XeLaTeX.  On Debian:'; \
	  echo '  apt-get install latexmk texlive-xetex texlive-lang-chinese texlive-latex-recommended texlive-fonts-recommended fonts-freefont-otf'; \
	  exit 1; }
	cd build && latexmk -xelatex -interaction=nonstopmode -halt-on-error notes.*.tex
	@! grep -H 'Missing character' build/notes.*.log
	@! grep -HE '^Overfull .*\([0-9]{2,}\.[0-9]+pt' build/notes.*.log

# The stamp is written last, so that an interrupted installation is taken up again; a .venv that does not run is made anew.
# An installation by a path (editable_mode=compat) is one that type checkers and editors find, too.
$(READY): pyproject.toml setup.py
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo 'proofnotes needs Python 3.11 or newer; $(PYTHON) is missing or older.  Try: make PYTHON=python3.12 ...'; exit 1; }
	@$(RUN) -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv --clear .venv || { \
	  rm -rf .venv; \
	  echo 'Could not make .venv.  On Debian and Ubuntu: apt-get install python3-venv'; exit 1; }
	$(RUN) -m pip install --quiet --disable-pip-version-check --config-settings editable_mode=compat -e '.[dev]'
	@touch $(NATIVE) $@

# Installing has compiled the kernels; this does it again when their source has changed.
$(NATIVE): $(READY) setup.py $(wildcard numeric/native/*.[ch] numeric/native/kernels/*.h)
	$(RUN) setup.py --quiet build_ext --inplace
	@touch $@

# The peers have an environment of their own: they are large, and nothing else needs them.
# PyTorch comes first and alone, for the index that has builds without CUDA: a tenth of the size.
$(PEERS_READY): benchmarks/requirements.txt pyproject.toml
	@$(PEERS) -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv --clear .bench-venv
	$(PEERS) -m pip install --quiet --disable-pip-version-check --no-deps --extra-index-url $(TORCH_INDEX) \
	  "$$(grep '^torch==' benchmarks/requirements.txt)"
	$(PEERS) -m pip install --quiet --disable-pip-version-check -r benchmarks/requirements.txt -e .
	@touch $@

clean:
	rm -rf build .venv .bench-venv .pytest_cache .mypy_cache .ruff_cache .hypothesis *.egg-info
	rm -f numeric/_native*
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
