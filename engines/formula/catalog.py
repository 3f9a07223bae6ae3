"""What a formula may name: tables and fields, named values, aliases, other KPIs, lines and axes of a sheet."""

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from engines.formula.locales import bare, fold, is_word
from engines.formula.units import Unit


@dataclass(frozen=True)
class Catalog:
    """Frozen description of everything `check` may resolve; names compare without case, composed (NFC).

    `aliases`: name -> (table, field). `kpis`: code -> (unit, formula text in canonical form). `lines`: lines of
    the sheet, which aggregates may run over. `bound`: axis -> unit of its keys. `matrices`: named square tables
    for QUADFORM, in the axis order of its line.
    """

    tables: Mapping[str, Mapping[str, Unit]] = field(default_factory=dict)
    names: Mapping[str, Unit] = field(default_factory=dict)
    aliases: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    kpis: Mapping[str, tuple[Unit, str]] = field(default_factory=dict)
    lines: Mapping[str, Unit] = field(default_factory=dict)
    bound: Mapping[str, Unit] = field(default_factory=dict)
    matrices: Mapping[str, Unit] = field(default_factory=dict)

    @cached_property
    def _spelling(self) -> dict[str, dict[str, str]]:
        kinds: dict[str, Iterable[str]] = {
            "table": self.tables,
            "name": self.names,
            "alias": self.aliases,
            "kpi": self.kpis,
            "line": self.lines,
            "bound": self.bound,
            "matrix": self.matrices,
        }
        return {kind: {fold(name): name for name in names} for kind, names in kinds.items()}

    @cached_property
    def _field_spelling(self) -> dict[str, dict[str, str]]:
        return {table: {fold(name): name for name in fields} for table, fields in self.tables.items()}

    def spelled(self, kind: str, typed: str) -> str | None:
        """Canonical spelling of a typed table, name, alias, kpi, line, bound or matrix; None when unknown."""
        return self._spelling[kind].get(fold(typed))

    def field_spelled(self, table: str, typed: str) -> str | None:
        """Canonical spelling of a typed field of a table; None when the table has no such field."""
        return self._field_spelling.get(table, {}).get(fold(typed))

    def words(self, table: str | None = None) -> list[str]:
        """Every name that may stand alone, for suggestions: with a table, its fields first."""
        fields = list(self.tables.get(table or "", ()))
        codes = [code if is_word(code) else f"[{code}]" for code in self.kpis]
        return [*fields, *self.lines, *self.names, *self.aliases, *codes, *self.tables]

    def homes_of(self, field_name: str) -> list[str]:
        """`table.field` for each table that has the field."""
        key = fold(field_name)
        return [f"{table}.{names[key]}" for table, names in self._field_spelling.items() if key in names]


def suggestion(typed: str, words: Iterable[str]) -> dict[str, object]:
    """`{"suggest": word}` for the word closest to what was typed, accents and case apart; {} when none is close."""
    folded: dict[str, str] = {}
    for word in words:
        folded.setdefault(bare(word).strip("[]@"), word)
    close = difflib.get_close_matches(bare(typed).strip("@"), list(folded), n=1, cutoff=0.6)
    return {"suggest": folded[close[0]]} if close else {}
