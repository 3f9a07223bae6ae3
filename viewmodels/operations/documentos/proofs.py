"""A carried file proving itself: seal, chain, snapshots, every cell computed again, decisions, papers."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from engines.finding import NOTHING
from engines.money import canonical_text
from storage.journal import Line, entries, paper_anchors, verify
from storage.metas.decisions import decisions
from storage.metas.targets import values_of_run
from storage.runs import Run, list_runs, snapshots_of
from storage.store import Connection
from storage.version import VERSION
from storage.workspace.chain import hash_at, last_of, papers_since
from storage.workspace.evidence import (
    changed_tables,
    content_told,
    digests_in_use,
    digests_of_file,
    people_named,
    snapshot_holds,
)
from storage.workspace.manifest import DECIDING, WORKED_ON, Manifest
from storage.workspace.sealed_store import SealedStore
from viewmodels.operations.house import House
from viewmodels.operations.metas.explaining import reproduce
from viewmodels.operations.metas.gathering import AREA
from viewmodels.operations.metas.papers import confirmed_papers
from viewmodels.operations.metas.results import view_of
from viewmodels.operations.registry import operation
from viewmodels.operations.scope import Scope

FILE, SEAL, CHAIN, TOLD, PHOTOS = "ARQUIVO", "LACRE", "CADEIA", "SAIDA", "RETRATOS"
CELLS, DECISIONS, PAPERS, OLDER_PAPERS = "CALCULO", "DECISOES", "PAPEIS", "PAPEIS_ANTIGOS"
LEFT_OUT = "DIARIO_CORPO_AUSENTE"
"""Bodies of other months stay at home: their headers carry the chain without them."""
APPROVED, EXPORTED = "CALCULATION_APPROVED", "WORKSPACE_EXPORTED"
_CHANGING = ("CALCULATION_COMPLETED", "GOAL_DECIDED", APPROVED, "CALCULATION_ROLLBACK")
"""Acts after which a run's papers say something else."""


@dataclass(frozen=True, slots=True)
class Proof:
    """One thing the file proved or did not: text codes PROVA.<key>.OK and PROVA.<key>.DIFERE with these arguments."""

    key: str
    holds: bool
    args: Mapping[str, object] = field(default_factory=lambda: NOTHING)

    @property
    def code(self) -> str:
        """Code of its sentence."""
        return f"PROVA.{self.key}.{'OK' if self.holds else 'DIFERE'}"


@operation("documentos.provas", right="documentos.verificar", mode="read", area="metas")
def proofs(house: House, scope: Scope) -> tuple[Proof, ...]:
    """What the carried file on the desk proves of itself, in the order an auditor asks; () in a store at home."""
    if house.workspace is None:
        return ()
    return tuple(_proofs(house, scope, house.workspace))


def _proofs(house: House, scope: Scope, manifest: Manifest) -> Iterator[Proof]:
    found = _digests(house)
    yield Proof(FILE, True, {"programa": manifest.program})  # it would not have opened otherwise
    changed = changed_tables(found, manifest)
    yield Proof(SEAL, not changed, {"n": len(found), "tabelas": ", ".join(changed)})
    with house.store.read() as connection:
        yield _chain(connection, manifest)
        yield _told(connection, manifest, found)
        runs = list_runs(connection, manifest.client, AREA, manifest.vigencia)
        yield _photos(connection, manifest.client, runs)
    for run in runs:
        again = reproduce(house, scope, run=run.id)
        first = again.different[0][0] if again.different else ""
        args = {"calculo": str(run.id), "n": again.cells, "diferentes": len(again.different), "celula": first}
        yield Proof(CELLS, not again.different, args)
    with house.store.read() as connection:
        for run in runs:
            yield _decisions(connection, manifest.client, run)
            yield _papers(connection, manifest, run)


def _digests(house: House) -> Mapping[str, str]:
    """Of the file as it came, even when it is read through a copy of this program's format."""
    if isinstance(house.store, SealedStore):
        return digests_of_file(house.store.path)
    with house.store.read() as connection:
        return digests_in_use(connection)


def _chain(connection: Connection, manifest: Manifest) -> Proof:
    anchors = paper_anchors(connection, manifest.client)
    broken = [f for f in verify(connection, manifest.client, anchors) if f.code != LEFT_OUT]
    holds = not broken and hash_at(connection, manifest.client, manifest.seq) == manifest.head
    at = broken[0].args.get("seq", manifest.seq) if broken else manifest.seq
    return Proof(CHAIN, holds, {"n": manifest.seq, "cabeca": manifest.head[:16], "seq": at})


def _told(connection: Connection, manifest: Manifest, found: Mapping[str, str]) -> Proof:
    """The journal's own entry of the departure says the hash of what left, and of what the file says of itself and
    of people: a seal made again does not change it."""
    body = _body(entries(connection, manifest.client, entity=f"documentos/{manifest.id}", verb=EXPORTED))
    told = body.get("after") or {}
    kept = {n: manifest.tables.get(n, d) if n in _free(manifest) else d for n, d in found.items()}
    own = content_told(kept)
    same_face = told.get("identidade") == manifest.face(people_named(connection))
    holds = told.get("conteudo") == own == manifest.content and told.get("calculo") == manifest.run and same_face
    return Proof(TOLD, holds, {"conteudo": own[:16]})


def _free(manifest: Manifest) -> frozenset[str]:
    return WORKED_ON if manifest.mode == DECIDING else frozenset()


def _photos(connection: Connection, client: str, runs: tuple[Run, ...]) -> Proof:
    """Every snapshot gives its address again, and the calculation's own entry names it."""
    wrong, total = [], 0
    for run in runs:
        held = snapshots_of(connection, run.id)
        lines = entries(connection, client, entity=f"metas/calculo/{run.id}", verb="CALCULATION_COMPLETED")
        told = _body(lines).get("after") or {}
        named = {told.get("retrato"), told.get("folha")}
        total += len(held)
        wrong += [name for name, key in held.items() if key not in named or not snapshot_holds(connection, key)]
    return Proof(PHOTOS, not wrong, {"n": total, "retrato": ", ".join(wrong)})


def _decisions(connection: Connection, client: str, run: Run) -> Proof:
    """Decisions and published values are those the journal tells of."""
    taken = decisions(connection, run.id)
    wrong = [f"{c}/{s}" for (c, s), each in taken.items() if not _as_told(connection, client, run, (c, s), each)]
    saved = (
        _body(entries(connection, client, entity=f"metas/calculo/{run.id}", verb=APPROVED)).get("after") or {}
    ).get("salvas", {})
    held = {f"{v.criterion}/{v.sector}": canonical_text(v.value) for v in values_of_run(connection, client, run.id)}
    wrong += sorted(key for key in saved.keys() | held.keys() if saved.get(key) != held.get(key))
    args = {"calculo": str(run.id), "n": len(taken), "metas": ", ".join(dict.fromkeys(wrong))}
    return Proof(DECISIONS, not wrong, args)


def _as_told(connection: Connection, client: str, run: Run, key: tuple[str, str], taken: Any) -> bool:
    body = _body(entries(connection, client, entity=f"metas/calculo/{run.id}/{key[0]}/{key[1]}", verb="GOAL_DECIDED"))
    after = body.get("after") or {}
    told = (after.get("decisao"), after.get("valor"), after.get("calculado"), body.get("why"), body.get("actor"))
    return told == (
        taken.decision,
        _text(taken.value),
        _text(taken.calculated),
        taken.justification,
        taken.decided_by,
    )


def _papers(connection: Connection, manifest: Manifest, run: Run) -> Proof:
    """Papers printed since the run last changed have, by their content, the hash they were recorded under.

    What a paper vouches for may grow from one program to the next: then the older hash cannot be made again here.
    """
    client = manifest.client
    since = last_of(connection, client, f"metas/calculo/{run.id}", _CHANGING)
    own = confirmed_papers(connection, client, view_of(connection, client, run))
    recorded = papers_since(connection, client, run.id, since)
    lost = [key for key in recorded if key not in own]
    args = {"calculo": str(run.id), "n": len(recorded), "papel": ", ".join(key[:16] for key in lost)}
    if lost and manifest.program != VERSION:
        return Proof(OLDER_PAPERS, True, {**args, "programa": manifest.program})
    return Proof(PAPERS, not lost, args)


def _body(lines: tuple[Line, ...]) -> Mapping[str, Any]:
    """Body of the newest entry, empty where there is none."""
    return next((line.body for line in lines if line.body is not None), {})


def _text(value: Decimal | None) -> str | None:
    return None if value is None else canonical_text(value)
