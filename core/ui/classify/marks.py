"""Marked words as Markdown: what speaks for a topic, what against, what is unknown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from core.topics.highlight import Piece
from core.ui.kit.escape import escape


def paragraphs(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    """Yield the pieces of each line of a text; empty lines are left out."""
    line: list[Piece] = []
    for piece in pieces:
        first, *rest = piece.text.split("\n")
        line.append(Piece(first, piece.weight))
        for part in rest:
            if any(p.text.strip() for p in line):
                yield line
            line = [Piece(part, piece.weight)]
    if any(p.text.strip() for p in line):
        yield line


def marked(pieces: Iterable[Piece]) -> str:
    """Markdown of one line; every mark has a second sign beside its colour."""
    return "".join(_markdown(piece) for piece in pieces).strip()


def _markdown(piece: Piece) -> str:
    text = escape(piece.text)
    if not text:
        return " " if piece.text else ""
    if piece.weight is None:
        return f":gray[~~{text}~~]"
    if piece.weight > 0:
        return f":green-background[**{text}**]"
    if piece.weight < 0:
        return f":red-background[*{text}*]"
    before = " " if piece.text[0].isspace() else ""
    after = " " if piece.text[-1].isspace() else ""
    return f"{before}{text}{after}"
