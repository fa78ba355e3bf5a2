"""Visitors who speak Streamlit's protocol: they open a page, click its buttons, and read its words."""

from __future__ import annotations

import asyncio
import urllib.request
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

MAX_WAIT = 40.0
"""Seconds for which a visitor waits for the next message."""


class Visitor:
    """One session, and what it has been shown in its last run: `words` and the ids of the `buttons` by label."""

    def __init__(self, socket: ClientConnection, query: str = ""):
        self.socket, self.query = socket, query
        self.page = ""
        self.pages: dict[str, str] = {}
        self.buttons: dict[str, str] = {}
        self.words = ""
        self._kept: dict[str, ForwardMsg] = {}

    async def run(self, click: str = "") -> str:
        """Run the page, after a click on a button of this label; gives its words."""
        back = BackMsg()
        state = back.rerun_script
        state.query_string, state.page_script_hash = self.query, self.page
        if click:
            state.widget_states.widgets.add(id=self.buttons[click]).trigger_value = True
        self.words = ""
        await self.socket.send(back.SerializeToString())
        while True:
            message = ForwardMsg.FromString(await asyncio.wait_for(self.socket.recv(decode=False), MAX_WAIT))
            kind = message.WhichOneof("type")
            if kind == "script_finished" and message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                return self.words
            self._take(message, kind)

    async def go(self, page: str) -> str:
        """Go to another page of the navigation; gives its words."""
        self.page = self.pages[page]
        return await self.run()

    def _take(self, message: ForwardMsg, kind: str | None) -> None:
        if kind == "ref_hash":
            message, kind = self._kept[message.ref_hash], "delta"
        elif message.metadata.cacheable and message.hash:
            self._kept[message.hash] = message
        if kind == "navigation":
            self.pages = {page.page_name: page.page_script_hash for page in message.navigation.app_pages}
        elif kind == "new_session":
            self.page = message.new_session.page_script_hash
        elif kind == "page_info_changed":
            self.query = message.page_info_changed.query_string
        elif kind == "delta" and message.delta.WhichOneof("type") == "new_element":
            self._see(message.delta.new_element)

    def _see(self, element: Any) -> None:
        kind = element.WhichOneof("type")
        if kind in ("markdown", "heading", "alert"):
            self.words += getattr(element, kind).body + "\n"
        elif kind == "exception":
            self.words += f"EXCEPTION {element.exception.message}\n"
        elif kind == "button":
            self.buttons[element.button.label] = element.button.id


@asynccontextmanager
async def opened(url: str, cookie: str = "", query: str = "") -> AsyncIterator[Visitor]:
    """Open a page with the cookie of a server, which a browser would send; the visitor leaves with the block."""
    address = url.replace("http", "ws", 1) + "/_stcore/stream"
    headers = {"Cookie": cookie} if cookie else {}
    protocols: Any = ["streamlit"]
    async with connect(address, subprotocols=protocols, additional_headers=headers, max_size=None) as socket:
        visitor = Visitor(socket, query)
        await visitor.run()
        yield visitor


def cookie_of(url: str) -> str:
    """Fetch the page as a browser does that comes for the first time; gives the cookie that it is to send from now."""
    with urllib.request.urlopen(url, timeout=10) as answer:
        return str(answer.headers.get("Set-Cookie", "")).partition(";")[0]
