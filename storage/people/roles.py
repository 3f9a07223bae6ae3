"""Roles as data: the ones the program ships, and how they reach the store."""

from collections.abc import Mapping

from sqlalchemy import Connection, delete, insert
from sqlalchemy.dialects.sqlite import insert as upsert

from storage.resources import load_yaml
from storage.store.tables import role, role_right

_RULE = "rules/papeis.yaml"


def all_rights() -> tuple[str, ...]:
    """Ids of every right, in the order of `resources/rules/papeis.yaml`."""
    return tuple(str(right) for right in _content()["direitos"])


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


def define_role(connection: Connection, name: str, rights: tuple[str, ...], shipped: bool = False) -> None:
    """Adds a role or replaces its rights. Raises ValueError on an unknown right or a role without any."""
    unknown = set(rights) - set(all_rights())
    if unknown or not rights:
        raise ValueError(f"{name}: no right, or unknown rights {sorted(unknown)}")
    connection.execute(upsert(role).on_conflict_do_nothing(), {"id": name, "shipped": int(shipped)})
    connection.execute(delete(role_right).where(role_right.c.role == name))
    connection.execute(insert(role_right), [{"role": name, "right_id": right} for right in rights])


def _content() -> dict[str, dict[str, dict[str, list[str]]]]:
    content = load_yaml(_RULE)
    if not isinstance(content, dict):
        raise ValueError(f"{_RULE} is not a mapping")
    return content
