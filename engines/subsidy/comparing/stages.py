"""Rows and cells of one stage on the two sides: ours, and the table of that name given as SMTR's.

The rows that differ stay in relation `comparacao_<stage>`: its key, `lado` (ambos, nosso, deles), how many cells differ
(`celulas`), and of those the columns, our values and theirs, each on a line of its own (`colunas`, `nosso`, `deles`).
A key that repeats is paired in the order of its rows.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from engines.subsidy.steps import Connection, Step

THEIRS = "pago_"
DIFFERENCE = "comparacao_"
CUT = ("percentual_", "media_pof", "desvp_pof")
"""Columns whose last place depends on how a binary division was cut."""
CUT_ROOM, FLOAT_ROOM = "0.011", "0.000001"
_NUMBERS = ("DECIMAL", "BIGINT", "INTEGER", "HUGEINT", "SMALLINT", "TINYINT", "UBIGINT", "UINTEGER", "DOUBLE", "FLOAT")
_FLOATS = ("DOUBLE", "FLOAT")
_ROWS = """
WITH lado_a_lado AS (
    SELECT {keys}{cells},
        CASE WHEN t.presente IS NULL THEN 'nosso' WHEN o.presente IS NULL THEN 'deles' ELSE 'ambos' END AS lado
    FROM ({ours}) AS o FULL JOIN ({theirs}) AS t ON {same}
), diferente AS (
    SELECT * FROM lado_a_lado WHERE lado <> 'ambos'{any}
), contada AS (
    SELECT {out}, lado, {count} AS celulas, {columns} AS colunas, {our_values} AS nosso, {their_values} AS deles
    FROM diferente
)
SELECT {out}, lado,
    CASE WHEN lado = 'ambos' THEN celulas ELSE 0 END AS celulas,
    CASE WHEN lado = 'ambos' THEN colunas ELSE '' END AS colunas,
    CASE WHEN lado = 'ambos' THEN nosso ELSE '' END AS nosso,
    CASE WHEN lado = 'ambos' THEN deles ELSE '' END AS deles
FROM contada
"""


@dataclass(frozen=True, slots=True)
class Pair:
    """A stage both sides have: its place in the chain, the key columns and the other columns both have."""

    order: int
    name: str
    key: tuple[str, ...]
    columns: tuple[str, ...]
    ours: dict[str, str] = field(repr=False)
    theirs: dict[str, str] = field(repr=False)

    @property
    def difference(self) -> str:
        """Relation of the rows that differ."""
        return DIFFERENCE + self.name

    @property
    def published(self) -> str:
        """Relation of SMTR's rows."""
        return THEIRS + self.name


@dataclass(frozen=True, slots=True)
class StageDifference:
    """Rows of a stage on both sides, on one only, cells that differ, and the trips and units that first differ here.

    A unit is what is paid: a band, or a service's day before the bands. `repeated` rows have the key of another of
    theirs.
    """

    stage: str
    rows: int
    ours_only: int
    theirs_only: int
    cells: int
    differing_rows: int
    repeated: int = 0
    first_trips: int = 0
    first_units: int = 0

    @property
    def equal(self) -> bool:
        """True where nothing differs."""
        return not (self.ours_only or self.theirs_only or self.cells)


def pairs(connection: Connection, steps: Sequence[Step], given: Iterable[str]) -> tuple[Pair, ...]:
    """Stages of ours given also as theirs, in the order of the chain; one whose key theirs lack is left out.

    A key column that is null in every row of ours (`sentido` before July 2025) is not asked of theirs.
    """
    wanted = frozenset(given)
    found = (_pair(connection, order, step) for order, step in enumerate(steps) if step.name in wanted)
    return tuple(pair for pair in found if pair)


def _pair(connection: Connection, order: int, step: Step) -> Pair | None:
    ours, theirs = described(connection, step.name), described(connection, THEIRS + step.name)
    absent = [name for name in step.key if name not in theirs]
    if any(name not in ours or _held(connection, step.name, name) for name in absent):
        return None
    both = [name for name in step.columns if name in ours and name in theirs]
    key = tuple(name for name in step.key if name not in absent)
    return Pair(order, step.name, key, tuple(name for name in both if name not in key), ours, theirs)


def described(connection: Connection, relation: str) -> dict[str, str]:
    """Columns of a relation and their types."""
    return {str(row[0]): str(row[1]).upper() for row in connection.execute(f'DESCRIBE "{relation}"').fetchall()}


def _held(connection: Connection, relation: str, column: str) -> bool:
    return _one(connection, f'SELECT COUNT("{column}") FROM "{relation}"') > 0


def contrast(connection: Connection, pair: Pair) -> StageDifference:
    """Makes the relation of the rows of a stage that differ, and counts them."""
    repeated = _repeated(connection, _theirs(pair), pair.key)
    turn = bool(repeated or _repeated(connection, pair.name, pair.key))
    connection.execute(f"CREATE OR REPLACE TABLE {pair.difference} AS {_text(pair, turn)}")
    ours = _one(connection, f"SELECT COUNT(*) FROM {pair.name}")
    rows = connection.execute(
        "SELECT COUNT(*) FILTER (WHERE lado = 'nosso'), COUNT(*) FILTER (WHERE lado = 'deles'), "
        f"COALESCE(SUM(celulas), 0), COUNT(*) FROM {pair.difference}"
    ).fetchall()
    only, theirs_only, cells, differing = (int(value) for value in rows[0])
    return StageDifference(pair.name, ours - only, only, theirs_only, cells, differing, repeated)


def _repeated(connection: Connection, relation: str, key: Sequence[str]) -> int:
    names = ", ".join(f'"{name}"' for name in key)
    grouped = f"SELECT COUNT(*) - 1 AS a_mais FROM {relation} AS r GROUP BY {names} HAVING COUNT(*) > 1"
    return _one(connection, f"SELECT COALESCE(SUM(a_mais), 0) FROM ({grouped}) AS r")


def _one(connection: Connection, text: str) -> int:
    return int(connection.execute(text).fetchall()[0][0])


def _text(pair: Pair, turn: bool) -> str:
    numbered = tuple(enumerate(pair.columns))
    keys = ", ".join(f'COALESCE(o."{name}", t."{name}") AS "{name}"' for name in pair.key)
    cells = "".join(f', {differs(pair, c)} AS d{n}, o."{c}" AS o{n}, t."{c}" AS t{n}' for n, c in numbered)
    same = " AND ".join(f'o."{name}" IS NOT DISTINCT FROM t."{name}"' for name in (*pair.key, *(["vez"] * turn)))
    return _ROWS.format(
        out=", ".join(_quoted(pair.key)),
        keys=keys,
        cells=cells,
        ours=_side(pair, pair.name, turn),
        theirs=_side(pair, _theirs(pair), turn),
        same=same,
        any="".join(f" OR d{n}" for n, _ in numbered),
        count=" + ".join(f"CASE WHEN d{n} THEN 1 ELSE 0 END" for n, _ in numbered) or "0",
        columns=_lines((n, f"'{c}'") for n, c in numbered),
        our_values=_lines((n, f"COALESCE(CAST(o{n} AS VARCHAR), '')") for n, _ in numbered),
        their_values=_lines((n, f"COALESCE(CAST(t{n} AS VARCHAR), '')") for n, _ in numbered),
    )


def _lines(values: Iterable[tuple[int, str]]) -> str:
    """The values of the cells that differ, a line each."""
    return " || ".join(f"CASE WHEN d{n} THEN {value} || CHR(10) ELSE '' END" for n, value in values) or "''"


def _side(pair: Pair, relation: str, turn: bool) -> str:
    names = ", ".join(_quoted((*pair.key, *pair.columns)))
    window = f"PARTITION BY {', '.join(_quoted(pair.key))} ORDER BY {', '.join(_quoted(pair.columns or pair.key))}"
    extra = f", ROW_NUMBER() OVER ({window}) AS vez" if turn else ""
    return f"SELECT {names}, TRUE AS presente{extra} FROM {relation} AS r"


def _theirs(pair: Pair) -> str:
    """Their rows of the days settled: a table of theirs may hold others."""
    if "data" not in pair.key:
        return pair.published
    days = f"SELECT data FROM regra UNION SELECT data FROM {pair.name}"
    return f"(SELECT * FROM {pair.published} WHERE data IN ({days}))"


def _quoted(names: Iterable[str]) -> list[str]:
    return [f'"{name}"' for name in names]


def differs(pair: Pair, name: str) -> str:
    """Condition under which a cell differs between aliases o (ours) and t (theirs), by the types of both."""
    ours, theirs, o, t = pair.ours[name], pair.theirs[name], f'o."{name}"', f't."{name}"'
    numbers = ours.startswith(_NUMBERS) and theirs.startswith(_NUMBERS)
    if numbers and (name.startswith(CUT) or ours.startswith(_FLOATS) or theirs.startswith(_FLOATS)):
        room = CUT_ROOM if name.startswith(CUT) else FLOAT_ROOM
        far = f"ABS(CAST({o} AS DOUBLE) - CAST({t} AS DOUBLE)) > {room}"
        return f"(({o} IS NULL) <> ({t} IS NULL) OR COALESCE({far}, FALSE))"
    kind = "DECIMAL(38, 9)" if numbers else "VARCHAR"
    if ours == theirs or (not numbers and {ours, theirs} == {"DATE", "TIMESTAMP"}):
        return f"{o} IS DISTINCT FROM {t}"
    return f"CAST({o} AS {kind}) IS DISTINCT FROM CAST({t} AS {kind})"
