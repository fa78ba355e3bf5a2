"""Every page, command, setting, code, topic and folder is documented, and commands that the docs show work."""

import re
import shlex

import pytest
import streamlit as st

from core.cli import build_parser
from core.settings import ROOT, Settings
from core.topics.taxonomy import TOPICS
from core.types import Doubt, Reason, Status
from core.ui import frame

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


README = (ROOT / "README.md").read_text(encoding="utf-8")
REFERENCE = (ROOT / "docs" / "reference.md").read_text(encoding="utf-8")
DESIGN = (ROOT / "docs" / "design.md").read_text(encoding="utf-8")


def commands():
    subparsers = next(action for action in build_parser()._actions if hasattr(action, "choices") and action.choices)
    return sorted(subparsers.choices)


def test_every_page_is_in_the_readme(monkeypatch):
    pages = []
    monkeypatch.setattr(st, "Page", lambda path, title, **_: pages.append((path, title)))
    frame.pages()
    assert sorted(path for path, _ in pages) == sorted(f"pages/{path.name}" for path in (ROOT / "pages").glob("*.py"))
    for _, title in pages:
        assert f"| **{title}** |" in README


@pytest.mark.parametrize("command", commands())
def test_every_command_is_in_the_reference(command):
    assert f"-m core {command}" in REFERENCE


@pytest.mark.parametrize("name", sorted(Settings.model_fields))
def test_every_setting_is_in_the_reference_in_its_own_words(name):
    row = next(line for line in REFERENCE.splitlines() if line.startswith(f"| `BROADSHEET_{name.upper()}` |"))
    assert row.replace("`", "").endswith(f"| {Settings.model_fields[name].description} |")


@pytest.mark.parametrize("code", [*Reason, *Status, *Doubt])
def test_every_code_is_in_the_reference(code):
    assert f"`{code.value}`" in REFERENCE


@pytest.mark.parametrize("topic", [topic.name for topic in TOPICS])
def test_every_topic_is_in_the_readme(topic):
    assert topic in README.split("## Topics")[1]


def folders():
    found = {path.parent.relative_to(ROOT) for path in (ROOT / "core").rglob("*.py")}
    return sorted(str(path) for path in found if "migrations" not in path.parts)


@pytest.mark.parametrize("folder", folders())
def test_every_folder_of_core_is_on_the_map(folder):
    rows = [line for line in DESIGN.splitlines() if line.startswith("| `")]
    named = set()
    for row in rows:
        first = row.split("|")[1]
        names = re.findall(r"`([^`]+)`", first)
        parent = names[0] if (ROOT / names[0] / "__init__.py").exists() else ""
        named.update(names)
        named.update(f"{parent}/{name}" for name in names[1:])
        named.update(f"{parent.rpartition('/')[0]}/{name}" for name in names[1:])
    assert folder in named or folder == "core"


@pytest.mark.parametrize("page", [path for path in PAGES if path.suffix == ".md"], ids=lambda path: path.name)
def test_links_between_documents_lead_somewhere(page):
    for target in re.findall(r"\]\((?!https?:)([^)#]+)[^)]*\)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target


def test_every_fault_names_tests_that_there_are():
    table = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8").split("## Faults")[1].split("\n## ")[0]
    rows = [line for line in table.splitlines() if line.startswith("| ")][1:]
    assert len(rows) >= 10
    code = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("test_*.py"))
    there = set(re.findall(r"^def (test_\w+)", code, re.MULTILINE))
    for row in rows:
        named = re.findall(r"`(test_\w+)`", row)
        assert named, row
        assert set(named) <= there, set(named) - there
