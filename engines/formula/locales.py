"""Words of the formula language in its three locales: functions, keywords, number and list marks."""

import unicodedata
from dataclasses import dataclass
from types import MappingProxyType

LOCALES = ("pt", "en", "es")

_FUNCTIONS = {
    "SUM": {"en": "SUM", "pt": "SOMA SOMAR", "es": "SUMA SUMAR"},
    "AVG": {"en": "AVG AVERAGE MEAN", "pt": "MÉDIA", "es": "PROMEDIO PROMEDIAR MEDIA"},
    "COUNT": {
        "en": "COUNT COUNTA",
        "pt": "CONTAR CONT CONTAGEM CONTE CONT.NÚM CONT.VALORES",
        "es": "CONTAR CONT CUENTA CONTARA CONTEO",
    },
    "MIN": {"en": "MIN MINIMUM", "pt": "MÍNIMO MÍN", "es": "MÍNIMO MÍN"},
    "MAX": {"en": "MAX MAXIMUM", "pt": "MÁXIMO MÁX", "es": "MÁXIMO MÁX"},
    "IF": {"en": "IF", "pt": "SE", "es": "SI"},
    "CASE": {"en": "CASE", "pt": "CASO", "es": "CASO"},
    "COALESCE": {
        "en": "COALESCE IFNULL NVL",
        "pt": "COALESCE PRIMEIRO_VÁLIDO SE_NULO SENULO",
        "es": "COALESCE PRIMERO_VÁLIDO SI_NULO SINULO",
    },
    "NULLIF": {"en": "NULLIF", "pt": "NULO_SE NULOSE", "es": "NULO_SI NULOSI"},
    "SAFE_DIV": {
        "en": "SAFE_DIV SAFEDIV",
        "pt": "DIV_SEGURA DIVSEGURA DIVISÃO_SEGURA DIVIDIR_SEGURO",
        "es": "DIV_SEGURA DIVSEGURA DIVISIÓN_SEGURA DIVIDIR_SEGURO",
    },
    "PERCENT": {
        "en": "PERCENT PERCENTAGE",
        "pt": "PERCENTUAL PORCENTAGEM PERCENTAGEM PORCENTO",
        "es": "PORCENTAJE PORCIENTO",
    },
    "ROUND": {"en": "ROUND", "pt": "ARRED ARREDONDAR", "es": "REDONDEAR REDONDEO REDOND"},
    "ABS": {"en": "ABS", "pt": "ABS ABSOLUTO", "es": "ABS ABSOLUTO"},
    "TODAY": {"en": "TODAY", "pt": "HOJE", "es": "HOY"},
    "DATE": {"en": "DATE", "pt": "DATA", "es": "FECHA"},
    "PERIOD_START": {
        "en": "PERIOD_START",
        "pt": "INÍCIO_PERÍODO INÍCIO_DO_PERÍODO PERÍODO_INÍCIO",
        "es": "INICIO_PERÍODO INICIO_DEL_PERÍODO PERÍODO_INICIO",
    },
    "PERIOD_END": {
        "en": "PERIOD_END",
        "pt": "FIM_PERÍODO FIM_DO_PERÍODO PERÍODO_FIM",
        "es": "FIN_PERÍODO FIN_DEL_PERÍODO PERÍODO_FIN",
    },
    "DAYS": {"en": "DAYS", "pt": "DIAS", "es": "DÍAS"},
    "HOURS": {"en": "HOURS", "pt": "HORAS", "es": "HORAS"},
    "SQRT": {"en": "SQRT", "pt": "RAIZ", "es": "RAÍZ"},
    "NORMSINV": {
        "en": "NORMSINV NORM.S.INV",
        "pt": "INV.NORMP INV.NORMP.N",
        "es": "DISTR.NORM.ESTAND.INV INV.NORM.ESTAND",
    },
    "CLAMP": {"en": "CLAMP", "pt": "LIMITAR", "es": "LIMITAR"},
    "PERCENT64": {"en": "PERCENT64", "pt": "PERCENTUAL64", "es": "PORCENTAJE64"},
    "QUADFORM": {"en": "QUADFORM", "pt": "FORMA_QUADRÁTICA", "es": "FORMA_CUADRÁTICA"},
}

_KEYWORDS = {
    "AND": {"en": "AND", "pt": "E", "es": "Y"},
    "OR": {"en": "OR", "pt": "OU", "es": "O"},
    "NOT": {"en": "NOT", "pt": "NÃO", "es": "NO"},
    "IN": {"en": "IN", "pt": "EM", "es": "EN"},
    "BETWEEN": {"en": "BETWEEN", "pt": "ENTRE", "es": "ENTRE"},
    "IS": {"en": "IS", "pt": "É", "es": "ES"},
    "NULL": {"en": "NULL", "pt": "NULO NULA", "es": "NULO NULA"},
    "CASE": {"en": "CASE", "pt": "CASO", "es": "CASO"},
    "WHEN": {"en": "WHEN", "pt": "QUANDO", "es": "CUANDO"},
    "THEN": {"en": "THEN", "pt": "ENTÃO", "es": "ENTONCES"},
    "ELSE": {"en": "ELSE", "pt": "SENÃO", "es": "SINO"},
    "END": {"en": "END", "pt": "FIM", "es": "FIN"},
    "WHERE": {"en": "WHERE", "pt": "ONDE", "es": "DONDE"},
    "DISTINCT": {"en": "DISTINCT", "pt": "DISTINTO DISTINTOS DISTINTA DISTINTAS", "es": "DISTINTO DISTINTOS DISTINTA"},
    "TRUE": {"en": "TRUE", "pt": "VERDADEIRO VERDADE", "es": "VERDADERO"},
    "FALSE": {"en": "FALSE", "pt": "FALSO", "es": "FALSO"},
}


def fold(word: str) -> str:
    """Key by which names are compared: composed (NFC) and without case."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", word).casefold())


def bare(word: str) -> str:
    """The folded word without its accents."""
    split = unicodedata.normalize("NFD", fold(word))
    return "".join(mark for mark in split if not unicodedata.combining(mark))


def continues_word(char: str, first: bool) -> bool:
    """True for a character that may start a name, or stand inside one."""
    if char == "_" or char.isalpha():
        return True
    return not first and (char.isdecimal() or unicodedata.category(char).startswith("M"))


def is_word(name: str) -> bool:
    """True for a name that may be typed without backticks, keywords apart."""
    return bool(name) and all(continues_word(char, index == 0) for index, char in enumerate(name))


@dataclass(frozen=True)
class Vocabulary:
    """What one locale reads and writes; English names and `;` are read in every locale."""

    locale: str
    decimal_mark: str
    separator: str
    functions: MappingProxyType[str, str]
    keywords: MappingProxyType[str, str]

    def function(self, word: str) -> str | None:
        """Canonical function a typed word names, or None."""
        return self.functions.get(fold(word)) or self.functions.get(bare(word))

    def keyword(self, word: str) -> str | None:
        """Keyword kind of a typed word, or None. `é` (IS) and `e` (AND) differ by their accent alone."""
        return self.keywords.get(fold(word)) or self.keywords.get(bare(word))

    def function_word(self, canonical: str) -> str:
        """How this locale writes a function; unknown names stay as typed."""
        return _first(_FUNCTIONS, canonical, self.locale)

    def keyword_word(self, kind: str) -> str:
        """How this locale writes a keyword."""
        return _first(_KEYWORDS, kind, self.locale)

    def function_words(self) -> list[str]:
        """Every function word of the locale and of English, for suggestions."""
        written = [names[at] for names in _FUNCTIONS.values() for at in (self.locale, "en")]
        return sorted({word for words in written for word in words.split()})


def _first(table: dict[str, dict[str, str]], canonical: str, locale: str) -> str:
    return table[canonical][locale].split()[0] if canonical in table else canonical


def _readings(table: dict[str, dict[str, str]], locale: str) -> MappingProxyType[str, str]:
    exact: dict[str, str] = {}
    stripped: dict[str, str] = {}
    for at in (locale, "en"):
        for canonical, names in table.items():
            for word in names[at].split():
                exact.setdefault(fold(word), canonical)
                stripped.setdefault(bare(word), canonical)
    return MappingProxyType(stripped | exact)


VOCABULARIES = MappingProxyType(
    {
        locale: Vocabulary(
            locale,
            "." if locale == "en" else ",",
            ", " if locale == "en" else "; ",
            _readings(_FUNCTIONS, locale),
            _readings(_KEYWORDS, locale),
        )
        for locale in LOCALES
    }
)


def vocabulary(locale: str) -> Vocabulary:
    """Vocabulary of a locale by its language part (`pt_BR` is `pt`). Raises KeyError on an unknown language."""
    return VOCABULARIES[locale[:2].lower()]


def is_reserved(word: str) -> bool:
    """True when any locale reads the word as a keyword: such a name is written in backticks."""
    return any(words.keyword(word) for words in VOCABULARIES.values())
