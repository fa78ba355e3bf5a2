"""The app with an address of its own for proxies and supervisors: `streamlit run server.py` answers /ready, too.

`streamlit run streamlit_app.py` serves the same app without it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool
from starlette.responses import JSONResponse
from starlette.routing import Route
from streamlit.starlette import App

from core.serving.health.ready import Probe
from core.ui.resources import configured

if TYPE_CHECKING:
    from starlette.requests import Request

PROBE = Probe(configured)


async def ready(_request: Request) -> JSONResponse:
    """Answer 200 where the model can be loaded and the archive reached, else 503 and which of them cannot."""
    answer = await run_in_threadpool(PROBE.answer)
    return JSONResponse(answer, 200 if answer["ready"] else 503, headers={"Cache-Control": "no-store"})


app = App("streamlit_app.py", routes=[Route("/ready", ready)])
