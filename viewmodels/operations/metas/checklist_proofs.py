"""How the program proves the items that come before a calculation, from what is stored and nothing else."""

from collections.abc import Callable, Mapping
from datetime import datetime

from engines.calendar import Month, window_before
from engines.finding import Severity
from engines.goals.month import FAR, NEAR
from engines.goals.parameters import validate_all
from engines.goals.periods import CLOSED
from engines.money import canonical_text
from storage.metas.erp_snapshot import read_back
from storage.metas.registers import parameters, period_status, sectors
from storage.metas.rulebook import shipped
from storage.metas.targets import performances
from viewmodels.operations.metas.checking import holiday_findings
from viewmodels.operations.metas.checklist_ground import Ground, Proof, snapshot_of
from viewmodels.operations.metas.gathering import previous_period


def _previous(ground: Ground) -> Proof:
    before = previous_period(ground.connection, ground.client, ground.month)
    if before is None:
        return Proof(True, "PRIMEIRA")
    status = period_status(ground.connection, ground.client, before)
    spent = performances(ground.connection, ground.client, before).values()
    held = sum(1 for p in spent if p.realized is not None)
    who, when = ground.act("PERIOD_MOVED", f"metas/vigencia/{before}")
    args = {"mes": before, "n": held}
    if status == CLOSED and held:
        return Proof(True, "NOTA", args, who, when)
    return Proof(False, "SEM_GASTOS" if status == CLOSED else "ABERTA", args)


def _planned(ground: Ground) -> Proof:
    status = period_status(ground.connection, ground.client, ground.month)
    if status is None:
        return Proof(False, "FALTA")
    who, when = ground.act("PERIOD_OPENED", f"metas/vigencia/{ground.month}")
    return Proof(True, "NOTA", {"situacao": ground.say(f"ESTADO.{status}")}, who, when)


def _data(ground: Ground) -> Proof:
    key, at, who = snapshot_of(ground)
    if not key:
        return Proof(False, "FALTA")
    reading = read_back(ground.connection, ground.client, key)
    near, far = set(window_before(ground.month, NEAR)), set(window_before(ground.month, FAR))
    listed = [s for s in sectors(ground.connection, ground.client) if s.erp_code]
    days = {d.day for d in reading.days if Month.of(d.day) in near}
    total = (ground.month.first - min(near).first).days
    months = len({c.month for c in reading.costs if c.month in far})
    args = {"dias": len(days), "total": total, "setores": len(listed), "meses": months}
    wrong = [f for f in reading.findings if f.severity is Severity.ERROR]
    if wrong or len(days) < total:
        return Proof(bool(ground.view), "LACUNAS", {**args, "achados": len(wrong)}, who, at)
    return Proof(True, "NOTA", args, who, at)


def _holidays_open(ground: Ground) -> Proof:
    listed = ground.listed_days()
    typed = [h for h in listed if h.day_type is not None]
    if listed and not typed:
        return Proof(False, "FALTA", {"n": len(listed)})
    return Proof(True, "NOTA", {"n": len(listed)}, *_last_typing(ground))


def _holidays_seen(ground: Ground) -> Proof:
    listed = ground.listed_days()
    of_month = sum(1 for h in listed if Month.of(h.day) == ground.month)
    open_days = [h for h in listed if h.day_type is None]
    args = {"mes": of_month, "janela": len(listed) - of_month}
    return Proof(not open_days, "NOTA", args, *(_last_typing(ground) if not open_days else ("", None)))


def _holidays_typed(ground: Ground) -> Proof:
    of_month = [h for h in ground.listed_days() if Month.of(h.day) == ground.month]
    open_days = [h for h in of_month if h.day_type is None]
    if open_days:
        return Proof(False, "FALTA", {"n": len(open_days), "dia": open_days[0].day, "nome": open_days[0].name})
    return Proof(True, "NOTA", {"n": len(of_month)}, *_last_typing(ground))


def _holidays_confirmed(ground: Ground) -> Proof:
    found = holiday_findings(ground.connection, ground.client, ground.month)
    if found:
        return Proof(False, "FALTA", {"motivo": ground.house.texts.say_finding(found[0]), "n": len(found)})
    return Proof(True, "NOTA", {}, *_last_typing(ground))


def _last_typing(ground: Ground) -> tuple[str, datetime | None]:
    typed = [h for h in ground.listed_days() if h.typed is not None]
    newest = max(typed, key=lambda h: h.typed or datetime.min, default=None)
    return ("", None) if newest is None or not newest.typed_by else (ground.name(newest.typed_by), newest.typed)


def _parameters(ground: Ground) -> Proof:
    held = parameters(ground.connection, ground.client, ground.month)
    wanted = shipped().rules.parameters
    absent = [p.key for p in wanted if p.key not in held]
    if absent:
        return Proof(False, "FALTA", {"nome": absent[0], "n": len(absent)})
    newest = max(held.values(), key=lambda p: p.updated)
    return Proof(True, "NOTA", {"n": len(held)}, ground.name(newest.updated_by), newest.updated)


def _price(ground: Ground) -> Proof:
    price = parameters(ground.connection, ground.client, ground.month).get("PRECO_COMBUSTIVEL_POR_LITRO")
    if price is None:
        return Proof(False, "FALTA", waits=True)
    return Proof(False, "NOTA", {"preco": price.value, "quando": price.updated})


def _percentages(ground: Ground) -> Proof:
    held = {
        name: canonical_text(p.value) for name, p in parameters(ground.connection, ground.client, ground.month).items()
    }
    found = validate_all(shipped().rules, held)
    if found:
        return Proof(False, "FALTA", {"motivo": ground.house.texts.say_finding(found[0])})
    return Proof(True, "NOTA", {})


PREPARING: Mapping[str, Callable[[Ground], Proof]] = {
    "ANTERIOR": _previous,
    "PLANEJAMENTO": _planned,
    "DADOS": _data,
    "FERIADOS_ABRIR": _holidays_open,
    "FERIADOS_VER": _holidays_seen,
    "FERIADOS_TIPOS": _holidays_typed,
    "FERIADOS_CONFIRMAR": _holidays_confirmed,
    "PARAMETROS_REVER": _parameters,
    "PRECO": _price,
    "PERCENTUAIS": _percentages,
}
