"""Names stood where a workbook stands cells: what a formula looks like in Excel without a workbook."""

from engines.formula.excel import Across


class PlainNames:
    """Every key under its own name; what kind it is and which column counts rows is for who knows the sheet."""

    def name(self, key: str) -> str:
        """The key itself."""
        return key

    def across(self, key: str) -> Across:
        """The key, in a range of two."""
        return Across((key,), 2)

    def bound(self, axis: str) -> str:
        """The axis itself."""
        return axis

    def column(self, table: str, field: str) -> str:
        """`TABLE_FIELD`."""
        return f"{table}_{field}".upper()
