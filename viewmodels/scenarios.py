"""A switch of the sample company turned on: its house as the fault finds it, read, published or shared as it asks."""

import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace

from engines.finding import Severity
from engines.goals.approval import Decision
from storage.erp.profile import default_profile
from storage.metas.sample_store import CLIENT, DIRECTOR
from storage.people import list_people
from storage.runs import NewRun, Owner, Status, set_status, start
from storage.sample.company import VIGENCIA
from storage.sample.scenarios import SCENARIOS, Made
from storage.sample.silent import SilentSource
from storage.store import Seat
from storage.version import GRAMMAR, VERSION
from viewmodels.jobs import drive
from viewmodels.opening import SAMPLE_ERP, Surroundings, open_house, sample_folder
from viewmodels.operations.house import House
from viewmodels.operations.metas.calculating import Consent
from viewmodels.operations.metas.checking import consent_key
from viewmodels.operations.metas.gathering import AREA
from viewmodels.operations.registry import perform
from viewmodels.operations.scope import Scope

MONTH = str(VIGENCIA)
OTHER = "operador"


@contextmanager
def open_scenario(around: Surroundings, key: str, seat: Seat = Seat.COMMAND) -> Iterator[House]:
    """The house of a fresh sample company with this switch on; closed on leaving, and its files with it.

    Raises KeyError for a switch that does not exist, KnownError LOJA_JA_ABERTA while another window has it.
    """
    scenario = SCENARIOS[key]
    with ExitStack() as open_things:
        open_things.callback(shutil.rmtree, sample_folder(around, scenario), ignore_errors=True)
        house = open_things.enter_context(open_house(around, None, seat, scenario))
        bring_month(house, scenario.made)
        if scenario.silent:
            path = house.store.path.parent / SAMPLE_ERP
            house = replace(house, erp=lambda _client: SilentSource(path, default_profile()))
        if scenario.busy:
            open_things.enter_context(_somebody_calculating(house))
        yield house


def bring_month(house: House, made: Made) -> None:
    """Takes August as far as asked, through the same operations as everybody, as the sample's director."""
    if made is Made.NOTHING:
        return
    scope = _scope(house, DIRECTOR)
    snapshot = str(drive(perform(house, scope, "metas.ler_erp", vigencia=MONTH)).snapshot)
    if made is Made.PUBLISHED:
        _publish(house, scope, snapshot)


def _publish(house: House, scope: Scope, snapshot: str) -> None:
    seen = perform(house, scope, "metas.conferir_dados", vigencia=MONTH, snapshot=snapshot)
    why = house.texts.say("CENARIO.MOTIVO")
    given = [Consent(consent_key(f), why) for f in seen.findings if f.severity is Severity.CONSENT]
    work = perform(house, scope, "metas.calcular", vigencia=MONTH, snapshot=snapshot, consents=given)
    run = int(drive(work))
    view = perform(house, scope, "metas.resultados", vigencia=MONTH, run=run)
    chosen = {goal.key: Decision(True) for goal in view.goals}
    perform(house, scope, "metas.decidir", run=run, digest=view.digest, chosen=chosen)
    perform(house, scope, "metas.aprovar", run=run, digest=view.digest)


@contextmanager
def _somebody_calculating(house: House) -> Iterator[None]:
    """Another person's calculation of August, under way as long as this lasts; it ends cancelled."""
    owner, scope = Owner(house.store), _scope(house, OTHER)
    new = NewRun(scope.client, AREA, MONTH, scope.user, owner.token, house.clock.now(), VERSION, GRAMMAR)
    try:
        with house.store.write() as connection:
            run = start(connection, new)
        yield
        with house.store.write() as connection:
            set_status(connection, run, Status.CANCELLED, house.clock.now())
    finally:
        owner.close()


def _scope(house: House, login: str) -> Scope:
    with house.store.read() as connection:
        return Scope(CLIENT, next(p.id for p in list_people(connection, CLIENT) if p.login == login))
