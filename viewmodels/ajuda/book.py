"""The book of help in one language: every page by its id, what a word or a code leads to, and the search."""

import re
from collections.abc import Iterator, Mapping
from functools import cached_property, lru_cache

from engines.formula.locales import bare
from storage.texts.sentences import Texts
from viewmodels.ajuda.codes import code_topic, code_topics
from viewmodels.ajuda.functions import function_topics
from viewmodels.ajuda.method import method_topics
from viewmodels.ajuda.reference import reference_topics
from viewmodels.ajuda.topics import Group, Topic
from viewmodels.ajuda.written import slug, written_topics

FIRST = "mes"
_WORD = re.compile(r"[\w-]+")
SCREENS = {
    "inicio": "mes", "metas/mes": "mes", "metas/preparar": "mes", "metas/resultados": "decidir",
    "metas/simulador": "simular", "metas/comparar": "simular", "metas/historico": "desfazer",
    "metas/cadastros": "cadastros", "metas/documentos": "conferir_papel", "ajustes/papeis": "papeis",
    "ajustes/usuarios": "papeis", "ajustes/diario": "limites", "ajustes/copias": "contingencia",
    "preparar/feriados": "feriados_sem_tipo", "preparar/dados": "dados_insuficientes",
    "preparar/aprovacao": "decidir", "preparar/resultados": "decidir", "preparar/calculo": "tempo_esgotado",
    "ajustes/erp": "dados_insuficientes", "ajustes/sistema": "contingencia", "ajustes/limites": "limites",
    "ajustes/contatos": "contingencia", "ajustes/guarda": "retencao", "ajuda/cenarios": "cenarios",
    "subsidios": "auditoria",
}  # fmt: skip
"""Page of help for a screen of the window; the first page for any other."""


class HelpBook:
    """Everything help says in one language; the same pages for the screen, the print and the tests."""

    def __init__(self, texts: Texts) -> None:
        """The book in the language of these texts."""
        self._texts = texts

    @cached_property
    def topics(self) -> Mapping[str, Topic]:
        """Every page by its id, in the order they are listed."""
        return {topic.id: topic for topic in self._made()}

    def _made(self) -> Iterator[Topic]:
        texts = self._texts
        yield from written_topics(texts)
        yield from code_topics(texts)
        yield from method_topics(texts)
        yield from function_topics(texts)
        yield from reference_topics(texts)

    def group_title(self, group: Group) -> str:
        """Name of a group of pages."""
        return self._texts.say(f"AJUDA.GRUPO.{group}")

    def resolve(self, *hints: str) -> str:
        """Page of the first hint that leads anywhere: a page's id, a code, a screen (`metas/mes`), a term.

        The first page when none does.
        """
        return next((found for hint in hints if (found := self._leads_to(hint))), FIRST)

    def _leads_to(self, hint: str) -> str:
        if hint in self.topics:
            return hint
        if (code := code_topic(hint)) in self.topics:
            return code
        if hint in SCREENS:
            return SCREENS[hint]
        term = f"termo/{slug(hint)}"
        return term if hint and term in self.topics else self._term_within(hint)

    @cached_property
    def _terms(self) -> tuple[tuple[tuple[str, ...], str], ...]:
        """Words of each term and its page, the longest first."""
        named = [(tuple(t.title.casefold().split()), t.id) for t in self.topics.values() if t.id.startswith("termo/")]
        return tuple(sorted(named, key=lambda each: -len(each[0])))

    def _term_within(self, hint: str) -> str:
        """Page of the longest term whose words stand side by side in a label; "" when none does."""
        words = tuple(_WORD.findall(hint.casefold()))
        for term, page in self._terms:
            if any(words[at : at + len(term)] == term for at in range(len(words) - len(term) + 1)):
                return page
        return ""

    def search(self, typed: str) -> tuple[Topic, ...]:
        """Pages with every word typed, accents or not: the one so titled first, then those with it in the title."""
        words = bare(typed).split()
        if not words:
            return tuple(topic for topic in self.topics.values() if topic.listed)
        titled = [t for t in self.topics.values() if all(word in bare(t.title) for word in words)]
        titled.sort(key=lambda topic: bare(topic.title).split() != words)
        inside = [t for t in self.topics.values() if all(word in bare(t.text) for word in words)]
        return tuple(dict.fromkeys([*titled, *inside]))


@lru_cache(maxsize=3)
def book_in(locale: str) -> HelpBook:
    """The book of a language, made once."""
    return HelpBook(Texts(locale))
