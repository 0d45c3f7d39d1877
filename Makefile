# Short names for the scripts; they work without make.
.PHONY: demo test ci
demo: ; ./scripts/demo
test: ; ./scripts/test
ci: ; ./.ci/run
