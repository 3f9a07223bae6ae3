"""Where an audit's tables are: files and folders of parts named after the tables, inside one folder, within limits."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import file_digest
from pathlib import Path

from storage.auditoria.catalogue import Catalogue
from storage.errors import KnownError
from storage.imports.table_file import same_word

KINDS = (".parquet", ".csv", ".txt")
BOOK = ".xlsx"
INSIDE = "inputs"
LARGEST_FILE = 8 * 1024**3
MOST_FILES = 20_000


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file that was read: its name inside the folder and the SHA-256 of its bytes."""

    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class FoundTable:
    """A table of the catalogue and the files that hold it, in order of name."""

    table: str
    files: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """The folder the tables are in, the tables, and the names claimed by two sources."""

    root: Path
    tables: tuple[FoundTable, ...]
    twice: tuple[str, ...]


def find_tables(path: Path, catalogue: Catalogue) -> Found:
    """Tables of a folder, or of its `inputs` when it holds none itself.

    Raises KnownError IMPORTACAO.TABELA.PASTA, .NENHUMA, .FORA (a link that leaves the folder) or .GRANDE.
    """
    for root in (path, path / INSIDE):
        named = _named(root, catalogue)
        if named:
            twice = tuple(name for name, sources in named.items() if len(sources) > 1)
            found = (FoundTable(name, tuple(_files(root, sources[0]))) for name, sources in named.items())
            return Found(root, tuple(each for each in found if each.files), twice)
    raise KnownError("IMPORTACAO.TABELA.NENHUMA", pasta=path.name)


def sources_of(root: Path, files: Sequence[Path]) -> tuple[SourceFile, ...]:
    """Name and SHA-256 of each file. Raises KnownError IMPORTACAO.ILEGIVEL."""
    return tuple(SourceFile(file.relative_to(root).as_posix(), _digest(file)) for file in files)


def table_named(name: str, catalogue: Catalogue) -> str:
    """Table of the catalogue that a file or a sheet of this name holds; "" when none."""
    return _answers(catalogue).get(same_word(name), "")


def _answers(catalogue: Catalogue) -> Mapping[str, str]:
    other = {same_word(word): table.name for table in catalogue.tables.values() for word in table.synonyms}
    return {**other, **{same_word(name): name for name in catalogue.tables}}


def _named(root: Path, catalogue: Catalogue) -> dict[str, list[Path]]:
    """Table -> entries that hold it; one of the table's own name wins over those of other names."""
    found: dict[str, list[Path]] = {}
    for entry in _entries(root):
        stem = entry.name if entry.is_dir() else entry.stem
        table = table_named(stem, catalogue) if entry.is_dir() or entry.suffix.casefold() in KINDS else ""
        if table:
            found.setdefault(table, []).append(entry)
    return {name: _own_name_first(name, entries) for name, entries in sorted(found.items())}


def _own_name_first(table: str, entries: list[Path]) -> list[Path]:
    own = [entry for entry in entries if same_word(entry.stem) == same_word(table)]
    return own or entries


def _entries(root: Path) -> list[Path]:
    try:
        entries = sorted(root.iterdir())
    except NotADirectoryError as error:
        raise KnownError("IMPORTACAO.TABELA.NENHUMA", pasta=root.parent.name) from error
    except FileNotFoundError as error:
        if root.name == INSIDE:
            return []
        raise KnownError("IMPORTACAO.TABELA.PASTA", pasta=root.name) from error
    except OSError as error:
        raise KnownError("IMPORTACAO.TABELA.PASTA", pasta=root.name) from error
    if len(entries) > MOST_FILES:
        raise KnownError("IMPORTACAO.TABELA.ARQUIVOS_DEMAIS", pasta=root.name, limite=MOST_FILES)
    return entries


def _files(root: Path, entry: Path) -> Iterator[Path]:
    inside = _entries(entry) if entry.is_dir() else [entry]
    for file in inside:
        if file.suffix.casefold() in KINDS and not file.name.startswith((".", "_")):
            yield _allowed(root, file)


def _allowed(root: Path, file: Path) -> Path:
    if not file.resolve().is_relative_to(root.resolve()) or not file.is_file():
        raise KnownError("IMPORTACAO.TABELA.FORA", arquivo=file.name)
    if file.stat().st_size > LARGEST_FILE:
        raise KnownError("IMPORTACAO.TABELA.GRANDE", arquivo=file.name, limite=LARGEST_FILE // 1024**3)
    return file


def _digest(file: Path) -> str:
    try:
        with file.open("rb") as content:
            return file_digest(content, "sha256").hexdigest()
    except OSError as error:
        raise KnownError("IMPORTACAO.ILEGIVEL", arquivo=file.name) from error
