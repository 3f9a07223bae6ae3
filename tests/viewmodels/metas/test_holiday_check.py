"""The program's calendar beside a public one: what the public one has wrong or more, and nothing typed by it."""

from dataclasses import replace
from datetime import date

import pytest

from storage.errors import KnownError
from storage.metas.holiday_book import holidays
from storage.metas.holiday_service import ServiceDay
from storage.routine.limits import keep_limit
from tests.viewmodels.metas.test_cadastros import newest
from viewmodels.jobs import drive
from viewmodels.operations.house import House
from viewmodels.operations.metas.holiday_check import CrossCheck
from viewmodels.operations.registry import perform
from viewmodels.operations.scope import Scope

TOLD = (
    ("2025-04-20", "Páscoa"),
    ("2025-04-21", "Tiradentes"),
    ("2025-06-19", "Corpus Christi"),
    ("2025-07-09", "Dia do rodoviário"),
    ("2025-09-07", "Independência"),
)


def asked(house: House, director: Scope, vigencia: str) -> tuple[House, CrossCheck]:
    """The service's answer of 2025, with the switch on."""

    def fetch(address: str, year: int, seconds: float) -> tuple[ServiceDay, ...]:
        assert (address, year, seconds) == ("https://brasilapi.com.br/api/feriados/v1", 2025, 10.0)
        return tuple(ServiceDay(date.fromisoformat(day), name, "national") for day, name in TOLD)

    plugged = replace(house, agenda=fetch)
    with house.store.write() as connection:
        keep_limit(connection, director.client, "conferir_feriados", True, house.clock.now(), director.user)
    found = drive(perform(plugged, director, "metas.cotejar_feriados", vigencia=vigencia))
    assert isinstance(found, CrossCheck)
    return plugged, found


def test_off_unless_asked(house: House, director: Scope) -> None:
    with pytest.raises(KnownError, match="DESLIGADO"):
        drive(perform(house, director, "metas.cotejar_feriados", vigencia="2025-08"))


def test_disagreements_are_shown_and_only_days_it_has_alone_are_added(house: House, director: Scope) -> None:
    plugged, found = asked(house, director, "2025-07")
    assert [(d.day.isoformat(), d.name, str(d.difference)) for d in found.differences] == [
        ("2025-04-18", "Sexta-feira Santa", "SO_AQUI"),
        ("2025-04-20", "Páscoa", "SO_LA_DOMINGO"),
        ("2025-05-01", "Dia do Trabalhador", "SO_AQUI"),
        ("2025-06-19", "Corpus Christi", "NATUREZA"),
        ("2025-07-09", "Dia do rodoviário", "SO_LA"),
    ]
    assert perform(plugged, director, "metas.acrescentar_cotejados", checked=found) == 1
    verb, _, _, after, _ = newest((house, director))
    assert (verb, after) == (
        "HOLIDAYS_CHECKED",
        {"endereco": "https://brasilapi.com.br/api/feriados/v1", "novos": ["2025-07-09 Dia do rodoviário"]},
    )
    with house.store.read() as connection:
        (added,) = holidays(connection, director.client, date(2025, 7, 9), date(2025, 7, 10))
    assert (added.kind, added.source, added.day_type) == ("MANUAL", "https://brasilapi.com.br/api/feriados/v1", None)


def test_the_holiday_of_the_district_is_missing_there(house: House, director: Scope) -> None:
    _, found = asked(house, director, "2025-11")
    assert ("2025-11-30", "SO_AQUI") in {(d.day.isoformat(), str(d.difference)) for d in found.differences}
    assert ("2025-10-28", "SO_AQUI_FACULTATIVO") in {(d.day.isoformat(), str(d.difference)) for d in found.differences}
