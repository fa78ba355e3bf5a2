"""The digest: the archive of the last day or week as a static page, with Atom feeds beside it."""
