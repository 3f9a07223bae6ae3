"""Limits of §14.3: every one with its default, changed with a reason, and with the effect it claims."""

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from storage.clock import Clock
from storage.errors import KnownError
from storage.journal import entries
from storage.routine.contacts import Contact, Contacts
from tests.sample_house import VIGENCIA, calculated, read_erp, scope_of
from viewmodels.jobs import drive
from viewmodels.operations.casa import watchdog
from viewmodels.operations.casa.limits import LimitRow
from viewmodels.operations.house import House
from viewmodels.operations.metas import bounds
from viewmodels.operations.metas.checking import Checked
from viewmodels.operations.registry import perform
from viewmodels.operations.scope import Scope

WHY = "Combinado com a TI"
DEFAULTS = {
    "metas_ligadas": True,
    "calculos_simultaneos": 2,
    "minutos_calculo": 30,
    "segundos_erp": 300,
    "memoria_mb": 2048,
    "alerta_memoria_mb": 1800,
    "linhas_preparo": 1_000_000,
    "horas_guardado": 24,
    "meses_dados": 24,
    "dias_auditoria": 1095,
    "fonte_feriados": "https://brasilapi.com.br/api/feriados/v1",
    "segundos_feriados": 10,
    "nivel_registro": "info",
    "formato_registro": "json",
    "email_avisos": "ti@empresa.com.br",
}


def change(house: House, scope: Scope, key: str, value: object, reason: str = WHY) -> None:
    perform(house, scope, "limites.mudar", limit_key=key, limit_value=value, reason=reason)


def test_every_limit_of_the_specification_is_there_with_its_default(house: House, director: Scope) -> None:
    rows: tuple[LimitRow, ...] = perform(house, director, "limites.ver")
    found = {row.rule.key: row.rule.default for row in rows}
    assert {key: found[key] for key in DEFAULTS} == DEFAULTS
    assert all(house.texts.knows(f"LIMITE.{key}") and house.texts.knows(f"LIMITE.{key}.EFEITO") for key in found)


def test_a_change_says_who_when_and_why(house: House, director: Scope) -> None:
    change(house, director, "horas_guardado", 12)
    row = next(r for r in perform(house, director, "limites.ver") if r.rule.key == "horas_guardado")
    assert (row.value, row.who, row.why) == (12, "Diretor Silva", WHY)
    with house.store.read() as connection:
        body = entries(connection, director.client, verb="limite.mudar", limit=1)[0].body
    assert body is not None
    assert (body["entity"], body["before"], body["after"]) == ("limite/horas_guardado", {"valor": 24}, {"valor": 12})


REFUSED = (
    ("horas_guardado", 0, WHY, "LIMITE.FORA"),
    ("horas_guardado", "doze", WHY, "LIMITE.FORA"),
    ("horas_guardado", True, WHY, "LIMITE.FORA"),
    ("metas_ligadas", "sim", WHY, "LIMITE.FORA"),
    ("nivel_registro", "tudo", WHY, "LIMITE.FORA"),
    ("dias_auditoria", 30, WHY, "LIMITE.FIXO"),
    ("email_avisos", "ti", WHY, "LIMITE.EMAIL"),
    ("fonte_feriados", "http://x.com", WHY, "LIMITE.ENDERECO"),
    ("horas_guardado", 12, "curto", "LIMITE.MOTIVO"),
)


def test_what_is_refused_changes_nothing(house: House, director: Scope) -> None:
    before = perform(house, director, "limites.ver")
    for key, value, reason, code in REFUSED:
        with pytest.raises(KnownError, match=code):
            change(house, director, key, value, reason)
    assert perform(house, director, "limites.ver") == before


def test_only_whoever_may_change_settings_does(house: House) -> None:
    operator = scope_of(house, "operador")
    assert perform(house, operator, "limites.ver")
    with pytest.raises(KnownError, match="ACESSO.SEM_DIREITO"):
        change(house, operator, "horas_guardado", 12)


def test_switched_off_nothing_is_read_nor_calculated(house: House, director: Scope) -> None:
    snapshot = read_erp(house, director)
    change(house, director, "metas_ligadas", False)
    for asked in (("metas.ler_erp", {}), ("metas.calcular", {"snapshot": snapshot})):
        with pytest.raises(KnownError, match="METAS.DESLIGADAS"):
            drive(perform(house, director, asked[0], vigencia=VIGENCIA, **asked[1]))
    assert perform(house, director, "metas.situacao", vigencia=VIGENCIA).proved > 0


def test_a_reading_of_too_many_rows_is_refused_as_sys_003(house: House, director: Scope) -> None:
    change(house, director, "linhas_preparo", 1000)
    with pytest.raises(KnownError) as refused:
        read_erp(house, director)
    assert refused.value.code == "SYS_003.LEITURA" and refused.value.args_shown["limite"] == 1000
    with house.store.read() as connection:
        assert entries(connection, director.client, verb="ETL_ORACLE_DATA") == ()


def test_a_calculation_over_its_time_stops_and_saves_nothing(house: House, director: Scope) -> None:
    snapshot, ticks = read_erp(house, director), iter(range(0, 10**9, 40))
    slow = replace(house, clock=Clock(house.clock.wall, lambda: float(next(ticks))))
    change(house, director, "minutos_calculo", 1)
    with pytest.raises(KnownError, match="METAS.TEMPO_ESGOTADO"):
        drive(perform(slow, director, "metas.calcular", vigencia=VIGENCIA, snapshot=snapshot))
    last = perform(house, director, "metas.historico", vigencia=VIGENCIA)[0].run
    assert (last.status, last.error_code) == ("ERROR", "METAS.TEMPO_ESGOTADO")


def test_over_its_memory_no_calculation_starts(house: House, director: Scope, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "memory_mib", lambda: 2049)
    with pytest.raises(KnownError, match="METAS.MEMORIA_CHEIA"):
        calculated(house, director)
    assert perform(house, director, "metas.historico", vigencia=VIGENCIA) == ()


@pytest.mark.parametrize(("hours", "asks"), [(24, False), (1, True)])
def test_an_old_reading_asks_for_consent(house: House, director: Scope, hours: int, asks: bool) -> None:
    snapshot = read_erp(house, director)
    change(house, director, "horas_guardado", hours)
    later = replace(house, clock=Clock(lambda: house.clock.now() + timedelta(hours=2), house.clock.monotonic))
    seen: Checked = perform(later, director, "metas.conferir_dados", vigencia=VIGENCIA, snapshot=snapshot)
    assert ("ORG_001.DADOS_GUARDADOS" in [f.text_code for f in seen.consents]) is asks


def test_at_the_level_of_warnings_only_refusals_are_logged(house: House, director: Scope) -> None:
    change(house, director, "nivel_registro", "aviso")
    change(house, director, "horas_guardado", 12)
    with pytest.raises(KnownError):
        change(house, director, "horas_guardado", 0)
    lines = (house.paths / "registro" / "prova-real.jsonl").read_text().splitlines()
    told = [json.loads(line)["codigo"] for line in lines if "limites.mudar" in line]
    assert told == ["LIMITE.FORA"]


# --- the watchdog


def test_the_watchdog_says_ok_with_its_time(house: House, director: Scope) -> None:
    (row,) = perform(house, director, "vigia.ver")
    assert (row.code, row.well) == ("VIGIA.OK", True)
    assert house.texts.say_with(row.code, row.args).startswith("Vigia: tudo certo em 02/08/2025 às 09:0")


def test_a_run_of_half_an_hour_and_too_much_memory_are_alerts(
    house: House, director: Scope, monkeypatch: pytest.MonkeyPatch
) -> None:
    work = perform(house, director, "metas.calcular", vigencia=VIGENCIA, snapshot=read_erp(house, director))
    next(work)
    later = replace(house, clock=Clock(lambda: house.clock.now() + timedelta(minutes=31), house.clock.monotonic))
    monkeypatch.setattr(watchdog, "memory_mib", lambda: 1801)
    rows = perform(later, director, "vigia.ver")
    assert [(row.code, row.well) for row in rows] == [("VIGIA.CALCULO_LENTO", False), ("VIGIA.MEMORIA", False)]
    assert [row.args["limite"] for row in rows] == [30, 1800]
    assert [row.code for row in perform(later, director, "diagnostico.ver")][-2:] == [row.code for row in rows]
    work.close()


def test_the_probe_of_the_erp_is_one_line_well_or_not(house: House, director: Scope) -> None:
    assert drive(perform(house, director, "vigia.erp")).code == "VIGIA.ERP"

    def silent(client: str) -> Any:
        raise KnownError("ERP.SEM_ENDERECO")

    row = drive(perform(replace(house, erp=silent), director, "vigia.erp"))
    assert (row.code, row.well) == ("ERP.SEM_ENDERECO", False)


@pytest.mark.parametrize(("faults", "asked", "well"), [
    (["SILENT", "DROPPED"], 3, True), (["SILENT"] * 5, 3, False), (["WRONG_PASSWORD"] * 5, 1, False),
])  # fmt: skip
def test_the_probe_asks_a_silent_erp_three_times_and_a_refused_password_once(
    house: House, director: Scope, faults: list[str], asked: int, well: bool
) -> None:
    answers, tried = iter(faults), []

    def erp(client: str) -> Any:
        tried.append(client)
        if kind := next(answers, ""):
            raise KnownError(f"ORG_001.{kind}")
        return house.erp(client)

    row = drive(perform(replace(house, erp=erp), director, "vigia.erp"))
    assert (len(tried), row.well) == (asked, well)


def test_a_reading_over_its_time_stops_and_keeps_nothing(house: House, director: Scope) -> None:
    change(house, director, "segundos_erp", 10)
    ticks = iter(range(0, 10**9, 11))
    slow = replace(house, clock=Clock(house.clock.wall, lambda: float(next(ticks))))
    with pytest.raises(KnownError, match="ORG_001.DEADLINE"):
        read_erp(slow, director)
    with house.store.read() as connection:
        assert entries(connection, director.client, verb="ETL_ORACLE_DATA") == ()


# --- contacts


def test_contacts_begin_as_the_examples_and_become_the_companys(house: House, director: Scope) -> None:
    held: Contacts = perform(house, director, "contatos.ver")
    assert (len(held.people), held.own) == (6, False)
    assert held.people[0] == Contact(1, "Analista de TI", "(61) 9999-1111")
    assert held.lists["diretoria"] == "diretoria@empresa.com.br"
    own = Contacts((Contact(1, "Plantão", "0800 123 456"),), {"operacional": "a@b.com, c@d.com"})
    perform(house, director, "contatos.guardar", kept=own)
    again: Contacts = perform(house, director, "contatos.ver")
    assert (again.own, again.people, again.lists["operacional"]) == (True, own.people, "a@b.com, c@d.com")


WRONG = (
    (Contact(1, "", "9999-1111"), {}, "CONTATOS.PESSOA"),
    (Contact(4, "Chefe", "9999-1111"), {}, "CONTATOS.PESSOA"),
    (Contact(1, "Chefe", "ligar"), {}, "CONTATOS.PESSOA"),
    (Contact(1, "Chefe", "9999-1111"), {"critico": "ti-critico"}, "CONTATOS.EMAIL"),
)


def test_contacts_that_cannot_be_change_nothing(house: House, director: Scope) -> None:
    for person, lists, code in WRONG:
        with pytest.raises(KnownError, match=code):
            perform(house, director, "contatos.guardar", kept=Contacts((person,), lists))
    assert not perform(house, director, "contatos.ver").own
