"""Reference pages told from the program's own data: switches, rights, acts, retention, file formats."""

import json
from collections.abc import Iterator, Mapping
from typing import Any, cast

from storage.people import rights_by_area, shipped_roles
from storage.resources import load_yaml, read_text, resource_names, resource_path
from storage.sample.scenarios import SCENARIOS, Kind, Made, Scenario
from storage.texts.sentences import Texts
from viewmodels.ajuda.codes import code_topic
from viewmodels.ajuda.topics import Group, Topic, link, table
from viewmodels.operations import registry

SCHEMAS, RETENTION = "esquemas", "rules/retencao.yaml"
PROOF = "tests/viewmodels/test_scenarios.py"
"""Where the tests of the switches are."""


def reference_topics(texts: Texts) -> Iterator[Topic]:
    """Scenarios, rights, acts, retention and schemas, each where the program has them."""
    made = (
        ("cenarios", scenario_table(texts)),
        ("papeis", _roles(texts)),
        ("atos", _acts(texts)),
        ("retencao", _retention(texts)),
        (SCHEMAS, _schemas(texts)),
    )
    for name, body in made:
        title = texts.say(f"AJUDA.{name.upper()}")
        text = f"# {title}\n\n{texts.say(f'AJUDA.{name.upper()}_TEXTO', arquivo=PROOF)}\n\n{body}\n"
        yield Topic(name, Group.REFERENCE, title, text)


def scenario_table(texts: Texts) -> str:
    """Every switch: what it is, the switch itself, the code it raises, the test that proves it."""
    heads = tuple(texts.say(f"AJUDA.{each}") for each in ("CENARIO", "UM_CLIQUE", "CODIGO", "PROVA"))
    parts = []
    for kind in Kind:
        rows = [
            (texts.say(f"CENARIO.{each.key}"), f"`{each.key}`", _raised(each), f"`{proof_of(each)}`")
            for each in SCENARIOS.values()
            if each.kind is kind
        ]
        parts.append(f"## {texts.say(f'CENARIO.GRUPO.{kind}')}\n\n{table(heads, rows)}")
    return "\n\n".join(parts)


def proof_of(scenario: Scenario) -> str:
    """Name of the test in PROOF that turns the switch on and sees its code."""
    if scenario.made is Made.PUBLISHED:
        name = "test_a_published_month_is_there_to_be_undone"
    elif scenario.silent:
        name = "test_an_erp_that_does_not_answer_says_so_and_what_is_kept_still_calculates"
    elif scenario.busy:
        name = "test_a_second_person_cannot_calculate_the_same_month"
    else:
        name = f"test_a_fault_of_the_data_is_found[{scenario.key}]"
    return name


def _raised(scenario: Scenario) -> str:
    topic = code_topic(scenario.code) or "estados"
    return link(scenario.text_code, topic)


def _roles(texts: Texts) -> str:
    roles = shipped_roles()
    parts = []
    for area, rights in rights_by_area().items():
        heads = (texts.say("PAPEIS.DIREITO"), texts.say("AJUDA.QUEM_PODE"))
        rows = [(texts.say(f"DIREITO.{right}"), _holders(texts, roles, right)) for right in rights]
        parts.append(f"## {texts.say(f'AREA.{area}')}\n\n{table(heads, rows)}")
    return "\n\n".join(parts)


def _holders(texts: Texts, roles: Mapping[str, tuple[str, ...]], right: str) -> str:
    return ", ".join(texts.say(f"PAPEL.{role}") for role in roles if right in roles[role])


def _acts(texts: Texts) -> str:
    roles = shipped_roles()
    heads = tuple(texts.say(f"AJUDA.{each}") for each in ("ATO", "DIREITO_PEDIDO", "QUEM_PODE", "NO_COMANDO"))
    rows = [
        (
            texts.say(each.title),
            texts.say(f"DIREITO.{each.right}"),
            _holders(texts, roles, each.right),
            f"`{each.id}`",
        )
        for each in registry.all()
    ]
    return table(heads, rows)


def _retention(texts: Texts) -> str:
    """What is kept, for how long and why; the sentences come with the data."""
    content = cast(Mapping[str, Any], load_yaml(RETENTION))
    heads = tuple(texts.say(f"AJUDA.{each}") for each in ("O_QUE", "PRAZO", "QUEM_APAGA", "PORQUE"))
    rows = [
        (
            texts.say(f"RETENCAO.{each['chave']}"),
            texts.say(f"PRAZO_GUARDA.{each['prazo']}"),
            texts.say(f"QUEM_APAGA.{each['quem']}"),
            texts.say(f"RETENCAO.{each['chave']}.PORQUE"),
        )
        for each in content["itens"]
    ]
    return table(heads, rows)


def _schemas(texts: Texts) -> str:
    """The JSON schemas of what commands write, as the program ships them."""
    if not resource_path(SCHEMAS).is_dir():
        return texts.say("AJUDA.SEM_ESQUEMAS")
    parts = []
    for name in resource_names(SCHEMAS, ".json"):
        content = json.loads(read_text(name))
        told = json.dumps(content, ensure_ascii=False, indent=2)
        parts.append(f"## {name.rpartition('/')[2]}\n\n{content.get('title', '')}\n\n```json\n{told}\n```")
    return "\n\n".join(parts)
