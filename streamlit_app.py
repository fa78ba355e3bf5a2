"""The frame: page config and navigation. Nothing else."""

from pathlib import Path

ICON = Path(__file__).parent / "core" / "ui" / "icon.png"
"""Our own: for the name of an icon, the browser would ask another host."""


def main() -> None:
    """List the pages and run the one that the address names."""
    # Imported here: processes that take articles out of pages load this file, too, and need none of it.
    import streamlit as st

    from core.ui import navigation

    st.session_state["framed"] = True
    st.set_page_config(page_title="Broadsheet", page_icon=ICON, layout="wide")
    pages = [
        st.Page("pages/front_pages.py", title="Front pages", icon=":material/newspaper:", default=True),
        st.Page("pages/compare.py", title="Compare", icon=":material/compare_arrows:"),
        st.Page("pages/classify.py", title="Classify", icon=":material/label:"),
        st.Page("pages/trends.py", title="Trends", icon=":material/timeline:"),
        st.Page("pages/model.py", title="Model", icon=":material/fact_check:"),
        st.Page("pages/about.py", title="About", icon=":material/info:"),
    ]
    current = st.navigation(pages, position="hidden")
    navigation.remember(current)
    navigation.links(pages, current)
    current.run()
    navigation.remember(current)


if __name__ == "__main__":
    main()
