"""The month cockpit: eight steps of the monthly checklist, each with what proves it (seed 003 §15.1.A)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from engines.calendar import Month, window_before
from engines.goals.month import FAR, NEAR
from storage.journal import entries
from storage.metas.erp_snapshot import read_back
from storage.metas.registers import parameters, period_status, sectors
from storage.metas.rulebook import shipped
from storage.metas.targets import performances
from storage.people import names_of
from storage.runs import Status, latest_run
from storage.store import Connection
from viewmodels.operations.house import House
from viewmodels.operations.metas.checking import holiday_findings
from viewmodels.operations.metas.gathering import AREA, previous_period
from viewmodels.operations.metas.holidays import holiday_book
from viewmodels.operations.metas.results import USABLE, RunView, view_of
from viewmodels.operations.registry import operation
from viewmodels.operations.scope import Scope


class Light(StrEnum):
    """How a step of the month stands."""

    DONE = "FEITO"
    NOW = "EM_CURSO"
    OPEN = "A_FAZER"
    WAITS = "ESPERA"


@dataclass(frozen=True, slots=True)
class MonthStep:
    """A step: key (text MES.<key>), state, note already said, who and when, page of the wizard that does it."""

    key: str
    light: Light
    title: str
    note: str
    who: str = ""
    when: datetime | None = None
    page: str = ""


@dataclass(frozen=True)
class Situation:
    """The month at a glance: its steps, the run on the table, the snapshot it may be calculated from."""

    vigencia: Month
    status: str | None
    steps: tuple[MonthStep, ...]
    view: RunView | None
    snapshot: str
    read_at: datetime | None

    @property
    def proved(self) -> int:
        """How many steps are done."""
        return sum(1 for step in self.steps if step.light is Light.DONE)


@operation("metas.situacao", right="metas.ver", mode="read", area="metas")
def situation(house: House, scope: Scope, *, vigencia: str) -> Situation:
    """How far a vigência is; every light is worked out from what is stored, none is ticked by hand."""
    month = Month.parse(vigencia)
    book = holiday_book(house, scope, vigencia=vigencia)
    with house.store.read() as connection:
        look = _Look(house, scope, connection, month)
        run = latest_run(connection, scope.client, AREA, vigencia, USABLE)
        view = view_of(connection, scope.client, run) if run else None
        open_days = holiday_findings(connection, scope.client, month)
        steps = tuple(_lit(look.steps(view, not open_days, len([r for r in book.rows if r.in_month]), len(book.rows))))
        status = period_status(connection, scope.client, month)
        snapshot, read_at = look.snapshot()
    return Situation(month, status, steps, view, snapshot, read_at)


def _lit(steps: Iterator[MonthStep]) -> Iterator[MonthStep]:
    """The first step not done is the one in course; those after it wait."""
    waiting = False
    for step in steps:
        if step.light is Light.DONE:
            yield step
        elif waiting:
            yield replace(step, light=Light.WAITS if step.light is Light.WAITS else Light.OPEN)
        else:
            waiting = True
            yield replace(step, light=Light.NOW)


class _Look:
    """One look at the store for one month."""

    def __init__(self, house: House, scope: Scope, connection: Connection, month: Month) -> None:
        self.house = house
        self.client = scope.client
        self.connection = connection
        self.month = month

    def steps(self, view: RunView | None, holidays_ok: bool, in_month: int, listed: int) -> Iterator[MonthStep]:
        """The eight steps in their order, lights as if each stood alone."""
        yield self._closed()
        yield self._data()
        yield self._holidays(holidays_ok, in_month, listed - in_month)
        yield self._parameters()
        yield self._calculated(view)
        yield from self._published(view)

    def snapshot(self) -> tuple[str, datetime | None]:
        """Snapshot of the last reading of this vigência, and when it was read."""
        found = entries(self.connection, self.client, entity=f"metas/{self.month}", verb="ETL_ORACLE_DATA", limit=1)
        if not found or found[0].body is None:
            return "", None
        return str(found[0].body["after"]["retrato"]), found[0].at

    def _closed(self) -> MonthStep:
        before = previous_period(self.connection, self.client, self.month)
        if before is None:
            return self._step("ANTERIOR", True, "MES.ANTERIOR.NOTA", mes=self.month.plus(-1), n=0)
        held = [p for p in performances(self.connection, self.client, before).values() if p.realized is not None]
        return self._step("ANTERIOR", bool(held), "MES.ANTERIOR.NOTA", mes=before, n=len(held))

    def _data(self) -> MonthStep:
        key, at = self.snapshot()
        if not key:
            return self._step("DADOS", False, "MES.DADOS.FALTA", page="dados")
        reading = read_back(self.connection, key)
        near = set(window_before(self.month, NEAR))
        listed = [s for s in sectors(self.connection, self.client) if s.erp_code]
        days = {d.day for d in reading.days if Month.of(d.day) in near}
        total = (self.month.first - min(near).first).days
        months = len({c.month for c in reading.costs if c.month in set(window_before(self.month, FAR))})
        step = self._step(
            "DADOS", True, "MES.DADOS.NOTA", "dados", dias=len(days), total=total, setores=len(listed), meses=months
        )
        return replace(step, when=at)

    def _holidays(self, ok: bool, in_month: int, in_window: int) -> MonthStep:
        return self._step("FERIADOS", ok, "MES.FERIADOS.NOTA", "feriados", mes=in_month, janela=in_window)

    def _parameters(self) -> MonthStep:
        held = parameters(self.connection, self.client)
        wanted = shipped().rules.parameters
        price = held.get("PRECO_COMBUSTIVEL_POR_LITRO")
        done = all(p.key in held for p in wanted)
        value = price.value if price else None
        step = self._step("PARAMETROS", done, "MES.PARAMETROS.NOTA", "parametros", n=len(held), preco=value)
        newest = max(held.values(), key=lambda p: p.updated, default=None)
        if newest is None:
            return step
        return replace(step, who=self._name(newest.updated_by), when=newest.updated)

    def _calculated(self, view: RunView | None) -> MonthStep:
        if view is None:
            return replace(self._step("CALCULO", False, "MES.CALCULO.FALTA", "calculo"), light=Light.WAITS)
        shown = len(view.findings)
        step = self._step(
            "CALCULO", True, "MES.CALCULO.NOTA", "calculo", calculo=view.run.id, metas=len(view.goals), achados=shown
        )
        return replace(step, who=view.author, when=view.run.ended)

    def _decided(self, view: RunView | None) -> MonthStep:
        if view is None:
            return replace(self._step("APROVACAO", False, "MES.APROVACAO.FALTA", "aprovacao"), light=Light.WAITS)
        approved, pending = view.run.status is Status.APPROVED, len(view.pending)
        decided = len(view.goals) - pending
        return self._step("APROVACAO", approved, "MES.APROVACAO.NOTA", "aprovacao", decididas=decided, faltam=pending)

    def _published(self, view: RunView | None) -> Iterator[MonthStep]:
        approved = view is not None and view.run.status is Status.APPROVED
        yield self._decided(view)
        registered = self._step(
            "REGISTRO", approved, "MES.REGISTRO.NOTA" if approved else "MES.REGISTRO.FALTA", "registro"
        )
        yield registered if approved else replace(registered, light=Light.WAITS)
        told = self._step("AVISO", approved, "MES.AVISO.NOTA" if approved else "MES.AVISO.FALTA", "registro")
        yield told if approved else replace(told, light=Light.WAITS)

    def _step(self, key: str, done: bool, note: str, page: str = "", **args: object) -> MonthStep:
        texts = self.house.texts
        light = Light.DONE if done else Light.OPEN
        return MonthStep(key, light, texts.say(f"MES.{key}", **args), texts.say(note, **args), page=page)

    def _name(self, user: str) -> str:
        return names_of(self.connection, {user}).get(user, "")
