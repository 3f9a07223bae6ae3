"""A parameter of the simulator as a field and as a slider: what is shown, what is typed, where the handle stands."""

from dataclasses import dataclass
from decimal import Decimal

from engines.goals.rules import Parameter
from viewmodels.desk import Desk
from viewmodels.papers.names import parameter_name
from viewmodels.screens.parameter_words import shown_points, unit_of

SHARE_STEP, PRICE_STEP = Decimal("0.001"), Decimal("0.01")
LEAST_SHARE = Decimal("0.1")
TIMES = 4
MOST_SHARE = Decimal("0.999")


@dataclass(frozen=True, slots=True)
class SliderScale:
    """Where a slider begins and ends, in steps; a value typed beyond it stands at its end."""

    step: Decimal
    low: int
    high: int

    @staticmethod
    def of(parameter: Parameter, frozen: Decimal) -> "SliderScale":
        """A percentage up to its limit (or four times its value), a price up to twice its value."""
        if not parameter.is_share:
            return SliderScale(PRICE_STEP, 1, max(2, int(frozen * 2 / PRICE_STEP)))
        most = parameter.maximum or min(MOST_SHARE, max(LEAST_SHARE, frozen * TIMES))
        return SliderScale(SHARE_STEP, 1, int(most / SHARE_STEP))

    @property
    def page(self) -> int:
        """Steps of Page Up and Page Down."""
        return max(1, (self.high - self.low) // 10)

    def value(self, position: int) -> Decimal:
        """The fraction, or the price, of a position."""
        return position * self.step

    def position(self, value: Decimal) -> int:
        """The position nearest to a value."""
        return min(self.high, max(self.low, int((value / self.step).to_integral_value())))


@dataclass(frozen=True, slots=True)
class SimulatedField:
    """A parameter with the value of the facts."""

    parameter: Parameter
    frozen: Decimal
    scale: SliderScale
    desk: Desk

    @staticmethod
    def of(desk: Desk, parameter: Parameter, frozen: Decimal) -> "SimulatedField":
        """The field of a parameter that had this value in the facts."""
        return SimulatedField(parameter, frozen, SliderScale.of(parameter, frozen), desk)

    @property
    def key(self) -> str:
        """Name of the parameter."""
        return self.parameter.key

    @property
    def label(self) -> str:
        """Words above the field."""
        return parameter_name(self.desk.house.texts, self.parameter)

    @property
    def unit(self) -> str:
        """What stands inside the field."""
        return unit_of(self.parameter)

    def text(self, value: Decimal) -> str:
        """A value as the field shows it: percentages in per cent."""
        return shown_points(self.desk, self.parameter, value)

    def meant(self, typed: Decimal) -> Decimal:
        """The fraction, or the price, of what was typed."""
        return typed.scaleb(-2) if self.parameter.is_share else typed
