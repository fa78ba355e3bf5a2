"""Loading a catalogue: TOML in, newspapers out, and a clear sentence for whatever is wrong in it."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from core.errors import CatalogueError, UsageError
from core.newspapers.countries import is_country
from core.topics.taxonomy import ALL_NAMES
from core.types import Newspaper
from core.urls import url_fault

LARGEST = 1_000_000
MOST_PAPERS = 500
LONGEST_NOTE = 500

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_TWO_LETTERS = re.compile(r"[a-z]{2}")
_REQUIRED = ("id", "name", "country", "language", "home")
_KNOWN = (*_REQUIRED, "feeds", "sitemaps", "sections", "notes")
_NOT_ISO = {"uk": "gb", "en": "gb"}


def load_catalogue(path: Path) -> tuple[Newspaper, ...]:
    """The newspapers of a catalogue file, in its order.

    Raises
    ------
    CatalogueError
        If the file cannot be read, or a paper in it says something
        impossible; the message names the file, the paper and the field.
    """
    tables = _tables(path)
    papers = tuple(_newspaper(table, number, path) for number, table in enumerate(tables, 1))
    seen: set[str] = set()
    for paper in papers:
        if paper.id in seen:
            raise CatalogueError(f"{path}: the id {paper.id!r} is given twice.")
        seen.add(paper.id)
    return papers


def find(papers: Sequence[Newspaper], ids: Sequence[str]) -> tuple[Newspaper, ...]:
    """The papers with these ids, each once, in the order asked for.

    Raises
    ------
    UsageError
        If an id is not among them; the message suggests the nearest.
    """
    by_id = {paper.id: paper for paper in papers}
    for wanted in ids:
        if wanted not in by_id:
            near = difflib.get_close_matches(wanted, by_id, n=3, cutoff=0.5)
            hint = f"Did you mean {' or '.join(near)}?" if near else "See: python -m core papers list"
            raise UsageError(f"There is no newspaper {wanted!r} in the catalogue. {hint}")
    return tuple(by_id[wanted] for wanted in dict.fromkeys(ids))


def _tables(path: Path) -> list[Any]:
    try:
        content = path.read_bytes()
    except OSError as problem:
        raise CatalogueError(f"The catalogue {path} cannot be read: {problem.strerror}.") from problem
    if len(content) > LARGEST:
        raise CatalogueError(f"The catalogue {path} is larger than {LARGEST // 1_000_000} MB.")
    try:
        parsed = tomllib.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError as problem:
        raise CatalogueError(f"The catalogue {path} is not UTF-8.") from problem
    except (tomllib.TOMLDecodeError, RecursionError) as problem:
        raise CatalogueError(f"The catalogue {path} is not TOML: {problem}.") from problem
    tables = parsed.get("newspaper")
    if not isinstance(tables, list) or not tables:
        raise CatalogueError(f"The catalogue {path} holds no newspaper: it needs a [[newspaper]] table for each.")
    if len(tables) > MOST_PAPERS:
        raise CatalogueError(f"The catalogue {path} holds more than {MOST_PAPERS} newspapers.")
    return tables


def _newspaper(table: Any, number: int, path: Path) -> Newspaper:
    if not isinstance(table, dict):
        raise CatalogueError(f"{path}: newspaper {number} is not a table.")
    return check_table(table, f"{path}: newspaper {table.get('id') or number}")


def check_table(table: Mapping[str, Any], where: str) -> Newspaper:
    """The newspaper that a table describes.

    Parameters
    ----------
    where : str
        Begins the message of what is wrong.

    Raises
    ------
    CatalogueError
        If it says something impossible; the message names the field.
    """
    _check_keys(table, where)
    if not _ID.fullmatch(table["id"]):
        raise CatalogueError(f"{where}: the id must be lower-case letters, digits and single hyphens.")
    for field in ("country", "language"):
        _check_code(table[field], field, where)
    _check_address(table["home"], "home", where)
    feeds, sitemaps = (_addresses(table, field, where) for field in ("feeds", "sitemaps"))
    if not feeds and not sitemaps:
        raise CatalogueError(f"{where}: it needs at least one address in feeds or sitemaps.")
    return Newspaper(
        id=table["id"],
        name=table["name"].strip(),
        country=table["country"],
        language=table["language"],
        home=table["home"],
        feeds=feeds,
        sitemaps=sitemaps,
        sections=_sections(table, where),
        notes=_notes(table, where),
    )


def _check_keys(table: Mapping[str, Any], where: str) -> None:
    for field in _REQUIRED:
        if not isinstance(table.get(field), str) or not table[field].strip():
            raise CatalogueError(f"{where}: {field} is missing or not a text.")
    for key in table:
        if key not in _KNOWN:
            near = difflib.get_close_matches(key, _KNOWN, n=1)
            hint = f" Did you mean {near[0]}?" if near else ""
            raise CatalogueError(f"{where}: {key!r} is not a field of a newspaper.{hint}")


def _check_code(value: str, field: str, where: str) -> None:
    if not _TWO_LETTERS.fullmatch(value):
        raise CatalogueError(f"{where}: {field} {value!r} must be two lower-case letters, as in ISO.")
    if field == "country" and not is_country(value):
        hint = f"; {_NOT_ISO[value]!r} may be meant" if value in _NOT_ISO else ""
        raise CatalogueError(f"{where}: country {value!r} is not an ISO 3166-1 code{hint}.")


def _check_address(value: Any, field: str, where: str) -> None:
    if not isinstance(value, str) or url_fault(value) is not None:
        raise CatalogueError(f"{where}: {field} {value!r} is not an http or https address.")


def _addresses(table: Mapping[str, Any], field: str, where: str) -> tuple[str, ...]:
    values = table.get(field, [])
    if not isinstance(values, list):
        raise CatalogueError(f"{where}: {field} is not a list of addresses.")
    for value in values:
        _check_address(value, field, where)
    return tuple(dict.fromkeys(values))


def _notes(table: Mapping[str, Any], where: str) -> str:
    notes = table.get("notes", "")
    if not isinstance(notes, str) or len(notes) > LONGEST_NOTE:
        raise CatalogueError(f"{where}: notes is not a text of at most {LONGEST_NOTE} characters.")
    return " ".join(notes.split())


def _sections(table: Mapping[str, Any], where: str) -> dict[str, str]:
    sections = table.get("sections", {})
    if not isinstance(sections, dict):
        raise CatalogueError(f"{where}: sections is not a table of words and topics.")
    for word, topic in sections.items():
        if topic not in ("", *ALL_NAMES):
            raise CatalogueError(
                f"{where}: sections gives {word!r} the topic {topic!r}; topics are {', '.join(ALL_NAMES)}, "
                'or "" where the word says nothing.'
            )
    return {word.strip().casefold(): topic for word, topic in sections.items()}
