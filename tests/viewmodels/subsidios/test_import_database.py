"""Tables read from a database: the same as from a folder, all or nothing, and the password nowhere."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import cast

import pytest
from keyring.errors import KeyringLocked

from storage.auditoria.sources import SourceKind, list_sources
from storage.errors import KnownError
from storage.journal import Entry, entries
from storage.secrets import KeyringSecrets
from storage.snapshots import describe
from tests.conftest import MemoryKeyring
from tests.secrets.searching import places_of
from tests.storage.erp.hostile_ends import closed_port
from tests.storage.erp.oracle_script import PASSWORD, USER
from tests.viewmodels.subsidios.audits import bring, new_audit, sitting
from tests.viewmodels.subsidios.database_sources import SERVICE, THERE, changed, oracle_erp, sqlite_erp
from tests.viewmodels.subsidios.import_sources import CASE, TRIPS
from tests.viewmodels.subsidios.published_audit import Audit
from viewmodels.jobs import Progress, drive
from viewmodels.operations.house import House
from viewmodels.operations.registry import perform
from viewmodels.operations.scope import Scope
from viewmodels.operations.subsidios.bringing import Brought
from viewmodels.operations.subsidios.examining import asked_tables
from viewmodels.operations.subsidios.from_database import ErpOrigin, OracleAddress
from viewmodels.papers.matter import Copy
from viewmodels.papers.subsidios.sources import proof
from viewmodels.papers.subsidios.words import Telling

Sitting = tuple[House, Scope]


@pytest.fixture
def seat(tmp_path: Path) -> Iterator[Sitting]:
    """An audit into which nothing was brought, and who leads it."""
    with sitting(new_audit(tmp_path)) as (house, scope):
        yield house, scope


def brought(seat: Sitting, origin: ErpOrigin) -> Brought:
    house, scope = seat
    result: Brought = drive(perform(house, scope, "subsidios.importar", path=origin))
    return result


def data_hashes(house: House) -> list[str]:
    with house.store.read() as connection:
        return [describe(connection, each.snapshot).data_hash for each in list_sources(connection)]


def test_a_database_brings_what_the_folder_of_the_same_tables_brings(seat: Sitting, tmp_path: Path) -> None:
    house, scope = seat
    origin = ErpOrigin(sqlite_erp(tmp_path))
    found = drive(perform(house, scope, "subsidios.examinar", path=origin))
    matched = found.tables[0].matched(asked_tables(SourceKind.INPUT), {})
    assert (len(found.tables), found.lacking, matched.lacking, matched.unused) == (16, (), (), ())
    bring(house, scope, CASE)
    result = brought(seat, origin)
    assert (result.faults, len(result.rows), sum(rows for _, rows in result.rows)) == ((), 16, 1929)
    assert result.days == (date(2025, 11, 12),)
    assert len(set(data_hashes(house))) == 1
    told = perform(house, scope, "subsidios.importacoes")[0]
    assert (told.in_force, told.source.files[TRIPS]) == (True, [{"arquivo": f"erp.db: {TRIPS}", "sha256": ""}])


def test_what_was_published_comes_from_a_database_too(seat: Sitting, tmp_path: Path) -> None:
    house, scope = seat
    bring(house, scope, CASE, CASE)
    origin = ErpOrigin(sqlite_erp(tmp_path, SourceKind.PAID))
    found = drive(perform(house, scope, "subsidios.examinar", path=origin, kind=SourceKind.PAID))
    result = drive(perform(house, scope, "subsidios.importar_pago", path=origin))
    assert (len(found.tables), len(result.rows), sum(rows for _, rows in result.rows)) == (12, 12, 980)
    from_database, from_folder, _inputs = data_hashes(house)
    assert from_database == from_folder


def test_the_journal_says_which_database_which_days_and_how_much(seat: Sitting, tmp_path: Path) -> None:
    house, scope = seat
    day = date(2025, 11, 12)
    brought(seat, ErpOrigin(sqlite_erp(tmp_path), since=day, until=day))
    with house.store.read() as connection:
        (last,) = entries(connection, scope.client, limit=1)
        window = describe(connection, list_sources(connection)[0].snapshot).window
    assert last.body is not None
    after = last.body["after"]
    assert (after["origem"], after["de"], after["ate"]) == ("erp.db", "2025-11-12", "2025-11-12")
    assert (len(after["tabelas"]), after["linhas"], "senha" in str(last.body)) == (16, 1543, False)
    assert window == (day, date(2025, 11, 13))


def test_what_is_wrong_is_listed_and_nothing_comes_in(seat: Sitting, tmp_path: Path) -> None:
    house, scope = seat
    erp = sqlite_erp(tmp_path)
    changed(
        erp,
        f"UPDATE {TRIPS} SET distancia_planejada = 'doze' WHERE rowid = 7",
        f"INSERT INTO {TRIPS} SELECT * FROM {TRIPS} WHERE rowid = 1",
        "UPDATE viagem_planejada SET servico = NULL WHERE rowid = 2",
    )
    result = brought(seat, ErpOrigin(erp))
    told = [(code, args["linha"], args["coluna"]) for code, args in result.faults]
    assert told == [
        ("IMPORTACAO.TABELA.NUMERO", 7, "distancia_planejada"),
        ("IMPORTACAO.TABELA.CELULA_VAZIA", 2, "servico"),
    ]
    assert perform(house, scope, "subsidios.importacoes") == ()


def test_names_of_their_own_are_followed_and_one_that_is_not_there_is_said(seat: Sitting, tmp_path: Path) -> None:
    house, scope = seat
    erp = sqlite_erp(tmp_path)
    changed(
        erp, f"ALTER TABLE {TRIPS} RENAME TO vw_viagens", "ALTER TABLE vw_viagens RENAME COLUMN id_veiculo TO carro"
    )
    found = drive(perform(house, scope, "subsidios.examinar", path=ErpOrigin(erp)))
    assert found.lacking == (TRIPS,)
    origin = ErpOrigin(erp, renamed={TRIPS: "vw_viagens"})
    pairs = {TRIPS: {"id_veiculo": "carro"}}
    result = drive(perform(house, scope, "subsidios.importar", path=origin, columns=pairs))
    assert len(result.rows) == 16
    wrong = replace(origin, renamed={TRIPS: "vw_viagem"})
    (trips,) = (t for t in drive(perform(house, scope, "subsidios.examinar", path=wrong)).tables if t.name == TRIPS)
    assert trips.trouble is not None
    assert trips.trouble.code == "ORG_001.NO_TABLE"
    with pytest.raises(KnownError, match="IMPORTACAO.TABELA.PERFIL"):
        drive(perform(house, scope, "subsidios.examinar", path=replace(origin, owner="smtr; drop")))


def test_a_database_without_any_of_the_tables_is_said(seat: Sitting, tmp_path: Path) -> None:
    house, scope = seat
    changed(tmp_path / "vazio.db", "CREATE TABLE outra (a)")
    with pytest.raises(KnownError, match="IMPORTACAO.TABELA.BANCO_VAZIO"):
        drive(perform(house, scope, "subsidios.examinar", path=ErpOrigin(tmp_path / "vazio.db")))
    with pytest.raises(KnownError, match="ORG_001.FILE_MISSING"):
        brought(seat, ErpOrigin(tmp_path / "nenhum.db"))


def test_a_reading_that_is_stopped_leaves_the_audit_as_it_was(seat: Sitting, tmp_path: Path) -> None:
    house, scope = seat
    with house.store.read() as connection:
        before = entries(connection, scope.client)
    work = perform(house, scope, "subsidios.importar", path=ErpOrigin(sqlite_erp(tmp_path)))
    heard: list[Progress] = []
    while not heard or heard[-1].step != "SUBSIDIO.LENDO_TABELA":
        heard.append(next(work))
    work.close()
    with house.store.read() as connection:
        assert entries(connection, scope.client) == before
        assert list_sources(connection) == ()


def test_oracle_is_asked_of_the_owner_over_the_days_and_remembered(
    seat: Sitting, tmp_path: Path, memory_keyring: MemoryKeyring
) -> None:
    house, scope = replace(seat[0], secrets=KeyringSecrets(memory_keyring)), seat[1]
    with oracle_erp() as (script, origin):
        origin = replace(origin, since=date(2025, 11, 12))
        found = drive(perform(house, scope, "subsidios.examinar", path=origin, password=PASSWORD))
        assert {table.name for table in found.tables} == set(THERE)
        assert memory_keyring.secrets == {}
        with pytest.raises(KnownError, match="IMPORTACAO.TABELA.SEM_SENHA"):
            brought((house, scope), origin)
        perform(house, scope, "subsidios.guardar_banco", origin=origin, password=PASSWORD)
        result = brought((house, scope), origin)
        asked = [(sql, binds) for sql, binds in script.statements(f"FROM smtr.{TRIPS}") if "0 = 1" not in sql]
    assert sorted(name for name, _ in result.rows) == sorted(THERE)
    assert len(asked) == 1
    assert len(asked[0][1]) == 1
    known = perform(house, scope, "subsidios.banco")
    assert (known.origin, known.password_known, known.remembered) == (origin, True, True)
    assert list(memory_keyring.secrets.values()) == [PASSWORD]
    assert places_of(PASSWORD, tmp_path) == ()
    with house.store.read() as connection:
        (told,) = [
            each.body for each in entries(connection, scope.client) if each.body and each.body["entity"] == "banco"
        ]
    assert (told["after"]["usuario"], told["after"]["origem"].endswith(f"/{SERVICE}")) == (USER, True)


def test_a_refused_password_and_a_silent_port_are_said_in_words(seat: Sitting) -> None:
    house, scope = seat
    with oracle_erp() as (_script, origin):
        with pytest.raises(KnownError, match="ORG_001.WRONG_PASSWORD") as refused:
            drive(perform(house, scope, "subsidios.examinar", path=origin, password="outra"))  # noqa: S106
        assert house.texts.say_error(refused.value) == f"O ERP recusou o usuário {USER} ou a senha"
    with closed_port() as port:
        silent = replace(origin, place=OracleAddress("127.0.0.1", SERVICE, USER, port))
        perform(house, scope, "subsidios.guardar_banco", origin=silent, password=PASSWORD)
        with pytest.raises(KnownError, match="ORG_001.REFUSED"):
            brought(seat, silent)
    assert perform(house, scope, "subsidios.importacoes") == ()


def test_a_keyring_that_stays_locked_still_tells_the_database(seat: Sitting, tmp_path: Path) -> None:
    house, scope = seat
    with closed_port() as port:
        origin = ErpOrigin(OracleAddress("127.0.0.1", SERVICE, USER, port))
    perform(house, scope, "subsidios.guardar_banco", origin=origin)
    locked = replace(house, secrets=KeyringSecrets(Locked()))
    known = perform(locked, scope, "subsidios.banco")
    assert (known.origin, known.password_known) == (origin, False)
    with pytest.raises(KnownError, match="COFRE_RECUSOU"):
        perform(locked, scope, "subsidios.guardar_banco", origin=replace(origin, owner="outro"), password=PASSWORD)
    assert perform(house, scope, "subsidios.banco").origin == origin


class Locked(MemoryKeyring):
    """A keyring whose owner does not open it."""

    def get_password(self, service: str, username: str) -> str | None:
        """Refused."""
        raise KeyringLocked

    def set_password(self, service: str, username: str, password: str) -> None:
        """Refused."""
        raise KeyringLocked


def test_on_paper_a_table_of_a_database_stands_on_the_snapshot(audit: Audit) -> None:
    file = audit.figures.sources[0].files[0]
    told = Telling(audit.house.texts, audit.figures, Copy("", audit.house.clock.now(), cast(Entry, None)))
    assert proof(told, file) == file.sha256
    assert proof(told, replace(file, sha256="")) == "Lida de um banco: vale o retrato da importação"
