"""When a table may go: after the last step that reads it, unless something published still does."""

from collections.abc import Mapping, Sequence

from engines.subsidy.steps import INPUT_PREFIX, Step


def dropped_after(steps: Sequence[Step], inputs: bool = False) -> Mapping[str, tuple[str, ...]]:
    """Step name -> tables of other steps, or its own, that nothing reads any more once it has run.

    A published stage never goes. A view is read where its readers are, so what it reads lives as long as they do.
    `inputs`: those go too, when nobody will ask for them or calculate again.
    """
    last = _last_places(steps)
    named = [step.name for step in steps if not step.view]
    named += sorted(name for name in last if inputs and name.startswith(INPUT_PREFIX))
    return {step.name: tuple(name for name in named if last[name] == place) for place, step in enumerate(steps)}


def _last_places(steps: Sequence[Step]) -> dict[str, int]:
    """Relation -> place of the last step that reads it or what stands on it; after the end what is published."""
    last = {step.name: len(steps) if step.published else place for place, step in enumerate(steps)}
    for place, step in reversed(list(enumerate(steps))):
        until = last[step.name] if step.view else place
        for name in step.reads:
            last[name] = max(last.get(name, place), until)
    return last
