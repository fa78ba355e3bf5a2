"""How much one visitor's large table delays another: `python -m benchmarks.load --fairness`.

Two WebSocket clients on one real server. One changes among how many topics the
sample edition is shown, once a second; after a while the other uploads a table of
several thousand articles on the Classify page, as a browser does (a multipart
request with its token, then a rerun), and waits for the answer. The first
one's reruns are measured while the table is classified, and without. It ends
with status 1 where the table adds more than 200 ms at p95.
"""

from __future__ import annotations

import asyncio
import csv
import io
import sys
import tempfile
import time
import urllib.request
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import httpx
import numpy as np
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Common_pb2 import UploadedFileInfo
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from benchmarks.browser import App, app
from benchmarks.data import ROOT, full_articles
from benchmarks.load import MAX_WAIT, SAMPLE, Visitor, opened

TABLE = "way=Spreadsheet"
"""Query of the Classify page that takes a table."""
BETWEEN = 1.0
"""Seconds between two changes of the visitor who is measured."""
MAX_DELAY = 200
"""Milliseconds that another visitor's table may add at p95."""
MAX_UPLOAD = 19 * 1024 * 1024
"""Bytes of the table: the server takes 20 MB."""


def table_of(rows: int) -> tuple[bytes, int]:
    """Return a CSV of so many full articles, or of as many as a server takes, and how many they are."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["title", "text"])
    number = size = 0
    for article in full_articles(rows)[0]:
        size += len(article["title"].encode()) + len(article["text"].encode()) + 8
        if size > MAX_UPLOAD:
            break
        writer.writerow([article["title"], article["text"]])
        number += 1
    return out.getvalue().encode(), number


async def upload(url: str, visitor: Visitor, content: bytes) -> UploadedFileInfo:
    """Put a file on the server, as the browser's uploader does; return what the widget then says."""
    back = BackMsg()
    back.file_urls_request.request_id = "1"
    back.file_urls_request.session_id = visitor.session
    back.file_urls_request.file_names.append("articles.csv")
    await visitor.socket.send(back.SerializeToString())
    while True:
        message = ForwardMsg.FromString(await asyncio.wait_for(visitor.socket.recv(decode=False), MAX_WAIT))
        if message.WhichOneof("type") == "file_urls_response":
            break
    [urls] = message.file_urls_response.file_urls
    async with httpx.AsyncClient(base_url=url, timeout=MAX_WAIT) as client:
        await client.get("/_stcore/health")
        token = client.cookies.get("_streamlit_xsrf") or ""
        answer = await client.put(
            urljoin(url, urls.upload_url),
            files={"file": ("articles.csv", content, "text/csv")},
            headers={"X-Xsrftoken": token},
        )
        answer.raise_for_status()
    return UploadedFileInfo(name="articles.csv", size=len(content), file_id=urls.file_id, file_urls=urls)


async def classify(url: str, content: bytes) -> float:
    """Open the Classify page, hand in a table, and wait for its answer; return the seconds that took."""
    async with opened(url, "") as visitor:
        visitor.query, visitor.uploader = TABLE, ""
        await visitor.go("Classify")
        began = time.perf_counter()
        visitor.files[visitor.uploader] = await upload(url, visitor, content)
        while not visitor.kinds["dataframe"] and time.perf_counter() - began < 300:
            await visitor.run()
        return time.perf_counter() - began


@asynccontextmanager
async def changing(visitor: Visitor) -> AsyncIterator[list[float]]:
    """Change the number of topics once a second, and note how long each rerun takes, until the block ends."""
    seconds: list[float] = []
    stop = asyncio.Event()
    task = asyncio.create_task(_change(visitor, seconds, stop))
    yield seconds
    stop.set()
    await task


async def _change(visitor: Visitor, seconds: list[float], stop: asyncio.Event) -> None:
    for number in count(1):
        if stop.is_set():
            return
        began = time.perf_counter()
        seconds.append(await visitor.choose("Topics", number))
        await asyncio.sleep(max(0.0, BETWEEN - (time.perf_counter() - began)))


async def classify_elsewhere(url: str, rows: int) -> float:
    """Classify a table in another process: this one only measures, and taking in a large answer would hold it up."""
    command = [sys.executable, "-m", "benchmarks.fairness", url, str(rows)]
    process = await asyncio.create_subprocess_exec(*command, cwd=ROOT, stdout=asyncio.subprocess.PIPE)
    printed, _ = await process.communicate()
    return float(printed)


async def observe(server: App, rows: int, alone: float) -> dict[str, Any]:
    """Measure one visitor without the other for so many seconds, then while the other's table is classified."""
    async with opened(server.url, SAMPLE) as visitor:
        async with changing(visitor) as quiet:
            await asyncio.sleep(alone)
        async with changing(visitor) as busy:
            classified = await classify_elsewhere(server.url, rows)
    return {"classified_in_seconds": round(classified, 1), "alone": figures(quiet), "beside_a_table": figures(busy)}


def figures(seconds: list[float]) -> dict[str, Any]:
    """Return the number of changes, and quantiles in milliseconds."""
    p50, p95, most = 1000 * np.quantile(seconds, (0.5, 0.95, 1.0))
    return {"changes": len(seconds), "p50_ms": round(p50), "p95_ms": round(p95), "max_ms": round(most)}


def measure(rows: int, alone: float) -> dict[str, Any]:
    """Start a server, warm it up, and measure; the delay is what the table adds."""
    content, number = table_of(rows)
    with tempfile.TemporaryDirectory() as folder, app(ROOT / "streamlit_app.py", Path(folder)) as server:
        urllib.request.urlopen(f"{server.url}/_stcore/health", timeout=MAX_WAIT).read()
        asyncio.run(observe(server, 200, 2.0))  # what loads once, is loaded
        server.wait_until_idle()
        found = asyncio.run(observe(server, rows, alone))
    quiet, busy = found["alone"], found["beside_a_table"]
    delays = {f"delay_{name}": busy[f"{name}_ms"] - quiet[f"{name}_ms"] for name in ("p50", "p95", "max")}
    return {"rows": number, "megabytes": round(len(content) / 1e6, 1), **found, **delays}


if __name__ == "__main__":
    print(asyncio.run(classify(sys.argv[1], table_of(int(sys.argv[2]))[0])))
