"""A sidebar for teams that install a script bound to their spreadsheet.

The folder holds the script's sources; `project_files` makes from them, from the sidebar's renderer and from the names
of okrsdk's tabs the files of an Apps Script project. `python -m sheets_addon.apps_script FOLDER` writes them.
"""

from sheets_addon.apps_script.project import project_files, write_project

__all__ = ["project_files", "write_project"]
