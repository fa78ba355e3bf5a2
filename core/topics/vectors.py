"""What words mean: the table that `scripts/word_vectors.py` wrote."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np

from core.topics.views import WordVectors

FILE = Path(__file__).parent / "vectors.npz"


@cache
def read_vectors(path: Path = FILE) -> WordVectors:
    """Return the word vectors that the current model is trained with, and stories are found with.

    They come from the sentence encoder all-MiniLM-L6-v2 (Reimers and Gurevych,
    2019; Apache License 2.0), which was given each word alone.
    """
    with np.load(path, allow_pickle=False) as table:
        return WordVectors(tuple(str(table["words"]).split("\n")), table["vectors"], float(table["scale"]))
