"""The sidebar of a script that is bound to a spreadsheet.

Such a script may read and write its own spreadsheet, and the service may not. So the script sends the cells of the OKR
tabs along with what was clicked. The cards are made from them by the very code that makes the add-on's, and what is to
be written goes back as plain data: areas of values, a row, new tabs. The script writes them, and knows nothing of OKRs.
"""

from sheets_addon.container_bound.blueprint import BoundEndpoints

__all__ = ["BoundEndpoints"]
