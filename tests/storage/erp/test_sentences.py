"""Everything the ERP sources say has its sentence, with the arguments it is given, in three languages."""

from datetime import date
from pathlib import Path

import pytest

from storage.erp.doctor import diagnose
from storage.erp.extract import OffenceKind
from storage.erp.lane import Cancel, Deadline
from storage.erp.oracle_source import OracleAddress
from storage.erp.profile import default_profile, parse_profile
from storage.erp.source import read_month
from storage.erp.sqlite_source import SqliteSource
from storage.errors import KnownError
from storage.texts.sentences import LOCALES, Texts
from tests.storage.erp.support import AUGUST, CLOCK, REFERENCE, SECTORS, TinyErp

pytestmark = pytest.mark.parametrize("locale", LOCALES)


@pytest.fixture
def source(tmp_path: Path) -> SqliteSource:
    erp = TinyErp(tmp_path / "erp.db")
    erp.trips([("2025-07-01", 240, "V1", "-10", None)])
    return SqliteSource(erp.path, default_profile())


def test_every_step_is_said(locale: str, source: SqliteSource) -> None:
    reading = read_month(source, AUGUST, SECTORS, REFERENCE, Deadline.after(CLOCK, 30), Cancel())
    steps = {progress.step for progress in reading} | {"PASSO.ERP.AGAIN", "PASSO.ERP.DIAGNOSTICO"}
    assert "PASSO.ERP.LISTING" in steps
    assert all(Texts(locale).say(step) for step in steps)


def test_every_row_of_the_doctor_is_said(locale: str, source: SqliteSource) -> None:
    reading = diagnose(source, Deadline.after(CLOCK, 30), Cancel())
    while True:
        try:
            next(reading)
        except StopIteration as end:
            rows = end.value
            break
    assert len(rows) == 7
    assert all(Texts(locale).say_with(row.code, row.args) for row in rows)


def test_what_only_oracle_s_doctor_says(locale: str) -> None:
    texts = Texts(locale)
    assert texts.say("DIAGNOSTICO.ERP.VERSAO", produto="Oracle Database 19c", versao="19.0")
    assert texts.say("DIAGNOSTICO.ERP.NLS", parametro="NLS_TERRITORY", valor="BRAZIL") == "NLS_TERRITORY = BRAZIL"
    assert "UPDATE ANY TABLE" in texts.say("DIAGNOSTICO.ERP.PRIVILEGIOS", n=2, escrita="UPDATE ANY TABLE")


def test_what_is_refused_before_any_connection_is_said(locale: str) -> None:
    texts = Texts(locale)
    with pytest.raises(KnownError) as address:
        OracleAddress("", "ERP", "LEITOR").checked()
    with pytest.raises(KnownError) as profile:
        parse_profile("nome: 7")
    for error in (address.value, profile.value):
        assert texts.say_with(error.code, error.args_shown) and texts.say_with(f"ACAO.{error.code}", error.args_shown)


def test_every_offence_is_said(locale: str) -> None:
    texts = Texts(locale)
    for kind in OffenceKind:
        for count in (1, 3):
            said = texts.say(f"ORG_003.{kind}", n=count, setor="GAMA", dia=date(2025, 7, 6))
            assert "GAMA" in said
        assert texts.say(f"ACAO.ORG_003.{kind}", n=1, setor="GAMA", dia=date(2025, 7, 6))
