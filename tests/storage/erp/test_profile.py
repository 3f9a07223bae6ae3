"""The mapping profile: ours loads whole; a hostile or mistaken one is refused by the name of its field."""

from collections.abc import Callable

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from storage.erp.profile import DEFAULT_PROFILE, MAX_PROFILE_CHARS, default_profile, parse_profile
from storage.errors import KnownError
from storage.resources import read_text

Content = dict[str, object]


def changed(change: Callable[[Content], None]) -> str:
    content = yaml.safe_load(read_text(DEFAULT_PROFILE))
    change(content)
    return yaml.safe_dump(content, allow_unicode=True)


def put(path: str, value: object) -> Callable[[Content], None]:
    def change(content: Content) -> None:
        *folders, last = path.split(".")
        here: Content = content
        for folder in folders:
            here = here[folder]  # type: ignore[assignment]
        here[last] = value

    return change


def without(path: str) -> Callable[[Content], None]:
    def change(content: Content) -> None:
        *folders, last = path.split(".")
        here: Content = content
        for folder in folders:
            here = here[folder]  # type: ignore[assignment]
        del here[last]

    return change


def refused_field(text: str) -> str:
    with pytest.raises(KnownError) as refused:
        parse_profile(text)
    assert refused.value.code == "ORG_001.PROFILE"
    return str(refused.value.args_shown["campo"])


def test_ours_follows_the_seed() -> None:
    profile = default_profile()
    assert (profile.nome, profile.esquema, profile.ativo, profile.operacional) == (
        "padrao", None, "ATIVO", "OPERACIONAL",
    )  # fmt: skip
    assert profile.operacao.tabela == "operacao_frota" and profile.operacao.km == "km_rodada"
    assert profile.cost_types == ("PECAS", "PNEUS") and profile.criterion_of("PNEUS") == "PNEUS"
    assert (profile.casas.km, profile.casas.litros, profile.casas.valor) == (2, 2, 2)


def test_several_cost_types_may_feed_one_criterion() -> None:
    profile = parse_profile(changed(put("custos.tipos", {"PNEUS": ["PNEU", "RECAPAGEM"], "PECAS": ["PEÇAS"]})))
    assert profile.cost_types == ("PEÇAS", "PNEU", "RECAPAGEM")
    assert profile.criterion_of("RECAPAGEM") == "PNEUS"
    with pytest.raises(KeyError):
        profile.criterion_of("PEDAGIO")


@pytest.mark.parametrize(
    "name",
    [
        "operacao_frota; DROP TABLE x", 'a"b', "a b", "a-b", "Operacao", "1abc", "_abc", "", "a.b", "operação", "a'--",
        "a" * 31, "date", "select", "table", "number", "level", "user", "rowid", None, 7, ["a"], {"a": 1}, "a\n",
        "a$", "a#",
    ],
)  # fmt: skip
def test_a_name_that_is_no_plain_identifier_is_refused(name: object) -> None:
    assert refused_field(changed(put("operacao.tabela", name))) == "operacao.tabela"
    assert refused_field(changed(put("veiculos.situacao", name))) == "veiculos.situacao"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        (put("esquema", "erp)--"), "esquema"),
        (put("ativo", ""), "ativo"),
        (put("ativo", "A\x00"), "ativo"),
        (put("ativo", "A" * 41), "ativo"),
        (put("operacional", 3), "operacional"),
        (put("casas.km", 7), "casas.km"),
        (put("casas.km", -1), "casas.km"),
        (put("casas.km", True), "casas.km"),
        (put("casas.km", "2"), "casas.km"),
        (put("casas.outra", 2), "casas"),
        (put("surpresa", 1), "perfil"),
        (put("operacao.surpresa", "x"), "operacao"),
        (put("operacao.km", "litros_combustivel"), "operacao"),
        (put("custos.tipos", {}), "custos.tipos"),
        (put("custos.tipos", {"PNEUS": ["A"], "PECAS": ["A"]}), "custos.tipos"),
        (put("custos.tipos", {"PNEUS": []}), "custos.tipos.PNEUS"),
        (put("custos.tipos", {"PNEUS": "PNEUS"}), "custos.tipos.PNEUS"),
        (without("custos.tipos"), "custos.tipos"),
        (without("operacao"), "operacao"),
        (without("casas.km"), "casas.km"),
        (without("veiculos.atualizado"), "veiculos.atualizado"),
        (without("nome"), "nome"),
    ],
)
def test_each_mistake_names_its_field(change: Callable[[Content], None], field: str) -> None:
    assert refused_field(changed(change)) == field


@pytest.mark.parametrize(
    "text",
    ["", "[]", "nome: [", "a: 1\na: 2", "!!python/object/apply:os.system ['x']", "x" * (MAX_PROFILE_CHARS + 1), "1: 2",
     "nome: .nan", "[" * 5000],
)  # fmt: skip
def test_what_is_no_profile_at_all_is_refused(text: str) -> None:
    assert refused_field(text) == "perfil"


@given(st.text(max_size=40))
def test_no_accepted_name_ever_needs_quotes(name: str) -> None:
    from sqlalchemy.dialects import oracle

    try:
        profile = parse_profile(changed(put("operacao.tabela", name)))
    except KnownError:
        return
    assert oracle.dialect().identifier_preparer.quote(profile.operacao.tabela) == name
