"""What an import remembers of each row: in memory while that is little, then in a file of its own.

The file is SQLite's own temporary one, which has no name and is gone when nobody holds it any more,
even after a kill. So an import of any size takes the same memory.
"""

from planner.imports.scratch.counted import Counted
from planner.imports.scratch.fits import Fits
from planner.imports.scratch.groups import Groups
from planner.imports.scratch.kept import Kept, chunks
from planner.imports.scratch.known import Known
from planner.imports.scratch.spilled import Scratch
from planner.imports.scratch.waiting import Waiting

__all__ = ["Counted", "Fits", "Groups", "Kept", "Known", "Scratch", "Waiting", "chunks"]
