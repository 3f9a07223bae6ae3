"""The second person's key, the file that leaves to be decided, and the signature over what was decided in it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from storage.errors import KnownError
from storage.journal import Act, append, head
from storage.metas.decisions import Taken, decisions
from storage.people import names_of, sectors_of
from storage.store import Connection
from storage.store.canonical import canonical_json
from storage.workspace.chain import hash_at
from storage.workspace.manifest import Manifest
from storage.workspace.signing import keep_key, key_of, new_key, sign, signers
from viewmodels.operations.documentos.carrying import EXPORTED, Carried, export_to_decide
from viewmodels.operations.house import House
from viewmodels.operations.metas.deciding import RIGHT
from viewmodels.operations.registry import operation
from viewmodels.operations.scope import Scope

KEY_MADE, SIGNED = "SIGNING_KEY_CREATED", "DECISION_SIGNED"
TAG = "prova-real:decisao:1"
"""Domain of what is signed; another way of putting it together would be another tag."""
GoalKey = tuple[str, str]


@dataclass(frozen=True, slots=True)
class MaySign:
    """A person who may decide away from here: pseudonym, name, since when they have a key."""

    user: str
    name: str
    since: datetime


@operation("documentos.criar_chave", right=RIGHT, mode="write", area="metas", verb=KEY_MADE)
def make_key(house: House, scope: Scope, *, password: str) -> str:
    """Makes the signing key of whoever is at the desk, sealed under a phrase of theirs; returns its name.

    An older key stops being used for files that leave from now on. Raises KnownError FRASE_CURTA or FRASE_LONGA.
    """
    key, at = new_key(password), house.clock.now()
    with house.store.write() as connection:
        told = {"chave": key.id}
        entity = f"usuario/{scope.user}"
        made = append(connection, Act(scope.client, scope.user, KEY_MADE, entity, at, None, told, "", scope.origin))
        keep_key(connection, scope.client, scope.user, key, at, made.seq)
    return key.id


@operation("documentos.assinantes", right="metas.exportar", mode="read", area="metas")
def may_sign(house: House, scope: Scope) -> tuple[MaySign, ...]:
    """People with a key who may decide on goals, by name."""
    with house.store.read() as connection:
        listed = signers(connection, scope.client)
        names = names_of(connection, {each.user for each in listed})
        able = [each for each in listed if sectors_of(connection, each.user, scope.client, RIGHT) != frozenset()]
    return tuple(sorted((MaySign(s.user, names.get(s.user, s.user), s.created) for s in able), key=lambda s: s.name))


@operation("documentos.para_decidir", right="metas.exportar", mode="write", area="metas", verb=EXPORTED)
def send_to_decide(house: House, scope: Scope, *, run: int, user: str, path: Path) -> Carried:
    """Writes a file in which `user` decides on a run that waits, on any machine, and signs with their phrase.

    Raises KnownError ASSINANTE_SEM_CHAVE, ASSINANTE_SEM_DIREITO, METAS.CALCULO_NAO_APROVAVEL, EXPORTAR_….
    """
    with house.store.read() as connection:
        signer = key_of(connection, scope.client, user)
        name = names_of(connection, {user}).get(user, user)
        reach = sectors_of(connection, user, scope.client, RIGHT)
    if signer is None:
        raise KnownError("ASSINANTE_SEM_CHAVE", pessoa=name)
    if reach == frozenset():
        raise KnownError("ASSINANTE_SEM_DIREITO", pessoa=name, direito=house.texts.say(f"DIREITO.{RIGHT}"))
    return export_to_decide(house, scope, run, path, user, signer.key.carried())


@operation("documentos.assinar", right=RIGHT, mode="write", area="metas", verb=SIGNED)
def sign_decisions(house: House, scope: Scope, *, password: str) -> int:
    """Signs everything decided in the carried file on the desk and returns how many decisions there are.

    Raises KnownError ARQUIVO_NAO_E_DECISAO in a store at home, NADA_DECIDIDO, FRASE_RECUSADA.
    """
    manifest, at = house.workspace, house.clock.now()
    if manifest is None:
        raise KnownError("ARQUIVO_NAO_E_DECISAO", arquivo=house.store.path.name)
    with house.store.read() as connection:
        taken = decisions(connection, manifest.run)
        message = message_of(connection, manifest, taken)
    if not taken:
        raise KnownError("NADA_DECIDIDO")
    signature = sign(manifest.key, password, message)
    with house.store.write() as connection:
        if message_of(connection, manifest, decisions(connection, manifest.run)) != message:
            raise KnownError("METAS.CALCULO_MUDOU", calculo=manifest.run)
        told = {"chave": manifest.key["id"], "assinatura": signature, "decisoes": len(taken)}
        entity = f"documentos/{manifest.id}"
        append(connection, Act(scope.client, scope.user, SIGNED, entity, at, None, told, "", scope.origin))
    return len(taken)


def message_of(
    connection: Connection, manifest: Manifest, taken: Mapping[GoalKey, Taken], before: int | None = None
) -> str:
    """What is signed: the file, the run, where the chain left from and where it stands, every decision as it is.

    `before` is the entry of the signature itself, when it is read back: the chain stood one entry before it.
    """
    if before is None:
        standing = head(connection, manifest.client)
        at = standing.hash if standing else ""
    else:
        at = hash_at(connection, manifest.client, before - 1)
    told = [
        [*key, t.decision, t.calculated, t.value, t.justification, t.decided, t.decided_by]
        for key, t in sorted(taken.items())
    ]
    left = [manifest.id, manifest.client, manifest.run, manifest.run_digest, manifest.seq, manifest.head]
    return canonical_json([TAG, *left, manifest.signer, manifest.key["id"], at, told])
