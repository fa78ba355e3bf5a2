"""Pages with and without the frame around them."""

from streamlit.testing.v1 import AppTest


def script():
    import streamlit as st

    from core.errors import CatalogueError
    from core.ui import frame

    def page():
        st.title("A page")
        if st.session_state.get("broken"):
            raise CatalogueError("The *list* is gone.")

    frame.FRAMED.set(st.session_state.get("framed", False))
    frame.guarded(page)


def test_a_page_that_a_link_opens_first_is_shown_with_its_frame(monkeypatch):
    from core.ui import frame

    asked = []
    monkeypatch.setattr(frame, "show", lambda: asked.append("frame"))
    at = AppTest.from_function(script).run()
    assert not at.exception
    assert (asked, len(at.title)) == (["frame"], 0)


def test_inside_the_frame_trouble_is_a_sentence():
    at = AppTest.from_function(script)
    at.session_state["framed"] = True
    at.session_state["broken"] = True
    at.run()
    assert not at.exception
    assert at.title[0].value == "A page"
    assert "is gone" in at.error[0].value
    assert "*list*" not in at.error[0].value  # text stays text
