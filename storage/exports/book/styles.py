"""Named styles and number formats of the workbook: one mapping, tokens of the light theme."""

from typing import TYPE_CHECKING

from storage.exports.paper_tokens import PALETTE

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.styles import Font, NamedStyle

FACE = "Calibri"
HEIGHTS = {"title": 24.0, "stamp": 20.0, "heading": 18.0}
"""Row heights in points that a role asks for."""

ROLES: dict[str, dict[str, object]] = {
    "title": {"size": 16, "bold": True},
    "subtitle": {"size": 11, "ink": "t2"},
    "heading": {"size": 12, "bold": True},
    "note": {"size": 9, "ink": "t2", "wrap": True},
    "quiet": {"ink": "t2"},
    "head": {"size": 9, "bold": True, "ink": "t2", "under": "t1", "wrap": True, "low": True, "inset": True},
    "head_right": {"size": 9, "bold": True, "ink": "t2", "under": "t1", "wrap": True, "low": True, "right": True},
    "unit": {"size": 8, "ink": "t3", "right": True},
    "words": {"size": 8, "ink": "t3", "wrap": True},
    "text": {"under": "b1", "inset": True},
    "wrapped": {"under": "b1", "wrap": True, "inset": True},
    "strong": {"bold": True, "under": "b1", "inset": True},
    "group": {"bold": True, "fill": "sunk", "under": "b1"},
    "number": {"under": "b1", "right": True},
    "goal": {"under": "b1", "right": True, "bold": True},
    "input": {"under": "b3", "right": True, "fill": "acs", "open": True},
    "input_text": {"under": "b3", "fill": "acs", "open": True, "inset": True},
    "verdict": {"bold": True, "under": "b1", "inset": True},
    "stamp": {"size": 13, "bold": True, "box": "t1", "inset": True},
    "link": {"ink": "ac", "line": True},
    "mono": {"face": "Consolas", "size": 9},
}


def number_format(unit: str, places: int | None) -> str:
    """Format code in en-US form (Excel shows it in the reader's locale) for a unit and its decimal places."""
    plain = unit.removeprefix("money:")
    digits = "#,##0" + ("." + "0" * places if places else "")
    if plain in ("date", "text", "bool"):
        return {"date": "dd/mm/yyyy", "text": "@", "bool": "General"}[plain]
    if plain in ("fraction", "change"):
        return "0.00##%" if plain == "fraction" else "+0.00%;-0.00%;0.00%"
    if plain == "count" and places is None:
        return "#,##0"
    if plain.startswith("BRL"):
        return f"[$R$-416] {digits if places is not None else '#,##0.00####'}"
    return digits if places is not None else "#,##0.00####"


class Styles:
    """Names of the workbook's styles, each made the first time it is asked for."""

    def __init__(self, book: "Workbook") -> None:
        self._book = book
        self._made: set[str] = set()

    def named(self, role: str, unit: str = "", places: int | None = None) -> str:
        """Name of the style of a role, with the number format of a unit where one is given."""
        code = number_format(unit, places) if unit else ""
        name = f"{role} {unit.replace(':', ' ')} {places}" if code else role
        if name not in self._made:
            self._book.add_named_style(_style(name, ROLES[role], code))
            self._made.add(name)
        return name


def _style(name: str, role: dict[str, object], code: str) -> "NamedStyle":
    from openpyxl.styles import Alignment, Border, NamedStyle, PatternFill, Protection, Side

    style = NamedStyle(name=name)
    style.font = _font(role)
    style.alignment = Alignment(
        horizontal="right" if role.get("right") else "left",
        vertical="bottom" if role.get("low") else "top",
        indent=1 if role.get("inset") else 0,
        wrap_text=bool(role.get("wrap")),
    )
    if "fill" in role:
        style.fill = PatternFill("solid", fgColor=_argb(role["fill"]))
    if "under" in role:
        style.border = Border(bottom=Side("thin", color=_argb(role["under"])))
    if "box" in role:
        side = Side("medium", color=_argb(role["box"]))
        style.border = Border(left=side, right=side, top=side, bottom=side)
    style.protection = Protection(locked=not role.get("open"))
    if code:
        style.number_format = code
    return style


def _font(role: dict[str, object]) -> "Font":
    from openpyxl.styles import Font

    return Font(
        name=str(role.get("face", FACE)),
        size=float(str(role.get("size", 10))),
        bold=bool(role.get("bold")),
        color=_argb(role.get("ink", "t1")),
        underline="single" if role.get("line") else None,
    )


def _argb(token: object) -> str:
    return "FF" + PALETTE[str(token)].lstrip("#")
