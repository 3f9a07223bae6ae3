"""Each switch spoils what it says and nothing else."""

import shutil
from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from storage.erp.extract import ErpExtract, OffenceKind
from storage.erp.profile import default_profile
from storage.erp.sqlite_source import SqliteSource
from storage.sample.company import REFERENCE, VIGENCIA
from storage.sample.erp_file import build_bases, write_sample_erp
from storage.sample.history import SampleHistory, sample_history
from storage.sample.scenarios import SCENARIOS, Made, apply_to_erp, apply_to_history
from tests.storage.erp.support import read_all


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_sample_erp(tmp_path_factory.mktemp("limpa") / "erp.db")


@pytest.fixture(scope="module")
def history() -> SampleHistory:
    return sample_history(build_bases())


@pytest.fixture
def spoiled(clean: Path, tmp_path: Path) -> Callable[[str], ErpExtract]:
    def read(key: str) -> ErpExtract:
        path = Path(shutil.copy(clean, tmp_path / "erp.db"))
        apply_to_erp(path, SCENARIOS[key])
        return read_all(SqliteSource(path, default_profile()), VIGENCIA, REFERENCE)

    return read


Spoiled = Callable[[str], ErpExtract]


def days_of(extract: ErpExtract, sector: int, month: str) -> int:
    return sum(1 for row in extract.days if row.setor == sector and row.dia.isoformat().startswith(month))


def offences(extract: ErpExtract) -> dict[OffenceKind, int]:
    counted: Counter[OffenceKind] = Counter()
    for each in extract.offending_days:
        counted[each.kind] += each.linhas
    return dict(counted)


def test_every_switch_changes_one_side_and_names_its_code() -> None:
    for key, each in SCENARIOS.items():
        sides = (each.spoil, each.rewrite, each.silent, each.busy, each.made is Made.PUBLISHED)
        assert sum(map(bool, sides)) == 1, key
        assert each.code[:4] in {"ORG_", "HOL_", "CAL_", "PAR_", "SYS_"} or each.code == "ROLLED_BACK", key


def test_july_missing_for_one_sector(spoiled: Spoiled) -> None:
    extract = spoiled("JULHO_FALTA_EM_UM_SETOR")
    assert (days_of(extract, 31, "2025-07"), days_of(extract, 31, "2025-06"), days_of(extract, 240, "2025-07")) == (
        0,
        30,
        31,
    )


def test_a_sector_missing(spoiled: Spoiled) -> None:
    extract = spoiled("SETOR_AUSENTE")
    assert not [row for row in extract.days if row.setor == 124] and not [c for c in extract.costs if c.setor == 124]
    assert {row.setor: row.ativos for row in extract.fleet}[124] == 46


def test_two_months_missing_for_all(spoiled: Spoiled) -> None:
    extract = spoiled("DOIS_MESES_FALTAM_A_TODOS")
    assert max(row.dia for row in extract.days).isoformat() == "2025-05-31"


def test_a_week_of_strike(spoiled: Spoiled) -> None:
    assert days_of(spoiled("SEMANA_DE_GREVE"), 239, "2025-07") == 24


def test_a_day_loaded_twice_is_left_out_of_the_sums(spoiled: Spoiled, clean: Path) -> None:
    extract = spoiled("CARGA_REPETIDA_DE_UM_DIA")
    before = read_all(SqliteSource(clean, default_profile()), VIGENCIA, REFERENCE)
    assert [(d.dia, d.setor, d.km, d.litros, d.linhas) for d in extract.days] == [
        (d.dia, d.setor, d.km, d.litros, d.linhas) for d in before.days
    ]
    assert offences(extract) == {OffenceKind.DUPLICATE_ROW: 124}
    assert sum(row.repetidas for row in extract.days) == 124


def test_a_mistyped_odometer_makes_days_absurd(spoiled: Spoiled) -> None:
    km = {d.dia.isoformat(): d.km for d in spoiled("HODOMETRO_COM_ERRO").days if d.setor == 239}
    wrong = [km[f"2025-07-{day:02d}"] for day in (8, 9, 10)]
    assert all(each is not None and each > 60_000 for each in wrong)
    assert sum(each for each in wrong if each) > 3 * 60_000


def test_litres_zero(spoiled: Spoiled) -> None:
    days = [row for row in spoiled("LITROS_ZERO").days if row.setor == 240 and row.dia.isoformat() >= "2025-05"]
    assert len(days) == 92 and {row.litros for row in days} == {Decimal("0.00")}


def test_an_empty_fleet(spoiled: Spoiled) -> None:
    assert {row.setor: row.ativos for row in spoiled("FROTA_VAZIA").fleet}[239] == 0


@pytest.mark.parametrize(
    ("key", "kind", "rows"),
    [
        ("LINHAS_FUTURAS", OffenceKind.FUTURE_ROW, 26),
        ("KM_NEGATIVO", OffenceKind.NEGATIVE_KM, 1),
        ("LITROS_NEGATIVOS", OffenceKind.NEGATIVE_LITRES, 1),
        ("KM_AUSENTE", OffenceKind.MISSING_KM, 1),
    ],
)
def test_rows_at_fault_are_counted_and_listed(spoiled: Spoiled, key: str, kind: OffenceKind, rows: int) -> None:
    extract = spoiled(key)
    assert offences(extract) == {kind: rows}
    assert [row.kind for row in extract.offending] == [kind] * rows
    assert SCENARIOS[key].detail == kind


def test_a_repeated_posting_is_listed(spoiled: Spoiled) -> None:
    (row,) = spoiled("LANCAMENTO_REPETIDO").offending
    assert (row.kind, row.vezes, row.setor) == (OffenceKind.REPEATED_COST, 2, 240)


def test_a_holiday_of_the_window_without_type(history: SampleHistory) -> None:
    left = apply_to_history(history, SCENARIOS["CORPUS_CHRISTI_SEM_TIPO"]).typed_days
    assert {d.day for d in history.typed_days} - {d.day for d in left} == {next(
        d.day for d in history.typed_days if d.name == "Corpus Christi" and d.day.year == 2025
    )}  # fmt: skip


def test_a_debt_above_the_base(history: SampleHistory) -> None:
    changed = apply_to_history(history, SCENARIOS["DIVIDA_MAIOR_QUE_A_BASE"]).goals
    (mine,) = [new for new, old in zip(changed, history.goals, strict=True) if new != old]
    assert (mine.sector_id, mine.criterio, str(mine.vigencia)) == (4, "PNEUS", "2025-07")
    base = 125_000 * Decimal("0.189") * Decimal("0.97")
    assert mine.gasto - mine.meta * Decimal("1.08") > base


def test_a_price_without_its_point(history: SampleHistory) -> None:
    changed = apply_to_history(history, SCENARIOS["PRECO_SEM_VIRGULA"])
    assert changed.parameters["PRECO_COMBUSTIVEL_POR_LITRO"] == 446193
    assert history.parameters["PRECO_COMBUSTIVEL_POR_LITRO"] == Decimal("4.46193")


def test_a_first_period_has_no_past(history: SampleHistory) -> None:
    assert apply_to_history(history, SCENARIOS["PRIMEIRO_PERIODO"]).goals == ()


def test_a_switch_of_one_side_leaves_the_other_alone(history: SampleHistory, clean: Path, tmp_path: Path) -> None:
    assert apply_to_history(history, SCENARIOS["FROTA_VAZIA"]) is history
    path = Path(shutil.copy(clean, tmp_path / "erp.db"))
    apply_to_erp(path, SCENARIOS["PRIMEIRO_PERIODO"])
    assert path.read_bytes() == clean.read_bytes()
