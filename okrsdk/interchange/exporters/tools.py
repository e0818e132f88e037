"""The formats of other tools: what each makes of an objective and a key result, and how it knows people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.interchange.exporters.asana import asana_files
from okrsdk.interchange.exporters.betterworks import betterworks_files, without_place_in_betterworks
from okrsdk.interchange.exporters.clickup import clickup_files
from okrsdk.interchange.exporters.culture_amp import culture_amp_files
from okrsdk.interchange.exporters.export_format import ExportFormat
from okrsdk.interchange.exporters.gitlab import gitlab_files
from okrsdk.interchange.exporters.goal_table import without_place
from okrsdk.interchange.exporters.jira import jira_files
from okrsdk.interchange.exporters.notion import notion_files
from okrsdk.interchange.exporters.peoplebox import peoplebox_files
from okrsdk.interchange.exporters.viva_goals import viva_goals_files
from okrsdk.interchange.exporters.work_table import work_table_files

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from okrsdk.assessment import Assessment
    from okrsdk.interchange.exporters.export_format import ExportedFile


def _work_table(name: str, program: str, title: str) -> ExportFormat:
    return ExportFormat(
        name=name, title=title, program=program, write=work_table_files, suffix=".csv", without_place=without_place
    )


def _by_address(
    name: str, program: str, title: str, write: Callable[[Sequence[Assessment]], tuple[ExportedFile, ...]]
) -> ExportFormat:
    return ExportFormat(
        name=name,
        title=title,
        program=program,
        write=write,
        suffix=".csv",
        finds_people_by_address=True,
        without_place=without_place,
    )


TOOL_FORMATS: tuple[ExportFormat, ...] = (
    _by_address("jira", "Jira", "epics with tasks for Jira", jira_files),
    _by_address("asana", "Asana", "tasks with subtasks for Asana", asana_files),
    _by_address("clickup", "ClickUp", "tasks with subtasks for ClickUp", clickup_files),
    ExportFormat(
        name="notion",
        title="a database of objectives and one of key results for Notion",
        program="Notion",
        write=notion_files,
        without_place=without_place,
    ),
    ExportFormat(
        name="gitlab",
        title="issues for GitLab",
        program="GitLab",
        write=gitlab_files,
        suffix=".csv",
        without_place=without_place,
    ),
    _by_address("culture-amp", "Culture Amp", "individual goals with key results for Culture Amp", culture_amp_files),
    ExportFormat(
        name="betterworks",
        title="goals with milestones for Betterworks",
        program="Betterworks",
        write=betterworks_files,
        suffix=".csv",
        finds_people_by_address=True,
        without_place=without_place_in_betterworks,
    ),
    _by_address("peoplebox", "Peoplebox", "a tree of goals for Peoplebox", peoplebox_files),
    ExportFormat(
        name="viva-goals",
        title="the CSV of Viva Goals, for tools that take over its goals",
        program="Viva Goals",
        write=viva_goals_files,
        suffix=".csv",
        without_place=without_place,
    ),
    _work_table("airtable", "Airtable", "one table for Airtable"),
    _work_table("monday", "monday", "one board for monday"),
    _work_table("smartsheet", "Smartsheet", "one sheet for Smartsheet"),
)
"""In the order in which lists show them."""
