"""The causes of a comparison on the bench: those of one unit, and the units one cause moves, set apart as evidence."""

from engines.subsidy.comparing import Cause
from storage.auditoria.bench import AuditBench

EVIDENCE = "comparacao_evidencia"
_OF_CAUSE = """
CREATE OR REPLACE TABLE comparacao_evidencia AS
SELECT u.data, u.servico, u.sentido, u.faixa_horaria_inicio, u.consorcio, c.codigo, c.de, c.para, c.clausula, c.ato,
    c.viagens, c.efeito, u.nosso, u.deles
FROM comparacao_causa AS c
JOIN comparacao_unidade AS u ON u.unidade = c.unidade
WHERE c.codigo = ? AND c.de = ? AND c.para = ? AND COALESCE(c.clausula, '') = ? AND COALESCE(c.ato, '') = ?
ORDER BY u.unidade
"""
_OF_UNIT = """
SELECT codigo, de, para, COALESCE(clausula, ''), COALESCE(ato, ''), viagens, efeito
FROM comparacao_causa WHERE unidade = ? ORDER BY ABS(efeito) DESC, codigo, de, para
"""


def lay_cause(bench: AuditBench, cause: Cause) -> int:
    """Makes relation EVIDENCE: the units a cause moves, with its R$ in each; returns its rows. Needs the bench held."""
    values = [cause.code, cause.theirs, cause.ours, cause.clause, cause.act]
    connection = bench.session.connection
    connection.execute(_OF_CAUSE, values)
    (rows,) = connection.execute(f"SELECT COUNT(*) FROM {EVIDENCE}").fetchone() or (0,)
    return int(rows)


def causes_of(bench: AuditBench, unit: int) -> tuple[Cause, ...]:
    """The causes of one unit's difference, those that move most first. Raises KnownError AUDITORIA_SEM_CALCULO."""
    rows = bench.cursor().execute(_OF_UNIT, [unit]).fetchall()
    return tuple(
        Cause(code, theirs, ours, clause, act, int(trips), 1, effect)
        for code, theirs, ours, clause, act, trips, effect in rows
    )
