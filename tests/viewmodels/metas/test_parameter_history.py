"""Parameters in time: from which vigência a value holds, what came before it, and what it would do to the goals."""

import sqlite3
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from engines.calendar import Month
from storage.clock import stopped_clock
from storage.errors import KnownError
from storage.metas.registers import ALWAYS, parameter_records, parameters
from storage.store import Store
from storage.store.migrations import shipped_migrations
from tests.new_company import NOON, new_company
from tests.sample_house import calculated, read_erp
from tests.viewmodels.metas.test_cadastros import act, newest, refusal
from tests.viewmodels.metas.test_month import view
from viewmodels.operations.house import House
from viewmodels.operations.metas.parameter_effect import ParameterTrial
from viewmodels.operations.metas.registers import ParameterChange, ParameterRecord, ParameterRow
from viewmodels.operations.scope import Scope

AUGUST, SEPTEMBER, OCTOBER = Month(2025, 8), Month(2025, 9), Month(2025, 10)
FACTOR = "FATOR_REDUCAO_COMBUSTIVEL"
WHY = "Acordo da diretoria"


def give(desk: tuple[House, Scope], value: str, vigencia: str = "", why: str = WHY) -> ParameterChange:
    done = act(desk, "metas.editar_parametro", name=FACTOR, value=value, justification=why, vigencia=vigencia)
    assert isinstance(done, ParameterChange)
    return done


def in_force(desk: tuple[House, Scope], month: Month | None = None) -> Decimal:
    with desk[0].store.read() as connection:
        return parameters(connection, desk[1].client, month)[FACTOR].value


def test_a_value_for_a_later_vigencia_leaves_the_present_one_alone(house: House, director: Scope) -> None:
    desk = (house, director)
    done = give(desk, "0.02", "2025-10")
    assert done.record is not None
    assert (done.previous, done.record.value, done.record.starts) == (Decimal("0.015"), Decimal("0.02"), OCTOBER)
    assert newest(desk)[2:] == ({"valor": "0.015", "inicio": None}, {"valor": "0.02", "inicio": "2025-10"}, WHY)
    with house.store.read() as connection:
        last = connection.execute(text("SELECT max(seq) FROM journal WHERE client = :c"), {"c": director.client})
        assert last.scalar() == done.audit == done.record.seq
    assert [in_force(desk, m) for m in (None, AUGUST, SEPTEMBER, OCTOBER)] == [
        Decimal(each) for each in ("0.015", "0.015", "0.015", "0.02")
    ]
    rows = act(desk, "metas.parametros", vigencia="2025-08")
    assert isinstance(rows, tuple)
    row: ParameterRow = next(each for each in rows if each.parameter.key == FACTOR)
    assert row.coming is not None
    assert (row.value, row.starts, row.coming.value) == (Decimal("0.015"), ALWAYS, Decimal("0.02"))


def test_each_value_holds_until_the_next_one_starts_and_none_is_forgotten(house: House, director: Scope) -> None:
    desk = (house, director)
    give(desk, "0.020000", "2025-10")
    give(desk, "0.03")
    give(desk, "0.025")
    told = act(desk, "metas.historico_parametro", name=FACTOR)
    assert isinstance(told, tuple)
    listed: tuple[ParameterRecord, ...] = told
    shown = [(str(r.given.value), r.given.starts, r.end, r.replaced, r.author, str(r.given.previous)) for r in listed]
    assert shown == [
        ("0.025", AUGUST, OCTOBER, False, "Diretor Silva", "0.03"),
        ("0.03", AUGUST, OCTOBER, True, "Diretor Silva", "0.015"),
        ("0.020000", OCTOBER, None, False, "Diretor Silva", "0.015"),
        ("0.015", ALWAYS, AUGUST, False, "Diretor Silva", "None"),
    ]
    for sql in ("UPDATE parameter_history SET value = '0.5'", "DELETE FROM parameter_history"):
        with pytest.raises(IntegrityError, match="parameter_history"), house.store.write() as connection:
            connection.execute(text(sql))


@pytest.mark.parametrize(
    ("vigencia", "code"),
    [
        ("2025-07", "METAS.PARAMETRO_JA_USADO"),
        ("2019-01", "METAS.PARAMETRO_JA_USADO"),
        ("2026-09", "METAS.VIGENCIA_LONGE"),
        ("10/2025", "METAS.VIGENCIA_ESCRITA"),
    ],
)
def test_a_value_starts_where_it_can_still_be_used(house: House, director: Scope, vigencia: str, code: str) -> None:
    given = {"name": FACTOR, "value": "0.02", "justification": WHY, "vigencia": vigencia}
    assert refusal((house, director), "metas.editar_parametro", **given)[0] == code


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        (FACTOR, "", "PAR_001"),
        (FACTOR, "0", "PAR_002"),
        (FACTOR, "0.0000001", "PAR_002"),
        (FACTOR, "1", "PAR_003"),
        (FACTOR, "1.5", "PAR_003"),
        ("PERCENTUAL_TOLERANCIA_SALDO", "0.51", "PAR_003"),
    ],
)
def test_a_value_that_cannot_be_is_a_finding_and_writes_nothing(
    house: House, director: Scope, name: str, value: str, code: str
) -> None:
    before = newest((house, director))
    done = act((house, director), "metas.editar_parametro", name=name, value=value, justification=WHY)
    assert isinstance(done, ParameterChange)
    assert ([f.code for f in done.refused], done.record) == ([code], None)
    assert newest((house, director)) == before
    if value == "1.5":
        assert done.refused[0].args["sugestao"] == "0.015"


def test_a_company_before_its_first_vigencia_gives_values_that_hold_since_always(tmp_path: Path) -> None:
    with new_company(tmp_path) as desk:
        done = give(desk, "0.02")
        assert done.record is not None and done.record.starts == ALWAYS
        act(desk, "metas.abrir_vigencia", vigencia="2025-08")
        assert in_force(desk) == Decimal("0.02")


def test_the_trial_says_what_the_calculation_then_gives_and_an_old_run_keeps_its_own(
    house: House, director: Scope
) -> None:
    desk = (house, director)
    assert act(desk, "metas.ensaiar_parametro", vigencia="2025-08") is None
    read_erp(house, director)
    trial = act(desk, "metas.ensaiar_parametro", vigencia="2025-08")
    assert isinstance(trial, ParameterTrial)
    found = trial.effect(FACTOR, Decimal("0.02")).goals
    assert len(found) == 12
    first = calculated(house, director)
    assert {e.key: e.now for e in found} == {g.key: g.value for g in view(house, director, first).goals}
    give(desk, "0.02")
    second = calculated(house, director)
    assert {e.key: e.then for e in found} == {g.key: g.value for g in view(house, director, second).goals}
    assert {e.key[0] for e in found if e.change} == {"COMBUSTIVEL"}
    assert view(house, director, first).evaluation.value("fator_reducao") == Decimal("0.015")


def test_an_older_store_keeps_what_its_journal_told(tmp_path: Path) -> None:
    path, clock = tmp_path / "antiga.prova-loja", stopped_clock(NOON)
    Store.create(path, clock, migrations=shipped_migrations()[:5]).close()
    raw = sqlite3.connect(path)
    raw.execute("INSERT INTO client (id, name, created) VALUES ('v', 'Viação', '2025-01-01T00:00:00.000000Z')")
    for name, value in (("A", "0.2"), ("B", "4.5")):
        row = ("v", name, value, "2025-02-01T00:00:00.000000Z", "ana", "Valor inicial")
        raw.execute("INSERT INTO goal_parameter VALUES (?, ?, ?, ?, ?, ?)", row)
    body = '{"actor":"ana","after":"%s","at":"2025-0%d-01T00:00:00.000000Z","before":%s,"entity":"metas/parametro/A",'
    for seq, after, before in ((1, "0.1", "null"), (2, "0.2", '"0.1"')):
        header = ("v", seq, "0" * 64 if seq == 1 else "1" * 64, "2" * 64, str(seq) * 64)
        raw.execute("INSERT INTO journal VALUES (?, ?, ?, ?, ?)", header)
        told = body % (after, seq, before) + '"verb":"PARAMETER_CHANGED","why":"Porque sim"}'
        raw.execute("INSERT INTO journal_body (client, seq, body) VALUES ('v', ?, ?)", (seq, told))
    raw.commit()
    raw.close()
    with Store.open(path, clock) as store, store.read() as connection:
        kept = parameter_records(connection, "v")
        assert {n: p.value for n, p in parameters(connection, "v").items()} == {
            "A": Decimal("0.2"),
            "B": Decimal("4.5"),
        }
    assert [(p.name, str(p.value), str(p.previous), p.seq, p.updated.date(), p.starts) for p in kept] == [
        ("A", "0.1", "None", 1, date(2025, 1, 1), ALWAYS),
        ("A", "0.2", "0.1", 2, date(2025, 2, 1), ALWAYS),
        ("B", "4.5", "None", None, date(2025, 2, 1), ALWAYS),
    ]


def test_what_is_no_reason_is_no_reason(house: House, director: Scope) -> None:
    with pytest.raises(KnownError, match="JUSTIFICATIVA_CURTA"):
        give((house, director), "0.02", why=" curta   ")
