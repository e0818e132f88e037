"""The full export of Viva Goals: JSON files of goals, check-ins, teams, users and periods, read whole.

Goal: ID, Title, Type, Created By, Owner, Teams, Time Period, Start Date, End Date, Alignment (ID, Title, Weight),
Description, Progress and Status Configuration, Progress, Status, Outcome (Outcome Type, Metric Name, Metric Unit,
Start, Target, Target Type), Phased Targets, Check-in Owners, Parent IDs, Children, Score, Goal Type, Created At, Last
Check-in.
Check-in: ID, OKR ID, CheckIn Date, Check In Owner, Check In Note, Metric Name, Status, Current Value, Activity Date.
What has no column of ours is kept beside the record under its own name, and counted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from okrsdk.errors import ConfigError
from okrsdk.findings import Table
from okrsdk.interchange.importers.draft import NotTaken
from okrsdk.interchange.importers.found_records import (
    FoundCheckIn,
    FoundInitiative,
    FoundKeyResult,
    FoundRecord,
    FoundRecords,
)
from okrsdk.interchange.importers.label_words import Role
from okrsdk.interchange.importers.okr_records import SourceInfo, reading_of
from okrsdk.interchange.importers.source_cycles import of_one_cycle
from okrsdk.interchange.importers.source_reading import ColumnReading, SourceReading, UnderstoodBy
from okrsdk.interchange.importers.source_values import Manner
from okrsdk.interchange.importers.viva_goals.alignment import missing_parent
from okrsdk.interchange.importers.viva_goals.export_files import (
    ExportFiles,
    Goal,
    Item,
    goal_of,
    number,
    period_labels,
    sorted_files,
    text,
)
from okrsdk.interchange.importers.viva_goals.goal_values import (
    DatedCheckIn,
    Measure,
    cells_of,
    check_in_of,
    kept_of,
    measure_of,
    period_name,
    said,
)
from okrsdk.interchange.importers.viva_goals.roles import GoalTree, roles_of, tree_of
from okrsdk.language.normalize import normalized

if TYPE_CHECKING:
    from okrsdk.interchange.importers.reading_options import ReadingOptions

VIVA_GOALS_EXPORT = "a full export of Viva Goals"
_ROLE_WORDS = {"objective": Role.OBJECTIVE, "key_result": Role.KEY_RESULT, "initiative": Role.INITIATIVES}
_PLURALS = {Role.OBJECTIVE: "objectives", Role.KEY_RESULT: "key results", Role.INITIATIVES: "initiatives"}
_MANNER = Manner(number_locale="en_US", progress_scale=Decimal(100))
_SAMPLES = 3


def read_viva_goals_export(
    files: Mapping[str, object], options: ReadingOptions, *, name: str, others: Sequence[str] = ()
) -> SourceReading:
    """The OKRs of one period of an export, with its dated check-ins, and with all else kept beside them.

    Args:
        files: the data of each JSON file, by its path.
        options: what is told: the cycle, by its name or that of the period; and, as a mapping, what a word for a type
            of goal means (`{"Errand": "initiative"}`).
        name: what the export is called in messages.
        others: the paths of files that are not JSON.

    Raises:
        ConfigError: there is no file of goals in it, or the mapping names a type or a meaning that there is not.
        InvalidOkrError: it has goals of several periods and none was asked for, or none of the one that was.
    """
    parts = sorted_files(files)
    if not parts.of("goals"):
        shown = ", ".join([*files, *others][:12]) or "nothing"
        raise ConfigError(
            f"{name} is a ZIP file without a file of goals, such as objectives.json. It holds {shown}. Only the full "
            "export of Viva Goals is read as a ZIP: unpack it, and name the file that holds the OKRs."
        )
    making = _Making(parts=parts, labels=period_labels(parts.of("periods")))
    making.read(_told_roles(options.mapping, parts, name), [*parts.unknown, *others])
    asked = making.labels.get(options.cycle.strip(), options.cycle)
    cycle = of_one_cycle(making.found, asked, name=name)
    making.keep_left_teams()
    info = SourceInfo(name=name, layout=VIVA_GOALS_EXPORT, cycle=cycle, said=making.said())
    found = reading_of(making.found, info, _MANNER)
    return replace(found, columns=tuple(_kept_columns(found)))


def _told_roles(told: Mapping[str, str], parts: ExportFiles, name: str) -> dict[str, Role]:
    words = list(dict.fromkeys(text(item.data.get("Type")) for item in parts.of("goals")))
    for word, meaning in told.items():
        if normalized(word) not in {normalized(one) for one in words}:
            raise ConfigError(f"{name} has no type of goals {word!r}. It has {', '.join(words)}.", setting="map")
        if meaning not in _ROLE_WORDS:
            raise ConfigError(
                f"{meaning!r} is nothing that a type of goals can be. There are {', '.join(_ROLE_WORDS)}.",
                setting="map",
            )
    return {normalized(word): _ROLE_WORDS[meaning] for word, meaning in told.items()}


def _kept_columns(found: SourceReading) -> Iterable[ColumnReading]:
    """What was kept beside the records, with samples and how often."""
    total = len(found.okr_set.objectives) + len(found.okr_set.key_results)
    held: dict[str, list[str]] = {}
    for table in (Table.OBJECTIVES, Table.KEY_RESULTS):
        for row in found.carried.get(table, ()):
            for header, value in row.items():
                held.setdefault(header, []).append(" ".join(value.split()))
    for header, values in held.items():
        samples = tuple(dict.fromkeys(values))[:_SAMPLES]
        remark = f"in {len(values)} of {total} records"
        yield ColumnReading(header=header, meaning="", by=UnderstoodBy.HEADER, samples=samples, remark=remark)


@dataclass(slots=True, kw_only=True)
class _Making:
    """Turns the goals of an export into records."""

    parts: ExportFiles
    labels: Mapping[str, str]
    found: FoundRecords = field(default_factory=FoundRecords)
    tree: GoalTree = field(default_factory=lambda: GoalTree(goals=()))
    roles: dict[Goal, Role] = field(default_factory=dict)
    records: dict[Goal, FoundRecord] = field(default_factory=dict)
    measures: dict[int, Measure] = field(default_factory=dict)
    teams: dict[str, str] = field(default_factory=dict)
    last: dict[int, FoundCheckIn] = field(default_factory=dict)

    def read(self, told: Mapping[str, Role], unread_files: Sequence[str]) -> None:
        for path in unread_files:
            self._leave_out(1, path, "a file that is none of goals, check-ins, teams, users or periods")
        for path in self.parts.broken:
            self._leave_out(1, path, "no goal, check-in, team, user or period")
        self.teams = _team_texts(self.parts.of("teams"))
        goals = self._goals()
        self.tree = tree_of(goals)
        self.roles = roles_of(self.tree, told)
        for role in (Role.OBJECTIVE, Role.KEY_RESULT, Role.INITIATIVES):
            for goal in goals:
                if self.roles[goal] is role:
                    self._add(goal, role)
        self._check_ins()

    def said(self) -> list[str]:
        """What was found out about the export, a few words each."""
        counts = [(part, len(self.parts.of(part))) for part in ("periods", "teams", "users", "check_ins")]
        words: dict[str, Counter[Role]] = {}
        for goal, role in self.roles.items():
            words.setdefault(goal.type_word, Counter())[role] += 1
        return [
            *(f"{count} {part.replace('_', '-')}" for part, count in counts if count),
            *(
                f'"{word}" taken for {" and ".join(_PLURALS[role] for role in cast)}'
                for word, cast in words.items()
                if word
            ),
        ]

    def keep_left_teams(self) -> None:
        """Lists what is known of teams that none of the records names."""
        records = [*self.found.objectives, *(one.record for one in self.found.key_results)]
        records += [one.record for one in self.found.initiatives]
        named = "\n".join(record.carried.get("Teams", "") for record in records)
        for item in self.parts.of("teams"):
            whole = _team_text(item)
            if whole and whole not in named:
                self._leave_out(item.number, whole, "a team without OKRs here")

    def _goals(self) -> list[Goal]:
        goals: list[Goal] = []
        seen: set[str] = set()
        for goal in map(goal_of, self.parts.of("goals")):
            if not goal.title:
                self._leave_out(goal.item.number, said(goal.item.data), "no title in it")
            elif goal.key and goal.key in seen:
                self._leave_out(goal.item.number, goal.title, f"the ID {goal.key} again")
            else:
                seen.add(goal.key)
                goals.append(goal)
        return goals

    def _add(self, goal: Goal, role: Role) -> None:
        measure = measure_of(goal) if role is Role.KEY_RESULT else None
        record = FoundRecord(
            text=goal.title,
            line=goal.item.number,
            key=goal.key,
            path=goal.item.path,
            cells=cells_of(goal, role, measure),
            carried=kept_of(goal, role, self.teams),
            is_typed=True,
        )
        period = str(record.cells.get("cycle", ""))
        if period:
            record.cells["cycle"] = self.labels.get(period) or self.labels.get(period_name(goal)) or period_name(goal)
        self.records[goal] = record
        if role is Role.OBJECTIVE:
            self._add_objective(goal, record)
        elif measure is not None:
            self.measures[id(record)] = measure
            self._add_key_result(goal, record)
        else:
            nearest = [self._nearest(goal, one) for one in (Role.OBJECTIVE, Role.KEY_RESULT)]
            self.found.initiatives.append(FoundInitiative(record=record, objective=nearest[0], key_result=nearest[1]))

    def _add_objective(self, goal: Goal, record: FoundRecord) -> None:
        self.found.objectives.append(record)
        parents = self.tree.parents.get(goal, [])
        served = parents[0].title if parents else next((one.title or one.key for one in goal.above), "")
        if served:
            record.cells["contributes_to"] = served
        if goal.above and not parents:
            one = goal.above[0]
            name = " ".join(filter(None, (f'"{one.title}"' if one.title else "", f"(ID {one.key})" if one.key else "")))
            self.found.doubts.append(missing_parent(record, name))

    def _add_key_result(self, goal: Goal, record: FoundRecord) -> None:
        objective = self._nearest(goal, Role.OBJECTIVE)
        reference = "" if objective else next((one.title or one.key for one in goal.above), "")
        self.found.key_results.append(FoundKeyResult(record=record, objective=objective, reference=reference))
        own = [one for one in goal.above if objective is not None and one.key == objective.key]
        weight = number(own[0].weight) if own else None
        if weight is not None:
            record.cells["weight"] = weight

    def _nearest(self, goal: Goal, role: Role) -> FoundRecord | None:
        above = (one for one in self.tree.above(goal) if self.roles[one] is role)
        return next((self.records[one] for one in above if one in self.records), None)

    def _check_ins(self) -> None:
        items = self.parts.of("check_ins")
        check_ins = [check_in_of(item.data, item.number) for item in items]
        for one in sorted(check_ins, key=lambda own: (str(own.on or ""), own.number)):
            goal = self.tree.by_key.get(one.goal_key)
            if goal is None:
                self._leave_out(one.number, one.line, f"a check-in of goal {one.goal_key or 'none'}, which is not here")
            elif self.roles[goal] is Role.KEY_RESULT and one.on is not None:
                self._add_check_in(one, self.records[goal])
            else:
                record = self.records[goal]
                record.carried["Check-ins"] = "\n".join(filter(None, (record.carried.get("Check-ins"), one.line)))

    def _add_check_in(self, one: DatedCheckIn, record: FoundRecord) -> None:
        value = self.measures[id(record)].amount(one.value)
        cells: dict[str, object] = {"day": one.on, "value": value, "changed": one.words, "by": one.by}
        last = self.last.get(id(record))
        if value is not None:
            record.cells["current"] = value
        if last is not None and (last.cells.get("day"), last.cells.get("value")) == (one.on, value):
            last.cells["changed"] = "\n".join(filter(None, (str(last.cells.get("changed") or ""), one.words)))
            return
        known = {name: cell for name, cell in cells.items() if cell not in (None, "")}
        self.last[id(record)] = FoundCheckIn(key_result=record, line=one.number, cells=known)
        self.found.check_ins.append(self.last[id(record)])

    def _leave_out(self, place: int, shown: str, reason: str) -> None:
        self.found.not_taken.append(NotTaken(line=place - 1, text=" ".join(shown.split()), reason=reason))


def _team_texts(teams: Sequence[Item]) -> dict[str, str]:
    """What is known of each team, by its ID and by its name."""
    names = [(text(item.data.get(key)), _team_text(item)) for item in teams for key in ("Team Name", "ID")]
    return {name: whole for name, whole in names if name}


def _team_text(item: Item) -> str:
    """A team in one line: `Ports (Parent Team: Company; Description: …)`; empty where nothing is said of it."""
    name = text(item.data.get("Team Name"))
    rest = " ".join(said({key: own for key, own in item.data.items() if key != "Team Name"}).split())
    return " ".join(filter(None, (name, f"({rest})" if rest else "")))
