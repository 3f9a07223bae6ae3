"""A month in a file: opened anywhere, proved by itself, read-only; and refused when anything in it was touched."""

import os
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from storage.errors import KnownError
from storage.store.migrations import shipped_migrations
from storage.texts.sentences import Texts
from storage.workspace import looking
from storage.workspace.cargo import CHAIN, NEVER, Wanted, choice_of
from storage.workspace.digests import shapes, table_digests
from storage.workspace.looking import looked_into, manifest_of
from storage.workspace.manifest import read_manifest
from storage.workspace.sealed_store import SealedStore
from tests.sample_house import VIGENCIA, real_clock
from tests.viewmodels.documentos.months import away, carried, choices, ground, home
from viewmodels.jobs import drive
from viewmodels.operations.documentos import proofs, verify_alone
from viewmodels.operations.metas.explaining import Address
from viewmodels.operations.registry import disabled_reason, load_all, perform

READ_ONLY = "ARQUIVO_SOMENTE_LEITURA"


def test_it_proves_itself_on_a_machine_without_store_or_erp(tmp_path: Path) -> None:
    path = carried(tmp_path, "agosto.prova")
    before = path.read_bytes()
    with away(tmp_path, path) as (house, scope):
        told = perform(house, scope, "documentos.provas")
        assert [each.key for each in told] == [
            "ARQUIVO", "LACRE", "CADEIA", "SAIDA", "RETRATOS", "CALCULO", "DECISOES", "PAPEIS",
        ]  # fmt: skip
        assert all(each.holds for each in told)
        cells = next(each for each in told if each.key == "CALCULO").args
        assert (cells["n"], cells["diferentes"]) == (351, 0)
        for locale in ("pt", "en", "es"):
            assert all(Texts(locale).say_with(each.code, each.args) for each in told)
        view = perform(house, scope, "metas.resultados", vigencia=VIGENCIA)
        figure = perform(house, scope, "metas.explicar", address=Address(view.run.id, "meta_litros", ("4",)))
        assert figure.identical and perform(house, scope, "metas.historico", vigencia=VIGENCIA)
    assert path.read_bytes() == before
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith("agosto")] == ["agosto.prova"]


def test_every_writing_operation_is_refused_with_the_reason(tmp_path: Path) -> None:
    with away(tmp_path, carried(tmp_path, "agosto.prova")) as (house, scope):
        sentence = house.texts.say(READ_ONLY)
        writing = [each for each in load_all() if each.mode == "write"]
        assert len(writing) > 30
        for each in writing:
            assert disabled_reason(house, scope, each.id) == sentence
            with pytest.raises(KnownError, match=READ_ONLY):
                perform(house, scope, each.id)
        with pytest.raises(KnownError, match=READ_ONLY), house.store.write():
            raise AssertionError


def test_it_carries_its_month_and_nothing_of_anybody_else(tmp_path: Path) -> None:
    with closing(sqlite3.connect(carried(tmp_path, "agosto.prova"))) as raw:
        count = {
            name: raw.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]
            for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        }
        empty = ("setting", "user_role", "role_right", "recovery_key", "sealed_key", "sealed_payload", "draft")
        assert {name: count[name] for name in empty} == dict.fromkeys(empty, 0)
        assert raw.execute("SELECT DISTINCT vigencia FROM parameter_value ORDER BY 1").fetchall() == [
            ("2025-07",), ("2025-08",),
        ]  # fmt: skip
        assert {row[0] for row in raw.execute("SELECT password_hash || active FROM app_user")} == {"0"}
        assert all(login == f"#{id}" for id, login in raw.execute("SELECT id, login FROM app_user"))
        assert count["journal"] > count["journal_body"] > 0
        assert raw.execute("PRAGMA journal_mode").fetchone()[0] == "delete"


def test_at_home_it_is_known_and_elsewhere_only_whole(tmp_path: Path) -> None:
    path = carried(tmp_path, "agosto.prova")
    with home(tmp_path) as (house, scope):
        known = perform(house, scope, "documentos.verificar", path=path)
    assert (known.code, known.good) == ("VERIFICAR.ARQUIVO_DAQUI", True)
    alone = verify_alone(path)
    assert (alone.code, alone.good) == ("VERIFICAR.ARQUIVO_INTEGRO", False)
    assert all(verdict.sentence(Texts(locale)) for verdict in (known, alone) for locale in ("pt", "en", "es"))


def test_nothing_approved_leaves_no_file(tmp_path: Path) -> None:
    with home(tmp_path, "espera") as (house, scope), pytest.raises(KnownError, match="ARQUIVO_SEM_APROVADO"):
        perform(house, scope, "documentos.exportar_mes", vigencia=VIGENCIA, path=tmp_path / "x.prova")
    assert not (tmp_path / "x.prova").exists()


# --- hostile files


def refusal(path: Path) -> str:
    """Code a file is refused with, its sentence said; "" when it opens and every proof holds, else the proof lost."""
    verdict = verify_alone(path)
    if verdict.code == "VERIFICAR.ARQUIVO_RECUSADO":
        assert verdict.sentence(Texts())
        return str(verdict.args["codigo"])
    return ", ".join(each.key for each in verdict.proofs if not each.holds)


@pytest.mark.parametrize("kept", [0, 50, 99, 100, 4096, 40_000, 0.5, 0.999])
def test_a_truncated_file_is_refused(tmp_path: Path, kept: float) -> None:
    path = carried(tmp_path, "agosto.prova")
    content = path.read_bytes()
    path.write_bytes(content[: int(kept if kept > 1 else kept * len(content))])
    with pytest.raises(KnownError, match="LOJA_ESTRANHA|LOJA_DANIFICADA"), looked_into(path):
        raise AssertionError


def test_a_flipped_byte_in_any_range_never_passes(tmp_path: Path) -> None:
    """One byte flipped in each 32nd of the file: refused, or a proof is lost; a page nobody uses may stay as it is."""
    path = carried(tmp_path, "agosto.prova")
    content = path.read_bytes()
    with closing(sqlite3.connect(path)) as raw:
        good = table_digests(raw.execute)
    missed = []
    for part in range(24):
        at = part * len(content) // 24 + 1500
        path.write_bytes(content[:at] + bytes([content[at] ^ 0x5A]) + content[at + 1 :])
        if not _noticed(path, good):
            missed.append(at)
    assert missed == []


def _noticed(path: Path, good: object) -> bool:
    """Refused, or a table differs (then LACRE says so), or the byte is in no row at all (free space of a page)."""
    try:
        with looked_into(path) as connection:
            manifest = manifest_of(connection, path)
            found = table_digests(connection.execute, {"workspace"})
    except KnownError:
        return True
    changed = any(found.get(name) != manifest.tables.get(name) for name in manifest.tables)
    with closing(sqlite3.connect(path)) as raw:
        return changed or table_digests(raw.execute) == good


@pytest.mark.parametrize(
    ("edit", "lost"),
    [
        ("UPDATE run_cell SET value = '1.00' WHERE line = 'meta_litros'", {"SAIDA", "CALCULO"}),
        ("UPDATE goal_decision SET value = value + 1 WHERE criterion = 'PNEUS'", {"SAIDA", "DECISOES"}),
        ("UPDATE parameter_value SET value = value + 1 WHERE vigencia = '2025-08'", {"SAIDA", "DECISOES"}),
        ("UPDATE frozen_text SET text = replace(text, '0.1', '0.2')", {"SAIDA"}),
        ("UPDATE snapshot SET query = 'outra'", {"SAIDA", "RETRATOS"}),
        ("UPDATE run_input SET why = 'outro'", {"SAIDA"}),
        ("UPDATE app_user SET name = 'Outra Pessoa'", {"SAIDA"}),
        ("UPDATE workspace SET manifest = replace(manifest, 'Diretor Silva', 'Outra Pessoa')", {"SAIDA"}),
        ("DROP TRIGGER journal_no_update; UPDATE journal SET hash = previous WHERE seq = 5", None),
    ],
    ids=["cell", "decision", "published", "sheet", "snapshot", "input", "name", "author", "journal"],
)
def test_an_edit_with_the_seal_made_again_is_found(tmp_path: Path, edit: str, lost: set[str] | None) -> None:
    path = carried(tmp_path, "agosto.prova")
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        raw.executescript(edit)
        _seal_again(raw)
    found = refusal(path)
    if lost is None:
        assert found == "ARQUIVO_ESQUEMA"
    else:
        assert lost <= set(found.split(", "))


def _seal_again(raw: sqlite3.Connection) -> None:
    said = read_manifest(raw.execute("SELECT manifest FROM workspace").fetchone()[0])
    manifest = replace(said, tables=table_digests(raw.execute, {"workspace"}))
    raw.execute("UPDATE workspace SET manifest = ?, seal = ?", (manifest.text(), manifest.seal))


def _strange(path: Path, kind: str) -> None:
    content = path.read_bytes()
    if kind == "application":
        path.write_bytes(content[:68] + b"\x00\x00\x00\x01" + content[72:])
    elif kind == "link":
        path.rename(path.with_name("outro"))
        path.symlink_to(path.with_name("outro"))
    elif kind == "folder":
        path.unlink()
        path.mkdir()
    elif kind == "pipe":
        path.unlink()
        os.mkfifo(path)
    elif kind == "text":
        path.write_bytes(b"PK\x03\x04 nada")
    else:
        _edit(path, kind)


def _edit(path: Path, kind: str) -> None:
    scripts = {
        "newer": f"PRAGMA user_version = {len(shipped_migrations()) + 1}",
        "view": "CREATE VIEW malicia AS SELECT load_extension('x')",
        "trigger": "CREATE TRIGGER malicia AFTER INSERT ON client BEGIN SELECT 1; END",
        "store": "DELETE FROM workspace",
        "manifest": "UPDATE workspace SET manifest = '{}'",
        "seal": "UPDATE workspace SET seal = '" + "0" * 64 + "'",
    }
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        raw.executescript(scripts[kind])


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        ("application", "LOJA_ESTRANHA"),
        ("text", "LOJA_ESTRANHA"),
        ("newer", "LOJA_MAIS_NOVA"),
        ("view", "ARQUIVO_ESQUEMA"),
        ("trigger", "ARQUIVO_ESQUEMA"),
        ("store", "ARQUIVO_SEM_MANIFESTO"),
        ("manifest", "ARQUIVO_LACRE"),
        ("seal", "ARQUIVO_LACRE"),
        ("link", "ARQUIVO_ATALHO"),
        ("folder", "ARQUIVO_NAO_COMUM"),
        ("pipe", "ARQUIVO_NAO_COMUM"),
    ],
)
def test_a_hostile_file_is_refused_with_a_sentence(tmp_path: Path, kind: str, code: str) -> None:
    path = carried(tmp_path, "agosto.prova")
    _strange(path, kind)
    with pytest.raises(KnownError) as refused, away(tmp_path, path):
        raise AssertionError
    assert refused.value.code == code
    assert all(Texts(locale).say_error(refused.value) for locale in ("pt", "en", "es"))


def test_a_view_that_runs_for_ever_is_never_asked(tmp_path: Path) -> None:
    """It would hang whoever only asks what kind of file it is."""
    path = tmp_path / "x.prova"
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        endless = "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT x FROM c WHERE x < 0"
        raw.execute(f"CREATE VIEW workspace AS {endless}")
    assert not looking.is_carried(path)


def test_a_huge_file_is_refused_before_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(looking, "LARGEST", 1024)
    with pytest.raises(KnownError, match="ARQUIVO_GRANDE"), away(tmp_path, carried(tmp_path, "agosto.prova")):
        raise AssertionError


def test_an_older_format_is_read_through_a_migrated_copy(tmp_path: Path) -> None:
    path = carried(tmp_path, "agosto.prova")
    before = path.read_bytes()
    later = (*shipped_migrations(), replace(shipped_migrations()[-1], number=len(shipped_migrations()) + 1, sql=""))
    with closing(SealedStore.of(path, real_clock(), later)) as store, store.read() as connection:
        assert connection.exec_driver_sql("PRAGMA user_version").scalar() == len(later)
    assert path.read_bytes() == before
    assert (ground() / "agosto.prova").exists()


# --- months with a past


def test_a_month_calculated_again_takes_both_calculations_and_its_plans(tmp_path: Path) -> None:
    with home(tmp_path) as (house, scope):
        again = drive(perform(house, scope, "metas.recalcular", run=1, reason="Gasto de julho corrigido"))
        view = perform(house, scope, "metas.resultados", run=again)
        with house.store.write() as connection:
            plan = "(client, run, origin, criterion, sector, debt, instalments, justification, created, created_by)"
            values = f"('{scope.client}', {again}, '2025-07', 'PNEUS', '3', 640000, 2, 'acordo', 'hoje', 'u')"
            connection.exec_driver_sql(f"INSERT INTO instalment_plan {plan} VALUES {values}")
            connection.exec_driver_sql(
                f"INSERT INTO instalment SELECT '{scope.client}', id, 1, '2025-08', 320000, 320000 FROM instalment_plan"
            )
        perform(house, scope, "metas.decidir", run=again, digest=view.digest, chosen=choices(view))
        perform(house, scope, "metas.aprovar", run=again, digest=view.digest)
        path = tmp_path / "dois.prova"
        perform(house, scope, "documentos.exportar_mes", vigencia=VIGENCIA, path=path)
    told = verify_alone(path).proofs
    assert [each.args["calculo"] for each in told if each.key == "CALCULO"] == ["2", "1"]
    assert all(each.holds for each in told)
    with closing(sqlite3.connect(path)) as raw:
        for name, rows in (("recalculation", 1), ("instalment_plan", 1), ("instalment", 1), ("run", 2)):
            assert raw.execute(f"SELECT count(*) FROM {name}").fetchone()[0] == rows


CARRIED = """approval_consent client data_choice document frozen_text goal_decision holiday instalment
instalment_plan parameter_history parameter_value performance period recalculation routine_tick run run_cell run_finding
run_input run_snapshot run_text sector snapshot snapshot_bytes snapshot_part snapshot_table target_before"""


def test_somebody_chose_for_every_table_whether_it_leaves(tmp_path: Path) -> None:
    """A new table goes by its columns (of a run, of a month) or stays: it is written here, or in NEVER, either way."""
    with closing(sqlite3.connect(carried(tmp_path, "agosto.prova"))) as raw:
        kept = shapes(raw.execute)
    wanted = Wanted("c", ("2025-08",), (1,), ("2024-08-01", "2025-09-01"))
    goes = {name for name, shape in kept.items() if choice_of(name, shape, wanted, ()) is not None}
    assert goes == set(CARRIED.split())
    assert kept.keys() - goes == NEVER | CHAIN


def test_papers_of_another_program_are_named_and_not_judged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proofs, "VERSION", "9.9.9")
    monkeypatch.setattr(proofs, "confirmed_papers", lambda *_: frozenset())
    told = verify_alone(carried(tmp_path, "agosto.prova")).proofs[-1]
    assert (told.code, told.holds, told.args["n"]) == ("PROVA.PAPEIS_ANTIGOS.OK", True, 1)
    assert all(Texts(locale).say_with(told.code, told.args) for locale in ("pt", "en", "es"))
    monkeypatch.undo()
    monkeypatch.setattr(proofs, "confirmed_papers", lambda *_: frozenset())
    assert refusal(carried(tmp_path, "agosto.prova")) == "PAPEIS"
