"""People: who may enter, and what each may do in which client."""

from storage.people.accounts import (
    NewUser,
    change_password,
    create_user,
    deactivate,
    forget_person,
    hashed_password,
    provision_service,
    reactivate,
    rename,
    reset_password,
)
from storage.people.clients import Client, create_client, list_clients
from storage.people.first import create_first_administrator, has_people, recover_administrator
from storage.people.listing import Person, find_person, list_people, names_of
from storage.people.passwords import Passwords
from storage.people.rights import Grant, assign, grants_of, revoke, rights_of, sectors_of
from storage.people.roles import (
    all_rights,
    changed_roles,
    define_role,
    refresh_roles,
    rights_by_area,
    seed_roles,
    shipped_roles,
)
from storage.people.signing import SignedIn, sign_in

__all__ = [
    "Client",
    "Grant",
    "NewUser",
    "Passwords",
    "Person",
    "SignedIn",
    "all_rights",
    "assign",
    "change_password",
    "changed_roles",
    "create_client",
    "create_first_administrator",
    "create_user",
    "deactivate",
    "define_role",
    "find_person",
    "forget_person",
    "grants_of",
    "has_people",
    "hashed_password",
    "list_clients",
    "list_people",
    "names_of",
    "provision_service",
    "reactivate",
    "recover_administrator",
    "rename",
    "reset_password",
    "revoke",
    "rights_of",
    "sectors_of",
    "refresh_roles",
    "rights_by_area",
    "seed_roles",
    "shipped_roles",
    "sign_in",
]
