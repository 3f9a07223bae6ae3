"""Every command, in the order the help lists them."""

from ui.terminal.commands import cases, clients, goals, papers, store, users
from ui.terminal.frame import Command

COMMANDS: tuple[Command, ...] = (
    *cases.COMMANDS,
    *goals.COMMANDS,
    *papers.COMMANDS,
    *store.COMMANDS,
    *users.COMMANDS,
    *clients.COMMANDS,
)
