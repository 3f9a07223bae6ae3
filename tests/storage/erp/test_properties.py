"""L1: the aggregates equal a plain reading of the same rows, whatever the rows."""

from collections import Counter
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from engines.calendar import Month
from tests.storage.erp.support import SECTORS, TinyErp

START, END = datetime(2024, 4, 1), datetime(2025, 8, 1)

instants = st.builds(
    lambda days, hour: START + timedelta(days=days, hours=hour),
    st.sampled_from([-1, 0, 1, 2, 485, 486, 487, 488, 600]),
    st.sampled_from([0, 0, 5, 23]),
)
quantities = st.one_of(st.none(), st.integers(-300, 3000).map(lambda units: Decimal(units).scaleb(-2)))
trips = st.lists(
    st.tuples(
        instants,
        st.sampled_from([240, 31, 999]),
        st.sampled_from([None, "V1", "V2"]),
        st.one_of(st.sampled_from([Decimal("10.00"), Decimal("10.50")]), quantities),
        quantities,
        st.sampled_from(["ATIVO", "ATIVO", "ATIVO", "INATIVO"]),
    ),
    max_size=25,
)
postings = st.lists(
    st.tuples(instants, st.sampled_from([240, 31, 999]), st.sampled_from(["PNEUS", "PECAS", "OUTRO"]), quantities),
    max_size=20,
)

Trip = tuple[datetime, int, str | None, Decimal | None, Decimal | None, str]


def text(value: Decimal | None) -> str | None:
    return None if value is None else f"{value:.2f}"


def plain_days(rows: list[Trip]) -> dict[tuple[date, int], tuple[Decimal | None, Decimal | None, int, int, int]]:
    """km, litres, valid, invalid and repeated rows of each day and sector, one row at a time."""
    wanted = [r for r in rows if START <= r[0] < END and r[1] in SECTORS and r[5] == "ATIVO"]
    found: dict[tuple[date, int], tuple[Decimal | None, Decimal | None, int, int, int]] = {}
    for key in {(row[0].date(), row[1]) for row in wanted}:
        mine = [row for row in wanted if (row[0].date(), row[1]) == key]
        valid = [r for r in mine if r[3] is not None and r[3] >= 0 and (r[4] is None or r[4] >= 0)]
        groups: dict[tuple[object, ...], list[Trip]] = {}
        for number, row in enumerate(valid):
            alike = (row[0], row[2], row[3]) if row[2] is not None else (number,)
            groups.setdefault(alike, []).append(row)
        km = [group[0][3] for group in groups.values()]
        told = [[row[4] for row in group if row[4] is not None] for group in groups.values()]
        litres = [max(group) for group in told if group]
        found[key] = (
            sum(km, Decimal(0)) if km else None,  # type: ignore[arg-type]
            sum(litres, Decimal(0)) if litres else None,
            len(groups),
            len(mine) - len(valid),
            len(valid) - len(groups),
        )
    return found


@given(trips)
@settings(max_examples=70, deadline=None)
def test_days_equal_a_plain_reading(rows: list[Trip]) -> None:
    with TemporaryDirectory() as folder:
        erp = TinyErp(Path(folder) / "erp.db")
        erp.trips([(r[0].isoformat(" "), r[1], r[2], text(r[3]), text(r[4]), r[5]) for r in rows])
        extract = erp.read()
    read = {(d.dia, d.setor): (d.km, d.litros, d.linhas, d.invalidas, d.repetidas) for d in extract.days}
    assert read == plain_days(rows)
    future = Counter(r[0].date() for r in rows if r[0] >= datetime(2025, 8, 3) and r[1] != 999 and r[5] == "ATIVO")
    counted = Counter({o.dia: 0 for o in extract.offending_days if o.kind == "FUTURE_ROW"})
    for offence in extract.offending_days:
        if offence.kind == "FUTURE_ROW":
            counted[offence.dia] += offence.linhas
    assert counted == future


@given(postings)
@settings(max_examples=40, deadline=None)
def test_costs_equal_a_plain_reading(rows: list[tuple[datetime, int, str, Decimal | None]]) -> None:
    with TemporaryDirectory() as folder:
        erp = TinyErp(Path(folder) / "erp.db")
        erp.costs([(r[0].isoformat(" "), r[1], r[2], text(r[3]), None) for r in rows])  # type: ignore[misc]
        extract = erp.read()
    wanted: dict[tuple[Month, int, str], Decimal] = {}
    for when, sector, kind, value in rows:
        if START <= when < END and sector != 999 and kind != "OUTRO" and value is not None:
            key = (Month.of(when.date()), sector, kind)
            wanted[key] = wanted.get(key, Decimal(0)) + value
    assert {(c.mes, c.setor, c.tipo): c.valor for c in extract.costs} == wanted
