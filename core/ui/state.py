"""What one visitor has chosen: the reading of this session, and what its link says."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

import streamlit as st

from core.archive import Archive
from core.serving.readings import Reading, ReadingRequest
from core.topics.schemes import TopicScheme
from core.types import Edition
from core.ui import archives, keys, known_papers, readings, resources, session
from core.ui.kit import shared

if TYPE_CHECKING:
    import pandas as pd

T = TypeVar("T")

SAMPLE_LIMIT = 15
"""Articles a paper of the sample edition: all of them."""


DEFAULT_PAPERS = 6
DEFAULT_LIMIT = 5
MAX_LIMIT = 25
"""Articles of each paper: more take minutes, and feeds seldom list more."""
FIRST_PAPERS = ("guardian", "sky-news", "el-pais-english", "bbc", "mirror", "daily-mail")
"""Papers that are chosen before anybody chose any."""


def request_sample() -> None:
    """Show the sample edition from the next rerun on."""
    st.session_state.pop(keys.NOTHING_REACHED, None)
    st.session_state[keys.REQUESTED_READING] = "sample"
    st.session_state[keys.PAPER_CHOICE] = False


def request_papers(ids: list[str], limit: int) -> None:
    """Read these papers (or show their fresh edition) from the next rerun on."""
    st.session_state.pop(keys.NOTHING_REACHED, None)
    st.session_state[keys.REQUESTED_READING] = (tuple(ids), limit)
    for folded in (keys.PAPER_CHOICE, keys.OWN_PAPERS_EXPANDER):  # what is read now belongs on the first screen
        st.session_state[folded] = False


def reading() -> Reading | None:
    """Return the reading this session follows; begun here if it was asked for, or if the link says so.

    Raises
    ------
    BroadsheetError
        If the model or a catalogue cannot be used.
    """
    if (
        keys.REQUESTED_READING not in st.session_state
        and keys.READING not in st.session_state
        and (linked := _request_of_link())
    ):
        st.session_state[keys.REQUESTED_READING] = linked
    request = st.session_state.get(keys.REQUESTED_READING)
    if request is not None:
        # Forgotten only once the reading is open: a visitor who goes to another page meanwhile still gets it there.
        st.session_state[keys.READING] = readings.shared().open(reading_request(request), session.visitor())
        st.session_state.pop(keys.REQUESTED_READING, None)
    current: Reading | None = st.session_state.get(keys.READING)
    if current is not None and not current.done:
        current.enter(session.visitor())
    return current


def archive() -> Archive:
    """Give the archive that belongs to the edition of this session."""
    current = reading()
    return archives.current(current.edition if current is not None else None)


def _request_of_link() -> str | None:
    """Return what the page's address asks for: the sample, or an edition of papers that somebody read of late.

    A link never begins a reading of newspapers: that takes a click.
    """
    kind = st.query_params.get(keys.EDITION)
    if kind == "live":
        shared = linked_reading()
        if shared is not None:
            st.session_state[keys.READING] = shared
        return None
    return "sample" if kind == "sample" else None


def linked_reading() -> Reading | None:
    """Return the running or fresh reading of the papers that the address names."""
    return readings.shared().peek(reading_request(linked_choice()))


def has_edition() -> bool:
    """Whether there is an edition to show, or one is about to be."""
    begun = keys.READING in st.session_state or keys.REQUESTED_READING in st.session_state
    kind = st.query_params.get(keys.EDITION)
    return begun or kind == "sample" or (kind == "live" and linked_reading() is not None)


def shows_sample() -> bool:
    """Whether the sample edition is shown, or is about to be."""
    request = st.session_state.get(keys.REQUESTED_READING)
    current: Reading | None = st.session_state.get(keys.READING)
    if request is not None or current is not None:
        return request == "sample" or (request is None and current is not None and current.request.sample)
    return st.query_params.get(keys.EDITION) == "sample"


def shows(papers: Sequence[str], limit: int) -> bool:
    """Whether what this session follows is a reading of these papers (by id), with so many articles of each."""
    current: Reading | None = st.session_state.get(keys.READING)
    return current is not None and current.request.key == (frozenset(papers), limit, False)


def link_is_stale() -> bool:
    """Whether the address names an edition of real papers that is no longer kept."""
    return st.query_params.get(keys.EDITION) == "live" and keys.READING not in st.session_state


def default_papers() -> list[str]:
    """Papers that are chosen before anybody chose any; none that this visitor added, so that links name those."""
    shipped = [paper.id for paper in resources.shipped_catalogue()]
    return [paper for paper in FIRST_PAPERS if paper in shipped] or shipped[:DEFAULT_PAPERS]


def linked_choice() -> tuple[tuple[str, ...], int]:
    """Papers and number of articles that stand in the address; what is missing there is as at first."""
    ids = {paper.name: paper.id for paper in known_papers.catalogue()}
    papers = [ids[name] for name in st.query_params.get_all(keys.PAPERS) if name in ids]
    limit = st.query_params.get(keys.LIMIT, "")
    number = int(limit) if limit.isascii() and limit.isdigit() and 1 <= int(limit) <= MAX_LIMIT else DEFAULT_LIMIT
    return tuple(papers or default_papers()), number


def reading_request(request: str | tuple[tuple[str, ...], int]) -> ReadingRequest:
    """Make the request of what was chosen: "sample", or ids of papers with the number of articles of each."""
    if isinstance(request, str):
        return ReadingRequest(resources.sample_catalogue(), SAMPLE_LIMIT, sample=True)
    ids, limit = request
    return ReadingRequest(tuple(paper for paper in known_papers.catalogue() if paper.id in ids), limit)


def stop_reading() -> None:
    """Leave the reading; it ends when nobody else follows it, else this session forgets it."""
    current: Reading | None = st.session_state.get(keys.READING)
    if current is None:
        return
    current.leave(session.visitor(), at_once=True)
    if not current.done and not current.stopped:
        del st.session_state[keys.READING]
        st.query_params.pop(keys.EDITION, None)  # which would lead to it again


def remember_in_link(edition: Edition) -> None:
    """Keep in the page's address which kind of edition is shown; not where the sample only stands in for papers."""
    if keys.NOTHING_REACHED in st.session_state:
        st.query_params.pop(keys.EDITION, None)
        return
    st.query_params[keys.EDITION] = "sample" if edition.sample else "live"


def articles(edition: Edition, scheme: TopicScheme) -> pd.DataFrame:
    """Return the edition's articles as a frame, made once for all visitors, by edition and number of topics."""
    # Imported here, as below: pandas and scikit-learn take seconds, and the first page shows without them.
    from core.analysis.frame import article_frame

    return _once(f"articles_{len(scheme.labels)}", edition, lambda: article_frame(edition, scheme))


def stories(edition: Edition, scheme: TopicScheme) -> pd.DataFrame:
    """Return the classified articles with the number of their story; made once for all."""
    import pandas as pd

    from core.analysis.stories import also_in, with_stories

    def make() -> pd.DataFrame:
        frame = with_stories(articles(edition, scheme))
        pairs = zip(frame["also_in"], also_in(frame), strict=True)
        either = [tuple(dict.fromkeys((*copies, *stories))) for copies, stories in pairs]
        return frame.assign(also_in=pd.Series(either, index=frame.index, dtype="object"))

    return _once(f"stories_{len(scheme.labels)}", edition, make)


@dataclass(frozen=True)
class Mix:
    """How attention divides in an edition: by paper, overall, and in a sentence (plain text)."""

    by_paper: pd.DataFrame
    overall: pd.DataFrame
    sentence: str


def mix(edition: Edition, scheme: TopicScheme) -> Mix:
    """Return the topic mix of the edition, made once for all visitors, by edition and number of topics."""
    from core.analysis.mix import mix_by_paper, overall_mix
    from core.analysis.summary import lead_sentence

    def make() -> Mix:
        rows = articles(edition, scheme)
        errors = resources.share_errors(scheme)
        by_paper = mix_by_paper(rows, errors)
        return Mix(by_paper, overall_mix(rows, errors), lead_sentence(by_paper))

    return _once(f"mix_{len(scheme.labels)}", edition, make)


def _once(name: str, edition: Edition, make: Callable[[], T]) -> T:
    return shared.results().get(edition, name, make)
