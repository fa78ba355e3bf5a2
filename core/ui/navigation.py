"""The way from page to page, with what was chosen: every link carries its page's address as it was left."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from core.ui import keys

Query = list[tuple[str, str]]


def links(pages: Iterable[StreamlitPage], current: StreamlitPage) -> None:
    """Show a row of links, the current page among them; on the home page, the app's title before them."""
    with st.container(horizontal=True, key=keys.NAVIGATION, gap="small", vertical_alignment="center"):
        if current.url_path == "":
            st.title("Broadsheet", anchor=False, width="content")
        for page in pages:
            st.page_link(page, query_params=query() if page is current else address(page))


def address(page: StreamlitPage) -> Query:
    """Return the query of a page's address: its own as it was left, and what all pages share as it is now."""
    left: Query = st.session_state.get(keys.ADDRESSES, {}).get(page.url_path, [])
    shared = [(key, value) for key, value in query() if key in keys.SHARED]
    return [*shared, *((key, value) for key, value in left if key not in keys.SHARED and key != keys.LINKED_TEXT)]


def remember(page: StreamlitPage) -> None:
    """Keep the address of the page that is shown, for the links of the others."""
    st.session_state[keys.CURRENT_PAGE] = page.url_path
    remember_current()


def remember_current() -> None:
    """Do the same for a part of a page that is run again by itself."""
    st.session_state.setdefault(keys.ADDRESSES, {})[st.session_state.get(keys.CURRENT_PAGE, "")] = query()


def query() -> Query:
    """Return the query of the current address, as pairs: a key may stand in it several times."""
    return [(key, value) for key in st.query_params for value in st.query_params.get_all(key)]
