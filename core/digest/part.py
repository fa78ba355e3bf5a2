"""What the parts of the digest's page have in common: what is shown of them, their charts, where they come from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from core import wording
from core.digest.contents import Contents
from core.exports.report import figure


@dataclass(frozen=True)
class ChartPage:
    """A chart that has a page of its own: the name of its file, the chart, and its numbers."""

    file: str
    spec: dict[str, Any]
    numbers: pd.DataFrame

    def drawn(self, alt: str) -> Any:
        """Draw it for the digest's page; its name tells its ids from those of others."""
        return figure(self.spec, self.file.partition(".")[0], alt)


@dataclass(frozen=True)
class Part:
    """A part of the page: what its template shows of it, by name, and its chart, if it has one."""

    shown: dict[str, Any]
    chart: ChartPage | None


def origin(contents: Contents) -> str:
    """Say where all of it comes from."""
    span, papers = contents.span, contents.rows["paper"].nunique()
    sentence = (
        f"{wording.plural(len(contents.rows), 'article')} of {wording.plural(papers, 'paper')} in the {span.name} up "
        f"to {wording.moment(span.until)}, classified by the model {contents.model}."
    )
    return sentence if contents.errors.measured else f"{sentence} {wording.SAMPLING_ALONE}"
