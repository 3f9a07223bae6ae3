"""Pages written by hand, one Markdown file per language; the glossary gives each of its terms a page of its own."""

import re
from collections.abc import Iterator

from storage.resources import read_text
from storage.texts.sentences import Texts
from storage.version import VERSION
from viewmodels.ajuda.topics import Group, Topic, link

FOLDER = "ajuda"
GLOSSARY, ABOUT = "glossario", "sobre"
ORDER = (
    "mes", "empresa_nova", "cadastros", "decidir", "simular", "desfazer", "conferir_papel", "auditoria", "tempo",
    "limites", ABOUT, "problemas", "dados_insuficientes", "feriados_sem_tipo", "meta_negativa", "anomalia_km",
    "tempo_esgotado", "contingencia",
)  # fmt: skip
"""Pages as they are listed; the problems follow the manual."""
FIRST_PROBLEM = ORDER.index("problemas")
_TERM = re.compile(r"^## (.+)$", re.MULTILINE)


def written_topics(texts: Texts) -> Iterator[Topic]:
    """The manual, the problems, and the glossary with its terms."""
    for at, name in enumerate(ORDER):
        group = Group.MANUAL if at < FIRST_PROBLEM else Group.PROBLEMS
        yield Topic(name, group, *_page(texts, name))
    yield from _glossary(texts)


def slug(term: str) -> str:
    """Id of a term from its name: the word itself in small letters, spaces as hyphens."""
    return "-".join(term.casefold().split())


def _page(texts: Texts, name: str) -> tuple[str, str]:
    """Title and text of a page: the title is its first heading."""
    text = read_text(f"{FOLDER}/{texts.locale}/{name}.md")
    title = text.partition("\n")[0].removeprefix("# ")
    told = f"\n{texts.say('AJUDA.VERSAO', versao=VERSION)}\n" if name == ABOUT else ""
    return title, text + told


def _glossary(texts: Texts) -> Iterator[Topic]:
    title, text = _page(texts, GLOSSARY)
    parts = _TERM.split(text)
    terms = dict(zip(parts[1::2], parts[2::2], strict=True))
    listed = "\n".join(
        f"- {link(f'**{term}**', f'termo/{slug(term)}')}: {body.strip()}" for term, body in terms.items()
    )
    yield Topic(GLOSSARY, Group.TERMS, title, f"{parts[0].strip()}\n\n{listed}\n")
    for term, body in terms.items():
        back = link(title, GLOSSARY)
        yield Topic(f"termo/{slug(term)}", Group.TERMS, term, f"# {term}\n\n{body.strip()}\n\n{back}\n", listed=False)
