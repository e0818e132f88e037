"""The words that say what a row of a table is: an objective, a key result, an initiative, or something else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.interchange.importers.label_words import ROLES, Role
from okrsdk.language.normalize import normalized
from okrsdk.schema.header_words import listed_words

if TYPE_CHECKING:
    from collections.abc import Sequence

_MORE = {
    Role.OBJECTIVE: """
        obj, company objective, team objective, individual objective, big rock, parent goal, top level goal
    """,
    Role.KEY_RESULT: """
        key result (kr), outcome, measure, metric, result, sub goal, subgoal, target, milestone,
        schlusselresultat, resultado
    """,
    Role.INITIATIVES: "deliverable, deliverables, epic, story, work item, sub task, subtask, activity, kpi project",
    Role.OTHER: "kpi, kpis, theme, pillar, section, category, strategy, mission, vision, folder",
}
_TYPES = {
    **{word: role for word, role in ROLES.items() if word not in ("kpis",)},
    **{word: role for role, words in _MORE.items() for word in listed_words(words)},
}
_PLURALS = {Role.OBJECTIVES: Role.OBJECTIVE, Role.KEY_RESULTS: Role.KEY_RESULT}


def row_type(text: str) -> Role:
    """What a row is by the word in its cell for that; plain where the word is not known.

    >>> [str(row_type(text)) for text in ("Key result", "Deliverable", "O", "KPI", "Green")]
    ['key_result', 'initiatives', 'objective', 'other', 'plain']
    """
    role = _TYPES.get(normalized(text), Role.PLAIN)
    return _PLURALS.get(role, role)


def are_row_types(texts: Sequence[str]) -> bool:
    """Whether the different words of a column say what rows are: objectives among them, and something else."""
    roles = {row_type(text) for text in texts}
    known = sum(row_type(text) is not Role.PLAIN for text in texts)
    return Role.OBJECTIVE in roles and 2 * known > len(texts) and (len(roles) > 1 or len(texts) == 1)
