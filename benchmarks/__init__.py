"""Side-by-side measurements: each prints a ratio of two things done in one run."""
