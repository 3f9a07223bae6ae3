"""One version of the source read from what the auditor has: the project file alone, a folder, or a git repository."""

from collections.abc import Mapping
from pathlib import Path

from engines.subsidy.watching.upstream import Upstream, kind_of, upstream_of
from storage.auditoria.upstream_folder import folder_texts, one_text
from storage.auditoria.upstream_git import git_texts
from storage.auditoria.upstream_yaml import plain_yaml
from storage.errors import KnownError

PROJECTS = ("queries/dbt_project.yml", "dbt_project.yml")
YAML_ENDS = (".yml", ".yaml")


def read_upstream(place: Path, revision: str = "") -> Upstream:
    """The source at a place: a file is the project file, a folder a copy of the source, or of its `queries` part.

    With a revision the place is a git repository and nothing is taken out of it to the disk. Raises KnownError
    (IMPORTACAO.FONTE.*) for what cannot be read.
    """
    if place.is_file() and not revision:
        return upstream_of({}, plain_yaml(place.name, one_text(place)), place.name, {})
    texts = git_texts(place, revision, watched) if revision else folder_texts(place, watched)
    return _from_texts(str(place), texts)


def watched(path: str) -> bool:
    """True for a path whose text is looked at."""
    described = path.endswith(YAML_ENDS) and "models/" in path
    return path in PROJECTS or described or kind_of(path) is not None


def _from_texts(place: str, texts: Mapping[str, str]) -> Upstream:
    project = next((name for name in PROJECTS if name in texts), None)
    if project is None:
        raise KnownError("IMPORTACAO.FONTE.SEM_PROJETO", pasta=place)
    schemas = {
        path: plain_yaml(path, text) for path, text in texts.items() if path.endswith(YAML_ENDS) and "models/" in path
    }
    return upstream_of(texts, plain_yaml(project, texts[project]), project, schemas)
