"""What holds for the repository as a whole."""

import ast
import re
import subprocess
import tomllib
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MAX_FILE_BYTES = 25_000_000
MAX_FILES_IN_FOLDER = 18


def tracked():
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True)
    if listed.returncode:
        pytest.skip("not a git checkout")
    return [ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).exists()]


def test_no_lock_file_would_win_over_the_requirements():
    assert not (ROOT / "uv.lock").exists()


def test_no_file_is_too_large_for_the_deployment():
    assert [path for path in tracked() if path.stat().st_size > MAX_FILE_BYTES] == []


def test_every_requirement_is_pinned():
    for name in ("requirements.txt", "requirements-dask.txt", "requirements-dev.txt"):
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


@pytest.mark.parametrize("path", sorted((ROOT / "pages").glob("*.py")), ids=lambda path: path.name)
def test_a_page_draws_no_stray_string(path):
    """Streamlit writes a bare expression of a page file onto the page; only the docstring is spared."""
    _docstring, *rest = ast.parse(path.read_text()).body
    stray = [node for node in rest if isinstance(node, ast.Expr) and not isinstance(node.value, ast.Call)]
    assert stray == []


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


def layers():
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    rows = next(contract["layers"] for contract in contracts if contract["type"] == "layers")
    return [[name.strip() for name in row.split("|")] for row in rows]


@pytest.mark.parametrize("layer", layers(), ids=", ".join)
def test_no_two_modules_of_a_layer_have_one_name(layer):
    paths = [
        path
        for name in layer
        for path in [ROOT / "core" / f"{name}.py", *(ROOT / "core" / name).rglob("*.py")]
        if path.exists() and path.stem != "__init__" and "migrations" not in path.parts
    ]
    assert len({path.stem for path in paths}) == len(paths)


def test_no_folder_of_core_is_too_full():
    sizes = Counter(path.parent for path in tracked() if path.is_relative_to(ROOT / "core"))
    assert max(sizes.values()) <= MAX_FILES_IN_FOLDER


def test_every_uncovered_line_has_its_reason():
    for path in [ROOT / "pyproject.toml", *(ROOT / "core").rglob("*.py")]:
        for line in path.read_text(encoding="utf-8").splitlines():
            assert not re.search(r"pragma: no (cover|branch)\s*$", line), f"{path}: {line}"
    coverage = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["coverage"]
    assert "omit" not in coverage["run"] and "omit" not in coverage["report"]
    assert coverage["report"]["fail_under"] >= 95


def test_the_formatter_lays_out_every_line():
    skip = "fmt: " + "skip"
    assert [path for path in tracked() if path.suffix == ".py" and skip in path.read_text(encoding="utf-8")] == []


def constants(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            yield from targets


def test_each_constant_has_a_line_of_its_own():
    for path in [path for path in tracked() if path.suffix == ".py"]:
        for target in constants(path):
            names = [n.id for n in getattr(target, "elts", []) if isinstance(n, ast.Name)]
            assert not any(len(name) > 1 and name.isupper() for name in names), f"{path}: {names}"


def test_limits_are_named_by_one_pair_of_words():
    others = re.compile(r"^_?(MOST|LONGEST|LARGEST|LEAST|FEWEST|MAXIMUM|MINIMUM)(_|$)|^_?(MAX|MIN)$")
    for path in (ROOT / "core").rglob("*.py"):
        for target in constants(path):
            assert not (isinstance(target, ast.Name) and others.search(target.id)), f"{path}: {target.id}"


def test_former_names_that_other_peoples_scripts_import_still_work():
    from core.analysis.incoming import guess_columns, read_table
    from core.files import uploads
    from core.reading.feeds import autodiscovery
    from core.reading.site import read_opml, read_site

    assert (read_table, guess_columns) == (uploads.read_table, uploads.guess_columns)
    assert (read_site, read_opml) == (autodiscovery.read_site, autodiscovery.read_opml)
