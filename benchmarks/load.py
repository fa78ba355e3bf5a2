"""Many visitors at once: Broadsheet beside a bare Streamlit app with as many elements, in one run.

Each visitor is a real WebSocket client on loopback that speaks Streamlit's own
protocol: it opens the sample edition, changes how the mix is drawn and the
number of topics, and goes from page to page, with a pause before each action.
The bare app has the same pages with as many elements of each kind
(`benchmarks.bare`), and its visitors do the same at the same pace. A rerun is
done when its last element has arrived. Memory is that of the server's
processes together. It ends by itself, and ends only the servers that it started.

It ends with status 1 where a bound is missed: no error, p95 at most 2.5 times
the bare app's, memory under 900 MB, growing less than 1 MB a minute over the
last half. A shorter run than ten minutes is not judged by how memory grows:
that is still the start.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

import numpy as np
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Common_pb2 import UploadedFileInfo
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

from benchmarks import bare
from benchmarks.browser import App, app, cpu_seconds
from benchmarks.data import ROOT
from core.ui.front.article_table import MAX_ARTICLES_AT_FIRST
from tests.support.memory import memory_mb

MAX_SESSIONS = 200
"""Visitors at once: more would measure the clients."""
MAX_MINUTES = 15.0
"""Minutes for each number of visitors."""
MAX_WAIT = 60.0
"""Seconds after which an answer that has not come is an error."""
SAMPLE = "edition=sample"
"""Query of the sample edition's front page."""
STEPS = ("measure", "page", "topics", "home")
"""What a visitor does in turn: a part of the page, another page, everything, back."""
HOME = "Front pages"
ELSEWHERE = ("Compare", "Classify", "Trends")
TOPICS = "Topics"
"""The switch of the number of topics, which every page has."""
BOUNDS = {"errors": 0, "ratio_p95": 2.5, "memory_mb": 900, "memory_slope_mb_a_minute": 1.0}
"""What each figure of Broadsheet may be at most."""
JUDGED_MINUTES = 10.0
"""Minutes from which on a run is judged by how memory grows."""


class VisitError(RuntimeError):
    """An answer that did not come, or that is an exception."""


@dataclass
class Visitor:
    """One session: what the server has sent, and what was chosen.

    Parameters
    ----------
    socket : ClientConnection
        The open connection.
    query : str
        Query of the page's address.
    """

    socket: ClientConnection
    query: str = ""
    page: str = ""
    pages: dict[str, str] = field(default_factory=dict)
    chosen: dict[str, list[str]] = field(default_factory=dict)
    groups: dict[str, tuple[str, list[str], str]] = field(default_factory=dict)
    messages: dict[str, Any] = field(default_factory=dict)
    kinds: Counter[str] = field(default_factory=Counter)
    parts: Counter[tuple[str, str]] = field(default_factory=Counter)
    """What the page was sent, by the part that it belongs to ("" for none) and its kind."""
    session: str = ""
    uploader: str = ""
    files: dict[str, UploadedFileInfo] = field(default_factory=dict)

    async def run(self, fragment: str = "") -> float:
        """Ask for a run of the page, or of a part of it; return the seconds until its last element was here."""
        back = BackMsg()
        state = back.rerun_script
        state.query_string, state.page_script_hash, state.fragment_id = self.query, self.page, fragment
        state.cached_message_hashes.extend(self.messages)
        for widget, values in self.chosen.items():
            entry = state.widget_states.widgets.add(id=widget)
            entry.string_array_value.data.extend(values)
        for widget, file in self.files.items():
            entry = state.widget_states.widgets.add(id=widget)
            entry.file_uploader_state_value.uploaded_file_info.append(file)
        if not fragment:
            self.groups.clear()
            self.kinds.clear()
            self.parts.clear()
        began = last = time.perf_counter()
        await self.socket.send(back.SerializeToString())
        while True:
            message = ForwardMsg.FromString(await asyncio.wait_for(self.socket.recv(decode=False), MAX_WAIT))
            kind = message.WhichOneof("type")
            if kind in ("delta", "ref_hash"):
                last = time.perf_counter()
            if kind == "script_finished" and message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                if message.script_finished == ForwardMsg.FINISHED_WITH_COMPILE_ERROR:
                    raise VisitError("the script does not compile")
                return last - began
            self._take(message, kind)

    def _take(self, message: ForwardMsg, kind: str | None) -> None:
        if kind == "ref_hash":
            message, kind = self.messages[message.ref_hash], "delta"
        elif message.metadata.cacheable and message.hash:
            self.messages[message.hash] = message
        if kind == "navigation":
            self.pages = {page.page_name: page.page_script_hash for page in message.navigation.app_pages}
        elif kind == "new_session":
            self.page = message.new_session.page_script_hash
            self.session = message.new_session.initialize.session_id or self.session
        elif kind == "page_info_changed":
            self.query = message.page_info_changed.query_string
        elif kind == "delta" and message.delta.WhichOneof("type") == "new_element":
            self._see(message.delta.new_element, message.delta.fragment_id)
        elif kind == "delta":
            self.parts[message.delta.fragment_id, bare.CONTAINER] += 1

    def _see(self, element: Any, fragment: str) -> None:
        kind = element.WhichOneof("type")
        self.kinds[kind] += 1
        self.parts[fragment, kind] += 1
        if kind == "exception":
            raise VisitError(f"an exception on the page: {element.exception.message[:200]}")
        if kind == "file_uploader":
            self.uploader = element.file_uploader.id
        if kind == "button_group":
            group = element.button_group
            self.groups[group.label] = (group.id, [option.content for option in group.options], fragment)

    async def choose(self, label: str, number: int) -> float:
        """Click one of the options under a label."""
        widget, options, fragment = self.groups[label]
        self.chosen[widget] = [options[number % len(options)]]
        return await self.run(fragment)

    async def go(self, page: str) -> float:
        """Go to another page of the navigation."""
        self.page = self.pages[page]
        self.chosen.clear()
        return await self.run()


async def act(visitor: Visitor, number: int) -> float:
    """Do the next of the steps that a visitor does in turn."""
    turn, at = divmod(number, len(STEPS))
    match STEPS[at]:
        case "measure":
            # Where papers have too few articles for shares there is one view only.
            return await visitor.choose("Show" if "Show" in visitor.groups else TOPICS, turn + 1)
        case "topics":
            return await visitor.choose(TOPICS, turn + 1)
        case "page":
            return await visitor.go(ELSEWHERE[turn % len(ELSEWHERE)])
        case _:
            return await visitor.go(HOME)


@dataclass
class Side:
    """What was measured of one server with one number of visitors."""

    seconds: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    memory: list[tuple[float, float]] = field(default_factory=list)
    clients: float = 0.0
    """The clients' share of all CPU time."""
    server: float = 0.0
    """CPU seconds of the server."""

    def figures(self, sessions: int, minutes: float) -> dict[str, Any]:
        """Return quantiles in milliseconds, memory in MB and its slope in MB a minute over the last half."""
        if not self.seconds:
            raise SystemExit(f"None of {sessions} visitors was served: {self.errors[:1] or 'give --minutes more'}")
        p50, p95 = 1000 * np.quantile(self.seconds, (0.5, 0.95))
        half = self.memory[len(self.memory) // 2 :]
        line = statistics.linear_regression(*zip(*half, strict=True)).slope * 60 if len(half) > 2 else float("nan")
        most = max((mb for _, mb in self.memory), default=float("nan"))
        return {
            "sessions": sessions,
            "actions": len(self.seconds),
            "errors": len(self.errors),
            "first_error": self.errors[0] if self.errors else None,
            "p50_ms": round(p50),
            "p95_ms": round(p95),
            "reruns_a_second": round(len(self.seconds) / (60 * minutes), 1),
            "server_cpu_ms_an_action": round(1000 * self.server / max(1, len(self.seconds))),
            "memory_mb": round(most),
            "memory_slope_mb_a_minute": round(line, 1),
            "sessions_per_gb": round(sessions / most * 1024),
            "clients_share_of_cpu": round(self.clients, 2),
        }


@asynccontextmanager
async def opened(url: str, query: str) -> AsyncIterator[Visitor]:
    """Open the page of a server once; the visitor leaves with the block."""
    address = url.replace("http", "ws", 1) + "/_stcore/stream"
    async with connect(address, subprotocols=["streamlit"], max_size=None) as socket:  # type: ignore[list-item]
        visitor = Visitor(socket, query)
        await visitor.run()
        yield visitor


async def visit(url: str, query: str, side: Side, until: float, think: float, seed: int) -> None:
    """Open the page once, then act after each pause until the time is over; errors are counted, not raised."""
    chance = random.Random(seed)
    await asyncio.sleep(chance.uniform(0, think))
    try:
        async with opened(url, query) as visitor:
            for number in count():
                await asyncio.sleep(chance.uniform(0.5, 1.5) * think)
                if time.monotonic() > until:
                    return
                side.seconds.append(await act(visitor, number))
    except Exception as problem:  # whatever it is, this visitor was not served
        side.errors.append(f"{type(problem).__name__}: {problem}")


async def watch_memory(server: int, side: Side, until: float) -> None:
    """Note the memory of a process and its workers every two seconds."""
    began = time.monotonic()
    while (now := time.monotonic()) < until:
        side.memory.append((now - began, memory_mb(server)))
        await asyncio.sleep(2)


async def crowd(server: App, query: str, sessions: int, minutes: float, think: float) -> Side:
    """Let so many visitors act on a server for so many minutes."""
    side, until = Side(), time.monotonic() + 60 * minutes
    own, theirs = time.process_time(), cpu_seconds(server.group)
    visits = [visit(server.url, query, side, until, think, number) for number in range(sessions)]
    await asyncio.gather(watch_memory(server.group, side, until), *visits)
    own, theirs = time.process_time() - own, cpu_seconds(server.group) - theirs
    side.clients, side.server = own / (own + theirs), theirs
    return side


async def look_around(server: App, query: str) -> tuple[bare.Plan, list[str]]:
    """Go through the pages twice, so that what is made once is there; return what they hold, and all pages' names."""
    plan: bare.Plan = {}
    for _ in range(2):
        async with opened(server.url, query) as visitor:
            for page in (*ELSEWHERE, HOME):
                await visitor.go(page)
                plan[page] = bare.parts_of(visitor.parts, visitor.groups[TOPICS][2])
    return plan, list(visitor.pages)


def measure_app(script: Path, query: str, numbers: tuple[int, float, float]) -> tuple[Side, bare.Plan, list[str]]:
    """Start a server, let so many visitors act so many minutes with so long pauses; return what its pages hold, too."""
    with tempfile.TemporaryDirectory() as folder, app(script, Path(folder)) as server:
        plan, titles = asyncio.run(look_around(server, query))
        server.wait_until_idle()
        return asyncio.run(crowd(server, query, *numbers)), plan, titles


def measure(numbers: list[int], minutes: float, think: float) -> dict[str, Any]:
    """Let each number of visitors act on Broadsheet, then on the bare app."""
    result: dict[str, Any] = {"minutes": minutes, "think_seconds": think, "broadsheet": [], "bare": []}
    for sessions in numbers:
        side, plan, titles = measure_app(ROOT / "streamlit_app.py", SAMPLE, (sessions, minutes, think))
        ours = side.figures(sessions, minutes)
        with tempfile.TemporaryDirectory() as folder:
            script = Path(folder) / "bare.py"
            bare.write(script, plan, titles, MAX_ARTICLES_AT_FIRST)
            side, drawn, _ = measure_app(script, "", (sessions, minutes, think))
        plain = side.figures(sessions, minutes)
        result["elements"], result["elements_bare"] = bare.in_words(plan), bare.in_words(drawn)
        result["broadsheet"].append(ours | {"ratio_p95": round(ours["p95_ms"] / plain["p95_ms"], 2)})
        result["bare"].append(plain)
    result["missed"] = missed(result["broadsheet"], minutes)
    return result


def missed(rows: list[dict[str, Any]], minutes: float) -> list[str]:
    """Say which bounds the figures miss; how memory grows counts only where the run is long enough."""
    return [
        f"{row['sessions']} sessions: {name} {row[name]}, at most {most}"
        for row in rows
        for name, most in BOUNDS.items()
        if not row[name] <= most and (minutes >= JUDGED_MINUTES or name != "memory_slope_mb_a_minute")
    ]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.load", description=__doc__)
    parser.add_argument("--sessions", type=int, nargs="+", default=[1, 12, 25, 50])
    parser.add_argument("--minutes", type=float, default=0.5, help="for each number of sessions and each side")
    parser.add_argument("--think", type=float, default=2.5, help="seconds between two actions of a visitor, on average")
    parser.add_argument("--fairness", action="store_true", help="how much one visitor's large table delays another")
    parser.add_argument("--rows", type=int, default=4000, help="articles of that table")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    if not 0 < args.minutes <= MAX_MINUTES or not all(0 < number <= MAX_SESSIONS for number in args.sessions):
        parser.error(f"At most {MAX_MINUTES:.0f} minutes and {MAX_SESSIONS} sessions.")
    if args.fairness:
        # Imported here, for it imports this module.
        from benchmarks import fairness

        found = fairness.measure(args.rows, 40 * args.minutes)
        print(json.dumps(found))
        sys.exit(found["delay_p95"] > fairness.MAX_DELAY)
    figures = measure(args.sessions, args.minutes, args.think)
    if args.json:
        print(json.dumps(figures))
    else:
        show(figures)
    sys.exit(bool(figures["missed"]))


def show(figures: dict[str, Any]) -> None:
    """Print what was measured."""
    print(f"An action every {figures['think_seconds']} s for {figures['minutes']} minutes.")
    for page, elements in figures["elements"].items():
        print(f"{page}: {elements}; bare: {figures['elements_bare'][page]}")
    for side in ("broadsheet", "bare"):
        for row in figures[side]:
            print(f"{side}: " + ", ".join(f"{name} {value}" for name, value in row.items() if value is not None))
    for bound in figures["missed"]:
        print(f"MISSED: {bound}")


if __name__ == "__main__":
    main()
