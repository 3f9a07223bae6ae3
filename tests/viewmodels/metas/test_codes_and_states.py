"""The nineteen codes of §14.2.A and the fourteen states of §14.2.B, each reached through a door people use (G-083).

Every code is raised by an operation and opens its own page of help; every state is seen on a run on its way.
"""

import json
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from storage.erp.profile import default_profile
from storage.errors import KnownError
from storage.metas.holiday_book import type_day
from storage.runs import Status, read_run, set_status
from storage.runs.status import ALLOWED
from storage.sample.silent import SilentSource
from storage.store import Store
from tests.sample_house import VIGENCIA, read_erp, sample_house, scope_of
from tests.viewmodels.metas.test_month import decide_all, view
from viewmodels.ajuda.book import book_in
from viewmodels.jobs import drive
from viewmodels.operations.house import House
from viewmodels.operations.metas import calculating
from viewmodels.operations.registry import perform
from viewmodels.operations.scope import Scope

CASES = Path(__file__).parents[2] / "engines" / "goals" / "cases" / "cases.json"
ERP = "exemplo-erp.sqlite"
Codes = set[str]


@pytest.fixture(scope="module")
def read_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample company with August read, made once."""
    folder = tmp_path_factory.mktemp("lida")
    with sample_house(folder) as opened:
        read_erp(opened, scope_of(opened))
    return folder


@pytest.fixture
def house(read_once: Path, tmp_path: Path) -> Iterator[House]:
    """A copy of it for one test."""
    shutil.copytree(read_once / "exemplo", tmp_path / "exemplo", ignore=shutil.ignore_patterns("*lock*"))
    with sample_house(tmp_path) as opened:
        yield opened


@pytest.fixture
def director(house: House) -> Scope:
    return scope_of(house)


def kept(house: House, scope: Scope) -> str:
    return str(perform(house, scope, "metas.ultima_leitura").snapshot)


def found(house: House, scope: Scope, vigencia: str = VIGENCIA, snapshot: str = "", **given: object) -> Codes:
    """Codes a check of the month finds."""
    seen = perform(house, scope, "metas.conferir_dados", vigencia=vigencia, snapshot=snapshot, **given)
    assert all(house.texts.say_finding(finding, seen.names) for finding in seen.findings)
    return {finding.code for finding in seen.findings}


def refused(house: House, act: Callable[[], object]) -> Codes:
    """Base code of the refusal of an act, whose sentence can be said."""
    with pytest.raises(KnownError) as caught:
        act()
    assert house.texts.say_error(caught.value)
    return {caught.value.code.partition(".")[0]}


def spoiled(house: House, scope: Scope, *statements: str) -> Codes:
    """Codes found after the ERP was spoiled and read again."""
    with closing(sqlite3.connect(house.store.path.parent / ERP)) as erp, erp:
        for statement in statements:
            erp.execute(statement)
    return found(house, scope, snapshot=read_erp(house, scope))


def checked(code: str) -> Codes:
    """Codes the command `conferir` computes for the worked cases that hold a code."""
    content = json.loads(CASES.read_text(encoding="utf-8"))
    content["cases"] = [case for case in content["cases"] if f'"{code}"' in json.dumps(case["expected"])][:1]
    return {code for code in (code,) if content["cases"] and code in _computed(content)}


def _computed(content: dict[str, Any]) -> str:
    from viewmodels.operations.conferir.checking import check_cases

    return repr(check_cases(json.dumps({"area": "metas", **content}).encode()))


def publish(house: House, scope: Scope) -> int:
    snapshot = kept(house, scope)
    run = int(drive(perform(house, scope, "metas.calcular", vigencia=VIGENCIA, snapshot=snapshot)))
    decide_all(house, scope, run)
    perform(house, scope, "metas.aprovar", run=run, digest=view(house, scope, run).digest)
    return run


# --- one scenario for each code


def _org_001(house: House, scope: Scope) -> Codes:
    erp = SilentSource(house.store.path.parent / ERP, default_profile())
    silent = replace(house, erp=lambda client: erp)
    return refused(house, lambda: read_erp(silent, scope))


def _org_002(house: House, scope: Scope) -> Codes:
    return spoiled(house, scope, "DELETE FROM operacao_frota WHERE codigo_setor = 124")


def _org_003(house: House, scope: Scope) -> Codes:
    copied = "INSERT INTO operacao_frota SELECT * FROM operacao_frota WHERE data_operacao = '2025-07-15'"
    return spoiled(house, scope, copied)


def _cpe_003(house: House, scope: Scope) -> Codes:
    publish(house, scope)
    return found(house, scope, force=False)


def _hol_001(house: House, scope: Scope) -> Codes:
    perform(house, scope, "metas.acrescentar_dia", vigencia=VIGENCIA, day=date(2025, 8, 20), name="Ponto facultativo")
    return found(house, scope)


def _hol_003(house: House, scope: Scope) -> Codes:
    with house.store.write() as connection:
        type_day(connection, scope.client, date(2025, 6, 19), None, house.clock.now(), scope.user)
    return found(house, scope)


def _given(house: House, scope: Scope, value: str) -> Codes:
    price = {"name": "PRECO_COMBUSTIVEL_POR_LITRO", "value": value, "justification": "Contrato novo de diesel"}
    return {finding.code for finding in perform(house, scope, "metas.editar_parametro", **price).refused}


def _cal_002(house: House, scope: Scope) -> Codes:
    return spoiled(house, scope, "UPDATE operacao_frota SET litros_combustivel = 0 WHERE codigo_setor = 240")


def _cal_003(house: House, scope: Scope) -> Codes:
    typo = (
        "UPDATE operacao_frota SET km_rodada = km_rodada * 100 WHERE codigo_setor = 239 AND data_operacao IN"
        " ('2025-07-08', '2025-07-09', '2025-07-10')"
    )
    return spoiled(house, scope, typo)


def _cal_004(house: House, scope: Scope) -> Codes:
    spent = {"value": Decimal("900000.00"), "justification": "Gasto conferido na nota", "until": date(2025, 8, 1)}
    perform(house, scope, "metas.lancar_gasto", vigencia="2025-07", key=("PECAS", "1"), **spent)
    return found(house, scope, snapshot=kept(house, scope))


def _sys_001(house: House, scope: Scope) -> Codes:
    with Store.open(house.store.path, house.clock, wait_seconds=0.05) as other, house.store.write():
        act = {"vigencia": VIGENCIA, "item": "PRECO"}
        return refused(house, lambda: perform(replace(house, store=other), scope, "metas.marcar_item", **act))


def _sys_002(house: House, scope: Scope) -> Codes:
    snapshot = kept(house, scope)
    first = perform(house, scope, "metas.calcular", vigencia=VIGENCIA, snapshot=snapshot)
    next(first)
    second = perform(house, scope, "metas.calcular", vigencia=VIGENCIA, snapshot=snapshot)
    said = refused(house, lambda: drive(second))
    first.close()
    return said


def _sys_003(house: House, scope: Scope) -> Codes:
    given = {"limit_key": "linhas_preparo", "limit_value": 1000, "reason": "Máquina pequena"}
    perform(house, scope, "limites.mudar", **given)
    return refused(house, lambda: read_erp(house, scope))


Scene = Callable[[House, Scope], Codes]
SCENES: dict[str, Scene] = {
    "ORG_001": _org_001,
    "ORG_002": _org_002,
    "ORG_003": _org_003,
    "CPE_001": lambda house, scope: found(house, scope, "2025-07"),
    "CPE_002": lambda house, scope: found(house, scope, "2025-10"),
    "CPE_003": _cpe_003,
    "HOL_001": _hol_001,
    "HOL_002": lambda house, scope: checked("HOL_002"),
    "HOL_003": _hol_003,
    "PAR_001": lambda house, scope: checked("PAR_001"),
    "PAR_002": lambda house, scope: _given(house, scope, "0"),
    "PAR_003": lambda house, scope: _given(house, scope, "446193"),
    "CAL_001": lambda house, scope: checked("CAL_001"),
    "CAL_002": _cal_002,
    "CAL_003": _cal_003,
    "CAL_004": _cal_004,
    "SYS_001": _sys_001,
    "SYS_002": _sys_002,
    "SYS_003": _sys_003,
}


def test_there_is_a_scene_for_each_of_the_nineteen() -> None:
    from viewmodels.ajuda.codes import nineteen

    assert list(SCENES) == [each.code for each in nineteen()] and len(SCENES) == 19


@pytest.mark.parametrize("code", SCENES)
def test_each_code_is_raised_and_opens_its_page(
    house: House, director: Scope, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(SilentSource, "patience", 0.02)
    assert code in SCENES[code](house, director)
    for locale in ("pt", "en", "es"):
        book = book_in(locale)
        page = book.topics[book.resolve(code)]
        assert page.id == f"codigo/{code}" and page.title.startswith(code)


# --- the fourteen states


def status(house: House, run: int) -> Status:
    with house.store.read() as connection:
        return read_run(connection, run).status


def newest(house: House, scope: Scope, vigencia: str = VIGENCIA) -> int:
    return int(perform(house, scope, "metas.historico", vigencia=vigencia)[0].run.id)


def test_a_run_is_seen_in_each_state_on_its_way_to_being_undone(
    house: House, director: Scope, monkeypatch: pytest.MonkeyPatch
) -> None:
    saving: list[Status] = []
    real = calculating.save

    def watched(connection: Any, run: int, results: Any) -> None:
        saving.append(read_run(connection, run).status)
        real(connection, run, results)

    monkeypatch.setattr(calculating, "save", watched)
    seen = []
    for _ in perform(house, director, "metas.calcular", vigencia=VIGENCIA, snapshot=kept(house, director)):
        seen.append(status(house, newest(house, director)))
    run = newest(house, director)
    seen += [*saving, status(house, run)]
    decide_all(house, director, run)
    perform(house, director, "metas.aprovar", run=run, digest=view(house, director, run).digest)
    seen.append(status(house, run))
    perform(house, director, "metas.reverter", run=run, reason="Gasto de julho em dobro", confirmed=True)
    seen.append(status(house, run))
    assert [each.value for each in seen] == [
        "VALIDATING",
        "LOADING_ORACLE_DATA",
        "CALCULATING_KM_PREVISTA",
        "CALCULATING_COMBUSTIVEL",
        "CALCULATING_PNEUS",
        "CALCULATING_PECAS",
        "SAVING_RESULTS",
        "COMPLETED_WITH_WARNINGS",
        "APPROVED",
        "ROLLED_BACK",
    ]


def test_the_next_one_waits_pending_and_the_one_at_work_is_cancelled(house: House, director: Scope) -> None:
    one = {"limit_key": "calculos_simultaneos", "limit_value": 1, "reason": "Máquina pequena"}
    perform(house, director, "limites.mudar", **one)
    perform(house, director, "metas.abrir_vigencia", vigencia="2025-09")
    snapshot = kept(house, director)
    works = [
        perform(house, director, "metas.calcular", vigencia=each, snapshot=snapshot) for each in (VIGENCIA, "2025-09")
    ]
    for work in works:
        next(work)
    runs = [newest(house, director, each) for each in (VIGENCIA, "2025-09")]
    assert [status(house, run) for run in runs] == [Status.VALIDATING, Status.PENDING]
    for work in works:
        work.close()
    assert [status(house, run) for run in runs] == [Status.CANCELLED, Status.CANCELLED]


def test_a_month_with_nothing_to_say_is_completed_and_a_blocked_one_ends_in_error(
    house: House, director: Scope
) -> None:
    for key in (("PNEUS", "3"), ("PECAS", "1"), ("PECAS", "4")):
        spent = {"value": Decimal("1000.00"), "justification": "Gasto conferido na nota", "until": date(2025, 8, 1)}
        perform(house, director, "metas.lancar_gasto", vigencia="2025-07", key=key, **spent)
    asked = {"vigencia": VIGENCIA, "snapshot": kept(house, director)}
    run = int(drive(perform(house, director, "metas.calcular", **asked)))
    assert status(house, run) is Status.COMPLETED
    perform(
        house, director, "metas.acrescentar_dia", vigencia=VIGENCIA, day=date(2025, 8, 20), name="Ponto facultativo"
    )
    assert refused(house, lambda: drive(perform(house, director, "metas.calcular", **asked))) == {"METAS"}
    assert status(house, newest(house, director)) is Status.ERROR


def test_steps_that_are_not_allowed_are_refused(house: House, director: Scope) -> None:
    run = int(drive(perform(house, director, "metas.calcular", vigencia=VIGENCIA, snapshot=kept(house, director))))
    at, wrong = house.clock.now(), [(a, b) for a, b in product(Status, Status) if b not in ALLOWED[a]]
    assert len(Status) == 14 and len(wrong) == 196 - sum(map(len, ALLOWED.values()))
    with house.store.write() as connection:
        for here, there in wrong:
            connection.exec_driver_sql(f"UPDATE run SET status = '{here.value}' WHERE id = {run}")
            with pytest.raises(KnownError, match="CORRIDA_TRANSICAO"):
                set_status(connection, run, there, at)


def test_the_page_of_states_names_them_all() -> None:
    page = book_in("pt").topics["estados"].text
    assert [each.value for each in Status if each.value not in page] == []
