"""L2: the real driver over Oracle's wire: types both ways, binds really sent, refusals, cancel, secrets."""

import threading
import time
import traceback
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from storage.erp.doctor import DoctorRow, diagnose
from storage.erp.extract import CostRow, DayRow, FleetRow, OffenceKind
from storage.erp.lane import Cancel, Deadline
from storage.erp.oracle_source import Limits, OracleAddress, OracleSource, choose_driver_mode
from storage.erp.profile import default_profile
from storage.erp.source import read_month
from storage.errors import KnownError
from tests.storage.erp.oracle_script import (
    PASSWORD,
    USER,
    Answer,
    Script,
    day,
    month_answers,
    number,
    oracle_script,
    table,
    words,
)
from tests.storage.erp.support import AUGUST, CLOCK, REFERENCE, read_all


@pytest.fixture(scope="module")
def stage() -> Iterator[tuple[Script, int]]:
    """One server for the whole module: stopping one takes it half a second."""
    script = Script()
    with oracle_script(script) as port:
        yield script, port


@pytest.fixture
def script(stage: tuple[Script, int]) -> Script:
    """The server's script, as new."""
    script, _ = stage
    script.begin_again(month_answers())
    return script


@pytest.fixture
def port(stage: tuple[Script, int], script: Script) -> int:
    return stage[1]


SECRET = "outra-senha-Kq77"


def source(port: int, password: str = PASSWORD, round_trip: float = 10.0) -> OracleSource:
    address = OracleAddress("127.0.0.1", "ERP", USER, port)
    return OracleSource(address, lambda: password, default_profile(), Limits(5.0, round_trip))


def test_every_type_comes_back_exact(port: int) -> None:
    extract = read_all(source(port), sectors=(31, 240))
    assert extract.days == (
        DayRow(date(2025, 7, 1), 240, Decimal("8403.25"), Decimal("3159.00"), 35, 0, 0),
        DayRow(date(2025, 7, 2), 240, Decimal("8400.00"), None, 33, 1, 0),
    )
    assert all(isinstance(row.km, Decimal) for row in extract.days)
    july = (AUGUST.plus(-1), 240, "PNEUS", "PNEUS", Decimal("41250.40"), 3, date(2025, 7, 28))
    assert extract.costs == (CostRow(*july),)
    assert extract.fleet == (
        FleetRow(31, 0, 0, 0, None),
        FleetRow(240, 38, 39, 36, datetime(2025, 7, 28, 8, 30)),
    )
    (offence,) = extract.offending
    assert (offence.kind, offence.instante) == (OffenceKind.NEGATIVE_KM, datetime(2025, 7, 2, 5, 30))
    assert (offence.veiculo, offence.km, offence.litros) == ("240001", Decimal("-50"), None)
    assert (extract.identity.kind, extract.identity.user) == ("oracle", USER)


def test_binds_are_really_sent_as_binds(script: Script, port: int) -> None:
    read_all(source(port), sectors=(31, 240))
    ((operation, binds),) = script.statements("por_instante")
    assert binds == ("ATIVO", 31, 240, datetime(2024, 4, 1), datetime(2025, 8, 1))
    assert "ATIVO" not in operation and "2025" not in operation
    ((_, costs),) = [each for each in script.statements("custos_operacionais") if "HAVING" not in each[0]]
    assert costs == (31, 240, "PECAS", "PNEUS", datetime(2024, 4, 1), datetime(2025, 8, 1))


def test_the_text_kept_is_the_text_sent(script: Script, port: int) -> None:
    extract = read_all(source(port), sectors=(31, 240))
    sent = {sql for sql, _ in script.sent}
    assert extract.queries and all(query.text in sent for query in extract.queries)


def test_one_read_only_transaction_holds_every_statement(script: Script, port: int) -> None:
    read_all(source(port), sectors=(240,))
    order = [sql.split("\n")[0][:30] for sql, _ in script.sent if "operacao" in sql or "TRANSACTION" in sql]
    assert order[0] == "SET TRANSACTION READ ONLY"
    first_table = next(n for n, (sql, _) in enumerate(script.sent) if "operacao_frota" in sql)
    inside = [sql for sql, _ in script.sent[first_table:]]
    assert "ROLLBACK" in inside and inside.index("ROLLBACK") == len(inside) - 1


@pytest.mark.parametrize(
    ("number_of_error", "kind"),
    [(942, "NO_TABLE"), (904, "NO_COLUMN"), (1031, "NO_PRIVILEGE"), (1555, "SNAPSHOT_TOO_OLD"), (1033, "STARTING"),
     (3113, "DROPPED"), (2396, "DROPPED"), (28, "DROPPED"), (603, "DROPPED"),
     (1476, "DATABASE"), (28001, "PASSWORD_EXPIRED")],
)  # fmt: skip
def test_a_refused_statement_is_named(script: Script, port: int, number_of_error: int, kind: str) -> None:
    script.answers.insert(0, ("cadastro_veiculos", number_of_error))
    with pytest.raises(KnownError) as refused:
        read_all(source(port))
    assert refused.value.code == f"ORG_001.{kind}"
    attempts = 2 if kind == "DROPPED" else 1
    assert len(script.logins) == attempts


def test_a_lost_connection_is_read_again_from_the_start(script: Script, port: int) -> None:
    answers: list[tuple[str, Answer]] = list(script.answers)

    class Once(list):  # type: ignore[type-arg]
        """The script's answers, preceded once by a lost connection."""

        def __iter__(self) -> Iterator[tuple[str, Answer]]:
            lost = len(script.statements("cadastro_veiculos")) == 1
            return iter([("cadastro_veiculos", 3113), *answers] if lost else answers)

    script.answers = Once()
    extract = read_all(source(port), sectors=(240,))
    assert extract.fleet[0].ativos == 38
    assert len(script.logins) == 2 and len(script.statements("por_instante")) == 2


def test_a_refused_password_is_tried_once(script: Script, port: int) -> None:
    with pytest.raises(KnownError) as refused:
        read_all(source(port, password="errada"))
    assert refused.value.code == "ORG_001.WRONG_PASSWORD" and len(script.logins) == 1


def test_the_password_is_nowhere(port: int, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG")
    erp = OracleSource(OracleAddress("127.0.0.1", "ERP", USER, port), lambda: SECRET, default_profile())
    with pytest.raises(KnownError) as refused:
        read_all(erp)
    error = refused.value
    shown = traceback.TracebackException.from_exception(error, capture_locals=True).format(chain=True)
    assert SECRET not in "".join(shown) + caplog.text + repr(error) + repr(erp) + repr(vars(erp))
    assert error.__context__ is None and error.__cause__ is None


def test_the_password_is_asked_at_each_connection(script: Script, port: int) -> None:
    asked: list[str] = []

    def ask() -> str:
        asked.append("asked")
        return PASSWORD

    erp = OracleSource(OracleAddress("127.0.0.1", "ERP", USER, port), ask, default_profile())
    read_all(erp)
    read_all(erp)
    assert len(asked) == 2


def test_a_password_that_cannot_be_had_is_its_own_known_error(port: int) -> None:
    def nowhere() -> str:
        raise KnownError("KEYRING.NONE")

    erp = OracleSource(OracleAddress("127.0.0.1", "ERP", USER, port), nowhere, default_profile())
    with pytest.raises(KnownError) as refused:
        read_all(erp)
    assert refused.value.code == "KEYRING.NONE"


def test_cancel_stops_a_statement_on_the_way(script: Script, port: int) -> None:
    script.pause = {"por_instante": 0.6}
    cancel = Cancel()
    reading = read_month(source(port), AUGUST, (240,), REFERENCE, Deadline.after(CLOCK, 30), cancel)
    progress = next(reading)
    while progress.step != "PASSO.ERP.OPERACAO":
        progress = next(reading)
    began = time.monotonic()
    cancel.request()
    with pytest.raises(KnownError) as stopped:
        list(reading)
    assert stopped.value.code == "ORG_001.CANCELLED" and time.monotonic() - began < 3


def test_closing_the_reading_lets_go_of_the_connection(script: Script, port: int) -> None:
    script.pause = {"repetidas": 0.2}
    reading = read_month(source(port), AUGUST, (240,), REFERENCE, Deadline.after(CLOCK, 30), Cancel())
    while next(reading).step != "PASSO.ERP.REPETIDAS":
        continue
    reading.close()
    left = [thread for thread in threading.enumerate() if thread.name == "erp reading" and thread.is_alive()]
    assert all(thread.daemon for thread in left)
    assert script.statements("cadastro_veiculos") == []


@pytest.mark.parametrize(
    "fields",
    [
        {"host": ""}, {"host": "a" * 254}, {"host": "erp)(ADDRESS=(HOST=mau"}, {"host": "erp\n"},
        {"service": "X)(SID=Y"},
        {"service": ""}, {"user": "a b"}, {"user": "SYS[X]@mau"}, {"port": 0}, {"port": 70_000},
    ],
)  # fmt: skip
def test_an_address_that_cannot_be_right_is_refused(fields: dict[str, object]) -> None:
    whole = {"host": "erp.exemplo", "service": "PROD", "user": "LEITOR", "port": 1521} | fields
    with pytest.raises(KnownError) as refused:
        OracleAddress(**whole).checked()  # type: ignore[arg-type]
    assert refused.value.code == "ORG_001.ADDRESS" and refused.value.args_shown == {"campo": next(iter(fields))}


def test_an_instant_client_that_is_not_there_is_named(tmp_path: Path) -> None:
    choose_driver_mode(None)
    with pytest.raises(KnownError) as refused:
        choose_driver_mode(tmp_path)
    assert refused.value.code == "ORG_001.CLIENT_MISSING" and refused.value.args_shown["pasta"] == str(tmp_path)
    choose_driver_mode(None)


def report_of(erp: OracleSource) -> list[DoctorRow]:
    reading = diagnose(erp, Deadline.after(CLOCK, 30), Cancel())
    while True:
        try:
            next(reading)
        except StopIteration as end:
            return list(end.value)


def doctor_answers() -> list[tuple[str, Answer]]:
    counted = table([number("LINHAS"), day("PRIMEIRO"), day("ULTIMO"), number("COM_HORA")],
                    [(29, datetime(2024, 4, 1), datetime(2025, 7, 31, 5, 30), 3)])  # fmt: skip
    operation = [day("DATA_OPERACAO"), number("CODIGO_SETOR"), words("CODIGO_VEICULO"), words("KM_RODADA"),
                 number("LITROS_COMBUSTIVEL"), words("STATUS_REGISTRO")]  # fmt: skip
    return [
        ("product_component_version", table([words("P"), words("V")], [("Oracle Database 19c", "19.0.0.0.0")])),
        ("nls_session_parameters", table([words("P"), words("V")], [("NLS_TERRITORY", "BRAZIL"), ("NLS_SORT", "B")])),
        ("nls_database_parameters", 942),
        ("session_privs", table([words("P")], [("CREATE SESSION",), ("UPDATE ANY TABLE",)])),
        ("1 = 0", table(operation, [])),
        ("min(", counted),
    ]


def test_the_doctor_tells_version_format_privileges_columns_and_rows(script: Script, port: int) -> None:
    script.answers = doctor_answers()
    rows = report_of(source(port))
    told = [(row.code.removeprefix("DIAGNOSTICO.ERP."), row.well) for row in rows]
    assert told == [
        ("CONEXAO", True), ("VERSAO", None), ("NLS", None), ("ORG_001.NO_TABLE", False), ("PRIVILEGIOS", False),
        ("COLUNAS", False), ("COLUNAS", False), ("COLUNAS", False),
        ("LINHAS", True), ("LINHAS", True), ("LINHAS", True),
    ]  # fmt: skip
    assert rows[2].args["valor"] == "BRAZIL" and rows[4].args["escrita"] == "UPDATE ANY TABLE"
    assert rows[5].args["divergentes"] == "km_rodada: db_type_varchar"
    assert {key: rows[8].args[key] for key in ("linhas", "com_hora", "de", "ate")} == {
        "linhas": 29, "com_hora": 3, "de": "2024-04-01", "ate": "2025-07-31",
    }  # fmt: skip
