"""What training takes from NLTK: WordNet's verbs and the English stop words."""

from __future__ import annotations

import shutil
import warnings
from collections.abc import Callable
from pathlib import Path

import nltk
from nltk.corpus.reader.wordnet import WordNetCorpusReader

from core.errors import ModelError, TrainingError
from core.topics.model import load_model
from core.topics.names import BBC_2004
from core.topics.text import OriginalCleaner, VerbLemmas

DEBIAN = Path("/usr/share/wordnet")
FILES = tuple(f"{kind}.{part}" for kind in ("data", "index") for part in ("adj", "adv", "noun", "verb"))
EXCEPTIONS = tuple(f"{part}.exc" for part in ("adj", "adv", "noun", "verb"))
HELP = "run `apt-get install wordnet-base wordnet-sense-index`, or `python -m nltk.downloader wordnet`"

_LEXNAMES = {
    "adj": "all pert",
    "adv": "all",
    "noun": "Tops act animal artifact attribute body cognition communication event feeling food group location motive "
    "object person phenomenon plant possession process quantity relation shape state substance time",
    "verb": "body change cognition communication competition consumption contact creation emotion motion perception "
    "possession social stative weather",
    "adj ": "ppl",
}
_PARTS = {"noun": 1, "verb": 2, "adj": 3, "adv": 4}


def lexnames() -> str:
    """Return the file of lexicographer names that Debian leaves out: number, name, part of speech."""
    names = [(part.strip(), name) for part, all_names in _LEXNAMES.items() for name in all_names.split()]
    return "".join(f"{n:02d}\t{part}.{name}\t{_PARTS[part]}\n" for n, (part, name) in enumerate(names))


def prepare_wordnet(build: Path, source: Path = DEBIAN) -> Path:
    """Copy Debian's WordNet into an NLTK data folder under `build`; gives that folder.

    Raises
    ------
    TrainingError
        If Debian's files are not there.
    """
    data = build / "nltk_data"
    folder = data / "corpora" / "wordnet"
    needed = [*FILES, *EXCEPTIONS, "index.sense"]
    missing = [name for name in needed if not (source / name).is_file()]
    if missing:
        raise TrainingError(f"WordNet is needed to train bbc-2004, and {source / missing[0]} is missing: {HELP}.")
    folder.mkdir(parents=True, exist_ok=True)
    for name in needed:
        shutil.copyfile(source / name, folder / name)
    (folder / "lexnames").write_text(lexnames(), encoding="ascii")
    return data


def find_wordnet(build: Path) -> WordNetCorpusReader:
    """NLTK's reader of WordNet, from its data folders, or else made ready under `build`.

    Raises
    ------
    TrainingError
        If there is no WordNet.
    """
    for attempt in ("installed", "prepared"):
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # other languages are not needed
                return WordNetCorpusReader(nltk.data.find("corpora/wordnet"), None)
        except (LookupError, OSError):
            if attempt == "installed":
                data = str(prepare_wordnet(build).resolve())
                if data not in nltk.data.path:
                    nltk.data.path.insert(0, data)
    raise TrainingError(f"WordNet is needed to train bbc-2004 and cannot be read: {HELP}.")


def verb_lemmas(build: Path, artifacts: Path, progress: Callable[[str], None]) -> VerbLemmas:
    """WordNet's verbs, as the table that a fitted pipeline holds.

    Where there is no WordNet, the table of the model that is already there is used.

    Raises
    ------
    TrainingError
        If there is neither.
    """
    try:
        reader = find_wordnet(build)
    except TrainingError:
        cleaner = shipped_cleaner(artifacts)
        if cleaner is None or not isinstance(cleaner.lemmas, VerbLemmas):
            raise
        progress("WordNet is not installed: taking the verbs of the model bbc-2004 that is already there.")
        return cleaner.lemmas
    return VerbLemmas.of(reader.all_lemma_names(pos="v"), reader._exception_map["v"])


def stop_words(path: Path | None, artifacts: Path, progress: Callable[[str], None]) -> tuple[str, ...]:
    """NLTK's English stop words: from a file, NLTK's data, or the model that is already there.

    Raises
    ------
    TrainingError
        If none of the three can be read.
    """
    if path is not None:
        try:
            words = tuple(path.read_text(encoding="utf-8").split())
        except (OSError, UnicodeDecodeError) as problem:
            raise TrainingError(f"The stop words {path} cannot be read: {problem}.") from problem
        if not words:
            raise TrainingError(f"The file of stop words {path} is empty.")
        return words
    try:
        return tuple(nltk.data.find("corpora/stopwords/english").open().read().decode("utf-8").split())
    except (LookupError, OSError):
        progress("NLTK's stop words are not installed: taking those of the model bbc-2004 that is already there.")
    cleaner = shipped_cleaner(artifacts)
    if cleaner is None:
        raise TrainingError(
            "NLTK's English stop words are needed: give a file with --stop-words, "
            "or run `python -m nltk.downloader stopwords`."
        )
    return tuple(cleaner.stop_words)


def shipped_cleaner(artifacts: Path) -> OriginalCleaner | None:
    """Return the cleaner inside the bbc-2004 model of a folder of artifacts, if there is one."""
    try:
        cleaner = load_model(BBC_2004, artifacts).pipeline["clean"]
    except ModelError:
        return None
    return cleaner if isinstance(cleaner, OriginalCleaner) else None
