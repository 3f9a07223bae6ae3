"""Walking the chain: is every link whole, every body its own, every anchor still there?"""

from collections.abc import Iterable

from sqlalchemy import Connection, select

from engines.finding import Finding, Severity
from storage.journal.act import START, Anchor, entry_hash
from storage.journal.append import DROP_VERB
from storage.store.canonical import sha256_text
from storage.store.tables import journal, journal_body


def verify(connection: Connection, client: str, anchors: Iterable[Anchor] = ()) -> tuple[Finding, ...]:
    """What is wrong with a client's chain; empty when nothing is.

    Codes: DIARIO_LACUNA (an entry is missing), DIARIO_ELO (a link does not follow), DIARIO_CORPO (a body is not
    the one that was hashed), DIARIO_CORPO_AUSENTE (a body gone that no act erased), DIARIO_CAUDA (an anchor names
    an entry beyond the end: the tail was cut), DIARIO_ANCORA (an anchor's entry has another hash: rewritten).
    """
    dropped = _declared_drops(connection, client)
    findings: list[Finding] = []
    hashes: dict[int, str] = {}
    anchors = tuple(anchors)
    wanted = {anchor.seq for anchor in anchors}
    previous, expected = START, 1
    for seq, link, body_hash, own_hash, body in _chain(connection, client):
        follows = link == previous
        if seq != expected:
            findings.append(_broken("DIARIO_LACUNA", client, expected, ate=seq - 1))
            follows = True  # the gap already says why the link does not
        if not follows or own_hash != entry_hash(client, link, seq, body_hash):
            findings.append(_broken("DIARIO_ELO", client, seq))
        findings.extend(_body_findings(client, seq, body_hash, body, seq in dropped))
        if seq in wanted:
            hashes[seq] = own_hash
        previous, expected = own_hash, seq + 1
    findings.extend(_anchor_findings(client, anchors, hashes, expected - 1))
    return tuple(findings)


def _chain(connection: Connection, client: str) -> Iterable[tuple[int, str, str, str, str | None]]:
    header, body = journal.c, journal_body.c
    joined = journal.outerjoin(journal_body, (header.client == body.client) & (header.seq == body.seq))
    chosen = select(header.seq, header.previous, header.body_hash, header.hash, body.body).select_from(joined)
    rows = connection.execute(chosen.where(header.client == client).order_by(header.seq))
    return ((seq, link, body_hash, own, text) for seq, link, body_hash, own, text in rows)


def _declared_drops(connection: Connection, client: str) -> set[int]:
    chosen = select(journal_body.c.entity).where((journal_body.c.client == client) & (journal_body.c.verb == DROP_VERB))
    return {int(entity.rpartition("/")[2]) for entity in connection.execute(chosen).scalars()}


def _body_findings(client: str, seq: int, body_hash: str, body: str | None, declared: bool) -> Iterable[Finding]:
    if body is None:
        if not declared:
            yield _broken("DIARIO_CORPO_AUSENTE", client, seq)
    elif sha256_text(body) != body_hash:
        yield _broken("DIARIO_CORPO", client, seq)


def _anchor_findings(client: str, anchors: Iterable[Anchor], hashes: dict[int, str], last: int) -> Iterable[Finding]:
    for anchor in anchors:
        found = hashes.get(anchor.seq)
        if found is None:
            yield _broken("DIARIO_CAUDA", client, anchor.seq, fim=last, fonte=anchor.source)
        elif found != anchor.head:
            yield _broken("DIARIO_ANCORA", client, anchor.seq, fonte=anchor.source)


def _broken(code: str, client: str, seq: int, **args: object) -> Finding:
    return Finding(code, Severity.ERROR, where={"cliente": client}, args={"seq": seq, **args})
