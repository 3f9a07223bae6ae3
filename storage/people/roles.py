"""Roles as data: the ones the program ships, and how they reach the store."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, select
from sqlalchemy.dialects.sqlite import insert as upsert

from storage.journal import Act, append
from storage.resources import load_yaml
from storage.store.tables import client, role, role_right

_RULE = "rules/papeis.yaml"


def rights_by_area() -> Mapping[str, tuple[str, ...]]:
    """Area -> ids of its rights, in the order of `resources/rules/papeis.yaml`."""
    return {area: tuple(str(right) for right in rights) for area, rights in _content()["areas"].items()}


def all_rights() -> tuple[str, ...]:
    """Ids of every right, area by area."""
    return tuple(right for rights in rights_by_area().values() for right in rights)


def shipped_roles() -> Mapping[str, tuple[str, ...]]:
    """Role id -> its rights (seed 002 section 5.2, F-52). Raises ValueError when a role names an unknown right."""
    known = all_rights()
    found = {}
    for name, entry in _content()["papeis"].items():
        rights = known if entry.get("tudo") else tuple(entry["direitos"])
        unknown = set(rights) - set(known)
        if unknown:
            raise ValueError(f"{_RULE}: {name} names unknown rights {sorted(unknown)}")
        found[str(name)] = rights
    return found


def seed_roles(connection: Connection) -> None:
    """Brings the shipped roles of the store to those of the program; roles made here are left alone."""
    for name, rights in shipped_roles().items():
        define_role(connection, name, rights, shipped=True)


def changed_roles(connection: Connection) -> Mapping[str, frozenset[str]]:
    """Shipped roles whose rights in this store are not those of the program, each with what the store keeps.

    None in a store without shipped roles: its first run brings them.
    """
    kept: dict[str, set[str]] = {}
    with_rights = role.outerjoin(role_right, role_right.c.role == role.c.id)
    chosen = select(role.c.id, role_right.c.right_id).select_from(with_rights).where(role.c.shipped == 1)
    for row in connection.execute(chosen):
        kept.setdefault(row.id, set()).add(row.right_id)
    if not kept:
        return {}
    shipped = shipped_roles().items()
    return {name: frozenset(kept.get(name, ())) for name, rights in shipped if kept.get(name) != set(rights)}


def refresh_roles(connection: Connection, at: datetime) -> None:
    """Brings the roles of an older store to those of this program, each told in the journal of every client."""
    clients = connection.execute(select(client.c.id)).scalars().all()
    for name, before in changed_roles(connection).items():
        rights = shipped_roles()[name]
        define_role(connection, name, rights, shipped=True)
        was, now = {"direitos": sorted(before)}, {"direitos": sorted(rights)}
        for each in clients:
            append(connection, Act(each, "", "papel.atualizar", f"papel/{name}", at, before=was, after=now))


def define_role(connection: Connection, name: str, rights: tuple[str, ...], shipped: bool = False) -> None:
    """Adds a role or replaces its rights. Raises ValueError on an unknown right or a role without any."""
    unknown = set(rights) - set(all_rights())
    if unknown or not rights:
        raise ValueError(f"{name}: no right, or unknown rights {sorted(unknown)}")
    connection.execute(upsert(role).on_conflict_do_nothing(), {"id": name, "shipped": int(shipped)})
    connection.execute(delete(role_right).where(role_right.c.role == name))
    connection.execute(insert(role_right), [{"role": name, "right_id": right} for right in rights])


def _content() -> dict[str, Any]:
    content = load_yaml(_RULE)
    if not isinstance(content, dict):
        raise ValueError(f"{_RULE} is not a mapping")
    return content
