"""Detect the language of a text from its words, because pages are often wrong about themselves."""

from __future__ import annotations

import re
import threading
from functools import cache
from typing import Any

from core.language import english
from core.language.words import count_words

MIN_WORDS = 20
"""Words under which nothing is said about the language."""
MIN_PROBABILITY = 0.9
"""Least probability at which a language is named."""
MIN_ENGLISH_SHARE = 0.2
"""Share of function words from which a text is English: 0.25 to 0.5 on news in English, under 0.15 elsewhere."""
MAX_CHARACTERS = 3000
"""Characters that are looked at: enough for certainty, and quick for the longest text."""

_WORD = re.compile(r"[^\W\d_]+")
_lock = threading.Lock()


def is_english(text: str) -> bool:
    """Tell whether a text of at least `MIN_WORDS` words is plainly English, by its commonest words."""
    words = _WORD.findall(text[:MAX_CHARACTERS].lower())
    common = sum(word in english.FUNCTION_WORDS for word in words)
    return len(words) >= MIN_WORDS and common >= MIN_ENGLISH_SHARE * len(words)


def language_of(text: str) -> str | None:
    """Return the language as ISO 639-1; None where the text is too short or in doubt.

    Plain English is told by its common words; for the rest py3langid (naive
    Bayes over byte n-grams) is loaded, which takes some 70 MB.
    """
    if count_words(text) < MIN_WORDS:
        return None
    if is_english(text):
        return english.CODE
    with _lock:
        name, probability = _identifier().classify(text[:MAX_CHARACTERS])
    return str(name) if probability >= MIN_PROBABILITY else None


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
