"""Is this paper what the store recorded? By file or by the 16 signs a person reads off it."""

from viewmodels.operations.documentos.verdict import Verdict
from viewmodels.operations.documentos.verifying import verify_alone, verify_file, verify_signs

__all__ = ["Verdict", "verify_alone", "verify_file", "verify_signs"]
