"""Users, clients and journal pages: acts journalled, refusals in words, the chain verified."""

import sqlite3
from contextlib import closing

from storage.journal import entries
from viewmodels.desk import Desk
from viewmodels.operations.pessoas.entering import Entered, enter
from viewmodels.operations.pessoas.roles import RoleAt
from viewmodels.screens.journal_page import JournalPage
from viewmodels.screens.people_page import ClientsPage, PeoplePage, temporary_password
from viewmodels.state import State


def acts(desk: Desk, n: int) -> list[str]:
    """The newest verbs, oldest first."""
    with desk.house.store.read() as connection:
        found = entries(connection, desk.scope.client, limit=n)
    return [str(line.body["verb"]) for line in reversed(found) if line.body]


def test_list_says_who_may_what(empty_desk: Desk) -> None:
    page = PeoplePage(empty_desk)
    shown = {row.cell("nome").text: (row.cell("papeis").text, row.cell("situacao").text) for row in page.table.rows}
    assert shown["Ana Prado"] == ("Operador", "Ativo")
    assert shown["Diretor Silva"] == ("Administrador, Diretor", "Ativo")
    assert page.situation == "4 usuários ativos, nenhum desativado."


def test_created_person_enters_with_the_password_shown_once_and_must_change_it(empty_desk: Desk) -> None:
    page = PeoplePage(empty_desk)
    password, refused = page.create("Maria Souza", "maria", RoleAt("operador", "metas", "1"))
    assert refused == ""
    assert acts(empty_desk, 2) == ["usuario.criar", "usuario.dar_papel"]
    person = page.person
    assert person is not None
    assert [page.grant_words(grant) for grant in person.roles] == ["Operador em Metas, GAMA"]
    entered = enter(empty_desk.house, login="maria", password=password)
    assert isinstance(entered, Entered) and entered.person.must_change


def test_password_is_in_no_file_of_the_store(empty_desk: Desk) -> None:
    password, _ = PeoplePage(empty_desk).create("Maria Souza", "maria", RoleAt("operador"))
    store = empty_desk.house.store.path
    assert all(
        password.encode() not in file.read_bytes() for file in store.parent.glob(f"{store.name}*") if file.is_file()
    )


def test_each_act_is_journalled(empty_desk: Desk) -> None:
    page = PeoplePage(empty_desk)
    page.create("Maria Souza", "maria", RoleAt("operador"))
    page.give(RoleAt("auditor"))
    person = page.person
    assert person is not None
    page.take(person.roles[0])
    page.set_active(False)
    page.set_active(True)
    assert page.reset_password()
    assert acts(empty_desk, 5) == [
        "usuario.dar_papel",
        "usuario.tirar_papel",
        "usuario.desativar",
        "usuario.reativar",
        "usuario.redefinir_senha",
    ]


def test_refusal_is_said_and_nothing_changes(empty_desk: Desk) -> None:
    page = PeoplePage(empty_desk)
    assert page.create("Outro", "operador", RoleAt("operador")) == ("", "O usuário operador já existe. Escolha outro.")
    director = next(row.person.id for row in page.rows if row.person.login == "diretor")
    page.select(director)
    page.set_active(False)
    assert page.refusal == "Esta é a última pessoa que administra este cliente. Dê o papel a outra antes."
    assert page.situation == "4 usuários ativos, nenhum desativado."


def test_clients_are_listed_and_added(empty_desk: Desk) -> None:
    page = ClientsPage(empty_desk)
    assert page.create("Viação Sol", "12.345.678/0001-90") == ""
    assert [row.cell("nome").text for row in page.table.rows] == ["Viação Planalto · exemplo", "Viação Sol"]
    assert page.create("viação sol", "") == "Já há um cliente chamado viação sol."


def test_journal_says_acts_in_words_and_verifies(empty_desk: Desk) -> None:
    empty_desk.act(
        "metas.editar_parametro", name="FATOR_REDUCAO_COMBUSTIVEL", value="0.02", justification="Acordo de agosto"
    )
    page = JournalPage(empty_desk)
    first = page.table.rows[0]
    shown = tuple(first.cell(key).text for key in ("quem", "ato", "depois", "motivo"))
    assert shown == (
        "Diretor Silva",
        "Mudou um parâmetro",
        "Vale desde: nada → ago/2025; Valor: 0,015 → 0,02",
        "Acordo de agosto",
    )
    page.verify()
    assert page.verdict_state is State.OK
    assert page.verdict.startswith(f"O diário confere: {page.lines[0].seq} registros, sem falhas.")


def test_a_journal_rewritten_by_hand_is_caught(empty_desk: Desk) -> None:
    page = JournalPage(empty_desk)
    with closing(sqlite3.connect(empty_desk.house.store.path)) as raw, raw:
        triggers = [name for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")]
        for name in triggers:
            raw.execute(f'DROP TRIGGER "{name}"')
        raw.execute("UPDATE journal_body SET body = replace(body, 'usuario.criar', 'usuario.sumir') WHERE seq = 2")
    page.verify()
    assert page.verdict_state is State.CRITICO
    assert page.faults == ("O conteúdo do registro 2 do diário não é o que foi gravado.",)


def test_who_may_not_is_told_why(auditor_desk: Desk) -> None:
    assert "gerir usuários" in PeoplePage(auditor_desk).reason
    assert PeoplePage(auditor_desk).table.rowCount() == 0
    assert JournalPage(auditor_desk).table.rowCount() > 0, "an auditor reads the journal"


def test_temporary_passwords_never_repeat_and_pass_the_rules() -> None:
    made = {temporary_password() for _ in range(200)}
    assert len(made) == 200
    assert all(len(each) == 19 for each in made)
