"""What a person had done in the month wizard when the window closed, kept as it is typed."""

import json
from typing import Any

from storage.store.canonical import canonical_json
from storage.store.drafts import DraftKey, discard_draft, load_draft, save_draft
from viewmodels.operations.house import House
from viewmodels.operations.registry import operation
from viewmodels.operations.scope import Scope

KIND = "metas.preparar"
VERB = "rascunho.guardar"
"""Named because every write has a verb; a draft is nobody's act yet, so no entry is made."""


@operation("metas.abrir_rascunho", right="metas.ver", mode="read", area="metas")
def draft(house: House, scope: Scope, *, vigencia: str) -> Any | None:
    """The draft of whoever asks for a vigência, None when there is none."""
    with house.store.read() as connection:
        kept = load_draft(connection, _place(scope, vigencia))
    return None if kept is None else json.loads(kept)


@operation("metas.rascunho", right="metas.ver", mode="write", area="metas", verb=VERB)
def keep_draft(house: House, scope: Scope, *, vigencia: str, content: object) -> None:
    """Keeps or replaces the draft, whose values are JSON (lists come back as lists); nobody else ever sees it."""
    with house.store.write() as connection:
        save_draft(connection, _place(scope, vigencia), canonical_json(content), house.clock.now())


@operation("metas.descartar_rascunho", right="metas.ver", mode="write", area="metas", verb=VERB)
def drop_draft(house: House, scope: Scope, *, vigencia: str) -> None:
    """Removes the draft, once the month is done."""
    with house.store.write() as connection:
        discard_draft(connection, _place(scope, vigencia))


def _place(scope: Scope, vigencia: str) -> DraftKey:
    return DraftKey(scope.client, scope.user, KIND, vigencia)
