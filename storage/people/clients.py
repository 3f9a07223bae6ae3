"""Clients: the companies whose data the store keeps apart."""

import secrets
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, insert, select

from storage.journal import Act, append
from storage.store.tables import client


@dataclass(frozen=True, slots=True)
class Client:
    """A company: opaque id, name, registration number (CNPJ) and whether it is in use."""

    id: str
    name: str
    document: str
    active: bool


def create_client(
    connection: Connection, name: str, at: datetime, *, actor: str, document: str = "", client_id: str = ""
) -> str:
    """Adds a client, opens its journal with the act, and returns its id (a random one when none is given)."""
    if not name.strip():
        raise ValueError("a client needs a name")
    key = client_id or secrets.token_hex(8)
    row = {"id": key, "name": name.strip(), "document": document, "created": at, "active": 1}
    connection.execute(insert(client), row)
    after = {"nome": name.strip(), "documento": document}
    append(connection, Act(key, actor, "cliente.criar", f"cliente/{key}", at, after=after))
    return key


def list_clients(connection: Connection) -> tuple[Client, ...]:
    """Every client, by name."""
    rows = connection.execute(select(client).order_by(client.c.name, client.c.id))
    return tuple(Client(r.id, r.name, r.document, bool(r.active)) for r in rows)
