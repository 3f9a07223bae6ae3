"""Worked cases about KM prevista: from daily rows, and when a day type has none (seed §4.1; F-06)."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from engines.calendar import DayType, day_type
from engines.figure import Value
from engines.finding import Finding
from engines.goals.cases.bench import ONLY, Bench, about, classifications, codes, is_ok, text, whole
from engines.goals.cleaning import ACTIVE, OperationRow, clean
from engines.sheet import Evaluation
from engines.sheet.facts import InputKey, Row

INSUFFICIENT = "Dados históricos insuficientes"
ESTIMATED = {"SABADO": "mediaSabadoEstimada", "DOMINGO_FERIADO": "mediaDomingoEstimada"}


def km(inputs: Mapping[str, Any], bench: Bench) -> dict[str, Any]:
    """KM prevista of one sector from daily rows (seed §4.1)."""
    rows, issues = _days(inputs)
    evaluation = bench.evaluate({"dias": rows}, {}, _calendar(inputs["calendar"]))
    answer = _km_answer(evaluation)
    if issues:
        answer["issues"] = [{"code": f.code, "detail": f.detail, "data": f.where["data"]} for f in issues]
    return answer


def km_fallback(inputs: Mapping[str, Any], bench: Bench) -> dict[str, Any]:
    """KM prevista when a day type has no rows in the window: 12 months, else the reference ratio (F-06)."""
    typing = inputs.get("history_classifications") or _usual(inputs, bench)
    rows, _ = _days({**inputs, "history_classifications": typing})
    missing = _absent_type(rows, inputs["calendar"])
    wide = [*rows, *_wider(inputs.get("extended_rows_same_type") or {}, missing)]
    given: dict[InputKey, Value] = {
        ("razao_referencia", (kind.key,)): kind.ratio for kind in bench.rules.day_kinds if kind.ratio is not None
    }
    if "reference_ratio" in inputs:
        given["razao_referencia", (missing,)] = Decimal(str(inputs["reference_ratio"]))
    evaluation = bench.evaluate({"dias": rows, "dias_12m": wide}, given, _calendar(inputs["calendar"]))
    checks = about(evaluation, "ORG_002.JANELA_12_MESES", "ORG_002.RAZAO_DE_REFERENCIA")
    proof = {
        "requiresApproval": bool(checks),
        "fallback": checks[0].detail if checks else None,
        "warningCode": "ORG_002" if checks else None,
    }
    estimated = {
        "mediaUtil": text(evaluation.value("media_util", (ONLY,))),
        ESTIMATED.get(missing, "mediaEstimada"): text(evaluation.value("media", (ONLY, missing))),
    }
    return {**_km_answer(evaluation), **estimated, **proof}


def _wider(extended: Mapping[str, Any], kind: str) -> list[Row]:
    return [_row(date.fromisoformat(day), Decimal(str(value)), kind) for day, value in extended.items()]


def _days(inputs: Mapping[str, Any]) -> tuple[list[Row], tuple[Finding, ...]]:
    """Rows of the day table, summed per day, with the type each day ran with; and the rows left out."""
    typed = classifications(inputs.get("history_classifications"))
    listed = [row for row in inputs["daily"] if _of_sector(row, inputs.get("sectorId"))]
    own = {date.fromisoformat(r["data"]): DayType(r["tipoDia"]) for r in listed if r.get("tipoDia")}
    days, issues = clean(
        OperationRow(
            date.fromisoformat(row["data"]),
            str(row.get("sectorId", ONLY)),
            Decimal(str(row["km"])),
            str(row.get("veiculo") or ""),
            status=row.get("status") or ACTIVE,
        )
        for row in listed
    )
    return [_row(d.day, d.km, str(own.get(d.day) or day_type(d.day, typed))) for d in days], issues


def _of_sector(row: Mapping[str, Any], wanted: object) -> bool:
    return wanted is None or str(row.get("sectorId", wanted)) == str(wanted)


def _usual(inputs: Mapping[str, Any], bench: Bench) -> dict[str, str]:
    """Types of the window's holidays when the case gives none: as suggested, the way a director confirms them."""
    years = {date.fromisoformat(row["data"]).year for row in inputs["daily"]}
    return {day.isoformat(): str(kind) for year in sorted(years) for day, kind in bench.usual(year).items()}


def _row(day: date, value: Decimal, kind: str) -> Row:
    return {"data": day, "setor": ONLY, "tipo": kind, "km": value}


def _absent_type(rows: list[Row], calendar: Mapping[str, Any]) -> str:
    """The day type the 3-month rows lack: the one a fallback is asked for; one the month has days of comes first."""
    held = {row["tipo"] for row in rows}
    absent = [str(kind) for kind in DayType if str(kind) not in held]
    needed = [kind for kind in absent if int(calendar.get(kind) or 0) > 0]
    return next(iter((*needed, *absent)), str(DayType.DOMINGO_FERIADO))


def _calendar(counts: Mapping[str, Any]) -> dict[InputKey, Value]:
    """Days of each type in the month; a type the case does not name has none."""
    return {("dias_mes", (str(kind),)): Decimal(str(counts.get(str(kind)) or 0)) for kind in DayType}


def _km_answer(evaluation: Evaluation) -> dict[str, Any]:
    missing = [f.where["tipo"] for f in about(evaluation, "ORG_002.DIA_SEM_HISTORICO")]
    if missing:
        return {"ok": False, "missing": missing, "code": "ORG_002", "message": INSUFFICIENT}
    found = about(evaluation, "CAL_001")
    by_type = {str(kind): _by_type(evaluation, str(kind)) for kind in DayType}
    return {
        "ok": is_ok(found),
        "kmPrevista": text(evaluation.value("km_prevista", (ONLY,))),
        "por_tipo": by_type,
        "codes": codes(found),
    }


def _by_type(evaluation: Evaluation, kind: str) -> dict[str, Any]:
    place = (ONLY, kind)
    return {
        "dias_historicos": whole(evaluation.value("dias_historicos", place)),
        "media": text(evaluation.value("media", place)),
        "dias": whole(evaluation.value("dias_mes", (kind,))),
        "projecao": text(evaluation.value("projecao", place)),
    }
