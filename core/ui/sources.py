"""Which articles there are to compare beside the edition that is shown."""

from __future__ import annotations

import pandas as pd

from core.analysis.frame import classified, many_editions
from core.topics.schemes import TopicScheme
from core.types import Edition
from core.ui import services


def kept(edition: Edition, scheme: TopicScheme) -> pd.DataFrame:
    """The classified articles of every edition that is kept, each once: the sample's or the real ones, never both."""
    editions = services.readings().editions(sample=edition.sample)
    known = any(one is edition for one in editions)
    return classified(many_editions(editions if known else [*editions, edition], scheme))
