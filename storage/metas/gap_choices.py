"""Choices made where data is missing: months left out (F-27), means typed (F-06), consents to approve (F-61)."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from sqlalchemy import Connection, delete, insert, select
from sqlalchemy.dialects.sqlite import insert as upsert

from engines.calendar import Month
from storage.metas.gap_tables import approval_consent, data_choice

LEFT_OUT, TYPED_MEAN = "MES_FORA", "MEDIA_DIGITADA"


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice: `item` is the month left out (2025-07) or the day type whose mean, in km, is `value`."""

    kind: str
    sector: str
    item: str
    why: str
    given: datetime
    given_by: str
    value: Decimal | None = None


@dataclass(frozen=True, slots=True)
class ApprovalConsent:
    """A consent to approve a run: to which finding, its sentence as it was read, who, when and why."""

    finding: str
    sentence: str
    why: str
    given: datetime
    given_by: str


def choices(connection: Connection, client: str, vigencia: Month) -> tuple[Choice, ...]:
    """Choices that stand for a vigência, by kind, sector and item."""
    c = data_choice.c
    chosen = (
        select(data_choice).where(c.client == client, c.vigencia == str(vigencia)).order_by(c.kind, c.sector, c.item)
    )
    rows = connection.execute(chosen)
    return tuple(Choice(r.kind, r.sector, r.item, r.why, r.given, r.given_by, r.value) for r in rows)


def save_choice(connection: Connection, client: str, vigencia: Month, item: Choice) -> None:
    """Writes a choice, in place of the one that stood."""
    values = {"value": item.value, "why": item.why, "given": item.given, "given_by": item.given_by}
    place = {"client": client, "vigencia": str(vigencia), "kind": item.kind, "sector": item.sector, "item": item.item}
    row = upsert(data_choice).values(**place, **values)
    keys = ["client", "vigencia", "kind", "sector", "item"]
    connection.execute(row.on_conflict_do_update(index_elements=keys, set_=values))


def take_back(connection: Connection, client: str, vigencia: Month, kind: str, sector: str, item: str) -> bool:
    """Takes a choice back. False when there was none."""
    c = data_choice.c
    here = (c.client == client) & (c.vigencia == str(vigencia)) & (c.kind == kind) & (c.sector == sector)
    return connection.execute(delete(data_choice).where(here & (c.item == item))).rowcount > 0


def approval_consents(connection: Connection, run: int) -> tuple[ApprovalConsent, ...]:
    """Consents given to approve a run as it is."""
    c = approval_consent.c
    rows = connection.execute(select(approval_consent).where(c.run == run).order_by(c.finding))
    return tuple(ApprovalConsent(r.finding, r.sentence, r.why, r.given, r.given_by) for r in rows)


def save_approval_consent(connection: Connection, client: str, run: int, item: ApprovalConsent) -> None:
    """Keeps a consent to approve. Raises IntegrityError the second time: our own mistake."""
    row = {"finding": item.finding, "sentence": item.sentence, "why": item.why}
    row_of_run = insert(approval_consent).values(
        client=client, run=run, given=item.given, given_by=item.given_by, **row
    )
    connection.execute(row_of_run)
