"""Find out how a CSV file is written, by parsing it in each way and comparing the tables.

`csv.Sniffer` judges by the quotes and signs that it meets first, and takes prose for a table; here a
separator counts only where it cuts the rows of the whole file into the same number of cells.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice

from core.files.header import MAX_PREAMBLE, count_usual_names, find_header

SEPARATORS = (",", ";", "\t", "|")
"""What may stand between cells, the likelier first."""
MAX_NAME = 40
"""Characters that the name of a column has at most, where it is not one of the usual names."""
MAX_NAME_WORDS = 4
"""Words that such a name has at most: a headline has more."""
MIN_EVEN = 0.8
"""Share of rows of one width from which rows without names are a table: in hand-made ones, a few rows are torn."""
MAX_LONE = 0.25
"""Share of rows of one cell up to which a table may have several columns: in prose, many lines hold no comma."""
ONE_COLUMN = "\0"
"""The separator of a table of one column: no text holds it."""

_DECLARED = re.compile(r'"?sep=(.)"?[,;\t| ]*(?:\r\n|\r|\n|\Z)', re.IGNORECASE)
_ESCAPED = re.compile(r'\\\\|\\"')
_LINE = re.compile(r"[^\r\n]*(?:\r\n?|\n)|[^\r\n]+")
_NAME = re.compile(r"[^\W\d][^.!?]*")
_SPACED_QUOTE = re.compile(r'\s+"')

Rows = list[list[str]]


@dataclass(frozen=True)
class Dialect:
    """One way of writing a table as text.

    `quote` is None where quotes are plain characters, but for those around a
    whole cell; `escaped` says that a quote inside of a cell is written with a backslash, not doubled; `strict`
    that nothing may follow a closing quote (RFC 4180).
    """

    separator: str
    quote: str | None = '"'
    skips_space: bool = False
    escaped: bool = False
    strict: bool = True

    def rows(self, text: str) -> Iterator[list[str]]:
        """Parse a text, row by row.

        Raises
        ------
        csv.Error
            If the text is not written in this way.
        """
        if self.escaped:
            text = _ESCAPED.sub(lambda match: '""' if match[0] == '\\"' else match[0], text)
        reader = csv.reader(
            (line[0] for line in _LINE.finditer(text)),  # as they are needed
            delimiter=self.separator,
            quotechar=self.quote or '"',
            quoting=csv.QUOTE_MINIMAL if self.quote else csv.QUOTE_NONE,
            skipinitialspace=self.skips_space,
            strict=self.strict,
        )
        return reader if self.quote else ([_without_quotes(cell) for cell in row] for row in reader)


def _without_quotes(cell: str) -> str:
    """Take the quotes around a cell off, unless they open and close quotations in it (`"Yes," he said, "now."`)."""
    if len(cell) < 2 or not cell[0] == cell[-1] == '"':
        return cell
    inner = cell[1:-1].replace('""', "\0")
    before, quote, _ = inner.partition('"')
    return inner.replace("\0", '"') if not quote or before[-1:] in ("", " ") else cell


@dataclass(frozen=True)
class Parsing:
    """What a dialect makes of a text."""

    dialect: Dialect
    rows: Rows

    @cached_property
    def header(self) -> list[str]:
        """The row that names the columns."""
        return self.rows[find_header(self.rows)]

    @cached_property
    def usual_names(self) -> int:
        """Number of usual names in the header."""
        return count_usual_names(self.header)

    @cached_property
    def width(self) -> int:
        """Number of cells of the row that names the columns."""
        return len(self.header)

    @cached_property
    def even(self) -> float:
        """Share of the rows that have the commonest number of cells."""
        widths = Counter(len(row) for row in self.rows)
        return widths.most_common(1)[0][1] / len(self.rows)

    @cached_property
    def lone(self) -> float:
        """Share of the rows below the first that have one cell only."""
        return sum(len(row) == 1 for row in self.rows[1:]) / max(1, len(self.rows) - 1)

    @cached_property
    def foreign_quotes(self) -> int:
        """Number of quotes that were not taken for such: after a space, or single ones around names of columns."""
        spaced = sum(bool(_SPACED_QUOTE.match(cell)) for row in self.rows for cell in row[1:])
        return spaced + sum(len(name) > 1 and name[0] == name[-1] == "'" for name in self.header)

    def is_table(self) -> bool:
        """Whether the separator cuts into columns, and is not one of prose."""
        if self.width < 2 or (self.usual_names < 2 and self.lone > MAX_LONE):
            return False
        if self.usual_names or (_are_names(self.header) and not self.dialect.skips_space):
            return True
        return self.even >= MIN_EVEN and not self._is_spaced()

    def _is_spaced(self) -> bool:
        """Whether a space follows the separator, as in prose, all over."""
        tails = [cell for row in self.rows for cell in row[1:] if cell]
        spaced = self.dialect.skips_space or sum(cell[0].isspace() for cell in tails) >= MIN_EVEN * len(tails)
        return spaced and any(" " in cell.strip() for cell in self.header)


def split_declaration(text: str) -> tuple[str | None, str]:
    """Take the first line "sep=;" off, by which Excel is told the separator; None where there is no such line."""
    match = _DECLARED.match(text)
    if match is None or match[1].isalnum() or match[1] in " \"'\r\n\0":
        return None, text
    return match[1], text[match.end() :]


def parse_csv(text: str, max_rows: int, separator: str | None = None) -> Rows:
    """Parse in the dialect in which a text is an even table under a header; blank rows are left out.

    Prose at the end of rows that was not put between quotes is joined again.

    Parameters
    ----------
    max_rows : int
        Rows that are compared, and returned.
    separator : str, optional
        The separator, where the file itself names it.

    Raises
    ------
    csv.Error
        If the text cannot be parsed in any dialect.
    """
    parsing = _find_parsing(text, max_rows, separator)
    return [_joined(row, parsing.width, parsing.dialect.separator) for row in parsing.rows]


def _find_parsing(text: str, max_rows: int, separator: str | None) -> Parsing:
    if separator is not None:
        return _best(text, separator, max_rows)
    # Most separators part no header: a few rows show it, at a fraction of the time.
    signs = [sign for sign in SEPARATORS if sign in text and _best(text, sign, MAX_PREAMBLE + 1).width > 1]
    tables = [table for table in (_best(text, sign, max_rows) for sign in signs) if table.is_table()]
    if not tables:
        return _best(text, ONE_COLUMN, max_rows)
    return max(tables, key=lambda table: (table.usual_names, round(table.even, 1), table.width))


def _joined(row: list[str], width: int, separator: str) -> list[str]:
    """Join the cells that have no column to the last that has, if each begins with a space, as clauses do."""
    surplus = row[width:]
    if surplus and all(cell[:1] == " " for cell in surplus):
        return [*row[: width - 1], separator.join(row[width - 1 :])]
    return row


def _best(text: str, separator: str, max_rows: int) -> Parsing:
    """Parse with a separator, quotes taken in the way that gives the evenest table; as in RFC 4180 if they can be."""
    plain = Dialect(separator)
    strict = _parse(text, plain, max_rows)
    if strict is not None and (strict.width == 1 or strict.even == 1) and not strict.foreign_quotes:
        return _without_space(text, strict, max_rows)
    ways = [plain]
    if separator != ONE_COLUMN:
        ways += [replace(plain, skips_space=True)] if f'{separator} "' in text else []
        ways += [replace(plain, quote="'")] if text[:1] == "'" or f"{separator}'" in text else []
    ways += [replace(plain, escaped=True)] if '\\"' in text else []
    parsings = [parsing for way in ways if (parsing := _parse(text, way, max_rows))]
    if not parsings:
        parsings = [_unquoted(text, plain, max_rows)]
    best = max(parsings, key=lambda parsing: (round(parsing.even, 1), -parsing.foreign_quotes))
    return _without_space(text, best, max_rows)


def _without_space(text: str, parsing: Parsing, max_rows: int) -> Parsing:
    """Take the space after separators for no part of the cells, where all of the header has it."""
    header = parsing.header
    if parsing.dialect.skips_space or len(header) < 2 or not all(cell[:1] == " " for cell in header[1:]):
        return parsing
    return _parse(text, replace(parsing.dialect, skips_space=True), max_rows) or parsing


def _unquoted(text: str, plain: Dialect, max_rows: int) -> Parsing:
    """Parse where quotes are not as they should be: they are plain characters, if the table is even so."""
    literal, lenient = (
        Parsing(dialect, _some(text, dialect, max_rows))
        for dialect in (replace(plain, quote=None), replace(plain, strict=False))
    )
    return lenient if round(lenient.even, 1) > round(literal.even, 1) else literal


def _parse(text: str, dialect: Dialect, max_rows: int) -> Parsing | None:
    try:
        return Parsing(dialect, _some(text, dialect, max_rows))
    except csv.Error:
        return None


def _some(text: str, dialect: Dialect, max_rows: int) -> Rows:
    rows = (row for row in dialect.rows(text) if any(cell.strip() for cell in row))
    return list(islice(rows, max_rows)) or [[""]]


def _are_names(cells: Sequence[str]) -> bool:
    """Whether cells look like names of columns: short, tight, and no sentences."""
    return all(
        _NAME.fullmatch(cell) and len(cell) <= MAX_NAME and len(cell.split()) <= MAX_NAME_WORDS
        for cell in cells
        if cell
    )
