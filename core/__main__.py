"""`python -m core ...`: the same work without a browser."""

from core.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
