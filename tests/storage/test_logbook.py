"""The log: what it keeps, what it leaves out, and a disk that fails."""

import json
from datetime import UTC, datetime
from pathlib import Path

from storage.clock import stopped_clock
from storage.logbook import FILE, HIDDEN, KEPT, LARGEST_BYTES, Logbook

NOON = stopped_clock(datetime(2025, 8, 2, 12, tzinfo=UTC))


def lines(folder: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in (folder / FILE).read_text(encoding="utf-8").splitlines()]


def test_only_what_is_known_to_be_harmless_is_written(tmp_path: Path) -> None:
    log = Logbook(tmp_path / "registro", NOON)
    log.note("operacao", operacao="metas.calcular", codigo="ok", ms=41, senha="planalto-2025", nome="João")
    log.close()
    (line,) = lines(tmp_path / "registro")
    assert line == {
        "instante": "2025-08-02T12:00:00.000000Z",
        "evento": "operacao",
        "operacao": "metas.calcular",
        "codigo": "ok",
        "ms": 41,
        "senha": HIDDEN,
        "nome": HIDDEN,
    }


def test_it_rotates_and_keeps_a_few(tmp_path: Path) -> None:
    log = Logbook(tmp_path, NOON)
    for _ in range(LARGEST_BYTES * (KEPT + 2) // 4000):
        log.note("operacao", codigo="x" * 3950)
    log.close()
    kept = sorted(tmp_path.iterdir())
    assert len(kept) == KEPT + 1 and all(path.stat().st_size <= LARGEST_BYTES for path in kept)


def test_a_disk_that_takes_nothing_never_stops_the_work(tmp_path: Path) -> None:
    (tmp_path / "registro").write_text("um arquivo onde devia haver uma pasta", encoding="utf-8")
    log = Logbook(tmp_path / "registro", NOON)
    log.note("operacao", codigo="ok")
    log.close()
    assert (tmp_path / "registro").read_text(encoding="utf-8").startswith("um arquivo")
