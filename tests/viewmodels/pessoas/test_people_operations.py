"""People and clients through the operations: what each act does, and how far an administrator reaches."""

from collections.abc import Callable
from typing import Any

import pytest

from storage.errors import KnownError
from storage.journal import entries
from storage.people import grants_of
from storage.texts.sentences import Texts
from tests.viewmodels.pessoas.conftest import CHEAP, HERE, PASSWORD, THERE, Town
from viewmodels.operations.pessoas.entering import enter
from viewmodels.operations.pessoas.roles import RoleAt


def refused(act: Callable[[], object]) -> str:
    """Code of the refusal, whose sentence exists in the three languages."""
    with pytest.raises(KnownError) as refusal:
        act()
    for locale in ("pt", "en", "es"):
        assert Texts(locale).say_error(refusal.value)
    return refusal.value.code


def create(town: Town, by: str = "ana", **given: Any) -> str:
    wanted = {"login": "caio", "name": "Caio Reis", "password": PASSWORD, "passwords": CHEAP, **given}
    made = town.perform(by, "pessoas.criar", **wanted)
    assert isinstance(made, str)
    town.ids[str(wanted["login"])] = made
    return made


def test_a_new_person_has_the_roles_given_and_a_password_to_change(town: Town) -> None:
    user = create(town, roles=[RoleAt("operador", "metas"), RoleAt("auditor")])
    rows: Any = town.perform("ana", "pessoas.listar")
    row = next(row for row in rows if row.person.id == user)
    assert [(g.role, g.area, g.sector) for g in row.roles] == [("auditor", "", ""), ("operador", "metas", "")]
    assert (row.person.name, row.at_home, row.own, row.person.must_change) == ("Caio Reis", True, False, True)
    entered = enter(town.house, login="caio", password=PASSWORD, passwords=CHEAP)
    assert entered.person.must_change
    assert [client.id for client in entered.clients] == [HERE]


def test_a_person_with_a_bad_role_is_not_made_at_all(town: Town) -> None:
    assert refused(lambda: create(town, roles=[RoleAt("auditor"), RoleAt("rei")])) == "PAPEL_AUSENTE"
    rows: Any = town.perform("ana", "pessoas.listar")
    assert [row.person.login for row in rows] == ["ana"]
    assert rows[0].own


def test_acts_are_journalled_with_who_and_why(town: Town) -> None:
    user = create(town, roles=[RoleAt("operador")])
    town.perform("ana", "pessoas.desativar", user=user, why="férias")
    town.perform("ana", "pessoas.reativar", user=user)
    town.perform("ana", "pessoas.redefinir_senha", user=user, password="outra-senha-boa", passwords=CHEAP)
    town.perform("ana", "pessoas.atribuir_papel", user=user, role=RoleAt("auditor"))
    town.perform("ana", "pessoas.revogar_papel", user=user, role=RoleAt("operador"), why="mudou de setor")
    with town.house.store.read() as connection:
        bodies: list[Any] = [line.body for line in reversed(entries(connection, HERE, entity=f"usuario/{user}"))]
        assert [grant.role for grant in grants_of(connection, user)] == ["auditor"]
    assert [(body["verb"], body["why"]) for body in bodies] == [
        ("usuario.criar", ""),
        ("usuario.dar_papel", ""),
        ("usuario.desativar", "férias"),
        ("usuario.reativar", ""),
        ("usuario.redefinir_senha", ""),
        ("usuario.dar_papel", ""),
        ("usuario.tirar_papel", "mudou de setor"),
    ]
    assert {body["actor"] for body in bodies} == {town.ids["ana"]}
    assert not any(PASSWORD in str(body) or "outra-senha-boa" in str(body) for body in bodies)


def test_a_switched_off_person_cannot_enter_and_comes_back(town: Town) -> None:
    user = create(town, roles=[RoleAt("operador")])
    town.perform("ana", "pessoas.desativar", user=user)
    act = lambda: enter(town.house, login="caio", password=PASSWORD, passwords=CHEAP)  # noqa: E731
    assert refused(act) == "PESSOA_CREDENCIAL"
    reset = lambda: town.perform(  # noqa: E731
        "ana", "pessoas.redefinir_senha", user=user, password="outra-senha-boa", passwords=CHEAP
    )
    assert refused(reset) == "PESSOA_INATIVA"
    town.perform("ana", "pessoas.reativar", user=user)
    reset()
    assert refused(act) == "PESSOA_CREDENCIAL"
    assert enter(town.house, login="caio", password="outra-senha-boa", passwords=CHEAP).person.user == user


OF_SOMEBODY = ["desativar", "reativar", "redefinir_senha", "atribuir_papel", "revogar_papel"]


def on(town: Town, act: str, by: str, whom: str, role: RoleAt | None = None) -> Callable[[], object]:
    more: dict[str, object] = {}
    if act == "redefinir_senha":
        more = {"password": "outra-senha-boa", "passwords": CHEAP}
    elif act.endswith("papel"):
        more = {"role": role or RoleAt("auditor")}
    return lambda: town.perform(by, f"pessoas.{act}", user=town.ids[whom], **more)


@pytest.mark.parametrize("act", OF_SOMEBODY)
def test_people_of_another_client_do_not_exist_here(town: Town, act: str) -> None:
    assert refused(on(town, act, "ana", "bia")) == "PESSOA_AUSENTE"
    rows: Any = town.perform("ana", "pessoas.listar")
    assert "bia" not in {row.person.login for row in rows}


@pytest.mark.parametrize("act", OF_SOMEBODY[:3])
def test_the_account_of_a_guest_belongs_to_their_home(town: Town, act: str) -> None:
    town.also("bia", "auditor", HERE)
    assert refused(on(town, act, "ana", "bia")) == "PESSOA_DE_OUTRO_CLIENTE"


def test_roles_of_a_guest_are_given_and_taken_here_only(town: Town) -> None:
    town.also("bia", "auditor", HERE)
    on(town, "atribuir_papel", "ana", "bia", RoleAt("operador"))()
    on(town, "revogar_papel", "ana", "bia", RoleAt("auditor"))()
    with town.house.store.read() as connection:
        held = [(grant.client, grant.role) for grant in grants_of(connection, town.ids["bia"])]
    assert held == [(THERE, "administrador"), (HERE, "operador")]


@pytest.mark.parametrize("act", ["desativar", "reativar", "redefinir_senha"])
def test_nobody_takes_over_who_may_do_more_elsewhere(town: Town, act: str) -> None:
    town.add("davi", "operador")
    town.also("davi", "administrador", THERE)
    assert refused(on(town, act, "ana", "davi")) == "PESSOA_PODE_MAIS"
    town.also("ana", "administrador", THERE)
    on(town, act, "ana", "davi")()


def test_a_role_over_a_part_does_not_manage_users(town: Town) -> None:
    town.add("eva", "administrador", area="metas")
    town.add("davi", "operador")
    for act in OF_SOMEBODY:
        assert refused(on(town, act, "eva", "davi")) == "ACESSO.SEM_DIREITO"
    assert refused(lambda: create(town, by="eva")) == "ACESSO.SEM_DIREITO"


def test_roles_name_areas_and_sectors_that_exist(town: Town) -> None:
    town.add("davi", "")
    town.also("davi", "auditor", HERE)
    for role in (RoleAt("operador", "cozinha"), RoleAt("operador", "", "99")):
        assert refused(on(town, "atribuir_papel", "ana", "davi", role)) == "ALCANCE_AUSENTE"


def test_the_last_administrator_stays(town: Town) -> None:
    assert refused(on(town, "desativar", "ana", "ana")) == "ULTIMO_ADMINISTRADOR"
    assert refused(on(town, "revogar_papel", "ana", "ana", RoleAt("administrador"))) == "ULTIMO_ADMINISTRADOR"


def test_commands_get_rights_but_never_those_of_persons(town: Town) -> None:
    give = lambda *rights: town.perform(  # noqa: E731
        "ana", "pessoas.definir_servico", os_user="Maria", rights=rights
    )
    service = give("metas.ver", "metas.calcular")
    assert town.house.rights.allows(HERE, str(service), "metas.calcular")
    assert not town.house.rights.allows(THERE, str(service), "metas.calcular")
    assert give("metas.ver") == service
    assert not town.house.rights.allows(HERE, str(service), "metas.calcular")
    for right in ("metas.aprovar", "usuarios.gerir", "tudo"):
        assert refused(lambda right=right: give(right)) == "SERVICO_DIREITO"  # type: ignore[misc]
    assert refused(lambda: give()) == "SERVICO_INCOMPLETO"


def test_roles_are_listed_with_their_rights(town: Town) -> None:
    roles: Any = town.perform("ana", "pessoas.papeis")
    assert "metas.calcular" in roles["operador"]
    texts = Texts()
    assert [role for role in roles if not texts.knows(f"PAPEL.{role}")] == []


def test_who_makes_a_client_administers_it(town: Town) -> None:
    made: Any = town.perform("ana", "clientes.criar", name="  Viação   Nova ", document=" 12.345.678/0001-90 ")
    clients: Any = town.perform("ana", "clientes.listar")
    assert [(c.name, c.document) for c in clients if c.id == made] == [("Viação Nova", "12.345.678/0001-90")]
    assert town.house.rights.allows(made, town.ids["ana"], "usuarios.gerir")
    assert not town.house.rights.allows(made, town.ids["bia"], "metas.ver")
    for name, code in (("", "CLIENTE_NOME"), ("x" * 201, "CLIENTE_NOME"), ("VIAÇÃO NOVA", "CLIENTE_EXISTE")):
        assert refused(lambda name=name: town.perform("ana", "clientes.criar", name=name)) == code  # type: ignore[misc]
