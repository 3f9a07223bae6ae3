"""The sample company's own store: people, sectors, twelve closed vigências and the one being planned."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import Connection

from engines.calendar import Month, window_before
from engines.goals.month import FAR
from storage.metas.holiday_book import Holiday, add_candidates, type_day
from storage.metas.holiday_source import candidates_of
from storage.metas.registers import ParameterInForce, Sector, open_period, save_parameter, save_sectors
from storage.metas.targets import ApprovedValue, Performance, add_value, set_spending, set_target
from storage.people import Grant, NewUser, Passwords, assign, create_client, create_user, seed_roles
from storage.routine.limits import keep_limit
from storage.sample.erp_file import SampleBase
from storage.sample.history import PLANNING, SampleHistory, sample_history
from storage.store import Store

CLIENT = "exemplo"
COMPANY = "Viação Planalto · exemplo"
PASSWORD = "exemplo-2025"
"""Of the sample's people only: their file holds no real data."""

DIRECTOR = "diretor"
DEADLINE = "util_3"
"""The board of the sample company wants the goals by the third business day: 5 August."""
PEOPLE = (
    (DIRECTOR, "Diretor Silva", ("diretor", "administrador")),
    ("operador", "Ana Prado", ("operador",)),
    ("auditor", "Beatriz Lima", ("auditor",)),
)


def seed_sample(
    store: Store,
    bases: tuple[SampleBase, ...],
    passwords: Passwords | None = None,
    changed: Callable[[SampleHistory], SampleHistory] | None = None,
) -> None:
    """Fills an empty store with the sample company, in one transaction; `changed` rewrites its past first."""
    history = sample_history(bases)
    if changed is not None:
        history = changed(history)
    hashed = (passwords or Passwords()).hash(PASSWORD)
    at = store.clock.now()
    with store.write() as connection:
        seed_roles(connection)
        create_client(connection, COMPANY, at, actor="", client_id=CLIENT)
        director = _people(connection, hashed, at)
        _registers(connection, history, director, at)
        _past(connection, history, director, at)


def _people(connection: Connection, hashed: str, at: datetime) -> str:
    """Creates the three people and returns the director's id."""
    made: dict[str, str] = {}
    for login, name, roles in PEOPLE:
        made[login] = create_user(connection, NewUser(CLIENT, login, name, hashed, must_change=False), actor="", at=at)
        for role in roles:
            assign(connection, made[login], Grant(role, CLIENT), actor=made[DIRECTOR], at=at)
    return made[DIRECTOR]


def _registers(connection: Connection, history: SampleHistory, who: str, at: datetime) -> None:
    save_sectors(connection, CLIENT, [Sector(str(s.id), s.nome, str(s.erp_id)) for s in history.sectors], at)
    for name, value in history.parameters.items():
        save_parameter(connection, CLIENT, ParameterInForce(name, value, at, who, "Valor inicial"))
    keep_limit(connection, CLIENT, "prazo_diretoria", DEADLINE, at, who)
    for month, status in history.vigencias.items():
        open_period(connection, CLIENT, month, status, at, who)
    planned = next(m for m, status in history.vigencias.items() if status == PLANNING)
    add_candidates(connection, CLIENT, candidates_of((*window_before(planned, FAR), planned)))
    named = (Holiday(t.day, t.name, "NACIONAL", "histórico") for t in history.typed_days)
    add_candidates(connection, CLIENT, named)
    listed = (Holiday(day, name, "FACULTATIVO", "histórico") for day, name in history.untyped_days)
    add_candidates(connection, CLIENT, listed)
    for typed in history.typed_days:
        type_day(connection, CLIENT, typed.day, typed.type, at, who)


def _past(connection: Connection, history: SampleHistory, who: str, at: datetime) -> None:
    for goal in history.goals:
        key = (goal.criterio, str(goal.sector_id))
        month: Month = goal.vigencia
        unit = "LITROS" if goal.unidade == "L" else "REAIS"
        value = ApprovedValue(*key, goal.meta, goal.meta, unit, "Meta trazida da planilha", "{}", None, at, who)
        add_value(connection, CLIENT, month, value)
        set_target(connection, CLIENT, month, key, goal.meta, at, who)
        spent = Performance(*key, realized=goal.gasto, source=goal.fonte, until=goal.ate or month.plus(1).first)
        set_spending(connection, CLIENT, month, spent, at, who)
