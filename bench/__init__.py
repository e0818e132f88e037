"""Benchmarks: each measures both sides of a claim in one process run. `make bench` runs them all."""
