"""Opens the app as the public deployment does, and measures it. Run by deploy_check.sh in a fresh environment.

Every page answers without a traceback; the sample edition and twelve
newspapers on loopback are read; the process with its workers stays under the
limit. Then the app is started as a server, and its first answer timed.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from streamlit.testing.v1 import AppTest  # noqa: E402

from tests.support.memory import memory_mb  # noqa: E402
from tests.support.papers_elsewhere import papers_elsewhere  # noqa: E402
from tests.support.servers import catalogue  # noqa: E402

MAX_MB = 600
PAPERS = 12
PAGES = {"compare": "Compare", "classify": "Classify", "trends": "Trends", "model": "Model", "about": "About"}
"""By file name: the title of each page but the first."""
START_SECONDS = 20


def main() -> None:
    os.chdir(ROOT)
    with papers_elsewhere(PAPERS) as (papers, server), tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "newspapers.toml"
        path.write_text(catalogue(papers), encoding="utf-8")
        os.environ["BROADSHEET_CATALOGUE"] = str(path)
        os.environ["BROADSHEET_OPEN"] = "ask"  # each reading here is one that a click begins
        app = opened()
        visit_all(app, "with the sample edition")
        app.switch_page("pages/front_pages.py").run()
        app.multiselect(key="papers").set_value([paper.id for paper in papers]).run()
        app.button(key="read_now").click().run()
        check(app, "Broadsheet")
        words = " ".join(str(part.value) for part in (*app.markdown, *app.caption))
        sentence = f"{PAPERS * 5} articles from {PAPERS} papers"
        if sentence not in words:
            raise SystemExit(f"Reading {PAPERS} papers did not give {sentence}.")
        print(f"Front pages: {sentence}")
        visit_all(app, "with twelve papers")
        used = memory_mb() - memory_mb(server)
        print(f"Memory of the process with its workers: {used:.0f} MB (limit {MAX_MB})")
        if used > MAX_MB:
            raise SystemExit("That is too much for the deployment.")
    started()


def opened() -> AppTest:
    app = AppTest.from_file(str(ROOT / "streamlit_app.py"), default_timeout=120).run()
    check(app, "Broadsheet")
    app.button(key="sample").click().run()
    check(app, "Broadsheet")
    return app


def visit_all(app: AppTest, state: str) -> None:
    for name, title in PAGES.items():
        app.switch_page(f"pages/{name}.py").run()
        check(app, title)
    print(f"Six pages answer {state}")


def check(app: AppTest, title: str) -> None:
    if app.exception:
        raise SystemExit(f"{title}: {app.exception[0].value}")
    if app.error:
        raise SystemExit(f"{title}: {app.error[0].value}")
    if app.title[0].value != title:
        raise SystemExit(f"{title} did not open.")


def started() -> None:
    """Wait for the server's first answer, by the clock."""
    began = time.monotonic()
    port = 18501 + os.getpid() % 1000
    command = [sys.executable, "-m", "streamlit", "run", "streamlit_app.py", "--server.address", "127.0.0.1"]
    server = subprocess.Popen([*command, "--server.port", str(port)], stdout=subprocess.DEVNULL)
    try:
        while time.monotonic() - began < START_SECONDS:
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=2) as answer:
                    if answer.status == 200:
                        print(f"The server answers {time.monotonic() - began:.1f} s after its start")
                        return
            except OSError:
                time.sleep(0.1)
        raise SystemExit(f"The server did not answer within {START_SECONDS} s.")
    finally:
        server.terminate()
        server.wait(20)


if __name__ == "__main__":
    main()
