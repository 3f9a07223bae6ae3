"""What a paper says beyond the run itself: company, source, consents, who typed what, the trail of acts."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from engines.calendar import window_before
from engines.goals.month import FAR
from engines.money import canonical_text
from storage.journal import Entry, Line, entries
from storage.metas.gap_choices import approval_consents
from storage.metas.holiday_book import Holiday, holidays
from storage.metas.registers import ParameterInForce, parameters
from storage.people import list_clients, names_of
from storage.runs import Input, inputs_of, snapshots_of
from storage.snapshots import SnapshotInfo, describe
from storage.store import Connection
from storage.store.canonical import canonical_json
from viewmodels.operations.metas.calculating import ERP
from viewmodels.operations.metas.given import CONSENT
from viewmodels.operations.metas.results import RunView

PUBLISHED = "DOCUMENT_PUBLISHED"
APPROVED, ROLLED_BACK = "CALCULATION_APPROVED", "CALCULATION_ROLLBACK"

Registers = Mapping[str, Mapping[str, Mapping[str, Any]]]
"""`parametros` by name and `feriados` by day, each with who, when and why, in the plain form the journal keeps."""


@dataclass(frozen=True)
class Basis:
    """Everything around a run that its papers print; nothing in it depends on when a paper is made."""

    company: str
    source: SnapshotInfo
    consents: tuple[Input, ...]
    registers: Registers
    trail: tuple[Line, ...]
    names: Mapping[str, str]

    def act(self, verb: str) -> tuple[datetime, str] | None:
        """Instant and actor of the last act of a kind in the trail, None where there is none."""
        found = [line.body for line in self.trail if line.body is not None and line.body["verb"] == verb]
        return (datetime.fromisoformat(found[-1]["at"]), str(found[-1]["actor"])) if found else None

    def name(self, user: str) -> str:
        """Name behind a pseudonym; the pseudonym where nobody is known by it."""
        return self.names.get(user, user)


def basis_of(connection: Connection, client: str, view: RunView, head: Entry, registers: Registers | None) -> Basis:
    """The basis of a run's papers with the trail up to `head`; `registers` as an earlier paper froze them."""
    about = describe(connection, snapshots_of(connection, view.run.id)[ERP])
    consents = (*_given(connection, view), *_to_approve(connection, view))
    frozen = registers_of(connection, client, view) if registers is None else registers
    trail = trail_of(connection, client, view, about.id, head)
    people = {str(item["quem"]) for group in frozen.values() for item in group.values() if item["quem"]}
    people |= {str(line.body["actor"]) for line in trail if line.body is not None} | {c.who for c in consents}
    company = next(c.name for c in list_clients(connection) if c.id == client)
    names = {**names_of(connection, people), **view.names}
    return Basis(company, about, consents, frozen, trail, names)


def _given(connection: Connection, view: RunView) -> Iterator[Input]:
    return (given for given in inputs_of(connection, view.run.id) if given.key == CONSENT)


def _to_approve(connection: Connection, view: RunView) -> Iterator[Input]:
    """Consents given to publish the run as it is, after it was calculated."""
    for c in approval_consents(connection, view.run.id):
        yield Input(CONSENT, c.sentence, {"achado": c.finding}, "", c.given_by, c.given, c.why)


def trail_of(connection: Connection, client: str, view: RunView, snapshot: str, head: Entry) -> tuple[Line, ...]:
    """Acts of a run up to an entry, oldest first: the reading it stands on, the calculation, decisions, papers."""
    run = f"metas/calculo/{view.run.id}"
    places = (run, *(f"{run}/{goal.criterion}/{goal.sector}" for goal in view.goals))
    found = [line for place in places for line in entries(connection, client, entity=place, before_seq=head.seq + 1)]
    read = entries(connection, client, entity=f"metas/{view.run.context}", verb="ETL_ORACLE_DATA", before_seq=head.seq)
    found += [line for line in read if line.body is not None and line.body["after"]["retrato"] == snapshot]
    return tuple(sorted(found, key=lambda line: line.seq))


def registers_of(connection: Connection, client: str, view: RunView) -> Registers:
    """Who gave each parameter and typed each holiday the run stood on, as known when it started."""
    started = view.run.started
    held = parameters(connection, client, view.vigencia, started)
    given = {name: _parameter(held.get(name)) for name in _names(view)}
    first, end = window_before(view.vigencia, FAR)[0].first, view.vigencia.end
    types = dict(typed_days_of(view))
    days = {
        h.day.isoformat(): _holiday(connection, client, h, types.get(h.day), started)
        for h in holidays(connection, client, first, end)
    }
    frozen: Registers = json.loads(canonical_json({"parametros": given, "feriados": days}))
    return frozen


def typed_days_of(view: RunView) -> Iterator[tuple[date, str]]:
    """Every day of the windows and of the month with the type the run froze."""
    tables = view.evaluation.facts.tables
    for row in (*tables.get("dias_12m", ()), *tables.get("dias", ()), *tables.get("calendario", ())):
        day, kind = row["data"], row["tipo"]
        assert isinstance(day, date)
        yield day, str(kind)


def _names(view: RunView) -> tuple[str, ...]:
    return tuple(p.key for p in view.book.rules.parameters)


def _parameter(given: ParameterInForce | None) -> Mapping[str, object]:
    if given is None:
        return {"anterior": None, "quem": "", "quando": None, "motivo": ""}
    previous = None if given.previous is None else canonical_text(given.previous)
    return {
        "anterior": previous, "quem": given.updated_by, "quando": given.updated, "motivo": given.justification,
    }  # fmt: skip


def _holiday(
    connection: Connection, client: str, holiday: Holiday, kind: str | None, until: datetime
) -> Mapping[str, object]:
    told = _last(connection, client, f"metas/feriado/{holiday.day.isoformat()}", "HOLIDAY_CLASSIFIED", until)
    who: object = told["actor"] if told else ""
    at: object = told["at"] if told else None
    if told is None and holiday.typed is not None and holiday.typed <= until:
        who, at = holiday.typed_by or "", holiday.typed
    named = {"nome": holiday.name, "especie": holiday.kind, "fonte": holiday.source}
    return {**named, "tipo": kind, "quem": who, "quando": at}


def _last(connection: Connection, client: str, entity: str, verb: str, until: datetime) -> Mapping[str, Any] | None:
    """Body of the last act on an entity up to an instant."""
    for line in entries(connection, client, entity=entity, verb=verb):
        if line.body is not None and line.at is not None and line.at <= until:
            return line.body
    return None
