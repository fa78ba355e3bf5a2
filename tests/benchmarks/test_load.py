"""The clients of the load benchmark, against a small server that speaks Streamlit's protocol."""

import asyncio
from contextlib import asynccontextmanager

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import connect
from websockets.asyncio.server import serve

from benchmarks.load import Side, VisitError, Visitor, missed, visit

SILENCE = 0.5
"""Seconds between the last element and the end of a run."""


def element(kind="button_group"):
    message = ForwardMsg()
    message.delta.fragment_id = "part"
    drawn = getattr(message.delta.new_element, kind)
    if kind == "button_group":
        drawn.id, drawn.label = "w1", "Show"
        drawn.options.add(content="Share")
        drawn.options.add(content="Count")
    else:
        drawn.message = "It broke."
    return message


def ended():
    message = ForwardMsg()
    message.script_finished = ForwardMsg.FINISHED_SUCCESSFULLY
    return message


@asynccontextmanager
async def server(drawn, asked):
    async def answer(socket):
        async for data in socket:
            asked.append(BackMsg.FromString(data).rerun_script)
            for message in (ForwardMsg(new_session={"page_script_hash": "home"}), drawn):
                await socket.send(message.SerializeToString())
            await asyncio.sleep(SILENCE)
            await socket.send(ended().SerializeToString())

    async with serve(answer, "127.0.0.1", 0, subprotocols=["streamlit"]) as listening:
        yield f"http://127.0.0.1:{listening.sockets[0].getsockname()[1]}"


def test_a_run_is_done_when_its_last_element_is_there_and_a_choice_is_sent():
    async def talk():
        asked = []
        async with (
            server(element(), asked) as url,
            connect(url.replace("http", "ws"), subprotocols=["streamlit"]) as ws,
        ):
            visitor = Visitor(ws, "edition=sample")
            first = await visitor.run()
            await visitor.choose("Show", 1)
        return first, asked

    first, (opened, chosen) = asyncio.run(talk())
    assert first < SILENCE
    assert (opened.query_string, len(opened.widget_states.widgets)) == ("edition=sample", 0)
    assert (chosen.page_script_hash, chosen.fragment_id) == ("home", "part")
    widget = chosen.widget_states.widgets[0]
    assert (widget.id, list(widget.string_array_value.data)) == ("w1", ["Count"])


def test_an_exception_on_the_page_is_an_error():
    async def talk():
        side = Side()
        async with server(element("exception"), []) as url:
            await visit(url, "", side, 0.0, 0.0, 1)
        return side

    side = asyncio.run(talk())
    assert (side.seconds, len(side.errors)) == ([], 1)
    assert VisitError.__name__ in side.errors[0] and "It broke." in side.errors[0]


def test_figures_are_quantiles_and_the_slope_of_the_last_half():
    side = Side(seconds=[0.1] * 94 + [2.0] * 6, memory=[(s, 400 if s < 60 else 500 + s / 60) for s in range(120)])
    figures = side.figures(sessions=50, minutes=2)
    assert (figures["p50_ms"], figures["p95_ms"], figures["errors"]) == (100, 2000, 0)
    assert figures["memory_slope_mb_a_minute"] == pytest.approx(1.0, abs=0.05)
    assert figures["sessions_per_gb"] == round(50 / (500 + 119 / 60) * 1024)


ROW = {"sessions": 50, "errors": 0, "ratio_p95": 2.5, "memory_mb": 899, "memory_slope_mb_a_minute": 0.9}


def test_a_run_within_its_bounds_misses_none():
    assert missed([ROW], 10) == []


@pytest.mark.parametrize(
    ("figure", "value"),
    [("errors", 1), ("ratio_p95", 2.51), ("memory_mb", 901), ("memory_slope_mb_a_minute", 1.1)],
)
def test_each_bound_is_named_when_it_is_missed(figure, value):
    [said] = missed([ROW | {figure: value}], 10)
    assert said.startswith(f"50 sessions: {figure} {value}")


def test_memory_that_cannot_be_judged_misses_its_bound_in_a_long_run_only():
    row = ROW | {"memory_slope_mb_a_minute": float("nan")}
    assert len(missed([row], 10)) == 1
    assert missed([row], 1) == []
