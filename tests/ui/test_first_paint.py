"""What a fresh server loads before a visitor sees the first page: in a process of its own, no time is measured."""

import json
import os
import subprocess
import sys

import pytest

from core.ui.front.paper_bar import FETCHING
from tests.pages.conftest import ROOT

FIRST_PAINT = """
import json, sys
from streamlit.testing.v1 import AppTest

def bare():
    import streamlit as st
    st.title("Bare")

if __name__ == "__main__":
    AppTest.from_function(bare).run()
    before = set(sys.modules)
    app = AppTest.from_file(sys.argv[1], default_timeout=120).run()
    words = [part.value for part in app.markdown]
    shown = [button.label for button in app.button], [choice.label for choice in app.multiselect], words
    print(json.dumps([shown, len(app.exception), sorted(set(sys.modules) - before)]))
"""

PACKAGES = {
    "annotated_types",
    "core",
    "dotenv",
    "packaging",
    "pydantic",
    "pydantic_core",
    "pydantic_settings",
    "streamlit",
    "typing_inspection",
}
"""Packages beside the standard library that the first page loads, and a bare Streamlit page does not."""
FOLDERS = "analysis archive.text archive.writing.incoming charts dates exports files language.words reading training"
LATER = tuple(f"core.{folder}" for folder in FOLDERS.split())
"""Folders and modules of ours that wait until something was asked for."""


@pytest.fixture(scope="module", params=["ask", "read"])
def mode(request):
    return request.param


@pytest.fixture(scope="module")
def first_paint(tmp_path_factory, mode):
    script = tmp_path_factory.mktemp("first") / "first_paint.py"
    script.write_text(FIRST_PAINT, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, str(script), str(ROOT / "streamlit_app.py")],
        cwd=ROOT,
        env=os.environ
        | {"BROADSHEET_OPEN": mode, "BROADSHEET_WARM_UP": "0", "PYTHONPATH": str(ROOT)}
        | {"BROADSHEET_DATA": str(script.parent / "data")},
        capture_output=True,
        check=True,
        timeout=120,
    )
    return json.loads(done.stdout)


def test_the_form_is_there(first_paint):
    (buttons, choices, _), exceptions, _ = first_paint
    assert exceptions == 0
    assert {"Read the papers", "Show the sample edition"} <= set(buttons)
    assert "Newspapers" in choices


def test_the_page_says_what_it_waits_for(first_paint, mode):
    (_, _, words), _, _ = first_paint
    assert (FETCHING in words) is (mode == "read")


def test_the_packages_that_it_loads_are_these(first_paint):
    loaded = {name.partition(".")[0] for name in first_paint[2]}
    beside = {name for name in loaded - sys.stdlib_module_names if not name.startswith(("_", "pages"))}
    assert beside <= PACKAGES


def test_what_reads_and_draws_waits(first_paint):
    ours = {name for name in first_paint[2] if name.startswith("core.")}
    assert "core.ui.front.paper_bar" in ours
    assert [name for name in ours if name.startswith(LATER)] == []
