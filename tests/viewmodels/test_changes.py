"""Changes: those concerned hear, the gone do not, and other processes' writes reach open screens."""

import gc
import weakref

import pytest

from viewmodels.changes import Changed, Changes, StoreWatch


class Screen:
    """A listener that remembers."""

    def __init__(self) -> None:
        self.heard: list[frozenset[str]] = []

    def refresh(self, changed: Changed) -> None:
        self.heard.append(changed.kinds)


def kinds(*names: str) -> Changed:
    return Changed(frozenset(names))


def test_only_those_concerned_hear() -> None:
    changes, goals, all_of_it = Changes(), Screen(), Screen()
    changes.subscribe(goals.refresh, "metas.calculo", "metas.decisao")
    changes.subscribe(all_of_it.refresh)
    changes.publish(kinds("usuarios"))
    changes.publish(kinds("metas.decisao"))
    changes.publish(kinds("*"))
    assert goals.heard == [{"metas.decisao"}, {"*"}]
    assert all_of_it.heard == [{"usuarios"}, {"metas.decisao"}, {"*"}]


def test_a_screen_that_is_gone_hears_nothing_and_is_not_kept_alive() -> None:
    changes, screen = Changes(), Screen()
    changes.subscribe(screen.refresh)
    gone = weakref.ref(screen)
    del screen
    gc.collect()
    changes.publish(kinds("usuarios"))
    assert gone() is None


def test_a_lambda_is_refused() -> None:
    """It would vanish at once."""
    changes = Changes()
    with pytest.raises(TypeError):
        changes.subscribe(lambda changed: None)


def test_delivery_waits_for_the_post() -> None:
    posted: list = []  # type: ignore[type-arg]
    changes, screen = Changes(posted.append), Screen()
    changes.subscribe(screen.refresh)
    changes.publish(kinds("usuarios"))
    assert screen.heard == []
    posted.pop()()
    assert screen.heard == [{"usuarios"}]


def test_a_write_of_another_process_says_that_everything_may_have_changed() -> None:
    version = [1]
    changes, screen = Changes(), Screen()
    changes.subscribe(screen.refresh, "metas.calculo")
    watch = StoreWatch(lambda: version[0], changes)
    assert not watch.poll()
    version[0] = 2
    assert watch.poll()
    assert not watch.poll()
    assert screen.heard == [{"*"}]
