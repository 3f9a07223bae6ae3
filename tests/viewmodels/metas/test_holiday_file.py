"""Days brought from a file come as candidates: shown first, all or none, and never typed by the file."""

from datetime import date
from pathlib import Path

from engines.calendar import DayType
from storage.metas.holiday_book import holidays
from tests.sample_house import calculated, read_erp
from tests.viewmodels.metas.test_cadastros import Desk, act, newest, refusal
from tests.viewmodels.metas.test_month import view
from viewmodels.operations.house import House
from viewmodels.operations.metas.holiday_file import HolidayFile, Standing
from viewmodels.operations.metas.holidays import HolidayBook
from viewmodels.operations.registry import perform
from viewmodels.operations.scope import Scope

LINES = ("km_prevista", "meta_litros")
FILE = "Data;Nome\n22/08/2025;Greve dos rodoviários\n07/09/2025;Desfile\n20/06/2025;Emenda do GDF\n25/12/2025;natal\n"


def checked(desk: Desk, path: Path) -> HolidayFile:
    found = act(desk, "metas.conferir_arquivo_de_feriados", path=path)
    assert isinstance(found, HolidayFile)
    return found


def test_days_of_a_file_become_candidates_and_none_is_typed(house: House, director: Scope, tmp_path: Path) -> None:
    desk, path = (house, director), tmp_path / "dias.csv"
    path.write_text(FILE, encoding="utf-8")
    found = checked(desk, path)
    assert [(d.day, d.standing) for d in found.days] == [
        (date(2025, 6, 20), Standing.NEW),
        (date(2025, 8, 22), Standing.NEW),
        (date(2025, 9, 7), Standing.OTHER_NAME),
        (date(2025, 12, 25), Standing.KNOWN),
    ]
    done = act(desk, "metas.importar_feriados", path=path, sha256=found.sha256)
    assert done == found
    verb, entity, before, after, _ = newest(desk)
    assert (verb, entity, before) == ("HOLIDAYS_IMPORTED", f"metas/feriados/{found.sha256[:16]}", None)
    assert isinstance(after, dict) and after["novos"] == [
        "2025-06-20 Emenda do GDF",
        "2025-08-22 Greve dos rodoviários",
    ]
    with house.store.read() as connection:
        kept = {h.day: h for h in holidays(connection, director.client, date(2025, 6, 20), date(2026, 1, 1))}
    strike = kept[date(2025, 8, 22)]
    assert (strike.kind, strike.source, strike.day_type) == ("MANUAL", "arquivo dias.csv", None)
    assert kept[date(2025, 9, 7)].name == "Independência do Brasil; Desfile"
    assert kept[date(2025, 9, 7)].day_type is None
    book = act(desk, "metas.feriados", vigencia="2025-08")
    assert isinstance(book, HolidayBook)
    assert [r.holiday.day for r in book.untyped] == [date(2025, 6, 20), date(2025, 8, 22)]
    act(desk, "metas.classificar", vigencia="2025-08", day=date(2025, 8, 22), kind=DayType.SABADO)
    assert [d.standing for d in checked(desk, path).days] == [Standing.KNOWN] * 4
    act(desk, "metas.importar_feriados", path=path, sha256=found.sha256)
    with house.store.read() as connection:
        again = holidays(connection, director.client, date(2025, 8, 22), date(2025, 8, 23))
    assert again[0].day_type is DayType.SABADO, "what was typed stays typed"


def test_a_file_with_one_fault_adds_no_day(house: House, director: Scope, tmp_path: Path) -> None:
    desk, path = (house, director), tmp_path / "dias.csv"
    path.write_text(FILE + "01/01/1999;Longe\n", encoding="utf-8")
    found = checked(desk, path)
    assert [(f.line, f.code) for f in found.faults] == [(6, "METAS.ARQUIVO.DIA_LONGE")]
    said = house.texts.say_with(found.faults[0].code, found.faults[0].said_with)
    assert said == "Linha 6, coluna Data: 01/01/1999 fica fora dos anos de 2022 a 2028."
    refused = refusal(desk, "metas.importar_feriados", path=path, sha256=found.sha256)
    assert refused == (
        "METAS.ARQUIVO_COM_FALHAS",
        "Nada foi importado. dias.csv tem uma falha: veja linhas e colunas.",
    )
    path.write_text(FILE, encoding="utf-8")
    assert refusal(desk, "metas.importar_feriados", path=path, sha256=found.sha256)[0] == "METAS.ARQUIVO_MUDOU"


def test_the_price_of_a_day_is_what_the_goals_then_change_by(house: House, director: Scope) -> None:
    """Idea 7: 16 August, a Saturday, toggled to Sunday shows km and litres per sector, and they come true."""
    day, snapshot = date(2025, 8, 16), read_erp(house, director)
    given = {"vigencia": "2025-08", "snapshot": snapshot, "day": day}
    prices = perform(
        house, director, "metas.efeito_do_dia", **given, kind=DayType.DOMINGO_FERIADO, instead_of=DayType.SABADO
    )
    before = view(house, director, calculated(house, director)).evaluation
    perform(house, director, "metas.acrescentar_dia", vigencia="2025-08", day=day, name="Feira", kind=None)
    perform(house, director, "metas.classificar", vigencia="2025-08", day=day, kind=DayType.DOMINGO_FERIADO)
    after = view(house, director, calculated(house, director)).evaluation
    for number, price in enumerate(prices, 1):
        moved = [after.value(line, (str(number),)) - before.value(line, (str(number),)) for line in LINES]  # type: ignore[operator]
        assert [price.km, price.litres] == moved
        assert price.km is not None and price.km < 0 and price.litres is not None and price.litres < 0
