"""What holds for the repository as a whole."""

import ast
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LARGEST = 25_000_000


def tracked():
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True)
    if listed.returncode:
        pytest.skip("not a git checkout")
    return [ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).exists()]


def test_no_lock_file_would_win_over_the_requirements():
    assert not (ROOT / "uv.lock").exists()


def test_no_file_is_too_large_for_the_deployment():
    assert [path for path in tracked() if path.stat().st_size > LARGEST] == []


def test_every_requirement_is_pinned():
    for name in ("requirements.txt", "requirements-dev.txt"):
        lines = (ROOT / name).read_text().splitlines()
        named = [line for line in lines if line and not line.startswith(("#", "-r"))]
        assert named
        assert all("==" in line for line in named)


@pytest.mark.parametrize("path", sorted((ROOT / "pages").glob("*.py")), ids=lambda path: path.name)
def test_a_page_holds_no_logic(path):
    tree = ast.parse(path.read_text())
    assert len(path.read_text().splitlines()) < 60
    imported = {n.module for n in ast.walk(tree) if isinstance(n, ast.ImportFrom)}
    assert all(module == "core.ui" or module.startswith("core.ui.") for module in imported)


def test_every_page_is_in_the_navigation():
    frame = (ROOT / "core" / "ui" / "frame.py").read_text()
    for path in (ROOT / "pages").glob("[a-z]*.py"):
        assert f'"pages/{path.name}"' in frame


def test_the_app_that_streamlit_runs_only_shows_the_frame():
    docstring, imported, call = ast.parse((ROOT / "streamlit_app.py").read_text()).body
    assert isinstance(docstring, ast.Expr) and isinstance(docstring.value, ast.Constant)
    assert (ast.unparse(imported), ast.unparse(call)) == ("from core.ui import frame", "frame.show()")


def test_nothing_in_core_or_pages_names_the_app_above_it():
    below = [*(ROOT / "core").rglob("*.py"), *(ROOT / "pages").glob("*.py")]
    assert [path for path in below if "streamlit_app" in path.read_text()] == []


def test_every_setting_is_in_the_readme():
    from core.settings import Settings

    readme = (ROOT / "README.md").read_text()
    for name in Settings.model_fields:
        assert f"BROADSHEET_{name.upper()}" in readme


def test_former_names_that_other_peoples_scripts_import_still_work():
    from core.analysis.incoming import guess_columns, read_table
    from core.files import uploads
    from core.reading.feeds import autodiscovery
    from core.reading.site import read_opml, read_site

    assert (read_table, guess_columns) == (uploads.read_table, uploads.guess_columns)
    assert (read_site, read_opml) == (autodiscovery.read_site, autodiscovery.read_opml)
