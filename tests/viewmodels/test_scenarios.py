"""Every switch of the sample company raises its code through the month itself, by the operations everybody uses."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import pytest

from storage.clock import Clock
from storage.errors import KnownError
from storage.runs import Status, read_run
from storage.sample.erp_file import SampleBase, build_bases
from storage.sample.scenarios import SCENARIOS, Scenario, apply_to_erp
from storage.sample.silent import SilentSource
from storage.secrets import SessionSecrets
from tests.sample_house import VIGENCIA, original, read_erp, real_clock, scope_of
from viewmodels import opening
from viewmodels.jobs import drive
from viewmodels.opening import SAMPLE_ERP, SAMPLE_STORE, Surroundings
from viewmodels.operations.house import House
from viewmodels.operations.metas.results import RunView
from viewmodels.operations.registry import perform
from viewmodels.scenarios import open_scenario

MAKE = opening.make_sample


def _copied(folder: Path, clock: Clock, os_user: str, scenario: Scenario | None = None) -> None:
    """The sample company as the session already made it, where the switch changes only the ERP: a second saved."""
    if scenario is None or scenario.rewrite is not None:
        MAKE(folder, clock, os_user, scenario)
        return
    folder.mkdir(parents=True)
    for name in (SAMPLE_STORE, SAMPLE_ERP):
        shutil.copyfile(original() / "exemplo" / name, folder / name)
    apply_to_erp(folder / SAMPLE_ERP, scenario)


@contextmanager
def switched_on(folder: Path, key: str) -> Iterator[House]:
    with open_scenario(Surroundings(real_clock(), SessionSecrets(), folder, "testes"), key) as house:
        yield house


@cache
def _bases() -> tuple[SampleBase, ...]:
    return build_bases()


def _erp_copied(path: Path, bases: object) -> Path:
    return Path(shutil.copyfile(original() / "exemplo" / SAMPLE_ERP, path))


@pytest.fixture(autouse=True)
def _cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    original()
    monkeypatch.setattr(opening, "make_sample", _copied)
    monkeypatch.setattr(opening, "build_bases", _bases)
    monkeypatch.setattr(opening, "write_sample_erp", _erp_copied)
    monkeypatch.setattr(SilentSource, "patience", 0.02)


BLOCK = {"FERIADO_SEM_TIPO", "CORPUS_CHRISTI_SEM_TIPO", "DOIS_MESES_FALTAM_A_TODOS", "PRECO_SEM_VIRGULA"}
"""The others can be consented to, decided one by one, or only ask for a look."""

DATA = [each for each in SCENARIOS.values() if not (each.silent or each.busy or each.code == "ROLLED_BACK")]


@pytest.mark.parametrize("scenario", DATA, ids=lambda each: each.key)
def test_a_fault_of_the_data_is_found(tmp_path: Path, scenario: Scenario) -> None:
    with switched_on(tmp_path, scenario.key) as house:
        director = scope_of(house)
        snapshot = read_erp(house, director) if scenario.spoil or scenario.code not in ("PAR_003", "HOL_001") else ""
        seen = perform(house, director, "metas.conferir_dados", vigencia=VIGENCIA, snapshot=snapshot)
        assert scenario.text_code in {f.text_code for f in seen.findings}
        assert bool(seen.blocking) == (scenario.key in BLOCK), [f.text_code for f in seen.blocking]
        for finding in seen.findings:
            assert house.texts.say_finding(finding, seen.names)


def test_an_erp_that_does_not_answer_says_so_and_what_is_kept_still_calculates(tmp_path: Path) -> None:
    with switched_on(tmp_path, "ERP_FORA_COM_DADOS_GUARDADOS") as house:
        director = scope_of(house)
        with pytest.raises(KnownError, match="ORG_001.SILENT"):
            read_erp(house, director)
        kept = perform(house, director, "metas.ultima_leitura")
        assert kept is not None
    with switched_on(tmp_path, "ERP_SEM_RESPOSTA") as house:
        with pytest.raises(KnownError, match="ORG_001.SILENT"):
            read_erp(house, scope_of(house))
        assert perform(house, scope_of(house), "metas.ultima_leitura") is None


def test_a_second_person_cannot_calculate_the_same_month(tmp_path: Path) -> None:
    with switched_on(tmp_path, "OUTRA_PESSOA_CALCULANDO") as house:
        director = scope_of(house)
        kept = perform(house, director, "metas.ultima_leitura")
        with pytest.raises(KnownError, match="SYS_002"):
            drive(perform(house, director, "metas.calcular", vigencia=VIGENCIA, snapshot=kept.snapshot))


def test_a_published_month_is_there_to_be_undone(tmp_path: Path) -> None:
    with switched_on(tmp_path, "METAS_A_REVERTER") as house:
        director = scope_of(house)
        view: RunView = perform(house, director, "metas.resultados", vigencia=VIGENCIA)
        assert view.run.status is Status.APPROVED
        perform(house, director, "metas.reverter", run=view.run.id, reason="Ensaio do exemplo", confirmed=True)
        with house.store.read() as connection:
            assert read_run(connection, view.run.id).status is Status.ROLLED_BACK


def test_a_switch_is_fresh_each_time_and_the_clean_sample_is_left_alone(tmp_path: Path) -> None:
    with switched_on(tmp_path, "FROTA_VAZIA") as house:
        read_erp(house, scope_of(house))
        assert house.scenario == "FROTA_VAZIA" and house.sample
    with switched_on(tmp_path, "FROTA_VAZIA") as house:
        assert perform(house, scope_of(house), "metas.ultima_leitura") is None
    assert list((tmp_path / "cenarios").iterdir()) == [] and not (tmp_path / "exemplo").exists()
