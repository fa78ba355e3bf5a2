"""What every visitor shares: settings, shipped catalogue, models, readers. Each is made once a process."""

from __future__ import annotations

import functools
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import streamlit as st

from core.newspapers import load_catalogue
from core.reading.open import make_reader
from core.reading.pool import ExtractionPool, open_pool
from core.reading.reader import Reader
from core.reading.sample import sample_newspapers
from core.settings import Settings, load_settings
from core.topics.manifest import MANIFEST, Manifest, read_manifest
from core.types import Article, Newspaper, Prediction

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


@st.cache_resource(show_spinner=False, max_entries=2)
def reader(sample: bool) -> Reader:
    """The reader of the web, or the one that answers from the sample edition."""
    return make_reader(settings(), pool(), classify_article, sample)


def classify_article(article: Article) -> Prediction:
    """The configured model's word on an article."""
    from core.topics.articles import predict_article

    return predict_article(model(), article)
