"""A little city for the temperature steps: trips, points of validators and readings, as few as a rule needs."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import cache
from typing import Any

import duckdb

from engines.subsidy.chain import Chain, lay_rules
from engines.subsidy.rules import Known
from engines.subsidy.steps import lay, run
from storage.resources import load_yaml
from tests.engines.subsidy.referee import shipped_chain

COM_AR = "Licenciado com ar e não autuado"
DETECTADO = "Detectado com ar inoperante"
KNOWN = date(2026, 8, 22)
FIRST_CODE = date(2025, 8, 15)
NOVEMBER = (date(2025, 11, 12),)
NUMBER = "DECIMAL(18, 9)"
TABLES = {
    "viagem_classificada": "data DATE, id_viagem VARCHAR, id_veiculo VARCHAR, placa VARCHAR, ano_fabricacao BIGINT, "
    "datetime_partida TIMESTAMP, datetime_chegada TIMESTAMP, tecnologia_apurada VARCHAR, "
    "tecnologia_remunerada VARCHAR, tipo_viagem VARCHAR, servico VARCHAR, sentido VARCHAR, "
    "distancia_planejada DECIMAL(18;9)",
    "aux_veiculo_dia_consolidada": "data DATE, id_veiculo VARCHAR, placa VARCHAR, indicador_ar_condicionado BOOLEAN",
    "in_gps_validador": "data DATE, datetime_gps TIMESTAMP, datetime_captura TIMESTAMP, modo VARCHAR, "
    "id_veiculo VARCHAR, id_validador VARCHAR, servico_jae VARCHAR, estado_equipamento VARCHAR, "
    "latitude DECIMAL(18;9), "
    "longitude DECIMAL(18;9), temperatura DECIMAL(18;9)",
    "in_temperatura": "data DATE, hora BIGINT, temperatura DECIMAL(18;9), fonte VARCHAR",
    "in_meteorologia_inmet": "data_particao DATE, horario TIME, id_estacao VARCHAR, temperatura DECIMAL(18;9), "
    "temperatura_maxima DECIMAL(18;9)",
    "in_staging_temperatura_inmet": "data DATE, hora TIME, id_estacao VARCHAR, temperatura DECIMAL(18;9), "
    "temperatura_maxima DECIMAL(18;9), data_particao DATE",
    "in_temperatura_alertario": "data DATE, hora TIME, id_estacao VARCHAR, temperatura DECIMAL(18;9)",
    "in_aux_veiculo_falha_ar_condicionado": "data DATE, id_veiculo VARCHAR, quantidade_dia_falha_operacional BIGINT",
}


@cache
def chain() -> Chain:
    return shipped_chain(())


@dataclass
class City:
    """Settled days, the day of the code, and the rows of each table."""

    days: list[date]
    known: date = KNOWN
    rows: dict[str, list[tuple[Any, ...]]] = field(default_factory=lambda: {name: [] for name in TABLES})
    values: dict[str, Any] = field(default_factory=dict)
    _positions: int = 0

    def trip(
        self,
        name: str,
        vehicle: str = "A10001",
        day: int = 0,
        start: str = "08:00",
        minutes: int = 30,
        *,
        year: int = 2018,
        cooled: bool = True,
        type_: str | None = COM_AR,
        plate: str = "KXA0001",
        service: str = "100",
    ) -> str:
        """A trip of a vehicle; the vehicle has a row of the day."""
        data = self.days[0] + timedelta(days=day)
        leaves = datetime.combine(data, time.fromisoformat(start))
        self.rows["viagem_classificada"].append(
            (
                data,
                name,
                vehicle,
                plate,
                year,
                leaves,
                leaves + timedelta(minutes=minutes),
                "BASICO",
                "BASICO",
                type_,
                service,
                "I",
                Decimal(10),
            )
        )
        row = (data, vehicle, plate, cooled)
        if row not in self.rows["aux_veiculo_dia_consolidada"]:
            self.rows["aux_veiculo_dia_consolidada"].append(row)
        return name

    def point(
        self,
        start: str,
        degrees: float | str | None,
        vehicle: str = "10001",
        validator: str = "V1",
        day: int = 0,
        *,
        state: str = "ABERTO",
        service: str = "100",
        at: tuple[str, str] | None = None,
        mode: str = "Ônibus",
    ) -> None:
        """One point of a validator, at a position of its own unless `at` says which."""
        data = self.days[0] + timedelta(days=day)
        moment = datetime.combine(data, time.fromisoformat(start))
        self._positions += 1
        latitude, longitude = at or (f"-22.{self._positions:06d}", "-43.2")
        value = None if degrees is None else Decimal(str(degrees))
        self.rows["in_gps_validador"].append(
            (
                data,
                moment,
                moment + timedelta(seconds=20),
                mode,
                vehicle,
                validator,
                service,
                state,
                Decimal(latitude),
                Decimal(longitude),
                value,
            )
        )

    def points(self, degrees: list[Any], start: str = "08:01", **more: Any) -> None:
        """Points a minute apart."""
        first = datetime.combine(date.min, time.fromisoformat(start))
        for minute, value in enumerate(degrees):
            self.point((first + timedelta(minutes=minute)).time().isoformat(), value, **more)

    def outside(self, degrees: float, hours: range = range(24), source: str = "inmet") -> None:
        """The same temperature outside at some hours of every day and of the day after the last."""
        for day in [*self.days, self.days[-1] + timedelta(days=1)]:
            self.rows["in_temperatura"] += [(day, hour, Decimal(str(degrees)), source) for hour in hours]

    def run(self) -> "City":
        """Runs the temperature steps."""
        self.connection = duckdb.connect(config={"threads": 1})
        lay_rules(self.connection, chain(), self.days, Known(self.known, values=self.values))
        for name, columns in TABLES.items():
            shape = dict(one.split(" ") for one in columns.split(", "))
            lay(self.connection, name, {key: kind.replace(";", ", ") for key, kind in shape.items()}, self.rows[name])
        mine = {item["nome"] for item in load_yaml("steps/subsidio/etapas_3_temperatura.yaml")["etapas"]}
        for _ in run(self.connection, [step for step in chain().steps if step.name in mine], self.days):
            pass
        return self

    def of(self, table: str, columns: str, where: str = "TRUE") -> list[tuple[Any, ...]]:
        """Rows of a result, ordered by what was asked."""
        asked = f"SELECT {columns} FROM {table} WHERE {where} ORDER BY ALL"
        return [tuple(plain(value) for value in row) for row in self.connection.execute(asked).fetchall()]

    def verdict(self, trip: str) -> tuple[Any, ...]:
        """Type, rule that decided and regularity of a trip."""
        columns = "tipo_viagem, regra_temperatura, indicador_regularidade_ar_condicionado_viagem"
        return self.of("viagem_regularidade_temperatura", columns, f"id_viagem = '{trip}'")[0]


def plain(value: Any) -> Any:
    """Decimals as text without idle zeros: written as a person would."""
    return format(value.normalize(), "f") if isinstance(value, Decimal) else value


def city(days: Sequence[date] = NOVEMBER, known: date = date(2026, 5, 26), outside: float = 30) -> City:
    """A city with the same temperature outside all day."""
    made = City(list(days), known)
    made.outside(outside)
    return made
