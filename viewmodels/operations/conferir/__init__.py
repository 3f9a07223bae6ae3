"""Worked cases against the engines: how a customer brings last month's spreadsheet, and how anyone checks us."""

from viewmodels.operations.conferir.checking import CaseAnswer, CasesChecked, check_cases, check_cases_file
from viewmodels.operations.conferir.comparison import Difference

__all__ = ["CaseAnswer", "CasesChecked", "Difference", "check_cases", "check_cases_file"]
