"""The sample edition: fictional newspapers, read through the same code, with a folder in place of the web."""

from __future__ import annotations

import tomllib
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

import httpx

from core.newspapers import load_catalogue
from core.types import Newspaper

FOLDER = "sample"
"""Folder of the sample edition among the artifacts."""
_TYPES = {".html": "text/html; charset=utf-8", ".xml": "application/xml", ".txt": "text/plain; charset=utf-8"}


def sample_newspapers(artifacts: Path) -> tuple[Newspaper, ...]:
    """Load the fictional newspapers of the sample edition.

    Raises
    ------
    CatalogueError
        If the sample's own catalogue is missing or broken.
    """
    return load_catalogue(artifacts / FOLDER / "newspapers.toml")


class SampleTransport(httpx.BaseTransport):
    """Answers requests to the sample's addresses from `artifacts/sample/web`, and connects to nothing.

    ``https://HOST/PATH`` is the file ``HOST/PATH``; a path that ends in "/"
    means its ``index.html``, one without extension the page of that name.
    ``responses.toml`` gives the addresses that answer with another status.
    """

    def __init__(self, artifacts: Path) -> None:
        self._web = artifacts / FOLDER / "web"
        answers = self._web / "responses.toml"
        parsed = tomllib.loads(answers.read_text(encoding="utf-8")) if answers.exists() else {}
        self._status = {str(url): int(code) for url, code in parsed.get("status", {}).items()}

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Answer with the file behind the address; 404 where there is none."""
        url = str(request.url)
        if url in self._status:
            return httpx.Response(self._status[url])
        path = self._file(request.url.host, unquote(request.url.path))
        if path is None:
            return httpx.Response(404)
        headers = {"content-type": _TYPES[path.suffix]}
        return httpx.Response(200, headers=headers, stream=httpx.ByteStream(path.read_bytes()))

    def _file(self, host: str, path: str) -> Path | None:
        parts = PurePosixPath(path.lstrip("/")).parts
        if ".." in parts or any("\\" in part or "\0" in part for part in parts):
            return None
        file = self._web.joinpath(host, *parts)
        if path.endswith("/"):
            file = file / "index.html"
        elif not file.suffix:
            file = file.with_suffix(".html")
        return file if file.suffix in _TYPES and file.is_file() else None
