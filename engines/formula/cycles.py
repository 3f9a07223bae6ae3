"""Circular references between KPIs of the same period: depth first over their formulas, with the path."""

from collections.abc import Iterable, Iterator

from engines.formula import tree as t
from engines.formula.catalog import Catalog
from engines.formula.errors import FormulaError
from engines.formula.parser import parse


def refuse_cycle(catalog: Catalog, kpi: str, references: Iterable[t.KpiRef]) -> None:
    """Raises CYCLE at the first same-period reference that leads back to `kpi`; the path goes out and back."""
    home = catalog.spelled("kpi", kpi) or kpi
    for reference in references:
        if reference.offset == 0:
            path = _path(catalog, reference.code, home)
            if path:
                raise FormulaError("CYCLE", reference.span, {"path": [home, *path]})


def _path(catalog: Catalog, start: str, home: str) -> list[str]:
    """Codes from `start` to `home`, both included; [] when none leads there."""
    came_from: dict[str, str] = {start: ""}
    waiting = [start]
    while waiting:
        code = waiting.pop()
        if code == home:
            return _trail(came_from, code)
        for following in reversed(list(_references(catalog, code))):
            if following not in came_from:
                came_from[following] = code
                waiting.append(following)
    return []


def _trail(came_from: dict[str, str], code: str) -> list[str]:
    trail = [code]
    while came_from[trail[0]]:
        trail.insert(0, came_from[trail[0]])
    return trail


def _references(catalog: Catalog, code: str) -> Iterator[str]:
    """Same-period KPIs a stored formula reads; none where the stored text no longer parses."""
    try:
        root = parse(catalog.kpis[code][1]) if code in catalog.kpis else None
    except FormulaError:
        return
    for part in t.walk(root) if root else ():
        named = part.code if isinstance(part, t.KpiRef) and part.offset == 0 else None
        if isinstance(part, t.Name) and not any(catalog.spelled(kind, part.name) for kind in ("line", "name", "alias")):
            named = part.name
        found = catalog.spelled("kpi", named) if named else None
        if found is not None:
            yield found
