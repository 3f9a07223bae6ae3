"""Why the way on of an import is closed, in words, step by step."""

from typing import TYPE_CHECKING

from storage.auditoria.settled_days import SPEAKING
from storage.auditoria.sources import SourceKind
from viewmodels.screens.subsidios.import_columns import ColumnPairs
from viewmodels.screens.subsidios.import_words import day_of, title_of

if TYPE_CHECKING:
    from viewmodels.screens.subsidios.import_way import ImportWay


def closed_by(wizard: "ImportWay") -> str:
    """The sentence beside the button that goes on; "" when it is open."""
    if wizard.running:
        return wizard.desk.say(
            "SUBSIDIO_IMPORTA.POR_QUE.LENDO" if wizard.pairs else "SUBSIDIO_IMPORTA.POR_QUE.EXAMINANDO"
        )
    if wizard.current == "origem" and wizard.database.is_open:
        return wizard.database.reason
    if wizard.pairs is None:
        return wizard.desk.say("SUBSIDIO_IMPORTA.POR_QUE.ORIGEM")
    if wizard.current == "colunas":
        return _of_tables(wizard, wizard.pairs) or _of_days(wizard, wizard.pairs)
    if wizard.current == "leitura" and wizard.is_in and wizard.kind is SourceKind.INPUT:
        return wizard.audit.reason or _of_day(wizard, wizard.known_on)
    return ""


def _of_tables(wizard: "ImportWay", pairs: ColumnPairs) -> str:
    texts, say = wizard.desk.house.texts, wizard.desk.say
    for name in pairs.examined.twice:
        return say("SUBSIDIO_IMPORTA.POR_QUE.DUAS_FONTES", tabela=title_of(texts, wizard.kind, name))
    for table in pairs.examined.tables:
        if table.trouble is not None:
            return say("SUBSIDIO_IMPORTA.POR_QUE.DANIFICADA", tabela=title_of(texts, wizard.kind, table.name))
    for name in pairs.examined.lacking:
        return say("SUBSIDIO_IMPORTA.POR_QUE.TABELA", tabela=title_of(texts, wizard.kind, name))
    for table in pairs.examined.tables:
        if (column := pairs.hopeless(table.name)) != "":
            told = {"tabela": title_of(texts, wizard.kind, table.name), "coluna": column}
            return say("SUBSIDIO_IMPORTA.POR_QUE.COLUNA_AUSENTE", **told)
    lacking = sum(pairs.lacking(table.name) for table in pairs.examined.tables)
    return say("SUBSIDIO_IMPORTA.POR_QUE.COLUNAS", n=lacking) if lacking else ""


def _of_days(wizard: "ImportWay", pairs: ColumnPairs) -> str:
    if wizard.kind is SourceKind.PAID:
        return ""
    for typed in (wizard.since, wizard.until):
        if typed and (wrong := _of_day(wizard, typed)):
            return wrong
    told = {table.name for table in pairs.examined.tables} & set(SPEAKING)
    untold = not told and not (wizard.since or wizard.until)
    return wizard.desk.say("SUBSIDIO_IMPORTA.POR_QUE.SEM_DIAS") if untold else ""


def _of_day(wizard: "ImportWay", typed: str) -> str:
    return "" if day_of(typed) is not None else wizard.desk.say("SUBSIDIO_IMPORTA.POR_QUE.DIA")
