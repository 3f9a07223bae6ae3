"""Linhagem in tables: the ancestors of a column, nearest first, and the graph for who reads it as a table."""

from collections.abc import Sequence

from engines.subsidy.column_lineage import Ancestor
from engines.subsidy.steps import INPUT_PREFIX
from storage.texts.sentences import Texts
from viewmodels.screens.subsidios.lineage import LineageViewModel
from viewmodels.screens.subsidios.rules_timeline_words import title_of
from viewmodels.table_spec import Cell, ColumnSpec, Row


def ancestor_columns(texts: Texts) -> tuple[ColumnSpec, ...]:
    """Columns of the table of ancestors."""
    say = texts.say
    return (
        ColumnSpec("column", say("SUB_LINHAGEM.COLUNA"), sortable=False),
        ColumnSpec("table", say("SUB_LINHAGEM.DE"), sortable=False, quiet=True),
        ColumnSpec("rules", say("SUB_LINHAGEM.REGRAS"), sortable=False),
    )


def ancestor_rows(texts: Texts, found: Sequence[Ancestor]) -> tuple[Row, ...]:
    """Every ancestor of the first one, nearest first."""
    made = []
    for one in found[1:]:
        rules, table = _rules(texts, one), _relation(texts, one.relation)
        cells = {
            "column": Cell(one.column, one.column),
            "table": Cell(table, table, tooltip=one.relation),
            "rules": Cell(rules, rules, tooltip=rules),
        }
        made.append(Row(one.address, cells))
    return tuple(made)


def ancestor_words(texts: Texts, found: Sequence[Ancestor], address: str) -> str:
    """Formula and rules of one ancestor, whole; "" where it is only read."""
    one = next((each for each in found if each.address == address), None)
    if one is None:
        return ""
    rules = _rules(texts, one)
    parts = (("SUB_LINHAGEM.CONTA", one.formula), ("SUB_LINHAGEM.REGRAS", rules))
    return "\n".join(f"{texts.say(code)}: {text}" for code, text in parts if text)


def node_table(model: LineageViewModel) -> tuple[tuple[ColumnSpec, ...], tuple[Row, ...]]:
    """The graph: each node, what it is, what it reads and what it feeds."""
    say = model.desk.say
    columns = (
        ColumnSpec("node", say("SUB_LINHAGEM.NO"), stretch=2),
        ColumnSpec("kind", say("SUB_LINHAGEM.TIPO"), quiet=True),
        ColumnSpec("before", say("SUB_LINHAGEM.LE_DE"), stretch=3),
        ColumnSpec("after", say("SUB_LINHAGEM.ALIMENTA"), stretch=3),
    )
    titles = {mark.key: mark.title for mark in model.nodes}
    rows = []
    for mark in model.nodes:
        before, after = (", ".join(titles[key] for key in side) for side in model.neighbours(mark.key))
        cells = {
            "node": Cell(mark.title, mark.title),
            "kind": Cell(mark.word, mark.word),
            "before": Cell(before, before, tooltip=before),
            "after": Cell(after, after, tooltip=after),
        }
        rows.append(Row(mark.key, cells))
    return columns, tuple(rows)


def _relation(texts: Texts, relation: str) -> str:
    if relation.startswith(INPUT_PREFIX):
        return title_of(texts, "TABELA.subsidio", relation.removeprefix(INPUT_PREFIX))
    return title_of(texts, "SUB_ETAPA", relation)


def _rules(texts: Texts, one: Ancestor) -> str:
    names = [title_of(texts, "SUB_REGRA", rule) for rule in one.rules]
    rows = [title_of(texts, "SUB_REGRA", rule) for rule in one.row_rules if rule not in one.rules]
    return ", ".join((*names, *(texts.say("SUB_LINHAGEM.REGRA_DAS_LINHAS", regra=rule) for rule in rows)))
