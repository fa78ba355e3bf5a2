"""Count words, also in scripts that put no spaces between them."""

from __future__ import annotations

import re
from itertools import islice

# Blocks of Unicode; Korean, Tibetan and all others separate words or syllables.
_HAN_AND_KANA = (
    "\u2e80-\u2fdf\u3005-\u3007\u3041-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f"
)
_HAN_AND_KANA += "\U00020000-\U0003ffff"
_SOUTH_EAST_ASIAN = "\u0e01-\u0e7f\u0e80-\u0eff\u1000-\u109f\u1780-\u17ff\u19e0-\u19ff\uaa60-\uaa7f"
_STOPS = "\u3000-\u3004\u3008-\u303f\uff00-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65"

_UNSPACED = re.compile(f"[{_HAN_AND_KANA}{_SOUTH_EAST_ASIAN}]")
_RUN = re.compile(f"[{_HAN_AND_KANA}]+|[{_SOUTH_EAST_ASIAN}]+")
_SYLLABIC = re.compile(f"[{_SOUTH_EAST_ASIAN}]")
# A Chinese or Japanese word has about two characters; one of Thai, Lao, Khmer or Burmese about five.
_WORD = re.compile(
    f"[{_HAN_AND_KANA}]{{1,2}}|[{_SOUTH_EAST_ASIAN}]{{1,5}}|[^\\s{_HAN_AND_KANA}{_SOUTH_EAST_ASIAN}{_STOPS}]+"
)
_BETWEEN_BLANKS = re.compile(r"\S+")


def split_words(text: str) -> list[str]:
    """Split at blanks, and text of scripts without spaces into pieces of a word's usual length.

    Unicode's word boundaries (UAX #29) need a dictionary for Chinese,
    Japanese, Thai, Lao, Khmer and Burmese; to tell an article from a line
    of a menu, and one text from another, the usual length is enough.
    """
    return _WORD.findall(text) if _UNSPACED.search(text) else text.split()


def count_words(text: str) -> int:
    """Count the words of a text, as `split_words` splits it."""
    return len(split_words(text))


def first_words(text: str, most: int) -> str:
    """Cut a text behind so many words, as `split_words` splits it; what stands between them stays."""
    words = (_WORD if _UNSPACED.search(text) else _BETWEEN_BLANKS).finditer(text)
    last = next(islice(words, most - 1, None), None)
    return (text[: last.end()] if last else text).strip()


def is_unspaced(text: str) -> bool:
    """Whether a text has letters of a script that puts no spaces between words."""
    return bool(_UNSPACED.search(text))


def overlapping_pieces(text: str) -> list[str]:
    """Return what stands for words where there are no spaces: each two neighbouring characters.

    Each four in Thai, Lao, Khmer and Burmese, whose letters are sounds.
    Character bigrams find Chinese and Japanese texts as well as words from a
    dictionary do. Source: J.-Y. Nie, J. Gao, J. Zhang and M. Zhou (2000), On
    the Use of Words and N-grams for Chinese Information Retrieval. Text of
    other scripts is left out.
    """
    pieces = []
    for run in _RUN.findall(text):
        length = 4 if _SYLLABIC.match(run) else 2
        pieces += [run[at : at + length] for at in range(max(1, len(run) - length + 1))]
    return pieces


def without_unspaced(text: str) -> str:
    """Return the text with a space for each run of a script that puts no spaces between words."""
    return _RUN.sub(" ", text)
