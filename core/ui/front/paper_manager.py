"""The reader's own newspapers on the Front pages: added by their address or from OPML, removed, and put into sets."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

import streamlit as st

from core import wording
from core.errors import BroadsheetError
from core.newspapers.own import MAX_NAME_LENGTH, OwnPapers
from core.newspapers.rows import merge
from core.ui import admin, keys, known_papers, own_papers, resources
from core.ui.kit.escape import escape, link

if TYPE_CHECKING:
    from core.reading.feeds.finder import Finder, FinderResult


def prepare() -> None:
    """Before the choice of newspapers is drawn: choose what was just added, and keep the address current."""
    own_papers.remember()
    waiting = st.session_state.pop(keys.OWN_PAPERS_TO_CHOOSE, [])
    if waiting:
        chosen = list(st.session_state.get(keys.PAPERS, []))
        st.session_state[keys.PAPERS] = [*chosen, *(paper for paper in waiting if paper not in chosen)]


def manage() -> None:
    """After the choice: ways to add one's own newspapers."""
    with st.expander("Add your own newspapers", icon=":material/add:", key=keys.OWN_PAPERS_EXPANDER, on_change="rerun"):
        _add_address()
        _add_file()
        _own_list()
        if resources.admin_key() is not None:
            _for_everybody()
        st.caption(
            "Your papers and sets are saved in this page's link, not on our server. Copy the link to keep or share "
            "them."
        )


def messages() -> None:
    """Say what became of the newspapers that were added, and what else there is to say once."""
    for sentence in st.session_state.pop(keys.OWN_PAPERS_MESSAGES, []):
        st.info(escape(sentence), icon=":material/info:")


def sets(chosen: Sequence[str]) -> None:
    """Show the sets of newspapers: choose one, or keep what is chosen as one.

    Parameters
    ----------
    chosen : sequence of str
        Ids that are chosen now: what a new set holds.
    """
    mine = own_papers.mine().sets
    papers_by_set = {**known_papers.for_everybody().sets, **mine}
    with st.popover("Sets of newspapers", icon=":material/bookmarks:", key=keys.PAPER_SETS):
        for number, (name, ids) in enumerate(papers_by_set.items()):
            _set(number, name, ids, name in mine)
        with st.form(keys.SET_FORM, border=False):
            name = st.text_input(
                "Name of a new set", max_chars=MAX_NAME_LENGTH, key=keys.SET_NAME, placeholder="Monday morning"
            )
            if st.form_submit_button(f"Save the {len(chosen)} chosen newspapers as a set", key=keys.KEEP_SET):
                _try(lambda: own_papers.replace_mine(own_papers.mine().with_set(name, chosen)))


def _set(number: int, name: str, ids: Sequence[str], removable: bool) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            f"{escape(name)} ({len(ids)})",
            on_click=_choose,
            args=(ids,),
            key=keys.part("set", number),
            width="stretch",
        )
        st.button(
            "Remove",
            on_click=_drop_set,
            args=(name,),
            key=keys.part("drop_set", number),
            icon=":material/delete:",
            disabled=not removable,
            help=f"Remove the set {escape(name)}" if removable else "This set is shared with everyone.",
        )


def _choose(ids: Sequence[str]) -> None:
    listed = {paper.id for paper in known_papers.catalogue()}
    st.session_state[keys.PAPERS] = [paper for paper in ids if paper in listed]
    missing = sum(paper not in listed for paper in ids)
    if missing:
        own_papers.say(f"{missing} newspapers of this set are no longer known here and were left out.")


def _drop_set(name: str) -> None:
    own_papers.replace_mine(own_papers.mine().without_set(name))


def _add_address() -> None:
    with st.form(keys.ADDRESS_FORM, border=False, clear_on_submit=True):
        address = st.text_input(
            "Newspaper or feed URL", key=keys.OWN_ADDRESS, placeholder="https://www.theguardian.com"
        )
        submitted = st.form_submit_button("Add newspaper", icon=":material/add:", key=keys.ADD_ADDRESS)
    if submitted:
        with st.spinner("Looking for its feed and reading one article"):
            _try(lambda: _add([_finder().find(address)]))


def _add_file() -> None:
    with st.form(keys.OPML_FORM, border=False, clear_on_submit=True):
        file = st.file_uploader(
            "Or an OPML file from a feed reader", type=["opml", "xml"], max_upload_size=1, key=keys.OPML_FILE
        )
        submitted = st.form_submit_button("Import newspapers", icon=":material/upload_file:", key=keys.ADD_OPML)
    if submitted and file is not None:
        with st.spinner("Reading each of its feeds"):
            _try(lambda: _add(_finder().from_opml(file.getvalue())))


def _finder() -> Finder:
    # Imported here: what reads takes long to load, and the first page shows without it.
    from core.reading.feeds.finder import Finder

    return Finder(resources.reader(False), resources.pool())


def _add(results: Iterable[FinderResult]) -> None:
    """Keep the papers that work, choose them, and say what became of each."""
    papers = []
    for result in results:
        if result.paper is None:
            own_papers.say(f"{result.name} was not added. {result.problem}")
            continue
        papers.append(result.paper)
        articles = sum(address.articles for address in result.check.addresses) if result.check else 0
        listed = f"{articles} {wording.inflect(articles, 'article')}"
        own_papers.say(f"{result.name} was added: its feed lists {listed}.{_article_problem(result)}")
    own_papers.replace_mine(own_papers.mine().with_papers(papers))
    st.session_state[keys.OWN_PAPERS_TO_CHOOSE] = [paper.id for paper in papers]


def _article_problem(result: FinderResult) -> str:
    article = result.check.article if result.check else None
    if article is None or article.text:
        return ""
    return f" Its newest article could not be read: {article.detail or 'the reading log will say why.'}"


def _try(act: Callable[[], None]) -> None:
    """Do it and start anew, with what went wrong as a sentence."""
    try:
        act()
    except BroadsheetError as problem:
        own_papers.say(str(problem))
    st.rerun()


def _own_list() -> None:
    mine = {paper.id for paper in own_papers.mine().papers}
    papers = [paper for paper in known_papers.catalogue() if paper.id in mine]
    for paper in papers:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(link(paper.name, paper.home), width="stretch")
            st.button(
                "Remove",
                on_click=_drop,
                args=(paper.id,),
                key=keys.part("drop", paper.id),
                icon=":material/delete:",
                help=f"Remove {escape(paper.name)}",
            )


def _for_everybody() -> None:
    """For whoever has the maintainer's key: keep newspapers for all visitors, or no longer."""
    shared = known_papers.for_everybody()
    if problem := known_papers.store().problem:
        st.warning(f"Newspapers shared with everyone may be out of date. {escape(problem)}", icon=":material/database:")
    names = {**{paper.id: paper.name for paper in shared.papers}, **{name: f"Set: {name}" for name in shared.sets}}
    with st.form(keys.FOR_EVERYBODY_FORM, border=False, clear_on_submit=True):
        removed = st.multiselect(
            "Stop sharing with everyone", list(names), format_func=names.__getitem__, key=keys.REMOVED_FOR_EVERYBODY
        )
        key = st.text_input("Maintainer's key", type="password", key=keys.FOR_EVERYBODY_KEY, autocomplete="off")
        submitted = st.form_submit_button(
            "Share my newspapers and sets with everyone", icon=":material/group:", key=keys.KEEP_FOR_EVERYBODY
        )
    if submitted:
        _try(lambda: _keep_for_everybody(key, removed))


def _keep_for_everybody(key: str, removed: Sequence[str]) -> None:
    admin.check_key(key)
    mine = own_papers.mine()

    def change(shared: OwnPapers) -> OwnPapers:
        papers = tuple(paper for paper in shared.papers if paper.id not in removed)
        return merge(OwnPapers(papers, {name: ids for name, ids in shared.sets.items() if name not in removed}), mine)

    known_papers.store().change(change)
    own_papers.say("Done: every visitor can now choose them.")


def _drop(paper: str) -> None:
    own_papers.replace_mine(own_papers.mine().without_paper(paper))
    st.session_state[keys.PAPERS] = [other for other in st.session_state.get(keys.PAPERS, []) if other != paper]
