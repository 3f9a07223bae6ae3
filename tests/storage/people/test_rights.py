"""Accounts, roles and what each person may do."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import text

from storage.errors import KnownError
from storage.people import (
    Grant,
    NewUser,
    assign,
    create_client,
    create_user,
    deactivate,
    define_role,
    find_person,
    forget_person,
    grants_of,
    list_clients,
    list_people,
    names_of,
    reactivate,
    rename,
    revoke,
    rights_of,
    sectors_of,
    seed_roles,
    shipped_roles,
    sign_in,
)
from storage.store import Store
from tests.storage.people.cast import CHEAP, PASSWORD, person, refused, verbs
from tests.storage.store.opening import CLIENT, NOON


def test_roles_are_those_of_the_seed(store: Store, ana: str) -> None:
    roles = shipped_roles()
    assert set(roles) == {
        "administrador",
        "diretor",
        "operador",
        "auditor",
        "gestor_kpis",
        "analista_bi",
        "gestor",
        "usuario_padrao",
        "representante_monitoramento",
        "preenchedor_prudencial",
    }
    kpi = {name: [r.removeprefix("KPI.") for r in rights if r.startswith("KPI.")] for name, rights in roles.items()}
    assert kpi["gestor_kpis"] == [
        "VIEW",
        "CREATE",
        "UPDATE",
        "CONFIG_TARGETS",
        "VIEW_DASHBOARD",
        "MANAGE_ALERTS",
        "EXPORT",
    ]
    assert kpi["analista_bi"] == ["VIEW", "VIEW_DASHBOARD", "EXPORT"]
    assert kpi["gestor"] == ["VIEW", "VIEW_DASHBOARD", "MANAGE_ALERTS", "EXPORT"]
    assert kpi["usuario_padrao"] == ["VIEW", "VIEW_DASHBOARD"]
    assert kpi["auditor"] == ["VIEW", "VIEW_DASHBOARD", "VIEW_AUDIT", "EXPORT"]
    assert len(kpi["administrador"]) == 10
    approvers = [name for name, rights in roles.items() if "metas.aprovar" in rights]
    assert approvers == ["administrador", "diretor"]
    with store.read() as connection:
        rows = connection.execute(text("SELECT role, right_id FROM role_right")).all()
    assert {(r.role, r.right_id) for r in rows} == {(name, right) for name in roles for right in roles[name]}


def test_rights_add_up_within_their_scope(store: Store, ana: str) -> None:
    with store.write() as connection:
        create_client(connection, "Outra", NOON, actor=ana, client_id="c2", document="00.000.000/0001-00")
        user = person(connection, "bia", "operador", sector="SETOR 1")
        assign(connection, user, Grant("operador", CLIENT, sector="SETOR 2"), actor=ana, at=NOON)
        assign(connection, user, Grant("auditor", CLIENT, area="indicadores"), actor=ana, at=NOON)
        assign(connection, user, Grant("gestor", "c2"), actor=ana, at=NOON)
    with store.read() as connection:
        everywhere = rights_of(connection, user, CLIENT)
        assert {"metas.calcular", "auditoria.ver"} <= everywhere and "metas.aprovar" not in everywhere
        assert "metas.calcular" not in rights_of(connection, user, CLIENT, sector="SETOR 3")
        assert "auditoria.ver" in rights_of(connection, user, CLIENT, sector="SETOR 3")
        assert "auditoria.ver" not in rights_of(connection, user, CLIENT, area="metas")
        assert sectors_of(connection, user, CLIENT, "metas.calcular") == {"SETOR 1", "SETOR 2"}
        assert sectors_of(connection, user, CLIENT, "auditoria.ver") is None
        assert sectors_of(connection, user, CLIENT, "metas.aprovar") == frozenset()
        assert rights_of(connection, user, "c2") == frozenset(shipped_roles()["gestor"])
        assert [(p.login, p.service) for p in list_people(connection, "c2")] == [("bia", False)]
        assert [client.name for client in list_clients(connection)] == ["Outra", "Viação Exemplo"]


def test_giving_and_taking_roles(store: Store, ana: str) -> None:
    grant = Grant("diretor", CLIENT)
    with store.write() as connection:
        user = person(connection, "bia")
        assign(connection, user, grant, actor=ana, at=NOON)
        assign(connection, user, grant, actor=ana, at=NOON)
        assert grants_of(connection, user) == (grant,)
        revoke(connection, user, grant, actor=ana, at=NOON, why="mudou de área")
        assert grants_of(connection, user) == ()
        with pytest.raises(KnownError, match="PAPEL_NAO_ATRIBUIDO"):
            revoke(connection, user, grant, actor=ana, at=NOON)
        with pytest.raises(KnownError, match="PAPEL_AUSENTE"):
            assign(connection, user, Grant("imperador", CLIENT), actor=ana, at=NOON)
    assert verbs(store)[-3:] == ["usuario.criar", "usuario.dar_papel", "usuario.tirar_papel"]


def test_the_last_administrator_stays(store: Store, ana: str) -> None:
    grant = Grant("administrador", CLIENT)
    with store.write() as connection:
        for act in (deactivate, lambda *args, **kw: revoke(args[0], args[1], grant, **kw)):
            with pytest.raises(KnownError, match="ULTIMO_ADMINISTRADOR"):
                act(connection, ana, actor=ana, at=NOON)
        other = person(connection, "bia", "administrador")
        revoke(connection, ana, grant, actor=other, at=NOON)
        with pytest.raises(KnownError, match="ULTIMO_ADMINISTRADOR"):
            deactivate(connection, other, actor=other, at=NOON)


def test_an_account_switched_off_and_on(store: Store, ana: str) -> None:
    with store.write() as connection:
        user = person(connection, "bia", "operador")
        deactivate(connection, user, actor=ana, at=NOON, why="férias")
        assert rights_of(connection, user, CLIENT) == frozenset()
        assert sectors_of(connection, user, CLIENT, "metas.ver") == frozenset()
    assert refused(store, "bia", PASSWORD) == "PESSOA_CREDENCIAL"
    with store.write() as connection:
        reactivate(connection, user, actor=ana, at=NOON)
    assert sign_in(store, "bia", PASSWORD, CHEAP).user == user


@pytest.mark.parametrize("login", ["", "  ", "terminal:eu"])
def test_logins_that_cannot_be(store: Store, login: str) -> None:
    with store.write() as connection, pytest.raises(KnownError, match="LOGIN_INVALIDO"):
        create_user(connection, NewUser(CLIENT, login, "Nome", "h"), actor="u", at=NOON)


def test_a_login_is_of_one_person(store: Store, ana: str) -> None:
    with store.write() as connection, pytest.raises(KnownError, match="LOGIN_EXISTE"):
        create_user(connection, NewUser(CLIENT, "ANA", "Outra", "h"), actor=ana, at=NOON)


def test_pseudonyms_and_names(store: Store, ana: str) -> None:
    with store.read() as connection:
        assert names_of(connection, [ana, "desconhecido"]) == {ana: "Ana Lima"}
        with pytest.raises(KnownError, match="PESSOA_AUSENTE"):
            find_person(connection, "desconhecido")


def test_roles_made_here_survive_the_seeding(store: Store, ana: str) -> None:
    with store.write() as connection:
        define_role(connection, "leitor", ("metas.ver",))
        define_role(connection, "diretor", ("metas.ver",))
        seed_roles(connection)
        rows = connection.execute(text("SELECT right_id FROM role_right WHERE role = 'leitor'")).scalars().all()
        director = connection.execute(text("SELECT count(*) FROM role_right WHERE role = 'diretor'")).scalar()
        assert (rows, director) == (["metas.ver"], len(shipped_roles()["diretor"]))
        with pytest.raises(ValueError, match="no right"):
            define_role(connection, "vazio", ())


def test_a_person_renamed_and_then_forgotten(store: Store, ana: str) -> None:
    with store.write() as connection:
        user = person(connection, "bia", "operador")
        rename(connection, user, " Beatriz ", actor=ana, at=NOON)
        assert find_person(connection, user).name == "Beatriz"
        with pytest.raises(KnownError, match="LOGIN_INVALIDO"):
            rename(connection, user, " ", actor=ana, at=NOON)
        forget_person(connection, user, actor=ana, at=NOON, why="pedido")
        with pytest.raises(KnownError, match="ULTIMO_ADMINISTRADOR"):
            forget_person(connection, ana, actor=ana, at=NOON)
        person(connection, "bia")
    store.close()
    content = store.path.read_bytes()
    assert b"Beatriz" not in content
    assert user.encode() in content


def test_a_client_needs_a_name(store: Store) -> None:
    with store.write() as connection, pytest.raises(ValueError, match="name"):
        create_client(connection, " ", datetime(2025, 1, 1, tzinfo=UTC), actor="u")
