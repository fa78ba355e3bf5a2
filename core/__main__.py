"""`python -m core ...`: the same work without a browser."""

if __name__ == "__main__":
    # Imported here: processes that take articles out of pages load this file, too, and need none of it.
    from core.cli import main

    raise SystemExit(main())
