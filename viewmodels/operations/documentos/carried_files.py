"""Is this carried file what left from here? Its own proofs first, then what the store at home remembers of it."""

from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from storage.clock import stopped_clock
from storage.errors import KnownError
from storage.people import names_of
from storage.texts.sentences import Texts
from storage.workspace.chain import hash_at
from storage.workspace.manifest import Manifest
from storage.workspace.register import find_left
from storage.workspace.sealed_store import SealedStore
from viewmodels.operations.documentos.proofs import Proof, proofs
from viewmodels.operations.documentos.reading import READER, ReadingGate, reading_house
from viewmodels.operations.documentos.verdict import (
    CARRIED_BROKEN,
    CARRIED_DIFFERS,
    CARRIED_FROM_HERE,
    CARRIED_WHOLE,
    Verdict,
)
from viewmodels.operations.house import House
from viewmodels.operations.scope import Scope

KIND = "prova"
_NEVER = datetime(2000, 1, 1, tzinfo=UTC)


def verify_carried(house: House, scope: Scope, path: Path) -> Verdict:
    """What a carried file proves, and whether it left from the store of this house."""
    found = _looked_at(house, path)
    if isinstance(found, Verdict):
        return found
    manifest, told = found
    if not all(each.holds for each in told):
        return _verdict(CARRIED_DIFFERS, manifest, told)
    with house.store.read() as connection:
        left = find_left(connection, scope.client, manifest.id) if manifest.client == scope.client else None
        if left is None or hash_at(connection, manifest.client, manifest.seq) != manifest.head:
            return _verdict(CARRIED_WHOLE, manifest, told)
        who = names_of(connection, {left.made_by}).get(left.made_by, left.made_by)
    return _verdict(CARRIED_FROM_HERE, manifest, told, who)


def carried_alone(path: Path) -> Verdict:
    """What a carried file proves without any store beside it."""
    gate, clock = ReadingGate(""), stopped_clock(_NEVER)
    nothing: object = None
    house = House(store=nothing, clock=clock, texts=Texts(), rights=gate, refused=gate.refused)  # type: ignore[arg-type]
    found = _looked_at(house, path)
    if isinstance(found, Verdict):
        return found
    manifest, told = found
    return _verdict(CARRIED_WHOLE if all(each.holds for each in told) else CARRIED_DIFFERS, manifest, told)


def _looked_at(house: House, path: Path) -> tuple[Manifest, tuple[Proof, ...]] | Verdict:
    try:
        store = SealedStore.of(path, house.clock)
    except KnownError as error:
        return Verdict(CARRIED_BROKEN, KIND, args={"motivo": house.texts.say_error(error), "codigo": error.code})
    with closing(store):
        inside = reading_house(house, store)
        return store.manifest, proofs(inside, Scope(store.manifest.client, READER))


def _verdict(code: str, manifest: Manifest, told: tuple[Proof, ...], who: str = "") -> Verdict:
    args = {
        "empresa": manifest.company,
        "quando": manifest.made,
        "quem": who or manifest.made_by,
        "cabeca": manifest.head[:16],
        "n": len(told),
        "falhas": sum(not each.holds for each in told),
    }
    run, head = str(manifest.run), manifest.id
    return Verdict(code, KIND, head, run, manifest.vigencia, args=args, proofs=told)
