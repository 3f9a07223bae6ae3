"""How an import is said: tables, rows and days in words, files shortened, faults and how to mend them."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal

from storage.auditoria.sources import SourceKind
from storage.texts.sentences import Texts
from viewmodels.operations.subsidios.template import column_meaning, stage_title, table_title
from viewmodels.screens.memory_view import short_hash

__all__ = ["column_meaning"]

FAULT = "IMPORTACAO.TABELA."
DAY = "%d/%m/%Y"


def title_of(texts: Texts, kind: SourceKind, table: str) -> str:
    """What a table of an import of this kind is called in words."""
    return table_title(texts, table) if kind is SourceKind.INPUT else stage_title(texts, table)


def day_of(text: str) -> date | None:
    """The day a text writes as 20/01/2026; None where it writes none."""
    try:
        return datetime.strptime(text, DAY).date()
    except ValueError:
        return None


def whole(texts: Texts, number: int) -> str:
    """`12.345`."""
    return texts.numbers.number(Decimal(number), 0)


def counted(texts: Texts, tables: int, rows: int) -> str:
    """`16 tabelas, 1.929 linhas`."""
    return texts.say("SUBSIDIO_IMPORTA.CONTAGEM", tabelas=tables, linhas=rows, total=whole(texts, rows))


def period(texts: Texts, days: Sequence[date]) -> str:
    """`10/11/2025 a 16/11/2025`; "" without days."""
    if not days:
        return ""
    first, last = min(days), max(days)
    if first == last:
        return texts.say("SUBSIDIO_IMPORTA.UM_DIA", dia=first)
    return texts.say("SUBSIDIO_IMPORTA.DE_ATE", de=first, ate=last)


def days_said(texts: Texts, days: Sequence[date]) -> str:
    """`7 dias, 10/11/2025 a 16/11/2025`; "" without days."""
    return texts.say("SUBSIDIO_IMPORTA.DIAS", n=len(days), periodo=period(texts, days)) if days else ""


def file_name(file: Mapping[str, str]) -> str:
    """A file by its name; a table of a database, which has no hash, without the address it stands at."""
    return file["arquivo"] if file.get("sha256") else file["arquivo"].rpartition(": ")[2]


def files_said(texts: Texts, files: Sequence[str]) -> str:
    """The file of a table, or the first of them and how many more."""
    if len(files) < 2:
        return "".join(files)
    return texts.say("SUBSIDIO_IMPORTA.N_ARQUIVOS", primeiro=files[0], mais=len(files) - 1)


def hashes_said(files: Sequence[Mapping[str, str]]) -> str:
    """First signs of the SHA-256 of a table's file; of several, the first one's."""
    return short_hash(files[0].get("sha256", "")) if files else ""


def fault_said(texts: Texts, code: str, args: Mapping[str, object]) -> str:
    """What is wrong at a place, without saying the place again."""
    short = f"SUBSIDIO_IMPORTA.FALTA.{code.removeprefix(FAULT)}"
    return texts.say_with(short if _ours(texts, code, short) else code, args)


def mending_said(texts: Texts, code: str, args: Mapping[str, object]) -> str:
    """How to mend it; "" where the sentence already says it."""
    known = f"SUBSIDIO_IMPORTA.CONSERTO.{code.removeprefix(FAULT)}"
    return texts.say_with(known, args) if _ours(texts, code, known) else ""


def _ours(texts: Texts, code: str, other: str) -> bool:
    return code.startswith(FAULT) and texts.knows(other)
