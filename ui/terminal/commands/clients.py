"""`clientes …`: the companies of a store, managed by a person who shows a password of their own."""

import argparse

from ui.terminal.commands.users import by_person, signed
from ui.terminal.frame import Call, Command, Outcome
from viewmodels.operations.faces import House, Scope, Texts, perform


def _list(call: Call, house: House, scope: Scope) -> Outcome:
    clients = perform(house, scope, "clientes.listar")
    told = [{"id": c.id, "nome": c.name, "documento": c.document, "ativo": c.active} for c in clients]
    return Outcome({"clientes": told}, tuple(f"{c.id}  {c.name}  {c.document or '-'}" for c in clients))


def _create_arguments(parser: argparse.ArgumentParser, texts: Texts) -> None:
    signed(parser, texts)
    parser.add_argument("nome", metavar="NOME", help=texts.say("COMANDO.AJUDA_NOME"))
    parser.add_argument("--documento", metavar="D", default="", help=texts.say("COMANDO.AJUDA_DOCUMENTO"))


def _create(call: Call, house: House, scope: Scope) -> Outcome:
    given = call.arguments
    made = perform(house, scope, "clientes.criar", name=given.nome, document=given.documento)
    return Outcome({"id": made, "nome": given.nome}, (call.texts.say("COMANDO.CLIENTE_CRIADO", nome=given.nome),))


COMMANDS = (
    Command(("clientes", "listar"), "OPERACAO.clientes.listar", by_person(_list), signed),
    Command(("clientes", "criar"), "OPERACAO.clientes.criar", by_person(_create), _create_arguments),
)
