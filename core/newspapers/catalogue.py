"""The catalogue of newspapers: TOML in, checked newspapers out, one sentence for what is wrong."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    ValidationInfo,
    model_validator,
)
from pydantic_core import ErrorDetails, PydanticCustomError

from core.errors import CatalogueError, UsageError
from core.newspapers.countries import is_country
from core.newspapers.kinds import KINDS
from core.topics.taxonomy import ALL_NAMES
from core.types import Newspaper, Source
from core.urls import url_fault

MAX_CATALOGUE_BYTES = 1_000_000
"""Bytes of a catalogue file: some eight times the shipped one, so that a wrong file is refused unparsed."""
MAX_PAPERS = 500
"""Newspapers of a catalogue: twice those shipped."""
MAX_NOTE_LENGTH = 500
"""Characters of the notes on one newspaper."""
MAX_OWNER_LENGTH = 200
"""Characters of the name of an owner."""

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_TWO_LETTERS = re.compile(r"[a-z]{2}")
_NOT_ISO = {"uk": "gb", "en": "gb"}
"""Codes that people write for a country, and ISO's own."""


def load_catalogue(
    path: Path, max_papers: int = MAX_PAPERS, max_bytes: int = MAX_CATALOGUE_BYTES
) -> tuple[Newspaper, ...]:
    """Load the newspapers of a catalogue file, in its order; a larger file than allowed is refused.

    Raises
    ------
    CatalogueError
        If the file cannot be read, or a paper in it says something
        impossible; the message names the file, the paper and the field.
    """
    tables = _load_tables(path, max_papers, max_bytes)
    papers = tuple(_parse_numbered(table, number, path) for number, table in enumerate(tables, 1))
    ids: set[str] = set()
    for paper in papers:
        if paper.id in ids:
            raise CatalogueError(f"{path}: the id {paper.id!r} is given twice.")
        ids.add(paper.id)
    return papers


def select_papers(papers: Sequence[Newspaper], ids: Sequence[str]) -> tuple[Newspaper, ...]:
    """Select the papers with these ids, each once, in the order of the ids.

    Raises
    ------
    UsageError
        If an id is not among them; the message suggests the nearest.
    """
    by_id = {paper.id: paper for paper in papers}
    for paper_id in ids:
        if paper_id not in by_id:
            near = difflib.get_close_matches(paper_id, by_id, n=3, cutoff=0.5)
            hint = f"Did you mean {' or '.join(near)}?" if near else "See: python -m core papers list"
            raise UsageError(f"There is no newspaper {paper_id!r} in the catalogue. {hint}")
    return tuple(by_id[paper_id] for paper_id in dict.fromkeys(ids))


def parse_newspaper(table: Mapping[str, Any], where: str) -> Newspaper:
    """Parse the table of one newspaper.

    Parameters
    ----------
    where : str
        Begins the message of what is wrong.

    Raises
    ------
    CatalogueError
        If it says something impossible; the message names the field.
    """
    try:
        entry = _Entry.model_validate(dict(table))
    except ValidationError as problem:
        raise CatalogueError(f"{where}: {_sentence(problem.errors()[0])}") from problem
    return Newspaper(
        id=entry.id,
        name=entry.name.strip(),
        country=entry.country,
        language=entry.language,
        home=entry.home,
        feeds=tuple(dict.fromkeys(entry.feeds)),
        sitemaps=tuple(dict.fromkeys(entry.sitemaps)),
        sections={word.strip().casefold(): topic for word, topic in entry.sections.items()},
        notes=" ".join(entry.notes.split()),
        owner=" ".join(entry.owner.split()),
        kind=entry.kind,
        source=_source(entry.source),
        owner_source=_source(entry.owner_source),
        proven=entry.proven,
    )


def _source(entry: _SourceEntry | None) -> Source | None:
    return Source(entry.url, entry.day) if entry else None


def _load_tables(path: Path, max_papers: int, max_bytes: int) -> list[Any]:
    try:
        content = path.read_bytes()
    except OSError as problem:
        raise CatalogueError(f"The catalogue {path} cannot be read: {problem.strerror}.") from problem
    if len(content) > max_bytes:
        raise CatalogueError(f"The catalogue {path} is larger than {max_bytes // 1_000_000} MB.")
    try:
        parsed = tomllib.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError as problem:
        raise CatalogueError(f"The catalogue {path} is not UTF-8.") from problem
    except (tomllib.TOMLDecodeError, RecursionError) as problem:
        raise CatalogueError(f"The catalogue {path} is not TOML: {problem}.") from problem
    tables = parsed.get("newspaper")
    if not isinstance(tables, list) or not tables:
        raise CatalogueError(f"The catalogue {path} holds no newspaper: it needs a [[newspaper]] table for each.")
    if len(tables) > max_papers:
        raise CatalogueError(f"The catalogue {path} holds more than {max_papers} newspapers.")
    return tables


def _parse_numbered(table: Any, number: int, path: Path) -> Newspaper:
    if not isinstance(table, dict):
        raise CatalogueError(f"{path}: newspaper {number} is not a table.")
    return parse_newspaper(table, f"{path}: newspaper {table.get('id') or number}")


def _refusal(sentence: str) -> PydanticCustomError:
    return PydanticCustomError("newspaper", "{sentence}", {"sentence": sentence})


def _check_text(value: str, info: ValidationInfo) -> str:
    if not value.strip():
        raise _refusal(f"{info.field_name} is missing or not a text.")
    return value


def _check_id(value: str) -> str:
    if not _ID.fullmatch(value):
        raise _refusal("the id must be lower-case letters, digits and single hyphens.")
    return value


def _check_code(value: str, info: ValidationInfo) -> str:
    if not _TWO_LETTERS.fullmatch(value):
        raise _refusal(f"{info.field_name} {value!r} must be two lower-case letters, as in ISO.")
    return value


def _check_country(value: str) -> str:
    if not is_country(value):
        hint = f"; {_NOT_ISO[value]!r} may be meant" if value in _NOT_ISO else ""
        raise _refusal(f"country {value!r} is not an ISO 3166-1 code{hint}.")
    return value


def _check_url(value: str, info: ValidationInfo) -> str:
    if url_fault(value) is not None:
        raise _refusal(f"{info.field_name} {value!r} is not an http or https address.")
    return value


def _check_sections(sections: dict[str, Any]) -> dict[str, str]:
    for word, topic in sections.items():
        if topic not in ("", *ALL_NAMES):
            raise _refusal(
                f"sections gives {word!r} the topic {topic!r}; topics are {', '.join(ALL_NAMES)}, "
                'or "" where the word says nothing.'
            )
    return sections


def _check_kind(value: str) -> str:
    if value and value not in KINDS:
        near = difflib.get_close_matches(value, KINDS, n=1)
        hint = f" Did you mean {near[0]}?" if near else ""
        raise _refusal(f"kind {value!r} is none of {', '.join(KINDS)}.{hint}")
    return value


def _parse_day(value: Any) -> Any:
    """Read a day that is written as TOML's own date or as a text; "" is no day."""
    if isinstance(value, str):
        try:
            return date.fromisoformat(value) if value else None
        except ValueError:
            return value
    return str(value) if isinstance(value, datetime) else value


_Text = Annotated[str, AfterValidator(_check_text)]
_Code = Annotated[_Text, AfterValidator(_check_code)]
_Url = Annotated[str, AfterValidator(_check_url)]
_Day = Annotated[date, BeforeValidator(_parse_day)]


class _SourceEntry(BaseModel):
    """The table of a document that was read."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)

    url: _Url
    day: _Day


class _Entry(BaseModel):
    """The table of one newspaper, as its author wrote it."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)

    id: Annotated[_Text, AfterValidator(_check_id)]
    name: _Text
    country: Annotated[_Code, AfterValidator(_check_country)]
    language: _Code
    home: Annotated[_Text, AfterValidator(_check_url)]
    feeds: list[_Url] = []
    sitemaps: list[_Url] = []
    sections: Annotated[dict[str, Any], AfterValidator(_check_sections)] = {}
    notes: str = Field("", max_length=MAX_NOTE_LENGTH)
    owner: str = Field("", max_length=MAX_OWNER_LENGTH)
    kind: Annotated[str, AfterValidator(_check_kind)] = ""
    source: _SourceEntry | None = None
    owner_source: _SourceEntry | None = None
    proven: Annotated[date | None, BeforeValidator(_parse_day)] = None

    @model_validator(mode="after")
    def _lists_articles(self) -> _Entry:
        if not self.feeds and not self.sitemaps:
            raise _refusal("it needs at least one address in feeds or sitemaps.")
        return self


_WRONG_TYPES = {
    "feeds": "feeds is not a list of addresses.",
    "sitemaps": "sitemaps is not a list of addresses.",
    "sections": "sections is not a table of words and topics.",
    "notes": f"notes is not a text of at most {MAX_NOTE_LENGTH} characters.",
    "owner": f"owner is not a text of at most {MAX_OWNER_LENGTH} characters.",
    "kind": f"kind is none of {', '.join(KINDS)}.",
    "proven": "proven is not a day, such as 2026-11-28.",
    **{
        field: f'{field} must name a document and the day it was read: {{ day = 2026-11-28, url = "https://..." }}.'
        for field in ("source", "owner_source")
    },
}


def _sentence(error: ErrorDetails) -> str:
    """Say in one sentence what a table's author has to change."""
    field = str(error["loc"][0]) if error["loc"] else ""
    if field in ("source", "owner_source"):
        return _WRONG_TYPES[field]
    if error["type"] == "newspaper":
        return error["msg"]
    if error["type"] == "extra_forbidden":
        near = difflib.get_close_matches(field, _Entry.model_fields, n=1)
        hint = f" Did you mean {near[0]}?" if near else ""
        return f"{field!r} is not a field of a newspaper.{hint}"
    if len(error["loc"]) > 1 and field in ("feeds", "sitemaps"):
        return f"{field} {error['input']!r} is not an http or https address."
    return _WRONG_TYPES.get(field, f"{field} is missing or not a text.")
