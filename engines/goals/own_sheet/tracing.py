"""Goal by goal: at which line another spreadsheet departs, and the slip that gives its number, where one does."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from engines.finding import NOTHING
from engines.goals.own_sheet.slips import Slip, over, pairs, slips, solved
from engines.goals.own_sheet.world import World, tolerance
from engines.sheet import Sheet
from engines.sheet.facts import InputKey

Keys = tuple[str, ...]
SHARE_PLACES, PRICE_PLACES = 3, 4
"""A percentage is typed with one decimal, a price with four: finer would explain anything."""
FANNED_FROM = Decimal(5)


@dataclass(frozen=True, slots=True)
class Cause:
    """Why a number is another: code of the sentence CAUSA.<code>, its arguments, and whether it gives the number.

    One that does not (`proved` False) is a suspicion by size only, and is told as such.
    """

    codes: tuple[str, ...]
    args: Mapping[str, object] = field(default_factory=lambda: NOTHING)
    proved: bool = True


@dataclass(frozen=True, slots=True)
class Departure:
    """A line whose number is another while everything told before it is the same, and why."""

    line: str
    members: Keys
    ours: Decimal | None
    theirs: Decimal
    cause: Cause | None


@dataclass(frozen=True, slots=True)
class Claim:
    """A goal as the other spreadsheet has it, and the lines it tells on the way, in the order of the sheet."""

    line: str
    members: Keys
    theirs: Decimal
    criterion: str
    told: Mapping[InputKey, Decimal] = field(default_factory=lambda: NOTHING)


def claims_of(sheet: Sheet, goals: Mapping[InputKey, str], told: Mapping[InputKey, Decimal]) -> Iterator[Claim]:
    """A claim for each goal (line, members -> criterion) the other spreadsheet has, with what it tells before it."""
    weights = {key: len(_before(sheet, key)) for key in sheet.lines}
    for (line, members), criterion in goals.items():
        if (line, members) not in told:
            continue
        mine = dict(zip(sheet.per(line), members, strict=True))
        on_the_way = {
            (key, place): value
            for (key, place), value in sorted(told.items(), key=lambda item: (weights.get(item[0][0], 0), item[0]))
            if key in _before(sheet, line) and _same_place(sheet, key, place, {**mine, "criterio": criterion})
        }
        yield Claim(line, members, told[line, members], criterion, on_the_way)


def _same_place(sheet: Sheet, key: str, place: Keys, mine: Mapping[str, str]) -> bool:
    return all(mine.get(axis) == member for axis, member in zip(sheet.per(key), place, strict=True))


def _before(sheet: Sheet, line: str) -> frozenset[str]:
    """Lines and inputs a line stands on, however far back."""
    found: set[str] = set()
    waiting = [line]
    while waiting:
        fresh = sheet.precedents.get(waiting.pop(), frozenset()) - found
        found |= fresh
        waiting += fresh
    return frozenset(key for key in found if not key.startswith("table:"))


class Tracer:
    """Traces goals of one run; months with a slip are made once and shared by every goal."""

    def __init__(self, world: World) -> None:
        self.world = world
        self._slips = slips()
        self._made: dict[tuple[str, ...], World | None] = {}

    def departures(self, claim: Claim) -> tuple[Departure, ...]:
        """Where a goal departs, first line first; empty when it agrees within tolerance."""
        world, found = self.world, []
        for (line, members), theirs in [*claim.told.items(), ((claim.line, claim.members), claim.theirs)]:
            ours = world.number(line, members)
            limit = tolerance(str(self.world.sheet.unit(line)))
            if ours is not None and abs(ours - theirs) <= limit:
                continue
            found.append(Departure(line, members, ours, theirs, self._cause(world, line, members, theirs, claim)))
            world = world.with_lines({(line, members): theirs})
        return tuple(found)

    def _cause(self, world: World, line: str, members: Keys, theirs: Decimal, claim: Claim) -> Cause | None:
        ours = world.number(line, members)
        limit = tolerance(str(world.sheet.unit(line)))
        for slip in self._slips:
            if self._gives(world, (slip,), line, members, theirs, ours, limit):
                return Cause((slip.code,), slip.args)
        for cause in _other_parameters(world, line, members, theirs, limit, claim.criterion):
            return cause
        for slip in self._slips if world.given else ():
            # The number may not follow from what the spreadsheet tells on the way: the run's own lines are tried too.
            if self._gives(self.world, (slip,), line, members, theirs, self.world.number(line, members), limit):
                return Cause((slip.code,), slip.args)
        for pair in self._likely_pairs(world, line, members, theirs, limit):
            if self._gives(world, pair, line, members, theirs, ours, limit):
                return Cause(tuple(slip.code for slip in pair), {**pair[0].args, **pair[1].args})
        return _suspicion(line, ours, theirs)

    def _likely_pairs(
        self, world: World, line: str, members: Keys, theirs: Decimal, limit: Decimal
    ) -> Iterator[tuple[Slip, Slip]]:
        """Pairs of slips that both move the number and together come near the other one: the rest is not worth a month.

        Two effects add up but for their product, which is what "near" leaves room for.
        """
        ours = world.number(line, members)
        if not ours:
            return
        moved = {slip: value - ours for slip in self._slips if (value := self._alone(world, slip, line, members))}
        for one, other in pairs():
            if not moved.get(one) or not moved.get(other):
                continue
            room = limit + 2 * abs(over(moved[one] * moved[other], ours))
            if abs(ours + moved[one] + moved[other] - theirs) <= room:
                yield one, other

    def _alone(self, world: World, slip: Slip, line: str, members: Keys) -> Decimal | None:
        made = self._with((slip,))
        return None if made is None else made.with_lines(world.given).number(line, members)

    def _gives(
        self, world: World, tried: tuple[Slip, ...], line: str, members: Keys, theirs: Decimal, ours: Decimal | None,
        limit: Decimal,
    ) -> bool:  # fmt: skip
        """True when the month with these slips has that number, and without them has not."""
        made = self._with(tried)
        if made is None:
            return False
        value = (made.with_lines(world.given) if world.given else made).number(line, members)
        return value is not None and abs(value - theirs) <= limit and (ours is None or value != ours)

    def _with(self, tried: tuple[Slip, ...]) -> World | None:
        """The run's month with the slips, made the first time it is asked for."""
        key = tuple(f"{slip.code}{dict(slip.args)}" for slip in tried)
        if key not in self._made:
            made: World | None = self.world
            for slip in tried:
                made = None if made is None else slip.made(made)
            self._made[key] = made
        return self._made[key]


def _other_parameters(
    world: World, line: str, members: Keys, theirs: Decimal, limit: Decimal, criterion: str
) -> Iterator[Cause]:
    """Another value of one parameter that gives the number: the factor, the tolerance, the retention, the price."""
    tried: tuple[tuple[str, InputKey, int], ...] = (
        ("OUTRO_FATOR", ("fator_reducao", ()), SHARE_PLACES),
        ("OUTRA_TOLERANCIA", ("tolerancia", ()), SHARE_PLACES),
        ("OUTRA_RETENCAO", ("retencao", (criterion,)), SHARE_PLACES),
        ("OUTRO_PRECO", ("preco_litro", ()), PRICE_PLACES),
    )
    for code, key, places in tried:
        value = solved(world, line, members, theirs, key, places)
        if value is None or (places == SHARE_PLACES and value >= 1):
            continue
        number = world.with_inputs({key: value}).number(line, members)
        if number is not None and abs(number - theirs) <= limit:
            unit = "fraction" if places == SHARE_PLACES else "BRL/L"
            yield Cause((code,), {"valor": value, "unidade": unit})


def _suspicion(line: str, ours: Decimal | None, theirs: Decimal) -> Cause | None:
    """A cost per km several times ours has the size of the join that multiplies rows (F-01); it is not proved here."""
    if line != "custo_km" or not ours or theirs < ours * FANNED_FROM:
        return None
    return Cause(("JUNCAO",), {"vezes": over(theirs, ours).quantize(Decimal(1))}, proved=False)
