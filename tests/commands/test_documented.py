"""Commands that the docs and the sample workflow show are understood by the command line."""

import re
import shlex

import pytest

from core.cli import build_parser
from core.settings import ROOT

PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.*"))]
SHOWN = re.compile(r"^[ \t].*?python -m core (?P<rest>.+)$", re.MULTILINE)
COMMANDS = [(path.name, shown["rest"]) for path in PAGES for shown in SHOWN.finditer(path.read_text(encoding="utf-8"))]


def test_there_are_such_commands():
    assert len(COMMANDS) >= 20
    assert ("scheduled-reading.yml", "archive stats") in COMMANDS


@pytest.mark.parametrize(("page", "rest"), COMMANDS)
def test_it_is_understood(page, rest):
    given = shlex.split(re.split(r"\s[#|>]|\s2>", rest.rstrip("\\"))[0], comments=True)
    build_parser().parse_args([word for word in given if not word.startswith((">", "<"))])


def test_the_workflow_reads_into_the_database_that_the_secret_names():
    workflow = (ROOT / "docs" / "scheduled-reading.yml").read_text(encoding="utf-8")
    assert "read --archive" in workflow
    assert workflow.count("BROADSHEET_DATABASE_URL: ${{ secrets.BROADSHEET_DATABASE_URL }}") == 2
