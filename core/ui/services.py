"""What every visitor shares: settings, catalogue, models, readings. Each is made once a process."""

from __future__ import annotations

import contextlib
import functools
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import streamlit as st

from core.errors import BroadsheetError
from core.kept import KeptForAll
from core.memory import give_back, settle, share_arenas
from core.newspapers import load_catalogue
from core.newspapers.own import OwnPapers
from core.reading.edition import fold_edition
from core.reading.open import make_reader
from core.reading.pool import ExtractionPool, open_pool
from core.reading.reader import Reader
from core.reading.sample import sample_newspapers
from core.reading.shared import ReadingRequest, SharedReadings
from core.settings import Settings, load_settings
from core.topics.manifest import MANIFEST, Manifest, read_manifest
from core.types import Article, Edition, Newspaper, Prediction, ReadEvent
from core.ui.own import with_own

if TYPE_CHECKING:
    from core.topics.model import TopicModel


@st.cache_resource(show_spinner=False, max_entries=1)
def settings() -> Settings:
    """Settings from the environment, then Streamlit's secrets, then defaults."""
    return load_settings(_secrets())


def _secrets() -> Mapping[str, Any]:
    try:
        return {key: value for key, value in st.secrets.items() if key.upper().startswith("BROADSHEET_")}
    except FileNotFoundError:  # a deployment without secrets is the usual case
        return {}


def manifest() -> Manifest:
    """What the manifest says now: `promote` may have replaced a model while the app runs."""
    path = settings().artifacts / MANIFEST
    try:
        found = path.stat()
    except OSError:  # reading it says what is wrong
        return read_manifest(settings().artifacts)
    return _manifest(settings().artifacts, found.st_mtime_ns, found.st_size)


@functools.lru_cache(maxsize=2)
def _manifest(artifacts: Path, _changed: int, _size: int) -> Manifest:
    return read_manifest(artifacts)


def model(name: str | None = None) -> TopicModel:
    """A model by name, the configured one without; each version is loaded once, after its hash was checked."""
    wanted = name or settings().model
    return _opened(wanted, manifest().entry(wanted).sha256)


@st.cache_resource(show_spinner="Opening the model", max_entries=3)
def _opened(name: str, sha256: str) -> TopicModel:
    return _loaded(name, settings().artifacts, sha256)


_loading = threading.Lock()


def _loaded(name: str, artifacts: Path, sha256: str) -> TopicModel:
    with _loading:  # the first visitor waits for what was begun in the background
        return _load_once(name, artifacts, sha256)


@functools.lru_cache(maxsize=3)
def _load_once(name: str, artifacts: Path, _sha256: str) -> TopicModel:
    # Imported here: scikit-learn takes seconds, and the first page shows without it.
    from core.topics.model import load_model

    return load_model(name, artifacts)


@st.cache_resource(show_spinner=False, max_entries=1)
def shipped_catalogue() -> tuple[Newspaper, ...]:
    """The newspapers that everybody can read."""
    return load_catalogue(settings().catalogue)


def catalogue() -> tuple[Newspaper, ...]:
    """The newspapers that this visitor can read: everybody's, those kept for everybody, and those that they added."""
    return with_own((*shipped_catalogue(), *kept().papers))


def kept() -> OwnPapers:
    """The papers and sets that are kept for everybody, as they were last seen in the archive."""
    return kept_for_all().now()


@st.cache_resource(show_spinner=False, max_entries=1)
def kept_for_all() -> KeptForAll:
    """Where papers and sets are kept for everybody."""
    from core.ui import keeping  # which stands on this module

    return KeptForAll(lambda: keeping.archive(), data_folder(), lambda: keeping.anything())


def data_folder() -> Path:
    """Where what is kept for everybody is kept."""
    return settings().data


def admin_key() -> str | None:
    """The maintainer's key, where one is configured."""
    key = settings().admin_key
    return None if key is None else key.get_secret_value()


@st.cache_resource(show_spinner=False, max_entries=1)
def sample_catalogue() -> tuple[Newspaper, ...]:
    """The fictional newspapers of the sample edition."""
    return sample_newspapers(settings().artifacts)


@st.cache_resource(show_spinner=False, max_entries=1)
def pool() -> ExtractionPool:
    """The processes that take articles out of pages."""
    return open_pool(settings())


@st.cache_resource(show_spinner=False, max_entries=1)
def warm_up() -> None:
    """Once a server, in the background: load what the first reading needs, while the first visitor still chooses."""
    if "streamlit.web.bootstrap" not in sys.modules:
        return  # a test of a page, which may read nothing

    processes, configured = pool(), settings()

    def load() -> None:
        processes.warm()
        with contextlib.suppress(BroadsheetError):  # the reading will say so
            sha256 = read_manifest(configured.artifacts).entry(configured.model).sha256
            _loaded(configured.model, configured.artifacts, sha256)
        # What the first edition is shown with.
        import core.analysis.stories
        import core.charts.mix  # noqa: F401

        settle()

    threading.Thread(target=load, name="warm-up", daemon=True).start()


@st.cache_resource(show_spinner=False, max_entries=2)
def reader(sample: bool) -> Reader:
    """The reader of the web, or the one that answers from the sample edition."""
    return make_reader(settings(), pool(), classify_article, sample)


def classify_article(article: Article) -> Prediction:
    """The configured model's word on an article."""
    from core.topics.articles import predict_article

    return predict_article(model(), article)


@st.cache_resource(show_spinner=False, max_entries=1)
def readings() -> SharedReadings:
    """All readings of this process: begun once per choice, reused while fresh."""
    # Resources are opened here, in a script's thread, so that a broken model is a page's error.
    model()
    from core.ui import keeping  # which stands on this module

    keeping.saver()
    share_arenas()
    readers = {sample: reader(sample) for sample in (False, True)}

    def start(request: ReadingRequest, stop: threading.Event) -> Iterator[ReadEvent]:
        return readers[request.sample].read_events(request.newspapers, request.limit, stop=stop)

    def fold(request: ReadingRequest, events: Sequence[ReadEvent], seconds: float) -> Edition:
        name = settings().model
        edition = fold_edition(
            events, newspapers=request.newspapers, model=name, sample=request.sample, seconds=seconds
        )
        keeping.keep(edition)
        give_back()
        return edition

    return SharedReadings(start, fold, lifetime=60 * settings().edition_minutes)
