"""Where the verification of documents finds how a paper of this area is made again."""

from viewmodels.operations.subsidios.report import regenerate

__all__ = ["regenerate"]
