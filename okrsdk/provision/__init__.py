"""Many workbooks: those of a whole roster for a cycle, each exactly once.

    with connect(settings) as connection, Workspace(connection=connection, home=settings.home) as workspace:
        roster = load_roster("roster.csv", workspace)
        plan = plan_run(roster, Cycle.parse("2026-Q2"), workspace, RunSettings())
        report = start_run(roster, plan, workspace, RunSettings())

Pure: `roster` (what is to be there) and `plan` (what is done about it). With I/O: `starting` (what new workbooks start
with), `journal` (what was intended, and what came of it), `registry` (who makes what), `unit` (one workbook, from and
to JSON values), `sweep` (one workbook a key), `run` (all of it) and `provisioning` (from a roster to a report).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.lazy import lazily

if TYPE_CHECKING:
    from okrsdk.provision.plan import Plan, make_plan
    from okrsdk.provision.preparing import RunSettings
    from okrsdk.provision.provisioning import load_roster, plan_run, resume_run, run_status, start_run, undo_run
    from okrsdk.provision.roster import Roster
    from okrsdk.provision.run import RunReport
    from okrsdk.provision.workspace import Workspace

_HOMES = {
    "Plan": "plan",
    "Roster": "roster",
    "RunReport": "run",
    "RunSettings": "preparing",
    "Workspace": "workspace",
    "load_roster": "provisioning",
    "make_plan": "plan",
    "plan_run": "provisioning",
    "resume_run": "provisioning",
    "run_status": "provisioning",
    "start_run": "provisioning",
    "undo_run": "provisioning",
}

__all__ = [
    "Plan",
    "Roster",
    "RunReport",
    "RunSettings",
    "Workspace",
    "load_roster",
    "make_plan",
    "plan_run",
    "resume_run",
    "run_status",
    "start_run",
    "undo_run",
]

if not TYPE_CHECKING:  # else every name would exist to type checkers, also a misspelt one
    __getattr__ = lazily(__name__, _HOMES)
