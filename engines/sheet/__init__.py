"""A calculation is a sheet: an ordered list of lines, each a formula with label, unit and places."""

from engines.sheet.evaluation import Evaluation
from engines.sheet.facts import Facts, Member
from engines.sheet.loading import load_sheet
from engines.sheet.model import Axis, Check, Input, Line, Sheet, SheetError, TableSpec

__all__ = [
    "Axis",
    "Check",
    "Evaluation",
    "Facts",
    "Input",
    "Line",
    "Member",
    "Sheet",
    "SheetError",
    "TableSpec",
    "load_sheet",
]
