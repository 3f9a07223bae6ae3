"""Runs: the inputs, texts and results of a calculation, and the states it goes through."""

from storage.runs.documents import Document, find_document, record_document
from storage.runs.owner import Owner, close_interrupted
from storage.runs.reading import (
    Run,
    cells_of,
    findings_of,
    inputs_of,
    is_purged,
    latest_run,
    list_runs,
    read_run,
    snapshots_of,
    texts_of,
)
from storage.runs.results import Cell, Input, Results, save
from storage.runs.start import NewRun, fail, set_status, start
from storage.runs.status import ACTIVE, FINISHED, Status

__all__ = [
    "ACTIVE",
    "FINISHED",
    "Cell",
    "Document",
    "Input",
    "NewRun",
    "Owner",
    "Results",
    "Run",
    "Status",
    "cells_of",
    "close_interrupted",
    "fail",
    "find_document",
    "findings_of",
    "inputs_of",
    "is_purged",
    "latest_run",
    "list_runs",
    "read_run",
    "record_document",
    "save",
    "set_status",
    "snapshots_of",
    "start",
    "texts_of",
]
