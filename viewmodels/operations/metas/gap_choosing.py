"""Choosing about what is missing: a partial month out of the means and back (F-27), a mean typed by hand (F-06)."""

from decimal import Decimal

from engines.calendar import DayType, Month, window_before
from engines.goals.approval import MIN_JUSTIFICATION
from engines.goals.month import FAR
from engines.goals.periods import PLANNING
from storage.errors import KnownError
from storage.journal import Act, append
from storage.metas.erp_snapshot import read_back
from storage.metas.gap_choices import LEFT_OUT, TYPED_MEAN, Choice, choices, save_choice, take_back
from storage.metas.registers import period_status, sectors
from storage.people import sectors_of
from storage.store import Connection
from viewmodels.operations.house import House
from viewmodels.operations.metas.gaps import held_of
from viewmodels.operations.registry import operation
from viewmodels.operations.scope import Scope

RIGHT = "metas.calcular"
PLACES = 6
TOO_MUCH = Decimal(10) ** 7
"""Ten million km a day of one sector is a mistyped mean."""


@operation("metas.deixar_mes_fora", right=RIGHT, mode="write", area="metas", verb="MONTH_LEFT_OUT")
def leave_month_out(
    house: House, scope: Scope, *, vigencia: str, snapshot: str, sector: str, month: str, why: str = ""
) -> None:
    """Leaves a partial month of a sector out of every mean of a vigência; the reason defaults to how partial it is.

    Raises KnownError CPE_001, METAS.SETOR_AUSENTE, METAS.SETOR_FORA_DO_ALCANCE, METAS.MES_FORA_DA_BASE or
    METAS.MES_NAO_PARCIAL.
    """
    period, left, at = Month.parse(vigencia), Month.parse(month), house.clock.now()
    with house.store.write() as connection:
        _refuse(connection, scope, period, sector)
        if left not in window_before(period, FAR):
            raise KnownError("METAS.MES_FORA_DA_BASE", mes=month)
        reading = read_back(connection, scope.client, snapshot)
        held = held_of(reading, (sector,), period, ()).months[sector, left]
        if not held.is_partial:
            raise KnownError("METAS.MES_NAO_PARCIAL", mes=month)
        reason = why.strip() or house.texts.say("MOTIVO.MES_FORA", dias=held.days, total=held.total)
        save_choice(connection, scope.client, period, Choice(LEFT_OUT, sector, month, reason, at, scope.user))
        entity = f"metas/mes_fora/{vigencia}/{sector}/{month}"
        after = {"dias": held.days, "total": held.total}
        append(
            connection, Act(scope.client, scope.user, "MONTH_LEFT_OUT", entity, at, None, after, reason, scope.origin)
        )


@operation("metas.trazer_mes", right=RIGHT, mode="write", area="metas", verb="MONTH_TAKEN_BACK")
def take_month_back(house: House, scope: Scope, *, vigencia: str, sector: str, month: str) -> None:
    """Takes a month left out back into the means. Raises KnownError CPE_001 or METAS.SETOR_AUSENTE."""
    period, at = Month.parse(vigencia), house.clock.now()
    with house.store.write() as connection:
        _refuse(connection, scope, period, sector)
        if take_back(connection, scope.client, period, LEFT_OUT, sector, month):
            entity = f"metas/mes_fora/{vigencia}/{sector}/{month}"
            act = Act(scope.client, scope.user, "MONTH_TAKEN_BACK", entity, at, origin=scope.origin)
            append(connection, act)


@operation("metas.digitar_media", right=RIGHT, mode="write", area="metas", verb="MEAN_TYPED")
def type_mean(
    house: House, scope: Scope, *, vigencia: str, sector: str, day_type: str, value: Decimal | None, why: str
) -> None:
    """Types the daily km of a day type of a sector, used only where no history gives one; None takes it back.

    Raises KnownError CPE_001, METAS.SETOR_AUSENTE, METAS.MEDIA_VALOR or METAS.JUSTIFICATIVA_CURTA.
    """
    period, kind, at = Month.parse(vigencia), str(DayType(day_type)), house.clock.now()
    reason = why.strip()
    if value is not None and not _right(value):
        raise KnownError("METAS.MEDIA_VALOR")
    if len(reason) < MIN_JUSTIFICATION:
        raise KnownError("METAS.JUSTIFICATIVA_CURTA")
    with house.store.write() as connection:
        _refuse(connection, scope, period, sector)
        held = choices(connection, scope.client, period)
        before = next((c.value for c in held if (c.kind, c.sector, c.item) == (TYPED_MEAN, sector, kind)), None)
        if value is None:
            take_back(connection, scope.client, period, TYPED_MEAN, sector, kind)
        else:
            typed = Choice(TYPED_MEAN, sector, kind, reason, at, scope.user, value)
            save_choice(connection, scope.client, period, typed)
        entity = f"metas/media/{vigencia}/{sector}/{kind}"
        append(connection, Act(scope.client, scope.user, "MEAN_TYPED", entity, at, before, value, reason, scope.origin))


def _right(value: Decimal) -> bool:
    exponent = value.as_tuple().exponent
    return isinstance(exponent, int) and -exponent <= PLACES and 0 < value < TOO_MUCH


def _refuse(connection: Connection, scope: Scope, period: Month, sector: str) -> None:
    """Choices are of a vigência being planned and of a sector of the client that the person's role reaches."""
    status = period_status(connection, scope.client, period)
    if status != PLANNING:
        raise KnownError("CPE_001", situacao=status or "")
    if sector not in {s.id for s in sectors(connection, scope.client)}:
        raise KnownError("METAS.SETOR_AUSENTE", setor=sector)
    reach = sectors_of(connection, scope.user, scope.client, RIGHT)
    if reach is not None and sector not in reach:
        raise KnownError("METAS.SETOR_FORA_DO_ALCANCE")
