"""The one formula language: parse, check, evaluate, print, and translate to SQL."""

from engines.formula.aggregate import RowTable, aggregate_rows, fold_values
from engines.formula.catalog import Catalog
from engines.formula.check import Checked, check
from engines.formula.environment import Environment
from engines.formula.errors import FormulaError
from engines.formula.evaluate import evaluate
from engines.formula.parser import parse
from engines.formula.primitives import PRIMITIVES, Primitive
from engines.formula.printing import canonical, localized
from engines.formula.rows import RowsEnvironment
from engines.formula.sql import NoSqlForm, SqlForm, to_sql
from engines.formula.units import Unit

__all__ = [
    "PRIMITIVES",
    "Catalog",
    "Checked",
    "Environment",
    "NoSqlForm",
    "SqlForm",
    "FormulaError",
    "Primitive",
    "RowTable",
    "RowsEnvironment",
    "Unit",
    "aggregate_rows",
    "canonical",
    "check",
    "evaluate",
    "fold_values",
    "localized",
    "parse",
    "to_sql",
]
