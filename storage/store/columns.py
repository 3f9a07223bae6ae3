"""The columns tables are declared with: filled unless said otherwise, and named for what they hold."""

from sqlalchemy import Column, Integer, LargeBinary, MetaData, Text

from storage.store.types import InstantText

METADATA = MetaData()
"""Every table of a store; the truth is the SQL of the migrations, and a test compares the two."""


def text(name: str, key: bool = False, nullable: bool = False) -> "Column[str]":
    """Text; part of the primary key when `key`."""
    return Column(name, Text, primary_key=key, nullable=nullable)


def integer(name: str, key: bool = False, nullable: bool = False) -> "Column[int]":
    """A whole number that whoever writes gives; part of the primary key when `key`."""
    return Column(name, Integer, primary_key=key, nullable=nullable, autoincrement=False)


def numbered(name: str = "id") -> "Column[int]":
    """The number the store gives each row, in order."""
    return Column(name, Integer, primary_key=True)


def blob(name: str) -> "Column[bytes]":
    """Bytes."""
    return Column(name, LargeBinary, nullable=False)


def instant(name: str, nullable: bool = False, key: bool = False) -> "Column[object]":
    """A UTC instant; part of the primary key when `key`."""
    return Column(name, InstantText, primary_key=key, nullable=nullable)
