"""`usuarios …`: people managed from a terminal, by a person who shows a password of their own."""

import argparse
from collections.abc import Callable
from typing import Any

from ui.terminal.frame import Call, Command, Outcome
from viewmodels.operations.faces import House, KnownError, Scope, Texts, perform
from viewmodels.operations.pessoas.entering import change_own_password
from viewmodels.operations.pessoas.listing import PersonRow
from viewmodels.operations.pessoas.roles import AREAS, RoleAt

Body = Callable[[Call, House, Scope], Outcome]


def signed(parser: argparse.ArgumentParser, texts: Texts) -> None:
    """The option every command for persons takes: who asks."""
    parser.add_argument("--usuario", required=True, metavar="U", help=texts.say("COMANDO.AJUDA_USUARIO"))


def by_person(body: Body) -> Callable[[Call], Outcome]:
    """A command's body that runs once a person has signed in."""

    def run(call: Call) -> Outcome:
        with call.open_house() as house:
            return body(call, house, call.person(house))

    return run


def _list(call: Call, house: House, scope: Scope) -> Outcome:
    rows: tuple[PersonRow, ...] = perform(house, scope, "pessoas.listar")
    return Outcome({"usuarios": [_told(row) for row in rows]}, tuple(_line(call.texts, row) for row in rows))


def _told(row: PersonRow) -> dict[str, object]:
    person = row.person
    return {
        "id": person.id,
        "login": person.login,
        "nome": person.name,
        "servico": person.service,
        "ativo": person.active,
        "da_casa": row.at_home,
        "bloqueado_ate": person.locked_until,
        "troca_senha": person.must_change,
        "ultima_entrada": person.last_sign_in,
        "papeis": [{"papel": each.role, "area": each.area, "setor": each.sector} for each in row.roles],
    }


def _line(texts: Texts, row: PersonRow) -> str:
    state = texts.say("USUARIO.ATIVO" if row.person.active else "USUARIO.DESATIVADO")
    roles = ", ".join(_role(texts, each.role) for each in row.roles)
    return f"{row.person.login}  {row.person.name}  {state}  {roles or '-'}"


def _role(texts: Texts, role: str) -> str:
    return texts.say(f"PAPEL.{role}") if texts.knows(f"PAPEL.{role}") else role


def _person_arguments(parser: argparse.ArgumentParser, texts: Texts) -> None:
    signed(parser, texts)
    parser.add_argument("login", metavar="LOGIN", help=texts.say("COMANDO.AJUDA_LOGIN"))
    parser.add_argument("--motivo", metavar="M", default="", help=texts.say("COMANDO.AJUDA_MOTIVO"))


def _scope_arguments(parser: argparse.ArgumentParser, texts: Texts) -> None:
    parser.add_argument("--area", default="", choices=AREAS, help=texts.say("COMANDO.AJUDA_AREA"))
    parser.add_argument("--setor", metavar="S", default="", help=texts.say("COMANDO.AJUDA_SETOR"))


def _create_arguments(parser: argparse.ArgumentParser, texts: Texts) -> None:
    signed(parser, texts)
    parser.add_argument("login", metavar="LOGIN", help=texts.say("COMANDO.AJUDA_LOGIN"))
    parser.add_argument("--nome", required=True, metavar="N", help=texts.say("COMANDO.AJUDA_NOME"))
    help = texts.say("COMANDO.AJUDA_PAPEL_NOVO")
    parser.add_argument("--papel", metavar="P", action="append", default=[], help=help)
    _scope_arguments(parser, texts)


def _create(call: Call, house: House, scope: Scope) -> Outcome:
    given = call.arguments
    password = call.secret("COMANDO.PEDE_SENHA_NOVA", login=given.login)
    roles = [RoleAt(papel, given.area, given.setor) for papel in given.papel]
    made = perform(
        house, scope, "pessoas.criar", login=given.login, name=given.nome, password=password, roles=roles
    )  # fmt: skip
    return Outcome({"id": made, "login": given.login}, (call.texts.say("COMANDO.USUARIO_CRIADO", login=given.login),))


def _on_person(operation: str, done: str) -> Body:
    def body(call: Call, house: House, scope: Scope) -> Outcome:
        user = _id_of(house, scope, call.arguments.login)
        perform(house, scope, operation, user=user, why=call.arguments.motivo)
        return _done(call, done, user)

    return body


def _reset(call: Call, house: House, scope: Scope) -> Outcome:
    user = _id_of(house, scope, call.arguments.login)
    password = call.secret("COMANDO.PEDE_SENHA_NOVA", login=call.arguments.login)
    perform(house, scope, "pessoas.redefinir_senha", user=user, password=password, why=call.arguments.motivo)
    return _done(call, "COMANDO.SENHA_REDEFINIDA", user)


def _role_arguments(parser: argparse.ArgumentParser, texts: Texts) -> None:
    _person_arguments(parser, texts)
    either = parser.add_mutually_exclusive_group(required=True)
    either.add_argument("--dar", metavar="P", help=texts.say("COMANDO.AJUDA_DAR"))
    either.add_argument("--tirar", metavar="P", help=texts.say("COMANDO.AJUDA_TIRAR"))
    _scope_arguments(parser, texts)


def _change_role(call: Call, house: House, scope: Scope) -> Outcome:
    given = call.arguments
    user = _id_of(house, scope, given.login)
    role = RoleAt(given.dar or given.tirar, given.area, given.setor)
    operation = "pessoas.atribuir_papel" if given.dar else "pessoas.revogar_papel"
    perform(house, scope, operation, user=user, role=role, why=given.motivo)
    return _done(call, "COMANDO.PAPEL_DADO" if given.dar else "COMANDO.PAPEL_TIRADO", user)


def _service_arguments(parser: argparse.ArgumentParser, texts: Texts) -> None:
    signed(parser, texts)
    parser.add_argument("login", metavar="SISTEMA", help=texts.say("COMANDO.AJUDA_SISTEMA"))
    help = texts.say("COMANDO.AJUDA_DIREITO")
    parser.add_argument("--direito", metavar="D", action="append", required=True, help=help)


def _serve(call: Call, house: House, scope: Scope) -> Outcome:
    given = call.arguments
    user = perform(house, scope, "pessoas.definir_servico", os_user=given.login, rights=given.direito)
    return _done(call, "COMANDO.SERVICO_DEFINIDO", user)


def _change_password(call: Call) -> Outcome:
    login = call.arguments.usuario
    with call.open_house() as house:
        password = call.secret("COMANDO.PEDE_SENHA", login=login)
        new = call.secret("COMANDO.PEDE_SENHA_NOVA", login=login)
        change_own_password(house, login=login, password=password, new=new, origin="terminal")
    return Outcome({"login": login}, (call.texts.say("COMANDO.SENHA_TROCADA", login=login),))


def _id_of(house: House, scope: Scope, login: str) -> str:
    rows: tuple[PersonRow, ...] = perform(house, scope, "pessoas.listar")
    found = [row.person.id for row in rows if row.person.login == login.strip().casefold()]
    if not found:
        raise KnownError("PESSOA_AUSENTE")
    return found[0]


def _done(call: Call, code: str, user: str) -> Outcome:
    told: dict[str, Any] = {"id": user, "login": call.arguments.login}
    return Outcome(told, (call.texts.say(code, login=call.arguments.login),))


_ON = (
    ("desativar", "pessoas.desativar", "COMANDO.USUARIO_DESATIVADO"),
    ("reativar", "pessoas.reativar", "COMANDO.USUARIO_REATIVADO"),
)
COMMANDS = (
    Command(("usuarios", "listar"), "OPERACAO.pessoas.listar", by_person(_list), signed),
    Command(("usuarios", "criar"), "OPERACAO.pessoas.criar", by_person(_create), _create_arguments),
    *(
        Command(("usuarios", word), f"OPERACAO.{operation}", by_person(_on_person(operation, done)), _person_arguments)
        for word, operation, done in _ON
    ),
    Command(("usuarios", "redefinir"), "OPERACAO.pessoas.redefinir_senha", by_person(_reset), _person_arguments),
    Command(("usuarios", "papel"), "COMANDO.USUARIOS_PAPEL", by_person(_change_role), _role_arguments),
    Command(("usuarios", "servico"), "OPERACAO.pessoas.definir_servico", by_person(_serve), _service_arguments),
    Command(("usuarios", "senha"), "COMANDO.USUARIOS_SENHA", _change_password, signed),
)
