"""The icon of the browser's tab, handed over without what Streamlit loads to look at pictures."""

from __future__ import annotations

from pathlib import Path

from streamlit import runtime
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.scriptrunner_utils.script_run_context import enqueue_message

ICON = Path(__file__).with_name("icon.png")
"""Our own: for the name of an icon, the browser would ask another host."""


def show() -> None:
    """Set the tab's icon, as `st.set_page_config(page_icon=...)` does.

    That call imports numpy and Pillow to find out what the picture is, a fifth
    of the time in which a fresh server shows its first page. This one sends
    the same message: `st.set_page_config` may be called several times, each
    adding to the last. Does nothing outside a server.
    """
    if not runtime.exists():
        return
    message = ForwardMsg()
    message.page_config_changed.favicon = runtime.get_instance().media_file_mgr.add(str(ICON), "image/png", "favicon")
    enqueue_message(message)
