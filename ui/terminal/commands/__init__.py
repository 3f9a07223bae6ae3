"""Every command, in the order the help lists them."""

from ui.terminal.commands import (
    carrying,
    cases,
    clients,
    goals,
    goals_after,
    goals_before,
    papers,
    store,
    subsidy,
    subsidy_checks,
    subsidy_compare,
    subsidy_cost,
    subsidy_report,
    users,
)
from ui.terminal.frame import Command

COMMANDS: tuple[Command, ...] = (
    *cases.COMMANDS,
    *goals_before.COMMANDS,
    *goals.COMMANDS,
    *goals_after.COMMANDS,
    *subsidy.COMMANDS,
    *subsidy_compare.COMMANDS,
    *subsidy_checks.COMMANDS,
    *subsidy_cost.COMMANDS,
    *subsidy_report.COMMANDS,
    *carrying.COMMANDS,
    *papers.COMMANDS,
    *store.COMMANDS,
    *users.COMMANDS,
    *clients.COMMANDS,
)
