"""Keys stand in `core.ui.keys`, and nowhere else."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.ui import keys

ROOT = Path(__file__).parents[2]
MODULES = [*sorted((ROOT / "core" / "ui").rglob("*.py")), *sorted((ROOT / "pages").glob("*.py"))]
STORES = ("session_state", "query_params")


def is_text(node: ast.expr | None) -> bool:
    return isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str))


def is_store(node: ast.expr) -> bool:
    return isinstance(node, ast.Attribute) and node.attr in STORES


def literal_keys(tree: ast.AST) -> Iterator[int]:
    """Lines of literals that are used as keys of widgets, forms, the session state or the page's address."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield from (kw.value.lineno for kw in node.keywords if kw.arg == "key" and is_text(kw.value))
            on_store = isinstance(node.func, ast.Attribute) and is_store(node.func.value)
            is_form = isinstance(node.func, ast.Attribute) and node.func.attr == "form"
            if (on_store or is_form) and node.args and is_text(node.args[0]):
                yield node.lineno
        elif (isinstance(node, ast.Subscript) and is_store(node.value) and is_text(node.slice)) or (
            isinstance(node, ast.Compare) and any(map(is_store, node.comparators)) and is_text(node.left)
        ):
            yield node.lineno


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_module_uses_a_literal_as_a_key(module):
    assert list(literal_keys(ast.parse(module.read_text(encoding="utf-8")))) == []


@pytest.mark.parametrize(
    "line",
    [
        "st.button('Go', key='go')",
        "st.button('Go', key=f'go_{number}')",
        "st.form('paste')",
        "st.session_state['text']",
        "st.session_state.get('text')",
        "st.query_params.pop('text', None)",
        "'text' in st.session_state",
    ],
)
def test_a_literal_key_is_seen(line):
    assert list(literal_keys(ast.parse(line))) == [1]


def test_no_two_keys_are_the_same():
    names = {name: value for name, value in vars(keys).items() if name.isupper() and isinstance(value, str)}
    assert len(set(names.values())) == len(names) > 40
