"""The catalogue, the facts and the shorthand the formula tests share."""

import json
from pathlib import Path
from typing import Any

from engines.figure import Value
from engines.formula import Catalog, Checked, FormulaError, RowsEnvironment, check, evaluate, parse
from engines.kpi.cases import DEFAULT_INSTANT, catalog_of, environment_of

DOCUMENT: dict[str, Any] = json.loads(
    (Path(__file__).parent / "cases" / "formula_cases.json").read_text(encoding="utf-8")
)
CATALOG: Catalog = catalog_of(DOCUMENT["catalog"])
FACTS: RowsEnvironment = environment_of(DOCUMENT["data"], CATALOG, DEFAULT_INSTANT)


def checked(formula: str, locale: str = "en", catalog: Catalog = CATALOG, **more: Any) -> Checked:
    """A formula parsed and checked against the cases' catalogue."""
    return check(parse(formula, locale), catalog, formula, locale, **more)


def value(formula: str, locale: str = "en") -> Value:
    """Value of a formula on the cases' facts."""
    return evaluate(checked(formula, locale).root, FACTS)


def refusal(formula: str, locale: str = "en", catalog: Catalog = CATALOG, **more: Any) -> tuple[str, str]:
    """Code and marked text of the error a formula gets; ("", "") when it is accepted."""
    try:
        checked(formula, locale, catalog, **more)
    except FormulaError as error:
        return error.code, error.text
    return "", ""
