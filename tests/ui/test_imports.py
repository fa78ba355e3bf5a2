"""How the modules of core.ui stand on each other."""

import ast
from functools import lru_cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
HEAVY = (
    "core.topics.model",
    "core.topics.highlight",
    "core.analysis.frame",
    "core.analysis.mix",
    "core.analysis.shares.table",
    "core.analysis.stories",
    "core.analysis.summary",
    "core.charts.heat_table",
    "core.exports.pictures",
    "core.reading.article.pool",
    "core.reading.edition",
    "core.reading.factory",
    "core.reading.feeds.finder",
    "core.reading.web.sample",
    "pandas",
)
"""Modules that load scikit-learn, Altair, pandas, NumPy or what reads: the only ones that a function may import."""


def typing_only(tree):
    guarded = [
        node for node in ast.walk(tree) if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
    ]
    return {inner for node in guarded for inner in ast.walk(node)}


def imports(node, known=()):
    """Names of modules that a statement imports; of a package the modules that are known."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom):
        inside = [f"{node.module}.{alias.name}" for alias in node.names]
        return [name for name in inside if name in known] or [node.module]
    return []


@lru_cache(maxsize=1)
def modules():
    paths = sorted((ROOT / "core" / "ui").rglob("*.py"))
    return {".".join(path.relative_to(ROOT).with_suffix("").parts): ast.parse(path.read_text()) for path in paths}


def circle(trees):
    graph = {
        name: {other for node in ast.walk(tree) for other in imports(node, trees) if other in trees}
        for name, tree in trees.items()
    }
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as found:
        return found.args[1]
    return []


def test_no_module_stands_on_one_that_stands_on_it_not_even_inside_a_function():
    assert circle(modules()) == []


def test_a_circle_through_a_function_is_seen():
    trees = {
        "core.ui.a": ast.parse("from core.ui import b"),
        "core.ui.b": ast.parse("def f():\n    from core.ui import a"),
    }
    assert circle(trees)


@pytest.mark.parametrize(("name", "tree"), modules().items(), ids=lambda one: one if isinstance(one, str) else "")
def test_functions_import_heavy_libraries_only(name, tree):
    known, top = set(modules()), set(tree.body) | typing_only(tree)
    inside = [node for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom) and node not in top]
    assert [module for node in inside for module in imports(node, known) if module not in HEAVY] == []
