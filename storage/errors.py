"""The world failed, not us: a known error carries the code of its sentence and the arguments it shows."""


class KnownError(Exception):
    """A failure of disk, network, keyring, database or right; `code` has a sentence in `resources/textos`."""

    def __init__(self, code: str, **args: object) -> None:
        super().__init__(code, args)
        self.code = code
        self.args_shown = args

    def __str__(self) -> str:
        return self.code
