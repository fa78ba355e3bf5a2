"""The commands of `python -m core`: each with its arguments beside what it does; `core.cli` collects them."""
