"""People: signing in, being locked out, coming back, and what each may do."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Connection, text

from storage.clock import Clock
from storage.errors import KnownError
from storage.journal import entries, verify
from storage.people import (
    Grant,
    NewUser,
    Passwords,
    all_rights,
    assign,
    change_password,
    create_client,
    create_first_administrator,
    create_user,
    deactivate,
    define_role,
    find_person,
    forget_person,
    grants_of,
    has_people,
    hashed_password,
    list_clients,
    list_people,
    names_of,
    provision_service,
    reactivate,
    recover_administrator,
    rename,
    reset_password,
    revoke,
    rights_of,
    sectors_of,
    seed_roles,
    shipped_roles,
    sign_in,
)
from storage.store import Store
from tests.storage.store.opening import CLIENT, NOON

CHEAP = Passwords(passes=1, memory_kib=8, lanes=1)
PASSWORD = "correta-cavalo-bateria"  # noqa: S105 - a test's
OTHER = "outra-senha-comprida"


@pytest.fixture
def ana(store: Store) -> str:
    """The first administrator's pseudonym."""
    create_first_administrator(store, CLIENT, "Ana", "Ana Lima", PASSWORD, CHEAP)
    return sign_in(store, "ana", PASSWORD, CHEAP).user


def at_clock(store: Store, instant: datetime) -> Store:
    store.clock = Clock(wall=lambda: instant, monotonic=lambda: 0.0)
    return store


def verbs(store: Store) -> list[str]:
    with store.read() as connection:
        assert verify(connection, CLIENT) == ()
        return [line.body["verb"] for line in reversed(entries(connection, CLIENT)) if line.body]


def refused(store: Store, login: str, password: str) -> str:
    with pytest.raises(KnownError) as caught:
        sign_in(store, login, password, CHEAP)
    return caught.value.code


def person(connection: Connection, login: str, role: str = "", **scope: str) -> str:
    new = NewUser(CLIENT, login, login.title(), hashed_password(CHEAP, login, PASSWORD), must_change=False)
    user = create_user(connection, new, actor="u", at=NOON)
    if role:
        assign(connection, user, Grant(role, CLIENT, **scope), actor="u", at=NOON)
    return user


def test_the_first_administrator_may_do_everything(store: Store) -> None:
    with store.read() as connection:
        assert not has_people(connection)
    create_first_administrator(store, CLIENT, " Ana ", "Ana Lima", PASSWORD, CHEAP)
    signed = sign_in(store, "ANA", PASSWORD, CHEAP, origin="mesa")
    assert (signed.client, signed.login, signed.name, signed.must_change) == (CLIENT, "ana", "Ana Lima", False)
    with store.read() as connection:
        assert has_people(connection)
        assert rights_of(connection, signed.user, CLIENT) == frozenset(all_rights())
        assert rights_of(connection, signed.user, "outro") == frozenset()
        assert find_person(connection, signed.user).last_sign_in == NOON
    assert verbs(store) == [
        "cliente.criar",
        "usuario.criar",
        "usuario.dar_papel",
        "cliente.nova_chave_recuperacao",
        "usuario.entrar",
    ]
    with pytest.raises(KnownError, match="PRIMEIRO_EXISTE"):
        create_first_administrator(store, CLIENT, "bia", "Bia", PASSWORD, CHEAP)


def test_no_secret_and_no_name_reaches_the_journal(store: Store) -> None:
    key = create_first_administrator(store, CLIENT, "ana", "Ana Lima", PASSWORD, CHEAP)
    sign_in(store, "ana", PASSWORD, CHEAP)
    with store.read() as connection:
        everything = "".join(connection.execute(text("SELECT body FROM journal_body WHERE seq > 1")).scalars())
        kept = "".join(connection.execute(text("SELECT password_hash FROM app_user")).scalars())
        kept_key = connection.execute(text("SELECT key_hash FROM recovery_key")).scalar_one()
    for secret in (PASSWORD, "Ana", "ana", key, key.replace("-", ""), "argon2"):
        assert secret not in everything
    assert kept.startswith("$argon2id$") and kept_key.startswith("$argon2id$")


def test_every_wrong_pair_has_the_same_answer(store: Store, ana: str) -> None:
    with store.write() as connection:
        gone = person(connection, "bia")
        deactivate(connection, gone, actor=ana, at=NOON)
        provision_service(connection, CLIENT, "robo", ("metas.ver",), actor=ana, at=NOON)
    wrong = [("ana", OTHER), ("ninguem", PASSWORD), ("bia", PASSWORD), ("terminal:robo", ""), ("", "")]
    wrong += [("ana", "x" * 999), ("ana", "")]
    assert {refused(store, *pair) for pair in wrong} == {"PESSOA_CREDENCIAL"}


def test_five_wrong_attempts_lock_for_a_while(store: Store, ana: str) -> None:
    assert [refused(store, "ana", OTHER) for _ in range(5)] == ["PESSOA_CREDENCIAL"] * 4 + ["PESSOA_BLOQUEADA"]
    with pytest.raises(KnownError) as caught:
        sign_in(store, "ana", PASSWORD, CHEAP)
    assert (caught.value.code, caught.value.args_shown) == ("PESSOA_BLOQUEADA", {"ate": NOON + timedelta(minutes=15)})
    assert verbs(store)[-1] == "usuario.bloquear"
    at_clock(store, NOON + timedelta(minutes=14, seconds=59))
    assert refused(store, "ana", PASSWORD) == "PESSOA_BLOQUEADA"
    at_clock(store, NOON + timedelta(minutes=15))
    assert sign_in(store, "ana", PASSWORD, CHEAP).user == ana


def test_a_right_password_forgives_the_wrong_ones(store: Store, ana: str) -> None:
    for _ in range(3):
        assert [refused(store, "ana", OTHER) for _ in range(4)] == ["PESSOA_CREDENCIAL"] * 4
        sign_in(store, "ana", PASSWORD, CHEAP)
    with store.read() as connection:
        assert find_person(connection, ana).locked_until is None


def test_stronger_parameters_reach_old_hashes_at_the_next_sign_in(store: Store, ana: str) -> None:
    stronger = Passwords(passes=2, memory_kib=16, lanes=1)
    sign_in(store, "ana", PASSWORD, stronger)
    with store.read() as connection:
        kept = connection.execute(text("SELECT password_hash FROM app_user")).scalar_one()
    assert "m=16,t=2" in kept
    assert sign_in(store, "ana", PASSWORD, stronger).user == ana


def test_the_default_parameters_are_those_of_the_standard() -> None:
    assert "$argon2id$v=19$m=65536,t=3,p=4$" in Passwords().hash(PASSWORD)


@pytest.mark.parametrize(
    ("password", "code"),
    [("curta", "SENHA_CURTA"), ("x" * 257, "SENHA_LONGA"), ("minha-ANA-senha", "SENHA_IGUAL_AO_LOGIN")],
)
def test_weak_passwords(store: Store, password: str, code: str) -> None:
    with pytest.raises(KnownError, match=code):
        create_first_administrator(store, CLIENT, "ana", "Ana", password, CHEAP)
    with store.read() as connection:
        assert not has_people(connection)


def test_the_recovery_key_works_once_and_is_replaced(store: Store) -> None:
    first = create_first_administrator(store, CLIENT, "ana", "Ana", PASSWORD, CHEAP)
    assert len(first.replace("-", "")) == 32
    for _ in range(5):
        refused(store, "ana", OTHER)
    second = recover_administrator(store, "ANA", f" {first.lower()} ", OTHER, CHEAP)
    assert not sign_in(store, "ana", OTHER, CHEAP).must_change
    assert refused(store, "ana", PASSWORD) == "PESSOA_CREDENCIAL"
    with pytest.raises(KnownError, match="CHAVE_RECUSADA"):
        recover_administrator(store, "ana", first, PASSWORD, CHEAP)
    recover_administrator(store, "ana", second, PASSWORD, CHEAP)
    assert sign_in(store, "ana", PASSWORD, CHEAP).login == "ana"
    assert "usuario.recuperar_senha" in verbs(store)


class MeanwhilePasswords(Passwords):
    """Something happens while the slow hash is being computed."""

    def __init__(self, meanwhile: Callable[[], object]) -> None:
        super().__init__(passes=1, memory_kib=8, lanes=1)
        self._meanwhile: Callable[[], object] | None = meanwhile

    def matches(self, kept: str, secret: str) -> bool:
        found = super().matches(kept, secret)
        if self._meanwhile is not None:
            meanwhile, self._meanwhile = self._meanwhile, None
            meanwhile()
        return found


def test_a_password_changed_while_it_was_being_checked_does_not_enter(store: Store, ana: str) -> None:
    def change() -> None:
        with store.write() as connection:
            change_password(connection, ana, hashed_password(CHEAP, "ana", OTHER), at=NOON)

    with pytest.raises(KnownError, match="PESSOA_CREDENCIAL"):
        sign_in(store, "ana", PASSWORD, MeanwhilePasswords(change))
    assert sign_in(store, "ana", OTHER, CHEAP).user == ana


def test_a_recovery_key_is_not_spent_twice_at_once(store: Store) -> None:
    key = create_first_administrator(store, CLIENT, "ana", "Ana", PASSWORD, CHEAP)
    racing = MeanwhilePasswords(lambda: recover_administrator(store, "ana", key, OTHER, CHEAP))
    with pytest.raises(KnownError, match="CHAVE_RECUSADA"):
        recover_administrator(store, "ana", key, "uma senha de intruso", racing)
    assert sign_in(store, "ana", OTHER, CHEAP).login == "ana"


def test_the_recovery_key_is_for_administrators(store: Store) -> None:
    key = create_first_administrator(store, CLIENT, "ana", "Ana", PASSWORD, CHEAP)
    with store.write() as connection:
        person(connection, "bia", "operador")
        person(connection, "caio", "administrador", area="metas")
    for login in ("bia", "caio", "ninguem"):
        with pytest.raises(KnownError, match="CHAVE_RECUSADA"):
            recover_administrator(store, login, key, OTHER, CHEAP)


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


def test_a_reset_password_must_be_changed(store: Store, ana: str) -> None:
    with store.write() as connection:
        user = person(connection, "bia")
    for _ in range(5):
        refused(store, "bia", OTHER)
    with store.write() as connection:
        reset_password(connection, user, hashed_password(CHEAP, "bia", OTHER), actor=ana, at=NOON)
    assert sign_in(store, "bia", OTHER, CHEAP).must_change
    with store.write() as connection:
        change_password(connection, user, hashed_password(CHEAP, "bia", "a terceira senha"), at=NOON)
    assert not sign_in(store, "bia", "a terceira senha", CHEAP).must_change


def test_a_service_user_acts_with_given_rights_and_no_password(store: Store, ana: str) -> None:
    with store.write() as connection:
        user = provision_service(connection, CLIENT, "Robo", ("metas.ver", "metas.calcular"), actor=ana, at=NOON)
        assert rights_of(connection, user, CLIENT) == {"metas.ver", "metas.calcular"}
        assert provision_service(connection, CLIENT, "robo", ("metas.ver",), actor=ana, at=NOON) == user
        assert rights_of(connection, user, CLIENT) == {"metas.ver"}
        found = find_person(connection, user)
        assert (found.login, found.service) == ("terminal:robo", True)
        with pytest.raises(KnownError, match="SERVICO_SEM_SENHA"):
            reset_password(connection, user, "h", actor=ana, at=NOON)
        with pytest.raises(ValueError, match="unknown rights"):
            provision_service(connection, CLIENT, "robo", ("voar",), actor=ana, at=NOON)


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
