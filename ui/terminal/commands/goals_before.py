"""`metas validar`, `metas feriados` and `metas parametros`: what a month stands on, looked at and mended."""

import argparse
from collections.abc import Iterator
from datetime import date
from typing import Any

from ui.terminal.commands.telling import messages
from ui.terminal.frame import DONE, REFUSED, Call, Command, Outcome
from ui.terminal.parser import day_argument, month_argument
from viewmodels.operations.faces import House, KnownError, Scope, Texts, perform
from viewmodels.operations.metas.checking import Checked
from viewmodels.operations.metas.holidays import DayType, HolidayBook, HolidayRow
from viewmodels.operations.metas.registers import ParameterRow

NO_TYPE = "-"


def month_option(parser: argparse.ArgumentParser, texts: Texts, required: bool = True) -> None:
    """The option of a month."""
    parser.add_argument(
        "--vigencia", required=required, default=None, metavar="AAAA-MM", type=month_argument(texts),
        help=texts.say("COMANDO.AJUDA_MES"),
    )  # fmt: skip


def _validation_arguments(parser: argparse.ArgumentParser, texts: Texts) -> None:
    month_option(parser, texts)
    parser.add_argument("--sem-ler", action="store_true", help=texts.say("COMANDO.AJUDA_SEM_LER"))
    parser.add_argument("--recalcular", action="store_true", help=texts.say("COMANDO.AJUDA_RECALCULAR"))


def _validate(call: Call) -> Outcome:
    """Checks and stores no run (F-62)."""
    vigencia, force = call.arguments.vigencia, call.arguments.recalcular
    with call.open_house() as house:
        scope = call.scope(house)
        snapshot = _snapshot(call, house, scope, vigencia)
        seen: Checked = perform(
            house, scope, "metas.conferir_dados", vigencia=vigencia, snapshot=snapshot, force=force
        )  # fmt: skip
    blocking, consents = seen.blocking, seen.consents
    others = [f for f in seen.findings if f not in blocking and f not in consents]
    told = {
        "competitionPeriod": vigencia,
        "isValid": not blocking,
        "snapshot": snapshot or None,
        "errors": messages(call.texts, blocking, seen.names),
        "consents": messages(call.texts, consents, seen.names),
        "warnings": messages(call.texts, others, seen.names),
    }
    return Outcome(told, tuple(_checked_lines(call.texts, seen)), REFUSED if blocking else DONE)


def _snapshot(call: Call, house: House, scope: Scope, vigencia: str) -> str:
    """A fresh reading, or with `--sem-ler` the last one when it is of this month."""
    if not call.arguments.sem_ler:
        return str(call.finish(house, scope, "metas.ler_erp", vigencia=vigencia).snapshot)
    kept = perform(house, scope, "metas.ultima_leitura")
    return kept.snapshot if kept is not None and kept.vigencia == vigencia else ""


def _checked_lines(texts: Texts, seen: Checked) -> Iterator[str]:
    for finding in seen.findings:
        yield f"{texts.say(f'SEVERIDADE.{finding.severity}')}: {texts.say_finding(finding, seen.names)}"
    yield texts.say("METAS.COMANDO_VALIDO" if not seen.blocking else "METAS.COMANDO_BLOQUEADO", n=len(seen.blocking))


def _holiday_arguments(parser: argparse.ArgumentParser, texts: Texts) -> None:
    month_option(parser, texts)
    parser.add_argument(
        "--tipar", nargs="+", default=[], metavar="AAAA-MM-DD=TIPO", type=_typing(texts),
        help=texts.say("COMANDO.AJUDA_TIPAR"),
    )  # fmt: skip


def _typing(texts: Texts) -> Any:
    """Reader of `2025-11-15=SABADO`; `-` takes a type back."""
    read_day = day_argument(texts)

    def read(text: str) -> tuple[date, DayType | None]:
        day, _, kind = text.partition("=")
        if kind != NO_TYPE and kind not in set(DayType):
            options = ", ".join(DayType)
            raise argparse.ArgumentTypeError(texts.say("COMANDO.VALOR_TIPO", opcoes=options))
        return read_day(day), None if kind == NO_TYPE else DayType(kind)

    return read


def _holidays(call: Call) -> Outcome:
    vigencia, chosen = call.arguments.vigencia, dict(call.arguments.tipar)
    with call.open_house() as house:
        scope = call.scope(house)
        book: HolidayBook = perform(house, scope, "metas.feriados", vigencia=vigencia)
        strangers = sorted(set(chosen) - {row.holiday.day for row in book.rows})
        if strangers:
            raise KnownError("METAS.DIA_DESCONHECIDO", dia=strangers[0])
        for day, kind in chosen.items():
            perform(house, scope, "metas.classificar", vigencia=vigencia, day=day, kind=kind)
        if chosen:
            book = perform(house, scope, "metas.feriados", vigencia=vigencia)
    told = {
        "competitionPeriod": vigencia,
        "holidays": [_holiday(row) for row in book.rows],
        "allClassified": not book.untyped,
        "saved": len(chosen),
        "classifications": [_holiday(row) for row in book.rows if row.holiday.day in chosen],
    }
    return Outcome(told, tuple(_holiday_lines(call.texts, book, len(chosen))))


def _holiday(row: HolidayRow) -> dict[str, object]:
    day = row.holiday
    return {
        "date": day.day,
        "name": day.name,
        "kind": day.kind,
        "source": day.source,
        "inMonth": row.in_month,
        "classification": day.day_type,
        "isClassified": day.day_type is not None or not row.must_type,
        "suggestion": row.suggested.day_type,
    }


def _holiday_lines(texts: Texts, book: HolidayBook, saved: int) -> Iterator[str]:
    for row in book.rows:
        kind = row.holiday.day_type
        word = texts.say(f"TIPO_DIA.{kind}") if kind else texts.say("METAS.COMANDO_SEM_TIPO")
        yield f"{texts.numbers.day(row.holiday.day)}  {word}  {row.holiday.name}"
    yield texts.say("METAS.COMANDO_FERIADOS", n=saved, faltam=len(book.untyped))


def _parameter_arguments(parser: argparse.ArgumentParser, texts: Texts) -> None:
    month_option(parser, texts, required=False)
    parser.add_argument("--editar", nargs=2, metavar=("NOME", "VALOR"), default=None,
                        help=texts.say("COMANDO.AJUDA_EDITAR"))  # fmt: skip
    parser.add_argument("--motivo", metavar="M", default="", help=texts.say("COMANDO.AJUDA_MOTIVO"))


def _parameters(call: Call) -> Outcome:
    with call.open_house() as house:
        scope = call.scope(house)
        edited = _edited(call, house, scope) if call.arguments.editar else None
        rows: tuple[ParameterRow, ...] = perform(
            house, scope, "metas.parametros", vigencia=call.arguments.vigencia or ""
        )
    newest = max((row for row in rows if row.updated), key=lambda row: str(row.updated), default=None)
    told: dict[str, object] = {
        "parameters": {row.parameter.key: row.value for row in rows},
        "records": [_parameter(row) for row in rows],
        "lastUpdated": newest.updated if newest else None,
        "updatedBy": newest.author if newest else None,
    }
    if edited is not None:
        told["update"] = edited
    return Outcome(told, tuple(_parameter_line(call.texts, row) for row in rows))


def _edited(call: Call, house: House, scope: Scope) -> dict[str, object]:
    """A parameter given another value; the first finding that refuses it is the refusal."""
    name, value = call.arguments.editar
    rows: tuple[ParameterRow, ...] = perform(house, scope, "metas.parametros", vigencia=call.arguments.vigencia or "")
    known = [row.parameter.key for row in rows]
    if name not in known:
        raise KnownError("METAS.PARAMETRO_AUSENTE", parametro=name, conhecidos=", ".join(known))
    change = perform(
        house, scope, "metas.editar_parametro", name=name, value=value.replace(",", "."),
        justification=call.arguments.motivo, vigencia=call.arguments.vigencia or "",
    )  # fmt: skip
    for finding in change.refused:
        raise KnownError("METAS.PARAMETRO_RECUSADO", motivo=call.texts.say_finding(finding))
    record = change.record
    return {
        "parameter": {"name": name, "value": record.value, "updated": record.updated, "starts": str(record.starts)},
        "previousValue": change.previous,
        "auditLogId": change.audit,
    }


def _parameter(row: ParameterRow) -> dict[str, object]:
    return {
        "parameterName": row.parameter.key,
        "description": row.parameter.label,
        "parameterValue": row.value,
        "isShare": row.parameter.is_share,
        "updatedAt": row.updated,
        "updatedBy": row.author or None,
        "justification": row.justification,
    }


def _parameter_line(texts: Texts, row: ParameterRow) -> str:
    unit = "fraction" if row.parameter.is_share else "BRL/L"
    value = texts.figure_text(row.value, unit) if row.value is not None else NO_TYPE
    return f"{row.parameter.key}  {value}  {row.author}".rstrip()


COMMANDS = (
    Command(("metas", "validar"), "COMANDO.METAS_VALIDAR", _validate, _validation_arguments),
    Command(("metas", "feriados"), "COMANDO.METAS_FERIADOS", _holidays, _holiday_arguments),
    Command(("metas", "parametros"), "COMANDO.METAS_PARAMETROS", _parameters, _parameter_arguments),
)
