"""The stages of a comparison at the left: rows, divergences, the first that diverges, each state a shape and a word."""

from ui.desktop.kit.card import Card
from ui.desktop.subsidios.stage_list import StageEntry, StageList
from viewmodels.screens.subsidios.comparison import ComparisonViewModel
from viewmodels.screens.subsidios.comparison_parts import StageLine


class StageDifferences(Card):
    """The list of the stages with how many rows of each differ."""

    def __init__(self, model: ComparisonViewModel) -> None:
        """A card on the comparison's viewmodel."""
        super().__init__(" ", " ", dense=True)
        self._model = model
        self.set_title(self.tr("Etapas"), self.tr("divergências"))
        self.list = StageList(self.tr("Etapas comparadas"))
        self.list.chosen.connect(self._choose)
        self.body.addWidget(self.list)

    def refresh(self) -> None:
        """Show the stages again, the one in front selected."""
        self.list.set_entries([self._entry(line) for line in self._model.stages], self._model.stage)

    def _choose(self, stage: str) -> None:
        if stage != self._model.stage:
            self._model.show_stage(stage)

    def _entry(self, line: StageLine) -> StageEntry:
        strong = line.word if line.first else ""
        tooltip = "\n".join((self._model.name_of(line.stage), self._model.told_of(line.stage)))
        return StageEntry(line.stage, line.title, line.caption, line.state, line.count, strong, tooltip)
