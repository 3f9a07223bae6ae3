"""A second person decides in a carried file, signs, and the decision merges into the chain at home; or is refused."""

import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

import pytest

from engines.goals.approval import Decision
from storage.clock import stopped_clock
from storage.errors import KnownError
from storage.journal import entries, verify
from storage.people import list_people, revoke
from storage.people.rights import Grant
from storage.store import Seat
from storage.store.migrations import shipped_migrations
from storage.texts.sentences import Texts
from storage.workspace.signing import key_of
from tests.sample_house import calculated, scope_of
from tests.viewmodels.documentos.months import PHRASE, around, away, carried, choices, home
from viewmodels import carried_house
from viewmodels.operations.documentos.receiving import check_decision
from viewmodels.operations.house import House
from viewmodels.operations.registry import disabled_reason, perform
from viewmodels.operations.scope import Scope

FILE = "decidir.prova"


def decided(folder: Path, path: Path, how_many: int = 5, sign: bool = True) -> dict[tuple[str, str], Decision]:
    """The second person's part: decides the first goals, and signs."""
    with away(folder, path) as (house, scope):
        assert house.workspace is not None
        view = perform(house, scope, "metas.resultados", run=house.workspace.run)
        chosen = dict(list(choices(view).items())[:how_many])
        assert perform(house, scope, "metas.decidir", run=view.run.id, digest=view.digest, chosen=chosen) == ()
        if sign:
            assert perform(house, scope, "documentos.assinar", password=PHRASE) == how_many
            told = perform(house, scope, "documentos.provas")
            assert all(each.holds for each in told)
    return chosen


def test_the_decision_merges_in_the_signers_name(tmp_path: Path) -> None:
    path = carried(tmp_path, FILE)
    chosen = decided(tmp_path, path)
    with home(tmp_path, "espera") as (house, director):
        operator = scope_of(house, "operador")
        seen = perform(house, operator, "documentos.conferir_decisao", path=path)
        assert (seen.signer, {g.key for g in seen.goals if g.changes}) == ("Diretor Silva", set(chosen))
        assert all(g.before is None for g in seen.goals)
        perform(house, operator, "documentos.receber_decisao", path=path)
        view = perform(house, director, "metas.resultados", run=seen.run)
        assert {g.key for g in view.goals if g.decision} == set(chosen)
        assert {g.decision.decided_by for g in view.goals if g.decision} == {director.user}
        with house.store.read() as connection:
            assert verify(connection, director.client) == ()
            last = entries(connection, director.client, limit=1)[0].body
            assert last is not None
            told = last["after"]
            assert (last["verb"], last["actor"]) == ("DECISION_RECEIVED", operator.user)
            assert (told["assinante"], told["arquivo"], told["decisoes"]) == (director.user, seen.sha256, len(chosen))
            assert told["cadeia"] == {"seq": seen.head.seq, "hash": seen.head.hash}
            goal = entries(connection, director.client, verb="GOAL_DECIDED", limit=1)[0].body
            assert goal is not None
            assert (goal["actor"], goal["origin"]) == (director.user, f"arquivo:{seen.id[:16]}")
        refused(house, operator, path, "ARQUIVO_JA_RECEBIDO")


def refused(house: House, scope: Scope, path: Path, code: str) -> None:
    """Both looking and receiving are refused, with a sentence, and nothing is written."""
    before = _written(house)
    for id in ("documentos.conferir_decisao", "documentos.receber_decisao"):
        with pytest.raises(KnownError) as refusal:
            perform(house, scope, id, path=path)
        assert refusal.value.code == code
        assert all(Texts(locale).say_error(refusal.value) for locale in ("pt", "en", "es"))
    assert _written(house) == before


def _written(house: House) -> tuple[object, ...]:
    with house.store.read() as connection:
        asked = "SELECT count(*), max(seq) FROM journal"
        decisions = connection.exec_driver_sql("SELECT * FROM goal_decision ORDER BY 1, 2, 3").fetchall()
        return (*connection.exec_driver_sql(asked).one(), *decisions)


def test_in_the_file_one_only_decides_and_signs(tmp_path: Path) -> None:
    path = carried(tmp_path, FILE)
    with away(tmp_path, path) as (house, scope):
        assert disabled_reason(house, scope, "metas.decidir") is None
        assert disabled_reason(house, scope, "metas.aprovar") == house.texts.say("ARQUIVO_SO_DECIDE")
        with pytest.raises(KnownError, match="NADA_DECIDIDO"):
            perform(house, scope, "documentos.assinar", password=PHRASE)
    decided(tmp_path, path, sign=False)
    with away(tmp_path, path) as (inside, signer), home(tmp_path / "casa", "espera") as (house, director):
        view = perform(inside, signer, "metas.resultados", run=1)
        one = dict(list(choices(view).items())[:1])
        perform(inside, signer, "metas.decidir", run=1, digest=view.digest, chosen=one)
        refused(house, director, path, "ARQUIVO_EM_USO")
    with away(tmp_path, path) as (house, scope), pytest.raises(KnownError, match="FRASE_RECUSADA"):
        perform(house, scope, "documentos.assinar", password="outra frase qualquer, errada")
    with home(tmp_path, "espera") as (house, scope):
        refused(house, scope, path, "ARQUIVO_SEM_ASSINATURA")


def test_what_was_decided_before_the_window_was_killed_is_there_again(tmp_path: Path) -> None:
    path, killed = carried(tmp_path, FILE), tmp_path / "morta" / FILE
    killed.parent.mkdir()
    with at_the_window(tmp_path, path) as (inside, signer):
        view = perform(inside, signer, "metas.resultados", run=1)
        one = dict(list(choices(view).items())[:1])
        with closing(sqlite3.connect(path)) as reader:  # a reader keeps the log from being folded, as a kill does
            reader.execute("BEGIN")
            reader.execute("SELECT count(*) FROM journal").fetchone()
            perform(inside, signer, "metas.decidir", run=1, digest=view.digest, chosen=one)
            for left in (FILE, f"{FILE}-wal"):
                shutil.copyfile(tmp_path / left, killed.parent / left)
            with pytest.raises(KnownError, match="ARQUIVO_EM_USO"), at_the_window(tmp_path, path):
                pass
    assert (killed.parent / f"{FILE}-wal").stat().st_size > 0
    with at_the_window(tmp_path, killed) as (house, scope):
        found = perform(house, scope, "metas.resultados", run=1)
        assert {g.key for g in found.goals if g.decision} == set(one)
    assert [left.name for left in killed.parent.iterdir() if left.name.endswith(("-wal", "-shm"))] == []


@contextmanager
def at_the_window(folder: Path, path: Path) -> Iterator[tuple[House, Scope]]:
    """The carried file in its window, which alone holds it."""
    with carried_house.open_carried(around(folder / "outra-maquina"), path, Seat.DESKTOP) as house:
        yield house, carried_house.carried_scope(house)


def _recalculated(house: House, scope: Scope) -> None:
    """The run of the file is replaced on the table by another; the old one is still what the file is about."""
    with house.store.write() as connection:
        connection.exec_driver_sql("UPDATE run_cell SET value = '1.00' WHERE line = 'meta_litros'")


def _decided_here(house: House, scope: Scope) -> None:
    view = perform(house, scope, "metas.resultados", run=1)
    chosen = dict(list(choices(view).items())[:1])
    perform(house, scope, "metas.decidir", run=1, digest=view.digest, chosen=chosen)


def _new_key(house: House, scope: Scope) -> None:
    perform(house, scope, "documentos.criar_chave", password="uma outra frase comprida")


def _right_gone(house: House, scope: Scope) -> None:
    with house.store.write() as connection:
        for role in ("diretor", "administrador"):
            grant = Grant(role, scope.client)
            others = [p.id for p in list_people(connection, scope.client) if p.id != scope.user]
            if role == "administrador":
                connection.exec_driver_sql(
                    "INSERT INTO user_role SELECT ?, role, client, area, sector, granted, granted_by FROM user_role "
                    "WHERE user = ? AND role = 'administrador'",
                    (others[0], scope.user),
                )
            revoke(connection, scope.user, grant, actor=scope.user, at=house.clock.now())


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (_recalculated, "ARQUIVO_CALCULO_MUDOU"),
        (_decided_here, "ARQUIVO_DECIDIDO_AQUI"),
        (_new_key, "ARQUIVO_CHAVE_TROCADA"),
        (_right_gone, "ARQUIVO_DECISAO_RECUSADA"),
    ],
)
def test_what_changed_at_home_refuses_it(tmp_path: Path, change: Callable[[House, Scope], None], code: str) -> None:
    path = carried(tmp_path, FILE)
    decided(tmp_path, path)
    with home(tmp_path, "espera") as (house, director):
        change(house, director)
        refused(house, scope_of(house, "operador"), path, code)


FORGERIES = {
    "a decision after the signature": (
        "UPDATE goal_decision SET value = 100, decision = 'AJUSTADA', justification = 'porque eu quis'",
        "ARQUIVO_ASSINATURA_FALSA",
    ),
    "the sheet": ("UPDATE frozen_text SET text = text || ' '", "ARQUIVO_ALTERADO"),
    "an entry of the journal": (
        "UPDATE journal_body SET body = replace(body, 'GOAL_DECIDED', 'GOAL_DECIDEX')",
        "ARQUIVO_ALTERADO",
    ),
}


@pytest.mark.parametrize(("edit", "code"), FORGERIES.values(), ids=FORGERIES)
def test_a_forged_file_is_refused(tmp_path: Path, edit: str, code: str) -> None:
    path = carried(tmp_path, FILE)
    decided(tmp_path, path)
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        triggers = raw.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in triggers:
            raw.execute(f"DROP TRIGGER {name}")
        raw.execute(edit)
        for _, sql in triggers:
            raw.execute(sql)
    with home(tmp_path, "espera") as (house, _):
        refused(house, scope_of(house, "operador"), path, code)


@lru_cache(maxsize=1)
def limited() -> Path:
    """Folder of a company whose director reaches one sector only, with a file in which that sector was decided and
    not signed yet; two sectors had been decided at home before it left."""
    folder = Path(tempfile.mkdtemp(prefix="prova-real-limitado-"))
    path = folder / "limitado.prova"
    with home(folder, "espera") as (house, director):
        view = perform(house, director, "metas.resultados", run=1)
        two = {g.key: Decision(False) for g in view.goals if g.key in (("PNEUS", "3"), ("PNEUS", "4"))}
        assert perform(house, director, "metas.decidir", run=1, digest=view.digest, chosen=two) == () and len(two) == 2
        with house.store.write() as connection:
            connection.exec_driver_sql("UPDATE user_role SET sector = '4' WHERE user = ?", (director.user,))
        perform(house, director, "documentos.para_decidir", run=1, user=director.user, path=path)
    with away(folder, path) as (house, scope):
        view = perform(house, scope, "metas.resultados", run=1)
        one = {key: decision for key, decision in choices(view).items() if key == ("PNEUS", "4")}
        assert perform(house, scope, "metas.decidir", run=1, digest=view.digest, chosen=one) == ()
    return folder


def own_forgery(folder: Path, edit: str) -> Path:
    """That company in `folder`, and its file changed by other means by its signer, who then signs it."""
    shutil.copytree(limited() / "exemplo", folder / "exemplo", ignore=shutil.ignore_patterns("*lock*"))
    path = Path(shutil.copyfile(limited() / "limitado.prova", folder / "limitado.prova"))
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        raw.execute(edit)
    with away(folder, path) as (house, scope):
        perform(house, scope, "documentos.assinar", password=PHRASE)
    return path


@pytest.mark.parametrize(
    "edit",
    [
        "DELETE FROM goal_decision WHERE sector = '3'",
        "UPDATE goal_decision SET value = calculated + 100 WHERE sector = '4'",
        "UPDATE goal_decision SET value = NULL, decision = 'AJUSTADA' WHERE sector = '4'",
        "UPDATE goal_decision SET decision = 'RECUSADA' WHERE sector = '4'",
    ],
    ids=["taken back in another's sector", "approved as another value", "adjusted to nothing", "refused with a value"],
)
def test_the_signers_own_forgery_is_refused(tmp_path: Path, edit: str) -> None:
    path = own_forgery(tmp_path, edit)
    with home(tmp_path, "espera") as (house, _):
        refused(house, scope_of(house, "operador"), path, "ARQUIVO_DECISAO_RECUSADA")


def test_decisions_of_other_sectors_taken_at_home_stay_as_they_are(tmp_path: Path) -> None:
    path = own_forgery(tmp_path, "")
    with home(tmp_path, "espera") as (house, _):
        seen = perform(house, scope_of(house, "operador"), "documentos.receber_decisao", path=path)
        assert [g.key for g in seen.goals if g.changes] == [("PNEUS", "4")]


def test_a_file_of_another_company_or_of_nobody_is_refused(tmp_path: Path) -> None:
    path = carried(tmp_path, FILE)
    decided(tmp_path, path)
    with home(tmp_path, "") as (house, director):
        refused(house, director, carried(tmp_path, "agosto.prova"), "ARQUIVO_NAO_E_DECISAO")
        with pytest.raises(KnownError, match="ARQUIVO_OUTRA_EMPRESA"):
            check_decision(house, Scope("outra", director.user), path=path)


def test_the_newest_key_is_the_one_in_use_even_when_the_clock_went_back(tmp_path: Path) -> None:
    """A key made because the other leaked must not lose to it."""
    with home(tmp_path, "espera") as (house, director):
        before = replace(house, clock=stopped_clock(datetime(2020, 1, 1, tzinfo=UTC)))
        made = perform(before, director, "documentos.criar_chave", password="uma outra frase comprida")
        with house.store.read() as connection:
            held = key_of(connection, director.client, director.user)
        assert held is not None and held.key.id == made


def test_only_a_person_with_a_key_and_the_right_may_be_chosen(tmp_path: Path) -> None:
    with home(tmp_path, "espera") as (house, director):
        listed = perform(house, director, "documentos.assinantes")
        assert [each.name for each in listed] == ["Diretor Silva"]
        operator = scope_of(house, "operador")
        with pytest.raises(KnownError, match="ASSINANTE_SEM_CHAVE"):
            perform(house, director, "documentos.para_decidir", run=1, user=operator.user, path=tmp_path / "x.prova")
        with pytest.raises(KnownError, match="FRASE_CURTA"):
            perform(house, director, "documentos.criar_chave", password="curta")
        with pytest.raises(KnownError, match="ARQUIVO_NAO_E_DECISAO"):
            perform(house, director, "documentos.assinar", password=PHRASE)
        assert calculated(house, director) == 2


def test_a_file_to_decide_in_is_never_brought_to_another_format(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = carried(tmp_path, FILE)
    before = path.read_bytes()
    monkeypatch.setattr(carried_house, "shipped_migrations", lambda: (*shipped_migrations(), shipped_migrations()[-1]))
    with pytest.raises(KnownError, match="ARQUIVO_OUTRO_FORMATO"), away(tmp_path, path):
        raise AssertionError
    assert path.read_bytes() == before
