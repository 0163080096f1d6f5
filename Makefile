# What a person does with a checkout of Apus. Every target may be run again at any time, and says
# what it installs. ARGS is passed on: make test ARGS='--filter Softmax'
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.PHONY: demo test test-matrix bench bench-peers format lint help

# Every Swift file of ours, and none of a build folder.
SWIFT_FILES = find . -name .build -prune -o -name .build.away -prune -o -name '*.swift' -print0

demo: ## train the fuzzy XOR network and a digit classifier
	@scripts/demo.sh

test: ## build and run the whole suite on this machine's device
	@scripts/test.sh $(ARGS)

test-matrix: ## the suite on both runtimes and families, debug and release, and on Oclgrind
	@scripts/test-matrix.sh $(ARGS)

bench: ## the benchmarks (the package in Benchmarks)
	@scripts/ensure-opencl.sh
	@mkdir -p .build
	@. scripts/env.sh && swift run -c release --package-path Benchmarks apus-bench --json .build/bench.json $(ARGS)

bench-peers: ## the benchmarks in turn with PyTorch, JAX, NumPy and tinygrad
	@Benchmarks/run_peers.sh $(ARGS)

format: ## format every Swift file in place
	@$(SWIFT_FILES) | xargs -0 swift format format --in-place --parallel

lint: ## check format and doc comments, and the scripts where shellcheck is installed
	@$(SWIFT_FILES) | xargs -0 swift format lint --strict --parallel
	@scripts/check-docs.sh
	@if command -v shellcheck >/dev/null; then shellcheck -x scripts/*.sh Benchmarks/*.sh .ci/run; fi

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/make \1|\2/p' Makefile | column -t -s '|' 2>/dev/null || \
	  sed -n 's/^\([a-z-]*\):.*## \(.*\)/make \1: \2/p' Makefile
