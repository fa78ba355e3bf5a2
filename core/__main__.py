"""`python -m core ...`: the same work without a browser."""

if __name__ == "__main__":
    # Imported here: processes that take articles out of pages load this file, too, and need none of it.
    import sys

    if sys.argv[1:2] in (["read"], ["extract"], ["classify"]):
        # scikit-learn imports pandas where it finds it, for inputs that these never have: 100 MB and half a second.
        sys.modules["pandas"] = None  # type: ignore[assignment]

    from core.cli import main

    raise SystemExit(main())
