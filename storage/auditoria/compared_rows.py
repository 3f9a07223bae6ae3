"""Rows of a comparison: the bands as they are shown, the rows of each stage that differ, each beside its cause."""

import weakref
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from storage.auditoria.bench import AuditBench, Laid
from storage.auditoria.rows import BenchRows, RowsAsked
from storage.bulk.types import quoted

if TYPE_CHECKING:
    import duckdb

CauseWords = Callable[[str, str, str], str]
"""Words of a cause, from its code and the two values it goes between."""
BANDS, VIEW, DIFFERENCE = "vista_pagamento", "vista_", "comparacao_"
_WORDS = "causa_em_palavras"
_SUMS: Mapping[str, tuple[str, ...]] = {
    "viagens": ("viagens_faixa", "viagens_dia", "viagens"),
    "km_planejada": ("km_planejada_faixa", "km_planejada_dia", "km_planejada"),
    "km_apurada": ("km_apurada_faixa", "km_apurada_dia", "km_apurada"),
    "faixa_horaria_fim": ("faixa_horaria_fim",),
}
"""What is shown of a unit besides the money, and what its payment table calls it."""
_TYPES = {"viagens": "BIGINT", "faixa_horaria_fim": "TIMESTAMP"}
_KEY = ("data", "servico", "sentido", "faixa_horaria_inicio")
_BANDS = """
SELECT p.unidade, p.data, p.faixa_horaria_inicio, s.faixa_horaria_fim, p.servico, p.sentido, p.consorcio,
    CAST(t.planejadas AS BIGINT) AS viagens_planejadas, s.viagens, s.km_planejada, s.km_apurada,
    p.pof_nosso AS pof, p.penalidade_nossa, p.penalidade_deles, p.nosso, p.deles, p.efeito,
    ABS(p.efeito) AS tamanho, p.lado, p.primeira_etapa, p.causa, p.causa_de, p.causa_para, c.texto AS causa_texto,
    p.clausula, p.ato, p.etapa, p.tipo, p.faixa
FROM comparacao_pagamento AS p
LEFT JOIN ({sums}) AS s ON s.etapa = p.etapa AND {same}
LEFT JOIN teto_da_faixa AS t ON t.faixa = p.faixa
LEFT JOIN causa_em_palavras AS c ON c.codigo = p.causa AND c.de = p.causa_de AND c.para = p.causa_para
"""
_TRIPS = """
SELECT d.data, d.id_viagem, w.servico_realizado AS servico, w.sentido, w.datetime_partida, d.lado, d.celulas,
    d.colunas, d.nosso, d.deles, v.efeito, ABS(COALESCE(v.efeito, 0)) AS tamanho, c.texto AS causa_texto,
    v.pago_nosso, v.pago_deles, v.codigo AS causa, v.de AS causa_de, v.para AS causa_para, q.clausula, q.ato
FROM {difference} AS d
LEFT JOIN in_viagem_completa AS w ON w.data = d.data AND w.id_viagem = d.id_viagem
LEFT JOIN comparacao_viagem_paga AS v ON v.data = d.data AND v.id_viagem = d.id_viagem
LEFT JOIN causa_em_palavras AS c ON c.codigo = v.codigo AND c.de = v.de AND c.para = v.para
LEFT JOIN comparacao_regra AS q ON q.data = v.data AND q.regra = v.regra
"""
_CAUSES = """
SELECT DISTINCT codigo, de, para FROM comparacao_causa
UNION SELECT DISTINCT codigo, de, para FROM comparacao_viagem_paga WHERE codigo IS NOT NULL
"""


class ComparedRows(BenchRows):
    """Reads what `compare` left on the bench: `vista_pagamento`, and `vista_<stage>` for each stage compared."""

    def __init__(self, bench: AuditBench, laid: Laid, words: CauseWords) -> None:
        """A reader of the comparison of what stands on the bench; `words` names a cause in the reader's language."""
        super().__init__(bench, laid)
        self._made: set[str] = set()
        _lay_words(self._cursor, words)

    def next_differing(self, asked: RowsAsked, place: int, by: int) -> int:
        """Place of the next row whose money differs, after (1) or before (-1) a place, around the end; -1 for none.

        Every row of a stage's view differs. Raises KeyError for a name that is not there.
        """
        import numpy

        with self._lock:
            order = self._order(asked)
            places = numpy.arange(len(order))
            if asked.table == BANDS:
                told = self._cursor.execute(f"SELECT rowid FROM {BANDS} WHERE efeito <> 0").fetchnumpy()["rowid"]
                places = numpy.flatnonzero(numpy.isin(order, told))
            ahead = places[places > place] if by > 0 else places[places < place]
            chosen = ahead if len(ahead) else places
            return int(chosen[0 if by > 0 else -1]) if len(chosen) else -1

    def _checked(self, table: str) -> str:
        """The view's own name, made the first time it is asked for. Raises KeyError for one of no stage compared."""
        if table not in self._made:
            text = self._text(table)
            self._cursor.execute(f"CREATE OR REPLACE TEMP TABLE {quoted(table)} AS {text}")
            self._made.add(table)
        return table

    def _key(self, table: str, types: Mapping[str, str]) -> tuple[str, ...]:
        return tuple(name for name in (*_KEY, "id_viagem", "id_veiculo") if name in types)

    def _text(self, table: str) -> str:
        if table == BANDS:
            return self._bands()
        name = table.removeprefix(VIEW)
        if not table.startswith(VIEW) or name not in self.laid.published:
            raise KeyError(table)
        if "id_viagem" in self._names(DIFFERENCE + name):
            return _TRIPS.format(difference=quoted(DIFFERENCE + name))
        return f"SELECT *, celulas AS tamanho FROM {quoted(DIFFERENCE + name)}"

    def _bands(self) -> str:
        rows = self._cursor.execute("SELECT DISTINCT etapa FROM comparacao_pagamento ORDER BY etapa").fetchall()
        sums = " UNION ALL ".join(self._sums(str(stage)) for (stage,) in rows)
        same = " AND ".join(f"s.{name} IS NOT DISTINCT FROM p.{name}" for name in _KEY)
        return _BANDS.format(sums=sums or _NO_SUMS, same=same)

    def _sums(self, stage: str) -> str:
        there = self._names(stage)
        shown = {name: next((each for each in names if each in there), "") for name, names in _SUMS.items()}
        cells = [f"{quoted(found) if found else 'NULL'} AS {name}" for name, found in shown.items()]
        keys = [name if name in there else f"CAST(NULL AS {_KEY_TYPES[name]}) AS {name}" for name in _KEY]
        told = [f"CAST({cell.partition(' AS ')[0]} AS {_TYPES.get(name, 'DECIMAL(38, 9)')}) AS {name}"
                for name, cell in zip(shown, cells, strict=True)]  # fmt: skip
        return f"SELECT '{stage}' AS etapa, {', '.join((*keys, *told))} FROM {quoted(stage)}"

    def _names(self, relation: str) -> list[str]:
        return [str(row[0]) for row in self._cursor.execute(f"DESCRIBE {quoted(relation)}").fetchall()]


_KEY_TYPES = {"data": "DATE", "servico": "VARCHAR", "sentido": "VARCHAR", "faixa_horaria_inicio": "TIMESTAMP"}
_NO_SUMS = "SELECT '' AS etapa, {keys}, {sums} FROM regra WHERE FALSE".format(
    keys=", ".join(f"CAST(NULL AS {kind}) AS {name}" for name, kind in _KEY_TYPES.items()),
    sums=", ".join(f"CAST(NULL AS {_TYPES.get(name, 'DECIMAL(38, 9)')}) AS {name}" for name in _SUMS),
)


def _lay_words(cursor: "duckdb.DuckDBPyConnection", words: CauseWords) -> None:
    """Makes temporary relation `causa_em_palavras`: each cause there is, in words."""
    found = [tuple(map(str, row)) for row in cursor.execute(_CAUSES).fetchall()]
    columns: list[Any] = [[row[at] for row in found] for at in range(3)]
    columns.append([words(*row) for row in found])
    names = ("codigo", "de", "para", "texto")
    asked = ", ".join(f"UNNEST(?::VARCHAR[]) AS {name}" for name in names)
    cursor.execute(f"CREATE OR REPLACE TEMP TABLE {_WORDS} AS SELECT {asked}", columns)


_READERS: "weakref.WeakKeyDictionary[AuditBench, ComparedRows]" = weakref.WeakKeyDictionary()


def compared_rows(bench: AuditBench, words: CauseWords) -> ComparedRows:
    """The reader of the last comparison. Raises KnownError AUDITORIA_SEM_CALCULO, KeyError before any comparison."""
    laid = bench.standing()
    reader = _READERS.get(bench)
    if reader is None or reader.laid is not laid:
        if reader is not None:
            reader.close()
        _ask_compared(bench)
        reader = _READERS[bench] = ComparedRows(bench, laid, words)
    return reader


def forget_compared_rows(bench: AuditBench) -> None:
    """Another comparison stands on the bench: what was read of the one before is let go."""
    reader = _READERS.pop(bench, None)
    if reader is not None:
        reader.close()


def _ask_compared(bench: AuditBench) -> None:
    asked = "SELECT COUNT(*) FROM duckdb_tables() WHERE table_name = 'comparacao_pagamento'"
    (found,) = bench.cursor().execute(asked).fetchone() or (0,)
    if not found:
        raise KeyError(BANDS)
