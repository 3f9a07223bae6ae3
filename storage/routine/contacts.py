"""Escalation contacts and e-mail lists of a client; the seed's placeholders until somebody writes their own (G-106)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, cast

from sqlalchemy import Connection

from storage.resources import load_yaml
from storage.store.settings import read_settings, write_setting

RULES = "rules/contatos.yaml"
KEY = "contatos"
LISTS = ("critico", "operacional", "diretoria")


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody to call: level 1 to 3, role, telephone."""

    level: int
    role: str
    phone: str


@dataclass(frozen=True)
class Contacts:
    """People by level and addresses by list; `own` is False while they are the examples the program ships."""

    people: tuple[Contact, ...]
    lists: Mapping[str, str]
    own: bool = False


@cache
def shipped_contacts() -> Contacts:
    """The examples of the specification."""
    return _contacts(cast(Mapping[str, Any], load_yaml(RULES)), own=False)


def contacts(connection: Connection, client: str) -> Contacts:
    """The contacts of a client, the examples while it wrote none."""
    held = read_settings(connection, client).get(KEY)
    return shipped_contacts() if held is None else _contacts(held, own=True)


def keep_contacts(connection: Connection, client: str, kept: Contacts, at: datetime, who: str) -> None:
    """Keeps the contacts; the caller checked them and journals the act."""
    write_setting(connection, KEY, contact_facts(kept), actor=who, at=at, client=client)


def contact_facts(held: Contacts) -> dict[str, object]:
    """The contacts as plain values: what is kept and what the journal says."""
    people = [{"nivel": p.level, "papel": p.role, "telefone": p.phone} for p in held.people]
    return {"pessoas": people, "listas": dict(held.lists)}


def _contacts(facts: Mapping[str, Any], own: bool) -> Contacts:
    people = tuple(Contact(p["nivel"], p["papel"], p["telefone"]) for p in facts["pessoas"])
    return Contacts(people, {key: facts["listas"].get(key, "") for key in LISTS}, own)
