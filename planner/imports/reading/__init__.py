"""Opens the files that other programs export: text of any common kind, and workbooks.

All of them become `Sheet`s of `Line`s. What cannot be read raises `ExportError`, which says what
to do. Nothing here knows what the columns mean.
"""

from planner.imports.reading.files import ENDINGS, files_in, open_file
from planner.imports.reading.sheets import Cell, Line, Sheet, SheetFile, shown

__all__ = ["ENDINGS", "Cell", "Line", "Sheet", "SheetFile", "files_in", "open_file", "shown"]
