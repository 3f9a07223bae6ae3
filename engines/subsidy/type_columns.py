"""The km columns of the summaries: one per type of trip in the tariff table, named as upstream names them (3.10)."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

PREFIX = "km_apurada_"
TECHNOLOGIES = ("mini", "midi", "basico", "padron")
BY_TECHNOLOGY = ("Licenciado sem ar e não autuado", "Licenciado com ar e não autuado")
"""Types whose km goes to a column of the technology; the bare column holds what has no technology."""
OF_THE_DAY = (
    "Registrado com ar inoperante",
    "Não licenciado",
    "Autuado por ar inoperante",
    "Autuado por segurança",
    "Autuado por limpeza/equipamento",
    "Licenciado sem ar e não autuado",
    "Licenciado com ar e não autuado",
    "Não vistoriado",
    "Sem transação",
)
"""Types whose km the summaries before January 2025 show, whatever the tariff table holds (subsidy.md 3.11)."""
_LEFT_OUT = frozenset({"Não classificado", "Nao licenciado", "Licenciado sem ar"})
_DROPPED_WORDS = frozenset({"e", "por", "de"})


@dataclass(frozen=True, slots=True)
class TypeColumn:
    """A type of trip, the column its km goes to, and whether the technology picks a column of its own."""

    type: str
    column: str
    by_technology: bool


def type_columns(statuses: Iterable[str]) -> tuple[TypeColumn, ...]:
    """Columns of the types of a tariff table, in order of name; old labels and "(023.II)" ones have none."""
    shown = {status for status in statuses if status not in _LEFT_OUT and "(023.II)" not in status}
    return tuple(TypeColumn(one, column_of(one), one in BY_TECHNOLOGY) for one in sorted(shown))


def column_of(status: str) -> str:
    """Column of a type: lower case, no accents or signs, short words dropped, "nao" as "n", spaces as "_"."""
    plain = unicodedata.normalize("NFD", status.lower())
    letters = re.sub(r"[^\w\s]", "", "".join(c for c in plain if not unicodedata.combining(c)))
    words = ["n" if word == "nao" else word for word in letters.split() if word not in _DROPPED_WORDS]
    return PREFIX + "_".join(words)


def published_columns(columns: Iterable[TypeColumn]) -> tuple[str, ...]:
    """Every km column of the band summary: of the types, of their technologies, and the two totals."""
    names: list[str] = []
    for one in columns:
        names.append(one.column)
        names += [f"{one.column}_{technology}" for technology in TECHNOLOGIES if one.by_technology]
    return (*names, *(total_of(column_of(status)) for status in BY_TECHNOLOGY))


def total_of(column: str) -> str:
    """Column of the total over technologies."""
    return column.replace(PREFIX, f"{PREFIX}total_")


def with_type_lines(sheet: Mapping[str, Any], columns: Iterable[TypeColumn]) -> dict[str, Any]:
    """Data of the sheet with a line for each km column; a new row in the tariff table is a new line."""
    columns = tuple(columns)
    types = {name: f"Km: {one.type}" for one in columns for name in _own((one,))}
    lines = [_line(name, types[name], _sum_where("coluna", name)) for name in _own(columns)]
    for status in OF_THE_DAY:
        name = column_of(status)
        lines.append(_line(whole_of(name), f"Km: {status}", _sum_where("coluna_do_tipo", name)))
    for status in BY_TECHNOLOGY:
        parts = [f"{column_of(status)}_{technology}" for technology in TECHNOLOGIES]
        known = [part for part in parts if part in _own(columns)]
        lines.append(_line(total_of(column_of(status)), f"Km: {status}", " + ".join(known) or "0"))
    return {**sheet, "lines": [*sheet["lines"], *lines]}


def whole_of(column: str) -> str:
    """Line of a type whatever the technology: the column of the summaries before January 2025."""
    return column.replace(PREFIX, "km_tipo_")


def _sum_where(field: str, column: str) -> str:
    return f"SUM(km_do_tipo.km WHERE km_do_tipo.faixa = @faixa AND {field} = '{column}')"


def _own(columns: Iterable[TypeColumn]) -> tuple[str, ...]:
    return published_columns(columns)[: -len(BY_TECHNOLOGY)]


def _line(key: str, label: str, formula: str) -> dict[str, Any]:
    return {"key": key, "label": label, "per": ["faixa"], "unit": "km", "places": 9, "formula": formula}
