"""What no file of the project may hold."""

import ast
import re

import pytest

from tests.house.tracked import sources, texts

MOST_LINES = 400
PALETTES = ("ui/desktop/kit/tokens.py", "storage/exports/paper_tokens.py")
VAGUE = {"utils", "util", "common", "commons", "helpers", "helper", "manager", "managers", "misc", "base", "core"}

_PLACE = re.compile(r"(?<![\w.:/<>}$-])/(?:work|root|home|Users|mnt|private|build)/\w|\b[A-Z]:\\\\?(?:Users|work)\b")
_UNFINISHED = re.compile(r"\b(?:TO" r"DO|FIX" r"ME|XX" r"X|HA" r"CK)\b|NotImplemented" r"Error")
_COLOUR = re.compile(r"#(?:[0-9A-Fa-f]{6}|[0-9A-Fa-f]{8})\b")
_ADDRESS = re.compile(r"https?:|file:|--(?:extra-)?index-url|--find-links|\s@\s")


def lines_with(pattern: re.Pattern[str], name: str, text: str) -> list[str]:
    """`file:line` of every line where the pattern stands."""
    numbered = enumerate(text.splitlines(), 1)
    return [f"{name}:{number}: {line.strip()[:90]}" for number, line in numbered if pattern.search(line)]


def test_no_file_names_a_place_of_one_machine() -> None:
    assert [line for name, text in texts() for line in lines_with(_PLACE, name, text)] == []


def test_the_lock_holds_hashes_and_no_address() -> None:
    lock = dict(texts())["requirements.lock"]
    assert lines_with(_ADDRESS, "requirements.lock", lock) == []
    assert lock.count("--hash=sha256:") > 100


def test_no_source_file_needs_a_second_room() -> None:
    long = {name: text.count("\n") for name, text in sources() if text.count("\n") > MOST_LINES}
    assert long == {}


def test_nothing_is_left_for_later() -> None:
    assert [line for name, text in sources() for line in lines_with(_UNFINISHED, name, text)] == []


def test_colours_live_in_the_palettes() -> None:
    ours = [(name, text) for name, text in sources() if name not in PALETTES and not name.startswith("tests/")]
    assert [line for name, text in ours for line in lines_with(_COLOUR, name, text)] == []


def test_names_say_what_lives_there() -> None:
    vague = [name for name, _ in sources() if VAGUE & set(name.removesuffix(".py").split("/"))]
    assert vague == []


def test_every_module_says_its_role_first() -> None:
    silent = [name for name, text in sources() if text.strip() and not ast.get_docstring(ast.parse(text))]
    assert silent == []


@pytest.mark.parametrize("floor", ["engines", "storage", "viewmodels", "ui"])
def test_the_present_enters_in_main_only(floor: str) -> None:
    """Also in the window, where the import ban on widgets is lifted."""
    found = []
    for name, text in sources():
        if not name.startswith(f"{floor}/"):
            continue
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.Attribute) and node.attr in ("today", "now", "utcnow"):
                owner = ast.unparse(node.value)
                if owner in ("date", "datetime", "datetime.date", "datetime.datetime"):
                    found.append(f"{name}:{node.lineno}")
    assert found == []


def test_the_patterns_catch_what_they_are_for() -> None:
    """The walls themselves can fail; the examples are written broken, for this file stands inside the walls too."""
    assert _PLACE.search('open("/ho_me/maria/x.csv")'.replace("_", ""))
    assert _PLACE.search("C:\\Us_ers\\maria".replace("_", ""))
    assert not _PLACE.search("https://example.org/home/page")
    assert _ADDRESS.search("--index-url x")
    assert _COLOUR.search("color: #A4161A")
    assert _UNFINISHED.search("# TO_DO: depois".replace("_", ""))
