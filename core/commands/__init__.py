"""What each command of `python -m core` does; `core.cli` holds their arguments."""
