"""The newspapers to watch: a catalogue's, and those of further files, OPML or TOML, ten thousands of them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from urllib.parse import urlsplit

from core.errors import CatalogueError
from core.newspapers.catalogue import load_catalogue
from core.newspapers.countries import UNKNOWN, country_of_host
from core.newspapers.own import as_own
from core.reading.feeds.autodiscovery import Outline, read_opml
from core.types import Newspaper

MAX_WATCHED = 50_000
"""Newspapers of one file, and of all together."""
MAX_FILE_BYTES = 50_000_000
"""Bytes of a file of newspapers."""
LANGUAGE = "en"
"""Language of a paper of which an OPML file says nothing; the text of each article tells its own."""


def load_papers(paths: Iterable[Path], former: Iterable[Newspaper] = ()) -> dict[str, Newspaper]:
    """Load the newspapers of catalogues (TOML) and OPML files, each once, behind those that are there.

    Raises
    ------
    CatalogueError
        If a file cannot be read, lists no newspaper, gives an id to another
        paper than the one before it, or there are too many.
    """
    papers = {paper.id: paper for paper in former}
    for path in paths:
        for paper in _papers_of(path):
            if papers.setdefault(paper.id, paper) != paper:
                raise CatalogueError(f"{path}: the id {paper.id!r} is another newspaper's already.")
    if len(papers) > MAX_WATCHED:
        raise CatalogueError(f"There are more than {MAX_WATCHED:,} newspapers. Divide them among several databases.")
    return papers


def _papers_of(path: Path) -> tuple[Newspaper, ...]:
    if path.suffix.lower() not in (".opml", ".xml"):
        return load_catalogue(path, MAX_WATCHED, MAX_FILE_BYTES)
    try:
        if path.stat().st_size > MAX_FILE_BYTES:
            raise CatalogueError(f"{path} is larger than {MAX_FILE_BYTES // 1_000_000} MB.")
        content = path.read_bytes()
    except OSError as problem:
        raise CatalogueError(f"{path} cannot be read: {problem.strerror}.") from problem
    outlines = read_opml(content, MAX_WATCHED)
    if not outlines:
        raise CatalogueError(f"{path} lists no feed: it should be an OPML file, as feed readers export it.")
    return tuple(_paper_of(outline) for outline in outlines)


def _paper_of(outline: Outline) -> Newspaper:
    """Make a paper of a feed; its home is the front page of the feed's host."""
    parts = urlsplit(outline.url)
    country = country_of_host(parts.hostname or "") or UNKNOWN
    home = f"{parts.scheme}://{parts.netloc}/"
    return as_own(Newspaper("", outline.name, country, LANGUAGE, home, feeds=(outline.url,)))
