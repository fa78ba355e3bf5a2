"""Servers, editions and figures that tests and benchmarks share."""
