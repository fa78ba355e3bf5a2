"""How text is prepared: the cleaning steps that are stored inside the fitted pipelines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

from sklearn.base import BaseEstimator, TransformerMixin

from core.language import english

MAX_WORDS = 5_000
"""A text is cut after this many words before anything else is done with it."""
MAX_CHARACTERS = 50_000
"""And after this many characters, which bounds texts without spaces."""

_PUNCTUATION = str.maketrans("", "", "?:!.,;")
_WORD_CHARACTERS = re.compile(r"\w+")


def as_document(title: str | None, text: str | None) -> str:
    """Return the one string that a pipeline takes: title, a line end, text; cut at `MAX_WORDS` words."""
    document = f"{title or ''}\n{text or ''}"[:MAX_CHARACTERS]
    if len(document) <= 2 * MAX_WORDS:  # with a space after each, so many characters hold no more words
        return document
    words = document.split(None, MAX_WORDS)
    if len(words) <= MAX_WORDS:
        return document
    return document[: len(document) - len(words[-1])]


@dataclass(frozen=True)
class VerbLemmas:
    """WordNet's table of verbs, and its rules to find the base form of any word.

    Gives what `nltk.stem.WordNetLemmatizer().lemmatize(word, pos="v")` gives,
    for every word, without WordNet.

    Parameters
    ----------
    verbs : iterable of str
        The base forms of all verbs.
    exceptions : mapping of str to sequence of str
        Irregular forms with their base forms ("went": ["go"]).
    """

    verbs: Mapping[str, None]
    exceptions: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, verbs: Iterable[str], exceptions: Mapping[str, Sequence[str]]) -> Self:
        """Return a table whose order, and so whose pickle, depends on its content alone."""
        return cls(dict.fromkeys(sorted(verbs)), {word: tuple(forms) for word, forms in sorted(exceptions.items())})

    def __call__(self, word: str) -> str:
        """Return the shortest base form of `word`, or `word` itself where there is none."""
        forms: Sequence[str] | None = self.exceptions.get(word)
        if forms is None:
            forms = [word[: -len(old)] + new for old, new in english.VERB_ENDINGS if word.endswith(old)]
        verbs = [form for form in (word, *forms) if form in self.verbs]
        return min(verbs, key=len) if verbs else word


class OriginalCleaner(TransformerMixin, BaseEstimator):  # type: ignore[misc]
    """The cleaning of the 2019 *Latest News Classifier*, with the same result, in one pass.

    Line ends, runs of four spaces and double quotes go, then upper case, the
    signs ``?:!.,;`` and possessive ``'s``; every word is lemmatised as a verb;
    stop words are blanked out.

    Parameters
    ----------
    lemmas : VerbLemmas
        Any callable from word to lemma will do.
    stop_words : sequence of str
        In the order in which they are removed.
    """

    def __init__(self, lemmas: Any, stop_words: Sequence[str]) -> None:
        self.lemmas = lemmas
        self.stop_words = stop_words

    def fit(self, documents: Iterable[str], y: object = None) -> Self:
        """Nothing is learnt: the tables were handed in."""
        return self

    def __sklearn_is_fitted__(self) -> bool:
        return True

    def transform(self, documents: Iterable[str]) -> list[str]:
        """Each document, cleaned."""
        words = _CleanWords(self.lemmas, self.stop_words)
        return [" ".join([words[word] for word in unify(document).split(" ")]) for document in documents]


def unify(document: str) -> str:
    """Return the original's first steps, up to the possessive ending."""
    document = document.replace("\r", " ").replace("\n", " ").replace("    ", " ").replace('"', "")
    return document.lower().translate(_PUNCTUATION).replace("'s", "")


class _CleanWords(dict[str, str]):
    """Word to cleaned word, worked out once for each word of one `transform`.

    A stop word with an apostrophe is never met as a whole when one of its
    parts comes before it in the list, as in NLTK's ("don" before "don't"), so
    that removing runs of word characters is all there is to do. Lists for
    which this does not hold are gone through word by word, as the original did.
    """

    def __init__(self, lemmas: Any, stop_words: Sequence[str]) -> None:
        super().__init__()
        self._lemmas = lemmas
        self._stop_words = stop_words
        self._simple = frozenset(word for word in stop_words if _WORD_CHARACTERS.fullmatch(word))
        self._one_pass = one_pass_is_enough(stop_words)

    def __missing__(self, word: str) -> str:
        lemma = self._lemmas(word)
        if self._one_pass:
            clean = _WORD_CHARACTERS.sub(lambda match: "" if match[0] in self._simple else match[0], lemma)
        else:
            clean = remove_stop_words(lemma, self._stop_words)
        self[word] = clean
        return clean


def one_pass_is_enough(stop_words: Sequence[str]) -> bool:
    """Whether every stop word is one run of word characters, or comes after one of its own parts."""
    seen: set[str] = set()
    for word in stop_words:
        parts = _WORD_CHARACTERS.findall(word)
        if parts != [word] and not (re.fullmatch(r"\w[\w']*\w", word) and seen.intersection(parts)):
            return False
        seen.add(word)
    return True


def remove_stop_words(text: str, stop_words: Sequence[str]) -> str:
    """Blank out each stop word in turn, one pass over the text for each: slow, and the reference."""
    for word in stop_words:
        text = re.sub(r"\b" + word + r"\b", "", text)
    return text


_WORD = re.compile(r"\b[^\W\d_]\w+")


class NewsCleaner(TransformerMixin, BaseEstimator):  # type: ignore[misc]
    """Words of two characters or more, lower case, without stop words, numbers and publishers' names.

    Numbers and years go because they tell the date of the corpus and not the
    topic; publishers' names because a model that knows them recognises the
    paper. What comes out is words with one space between them, and a line end
    after those of the first line.

    Parameters
    ----------
    stop_words : sequence of str
        Words to leave out.
    publishers : sequence of str
        Names to leave out, of one or more words, lower case.
    """

    def __init__(self, stop_words: Sequence[str] = (), publishers: Sequence[str] = english.PUBLISHERS) -> None:
        self.stop_words = stop_words
        self.publishers = publishers

    def fit(self, documents: Iterable[str], y: object = None) -> Self:
        """Nothing is learnt: the tables were handed in."""
        return self

    def __sklearn_is_fitted__(self) -> bool:
        return True

    def transform(self, documents: Iterable[str]) -> list[str]:
        """Each document as its words."""
        unwanted = frozenset(self.stop_words).union(name for name in self.publishers if " " not in name)
        names = [name for name in self.publishers if " " in name]
        phrases = re.compile(r"\b(?:" + "|".join(map(re.escape, names)) + r")\b")

        def words(part: str) -> str:
            part = part.lower()
            # Looking for each name in plain text is much faster than the pattern, and most texts hold none.
            if any(map(part.__contains__, names)):
                part = phrases.sub(" ", part)
            return " ".join([word for word in _WORD.findall(part) if word not in unwanted])

        cleaned = []
        for document in documents:
            first, _, rest = document.lstrip().partition("\n")
            cleaned.append(f"{words(first)}\n{words(rest)}")
        return cleaned
