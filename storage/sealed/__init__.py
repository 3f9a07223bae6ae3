"""Sealed payloads: what an area keeps from everybody else, the copy of the file included."""

from storage.sealed.keys import create_area_key, recover_area_key
from storage.sealed.payloads import forget, names_in, seal, unseal

__all__ = ["create_area_key", "forget", "names_in", "recover_area_key", "seal", "unseal"]
