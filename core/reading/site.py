"""The former name of `core.reading.feeds.autodiscovery`, which other people's scripts import."""

from core.reading.feeds.autodiscovery import read_opml, read_site

__all__ = ["read_opml", "read_site"]
