"""Where the names of the source meet ours: models and variables to rules, steps and inputs."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from engines.subsidy.chain import Chain
from engines.subsidy.rules import ListRule, Rulebook, ScalarRule
from engines.subsidy.steps import INPUT_PREFIX
from engines.subsidy.watching.upstream import Kind, Upstream, model_of
from engines.subsidy.watching.wording import macros_defined, variables_read


@dataclass(frozen=True)
class Reached:
    """What of ours a part of the source feeds."""

    steps: tuple[str, ...] = ()
    inputs: tuple[str, ...] = ()


@dataclass(frozen=True)
class Meeting:
    """The chain beside the source: `data` is resources/linhagem/subsidio.yaml, parsed."""

    chain: Chain
    data: Mapping[str, Any]

    @property
    def book(self) -> Rulebook:
        """Rules of the chain."""
        return self.chain.book

    @property
    def rules(self) -> Mapping[str, ScalarRule | ListRule]:
        """Every rule by key, those of one value first."""
        return {**self.book.scalars, **self.book.lists}

    @cached_property
    def inputs(self) -> frozenset[str]:
        """Tables the chain starts from."""
        reads = {name for step in self.chain.steps for name in step.reads if name.startswith(INPUT_PREFIX)}
        return frozenset(name.removeprefix(INPUT_PREFIX) for name in reads)

    @cached_property
    def _step_names(self) -> tuple[str, ...]:
        return tuple(step.name for step in self.chain.steps)

    @cached_property
    def _readers(self) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, list[str]] = {}
        for model, reads in self.data["modelos"].items():
            for name in reads:
                found.setdefault(name, []).append(model)
        return {name: tuple(models) for name, models in found.items()}

    def rules_of_variable(self, name: str) -> tuple[str, ...]:
        """Rules that say they come from a variable."""
        return tuple(key for key, rule in self.rules.items() if name in rule.variable)

    def rules_of_models(self, models: Iterable[str]) -> tuple[str, ...]:
        """Rules that say they are kept in one of these models."""
        wanted = set(models)
        return tuple(key for key, rule in self.rules.items() if wanted & {model_of(one) for one in rule.models})

    def owners(self, clauses: Iterable[str]) -> tuple[str, ...]:
        """Rules these clauses belong to."""
        wanted = set(clauses)
        return tuple(dict.fromkeys(key for key, each in self.book.clauses() if each.source.id in wanted))

    def reached(self, models: Iterable[str]) -> Reached:
        """Our steps and inputs these models feed, the nearest ones on each way down."""
        waiting, seen = list(models), set[str]()
        steps, inputs = set[str](), set[str]()
        while waiting:
            model = waiting.pop()
            if model in seen:
                continue
            seen.add(model)
            ours = self._ours(model)
            steps.update(ours)
            if model in self.inputs:
                inputs.add(model)
            elif not ours:
                waiting += self._readers.get(model, ())
        return Reached(tuple(one for one in self._step_names if one in steps), tuple(sorted(inputs)))

    def _ours(self, model: str) -> tuple[str, ...]:
        own = (model,) if model in self._step_names else ()
        return tuple(self.data["etapas"].get(model, own))

    def steps_of_rules(self, keys: Iterable[str]) -> tuple[str, ...]:
        """Steps that say they read these rules."""
        rules = self.rules
        named = {stage for key in keys for stage in rules[key].stages}
        return tuple(one for one in self._step_names if one in named)

    def about(self, variable: str) -> Mapping[str, Any]:
        """What is written of a variable our rules may not name."""
        found: Mapping[str, Any] = self.data["variaveis"].get(variable, {})
        return found


def readers_of_variable(meeting: Meeting, versions: Iterable[Upstream], name: str) -> tuple[str, ...]:
    """Models that read a variable, in either version or as we know from elsewhere."""
    found = set(meeting.about(name).get("modelos", ()))
    for version in versions:
        found |= {model for model, file in version.of(Kind.MODELO).items() if name in variables_read(file.text)}
    return tuple(sorted(found))


def users_of_macro(versions: Iterable[Upstream], path: str) -> tuple[str, ...]:
    """Models that call a macro of a file, in either version."""
    versions = tuple(versions)
    names = {name for one in versions if path in one.of(Kind.MACRO) for name in _names(one, path)}
    calls = [f"{name}(" for name in names]
    return tuple(
        sorted(
            {
                model
                for one in versions
                for model, file in one.of(Kind.MODELO).items()
                if any(call in file.text for call in calls)
            }
        )
    )


def _names(version: Upstream, path: str) -> frozenset[str]:
    return macros_defined(version.of(Kind.MACRO)[path].text)
