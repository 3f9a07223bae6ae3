"""Walls import-linter cannot draw: what start-up loads, and what a face without a window sees."""

import ast
import json
import subprocess
import sys

import pytest

from tests.house.tracked import ROOT, sources

HEAVY = ("pandas", "duckdb", "pyarrow", "openpyxl")
WITHOUT_WINDOW = ("ui/terminal/", "ui/http/")

_LOADED = """
import importlib, json, sys
for name in {modules}:
    importlib.import_module(name)
print(json.dumps(sorted(set(sys.modules) & set({watched}))))
"""


def loaded(modules: list[str], watched: tuple[str, ...]) -> list[str]:
    """Which of the watched packages a fresh interpreter holds after importing these modules."""
    script = _LOADED.format(modules=json.dumps(modules), watched=json.dumps(watched))
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return list(json.loads(done.stdout))


def modules_under(prefix: str) -> list[str]:
    """Dotted names of every module under a folder."""
    names = [name.removesuffix(".py").removesuffix("/__init__") for name, _ in sources() if name.startswith(prefix)]
    return [name.replace("/", ".") for name in names]


def test_starting_the_desktop_loads_no_heavy_library() -> None:
    main = ["main"] if (ROOT / "main.py").exists() else []
    assert loaded([*modules_under("ui/desktop/"), *modules_under("viewmodels/"), *main], HEAVY) == []


def test_commands_start_without_qt_and_without_heavy_libraries() -> None:
    commands = [*modules_under("ui/terminal/"), *modules_under("viewmodels/operations/")]
    assert loaded(commands, ("PySide6", *HEAVY)) == []


def imported_by(text: str) -> set[str]:
    """Dotted names a module imports."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


@pytest.mark.parametrize("face", WITHOUT_WINDOW)
def test_faces_without_a_window_see_only_the_operations(face: str) -> None:
    seen = {(name, module) for name, text in sources() if name.startswith(face) for module in imported_by(text)}
    inside = {(name, module) for name, module in seen if module.split(".")[0] in ("viewmodels", "storage", "engines")}
    assert {pair for pair in inside if not pair[1].startswith("viewmodels.operations")} == set()
