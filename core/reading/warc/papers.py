"""Which newspaper a page belongs to, by its host."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from core.types import Newspaper
from core.urls import canonical

MAX_HOST = 253
"""Characters of a host's name (RFC 1035, section 2.3.4, without the last dot)."""

_FRONT = re.compile(r"^(?:www\d?|m|mobile|amp)\.")
_LANGUAGE = re.compile(r"/[a-z]{2}(?:/|$)")
_NAME = re.compile(r"(?:[a-z0-9_](?:[a-z0-9_-]*[a-z0-9])?\.)+[a-z](?:[a-z0-9-]*[a-z0-9])")


class PapersByHost:
    """Finds the paper of a page: one of a catalogue, or one that stands for its host.

    A page belongs to the paper of a catalogue whose front page has the page's
    host, or the longest part of it ("sport.paper.example" of "paper.example");
    "www.", "m." and the like make no difference. Where the front page's
    address is that of a language ("https://paper.example/en/"), the page's
    must be, too.
    """

    def __init__(self, catalogue: Iterable[Newspaper]) -> None:
        self._papers: dict[str, list[Newspaper]] = {}
        for paper in catalogue:
            self._papers.setdefault(_host(paper.home), []).append(paper)

    def paper_of(self, url: str) -> Newspaper | None:
        """Return the paper of an address; None where the host has no public name."""
        host = _host(url)
        if len(host) > MAX_HOST or not _NAME.fullmatch(host):
            return None
        labels = host.split(".")
        for start in range(len(labels) - 1):
            for paper in self._papers.get(".".join(labels[start:]), ()):
                if _is_of_language(url, paper):
                    return paper
        return Newspaper(id=host, name=host, country="", language="", home=f"https://{host}/")


def _host(url: str) -> str:
    return _FRONT.sub("", urlsplit(canonical(url)).hostname or "")


def _is_of_language(url: str, paper: Newspaper) -> bool:
    language = _LANGUAGE.match(urlsplit(paper.home).path)
    return language is None or urlsplit(url).path.startswith(language[0])
