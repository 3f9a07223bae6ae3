"""Calendar files: whole days with a name, and every other kind of event refused with its line."""

from datetime import date

import pytest

from storage.errors import KnownError
from storage.imports.calendar_file import read_days
from storage.texts.sentences import LOCALES, Texts


def ics(*events: str) -> bytes:
    body = "".join(f"BEGIN:VEVENT\r\n{event}\r\nEND:VEVENT\r\n" for event in events)
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{body}END:VCALENDAR\r\n".encode()


def test_whole_days_with_their_names_in_order() -> None:
    found = read_days(
        ics(
            "DTSTART;VALUE=DATE:20251116\r\nSUMMARY:Jogo\\, no\r\n  Mané Garrincha",
            "DTSTART;VALUE=DATE:20250417\r\nDTEND;VALUE=DATE:20250419\r\nSUMMARY;LANGUAGE=pt:Ponte",
            "STATUS:CANCELLED\r\nDTSTART:20250101\r\nSUMMARY:Nada",
        ),
        "gdf.ics",
    )
    assert [(d.day, d.name, d.line) for d in found.days] == [
        (date(2025, 4, 17), "Ponte", 8),
        (date(2025, 4, 18), "Ponte", 8),
        (date(2025, 11, 16), "Jogo, no Mané Garrincha", 3),
    ]
    assert (found.file, found.faults) == ("gdf.ics", ())


@pytest.mark.parametrize(
    ("event", "code"),
    [
        ("DTSTART:20250417T080000Z\r\nSUMMARY:Reunião", "EVENTO_DIA"),
        ("DTSTART:20250230\r\nSUMMARY:Nunca", "EVENTO_DIA"),
        ("SUMMARY:Sem dia", "EVENTO_DIA"),
        ("DTSTART:20250417", "EVENTO_SEM_NOME"),
        ("DTSTART:20250417\r\nSUMMARY:" + "x" * 101, "EVENTO_SEM_NOME"),
        ("DTSTART:20250417\r\nRRULE:FREQ=YEARLY\r\nSUMMARY:Todo ano", "EVENTO_REPETE"),
        ("DTSTART:20250417\r\nDTEND:20251231\r\nSUMMARY:Férias", "EVENTO_LONGO"),
        ("DTSTART:20250417\r\nDTEND:20250417\r\nSUMMARY:Nenhum", "EVENTO_LONGO"),
    ],
)
def test_any_other_event_is_a_fault_with_its_line_and_no_day_is_taken(event: str, code: str) -> None:
    found = read_days(ics("DTSTART:20250101\r\nSUMMARY:Bom", event), "x.ics")
    assert ([f.code for f in found.faults], found.faults[0].line, found.days) == ([f"IMPORTACAO.{code}"], 7, ())
    for locale in LOCALES:
        assert Texts(locale).say_with(found.faults[0].code, found.faults[0].said_with)


def test_a_cut_file_and_a_calendar_without_days_are_refused() -> None:
    cut = read_days(ics("DTSTART:20250101\r\nSUMMARY:Bom").replace(b"END:VEVENT\r\n", b""), "x.ics")
    assert [f.code for f in cut.faults] == ["IMPORTACAO.EVENTO_ABERTO"]
    with pytest.raises(KnownError, match="SEM_LINHAS"):
        read_days(ics(), "x.ics")
    long = ics(
        *(f"DTSTART:2025{m:02d}01\r\nDTEND:2025{m:02d}28\r\nSUMMARY:Mês" for m in range(1, 13)),
        *["DTSTART:20250101\r\nDTEND:20250131\r\nSUMMARY:M"] * 40,
    )
    with pytest.raises(KnownError, match="DIAS_DEMAIS"):
        read_days(long, "x.ics")


def test_a_table_of_days_reads_as_well() -> None:
    found = read_days(b"Data;Feriado\n16/11/2025;Jogo\n17/04/2025;Ponte\n", "dias.csv")
    assert [(d.day, d.name, d.line) for d in found.days] == [
        (date(2025, 4, 17), "Ponte", 3),
        (date(2025, 11, 16), "Jogo", 2),
    ]
    assert [f.code for f in read_days(b"Data;Nome\n31/02/2025;\n", "d.csv").faults] == [
        "IMPORTACAO.DATA",
        "IMPORTACAO.CELULA_VAZIA",
    ]


def test_a_line_of_separators_takes_no_time() -> None:
    """One reading for each sign: tried in every division, forty of them would take years."""
    found = read_days(ics("DTSTART" + ";" * 100_000, 'DTSTART;X="a:b;c";Y=1:20250417\r\nSUMMARY:Ponte'), "x.ics")
    assert [f.code for f in found.faults] == ["IMPORTACAO.EVENTO_DIA"]
