"""The names of the shipped models, and what readers know them by."""

from __future__ import annotations

CURRENT = "current"
"""The model in use, which training renews."""
BBC_2004 = "bbc-2004"
"""The model of 2019, rebuilt: kept to show what becomes of a model whose articles are old."""

NEWS_2022 = "news-2022"
"""The model of 2022, learnt from sections: trained again for comparison only, and not shipped."""

TITLES = {CURRENT: "Today's model", BBC_2004: "The original of 2004"}
"""What a choice between the models says."""
CHART_TITLES = {CURRENT: "Today's model", NEWS_2022: "Model of 2022", BBC_2004: "Model of 2004"}
"""What a chart or table that compares the models says."""
_IN_PROSE = {CURRENT: "today's model", BBC_2004: "the model of 2004"}


def in_prose(name: str) -> str:
    """Name a model as a reader knows it, in the middle of a sentence."""
    return _IN_PROSE.get(name, f"the model {name}")
