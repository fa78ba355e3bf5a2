"""The front pages: choose papers, read them, see their mix."""
