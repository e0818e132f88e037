"""The workbench: a page of this machine with the workbooks of Local Sheets in a grid, and the sidebar beside it.

It shows what Google Sheets would show around the add-on, so that everything can be tried without a Google account. The
sidebar asks the same endpoints as Google would.
"""

from sheets_addon.workbench.app import local_app, open_local_app
from sheets_addon.workbench.blueprint import workbench_blueprint

__all__ = ["local_app", "open_local_app", "workbench_blueprint"]
