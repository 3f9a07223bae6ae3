"""Where the files under `resources/` are found and read; the only module that knows their place on disk."""

from copy import deepcopy
from decimal import Decimal
from functools import cache
from pathlib import Path, PurePosixPath

import yaml

ROOT = Path(__file__).resolve().parent.parent / "resources"
OF_THE_COMPANY = frozenset({"rules/metas.yaml", "sheets/metas.yaml", "erp/padrao.yaml"})
"""What a company may bring of its own: criteria and limits of the goals, their sheet, the names of its ERP."""
_laid: list[Path] = []


class DuplicateKey(yaml.YAMLError):
    """A YAML mapping we ship names one key twice: our own fault, said at load."""


class _StrictLoader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """The safe loader, refusing duplicate keys and reading `1.5` as the Decimal it spells, never as a float."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[object, object]:
        seen: set[object] = set()
        for key_node, _ in node.value:
            key = self.construct_object(key_node, deep=True)
            if key in seen:
                raise DuplicateKey(f"{key!r} twice{key_node.start_mark}")
            seen.add(key)
        return dict(super().construct_mapping(node, deep))

    def construct_decimal(self, node: yaml.ScalarNode) -> Decimal:
        number = Decimal(str(self.construct_scalar(node)).replace("_", ""))
        if not number.is_finite():
            raise yaml.YAMLError(f"not a finite number{node.start_mark}")
        return number


_StrictLoader.add_constructor("tag:yaml.org,2002:float", _StrictLoader.construct_decimal)


def resource_path(name: str) -> Path:
    """Path of a resource such as `rules/papeis.yaml`. Raises ValueError when the name leaves the folder."""
    parts = PurePosixPath(name)
    if parts.is_absolute() or ".." in parts.parts or "\\" in name or not parts.parts:
        raise ValueError(f"not a resource name: {name!r}")
    own = next((folder.joinpath(*parts.parts) for folder in _laid if name in OF_THE_COMPANY), None)
    return own if own is not None and own.is_file() else ROOT.joinpath(*parts.parts)


def lay_over(folder: Path | None) -> None:
    """Lays a folder of the company over the shipped one: a file it has of `OF_THE_COMPANY` is read in the other's
    place. None takes it away."""
    _laid[:] = [] if folder is None else [folder]
    for reader in (read_text, read_bytes, _parsed):
        reader.cache_clear()


def resource_names(folder: str, suffix: str) -> tuple[str, ...]:
    """Names of the files right inside `folder` that end in `suffix`, in order of name."""
    found = sorted(p.name for p in resource_path(folder).iterdir() if p.name.endswith(suffix))
    return tuple(f"{folder}/{name}" for name in found)


@cache
def read_text(name: str) -> str:
    """UTF-8 text of a resource, read once."""
    return resource_path(name).read_text(encoding="utf-8")


@cache
def read_bytes(name: str) -> bytes:
    """Bytes of a resource (a font, an icon), read once."""
    return resource_path(name).read_bytes()


@cache
def _parsed(name: str) -> object:
    return parse_yaml(read_text(name))


def load_yaml(name: str) -> object:
    """Content of a YAML resource, parsed once; each caller gets a copy of its own.

    Decimals come as Decimal and dates as date. Raises DuplicateKey when a mapping names one key twice.
    """
    return deepcopy(_parsed(name))


def parse_yaml(text: str) -> object:
    """Content of YAML text under the same strict rules; for texts frozen with a run."""
    return yaml.load(text, Loader=_StrictLoader)  # noqa: S506 - a SafeLoader subclass
