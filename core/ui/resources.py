"""What every visitor shares: settings, shipped catalogue, models, readers. Each is made once a process."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import streamlit as st

from core.newspapers import load_catalogue
from core.serving.models import Models
from core.serving.promoted import PromotedModels, open_promoted
from core.serving.tables import TableClassifier
from core.settings import Settings, load_settings
from core.topics.manifest import Manifest
from core.topics.schemes import TopicScheme
from core.types import Article, Newspaper, Prediction

if TYPE_CHECKING:
    from core.analysis.shares.table import ShareErrors
    from core.reading.article.pool import ExtractionPool
    from core.reading.reader import Reader
    from core.topics.model import TopicModel


@st.cache_resource(show_spinner=False, max_entries=1)
def settings() -> Settings:
    """Load settings from the environment, then Streamlit's secrets, then defaults; once a process."""
    return configured()


def configured() -> Settings:
    """Load them now, as they stand."""
    return load_settings(_secrets())


def _secrets() -> Mapping[str, Any]:
    try:
        return {key: value for key, value in st.secrets.items() if key.upper().startswith("BROADSHEET_")}
    except FileNotFoundError:  # a deployment without secrets is the usual case
        return {}


def artifacts() -> Path:
    """Give the folder of models and reports: that of the promoted model where the database has one."""
    return settings().artifacts if settings().database_url is None else promoted().artifacts()


@st.cache_resource(show_spinner=False, max_entries=1)
def promoted() -> PromotedModels:
    """Open what knows the promoted model."""
    return open_promoted(settings())


def promoted_problem() -> str:
    """Say why the promoted model is not used; "" where it is, or there is none."""
    return "" if settings().database_url is None else promoted().problem


def models() -> Models:
    """Give the models of the folder that is used now."""
    return _models(str(artifacts()))


@st.cache_resource(show_spinner=False, max_entries=1)
def _models(artifacts: str) -> Models:
    return Models(Path(artifacts))


def manifest() -> Manifest:
    """Give what the manifest says now: `promote` may have replaced a model while the app runs."""
    return models().manifest()


def model(name: str | None = None) -> TopicModel:
    """Give a model by name, the configured one without; a visitor who has to wait for it is told."""
    name, loaded = name or settings().model, models()
    with contextlib.nullcontext() if loaded.is_loaded(name) else st.spinner("Loading the model"):
        return loaded.get(name)


@st.cache_resource(show_spinner=False, max_entries=1)
def tables() -> TableClassifier:
    """Return what classifies large tables, in a process of its own."""
    return TableClassifier()


def share_errors(scheme: TopicScheme) -> ShareErrors:
    """Return what is known of the errors of the model in use, among these topics.

    Raises
    ------
    ModelError
        If manifest or table cannot be used.
    """
    # Imported here: the first page shows without it.
    from core.analysis.shares.table import read_share_errors

    return read_share_errors(artifacts(), manifest().entry(settings().model), scheme)


@st.cache_resource(show_spinner=False, max_entries=1)
def shipped_catalogue() -> tuple[Newspaper, ...]:
    """Return the newspapers that everybody can read."""
    return load_catalogue(settings().catalogue)


def data_folder() -> Path:
    """Return the folder of what is kept for everybody."""
    return settings().data


def admin_key() -> str | None:
    """Return the maintainer's key, where one is configured."""
    key = settings().admin_key
    return None if key is None else key.get_secret_value()


@st.cache_resource(show_spinner=False, max_entries=1)
def sample_catalogue() -> tuple[Newspaper, ...]:
    """Return the fictional newspapers of the sample edition."""
    # Imported here, as below: what reads takes long to load, and the first page shows without it.
    from core.reading.web.sample import sample_newspapers

    return sample_newspapers(settings().artifacts)


@st.cache_resource(show_spinner=False, max_entries=1)
def pool() -> ExtractionPool:
    """Return the processes that take articles out of pages."""
    from core.reading.article.pool import open_pool

    return open_pool(settings())


@st.cache_resource(show_spinner=False, max_entries=2)
def reader(sample: bool) -> Reader:
    """Return the reader of the web, or the one that answers from the sample edition."""
    from core.reading.factory import make_reader

    return make_reader(settings(), pool(), classify_article, sample)


def classify_article(article: Article) -> Prediction:
    """Classify an article by the configured model."""
    return models().get(settings().model).predict_article(article)
