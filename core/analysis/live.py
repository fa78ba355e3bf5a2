"""How the model does on live articles: its agreement with what the publishers' sections say."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from core.intervals import wilson

COLUMNS = ["name", "share", "low", "high", "n"]


def agreement(counts: Iterable[tuple[str, int, int]]) -> pd.DataFrame:
    """Return the share of articles on which model and publisher agree, for each name.

    Parameters
    ----------
    counts : iterable of (name, agreed, labelled)
        Name of a week, a paper or a topic; articles on which both agree, and
        articles whose section says something.

    Returns
    -------
    DataFrame
        Columns `COLUMNS`: share (0 to 1) with its 95% interval (Wilson 1927)
        and n, in the given order; names without any such article are left out.
    """
    rows = []
    for name, agreed, labelled in counts:
        if labelled:
            low, high = wilson(agreed, labelled)
            rows.append((name, agreed / labelled, low, high, labelled))
    return pd.DataFrame(rows, columns=COLUMNS)


def by_section(counts: Iterable[tuple[str, str, int]]) -> list[tuple[str, int, int]]:
    """Return the sums of (section's topic, answer, n) as `agreement` takes them, one for each topic of the sections."""
    agreed: dict[str, int] = {}
    labelled: dict[str, int] = {}
    for section, best, n in counts:
        if section:
            labelled[section] = labelled.get(section, 0) + n
            agreed[section] = agreed.get(section, 0) + (n if section == best else 0)
    return [(topic, agreed[topic], labelled[topic]) for topic in labelled]
