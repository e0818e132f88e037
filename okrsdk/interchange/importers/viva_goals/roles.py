"""What the goals of an export are: objectives, key results or initiatives, told by structure and not by words.

Organisations rename the types of goals (`Big rock`, `Kpi`, `Project`), and the words stay one to a role. So each goal
whose place can mean one thing alone speaks for its word, and the word for its other goals: a goal above measured ones
is an objective; a measured goal below another is a key result. A word for which none speaks is what its place leaves:
below key results, or beside a word for them, it is initiatives.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from okrsdk.interchange.importers.label_words import Role
from okrsdk.interchange.importers.row_types import row_type
from okrsdk.interchange.importers.viva_goals.export_files import Goal
from okrsdk.language.normalize import normalized

_AGREED = 0.8
_KNOWN = (Role.OBJECTIVE, Role.KEY_RESULT, Role.INITIATIVES)


@dataclass(slots=True, kw_only=True)
class GoalTree:
    """Goals with what is above and below each, as far as it is in the export."""

    goals: Sequence[Goal]
    by_key: dict[str, Goal] = field(default_factory=dict)
    parents: dict[Goal, list[Goal]] = field(default_factory=dict)
    children: dict[Goal, list[Goal]] = field(default_factory=dict)

    def above(self, goal: Goal) -> list[Goal]:
        """The goals above a goal that are there, nearest first, each once."""
        found: list[Goal] = []
        level = self.parents.get(goal, [])
        while level:
            new = [one for one in level if one is not goal and one not in found]
            found += dict.fromkeys(new)
            level = [parent for one in new for parent in self.parents.get(one, [])]
        return found


def tree_of(goals: Sequence[Goal]) -> GoalTree:
    """The goals as a tree, by what each says of the goals above it and of those below it."""
    tree = GoalTree(goals=goals, by_key={goal.key: goal for goal in reversed(goals) if goal.key})
    pairs: list[tuple[Goal | None, Goal | None]]
    pairs = [(tree.by_key.get(one.key), goal) for goal in goals for one in goal.above]
    pairs += [(goal, tree.by_key.get(key)) for goal in goals for key in goal.children]
    for parent, child in dict.fromkeys(pairs):
        if parent is not None and child is not None and parent is not child:
            tree.parents.setdefault(child, []).append(parent)
            tree.children.setdefault(parent, []).append(child)
    return tree


def roles_of(tree: GoalTree, told: Mapping[str, Role]) -> dict[Goal, Role]:
    """What each goal is.

    Args:
        tree: the goals.
        told: what people say of words for types, normalized.
    """
    votes: dict[str, Counter[Role]] = {}
    own = {goal: _by_place(tree, goal) for goal in tree.goals}
    for goal, by_place in own.items():
        votes.setdefault(normalized(goal.type_word), Counter())
        if by_place is not Role.PLAIN:
            votes[normalized(goal.type_word)][by_place] += 1
    agreed = {word: role for word, cast in votes.items() if word and (role := _agreed(cast)) is not None}
    words: dict[str, Role] = {**agreed, **told}
    is_split = {word for word, cast in votes.items() if cast and word not in words}
    words |= {word: votes[word].most_common(1)[0][0] for word in is_split if word}
    for word in sorted(votes, key=lambda word: _depth(tree, word)):
        if word not in words:
            words[word] = _left_over(tree, word, words)
    return {
        goal: by_place if by_place is not Role.PLAIN and (word in is_split or not word) else words[word]
        for goal, by_place in own.items()
        for word in (normalized(goal.type_word),)
    }


def _by_place(tree: GoalTree, goal: Goal) -> Role:
    """What a goal is by its own place and outcome; plain where that can mean several things."""
    below, is_below = tree.children.get(goal, []), bool(tree.parents.get(goal) or goal.above)
    is_above_measured = any(one.is_metric for one in below)
    if goal.is_metric:
        return Role.KEY_RESULT if is_below and not is_above_measured else Role.PLAIN
    return Role.OBJECTIVE if is_above_measured or (below and not is_below) else Role.PLAIN


def _agreed(cast: Counter[Role]) -> Role | None:
    """The role for which nearly all speak; None where they do not agree, or none speaks."""
    role, count = next(iter(cast.most_common(1)), (Role.PLAIN, 0))
    return role if count and count >= _AGREED * cast.total() else None


def _goals_of(tree: GoalTree, word: str) -> list[Goal]:
    return [goal for goal in tree.goals if normalized(goal.type_word) == word]


def _depth(tree: GoalTree, word: str) -> int:
    return min(len(tree.above(goal)) for goal in _goals_of(tree, word))


def _left_over(tree: GoalTree, word: str, words: Mapping[str, Role]) -> Role:
    """What the goals of a word are of which none tells it by its place alone."""
    goals = _goals_of(tree, word)
    around = {words.get(normalized(one.type_word)) for goal in goals for one in tree.parents.get(goal, [])}
    known = row_type(word)
    if any(goal.is_metric for goal in goals):
        return Role.OBJECTIVE if known is Role.OBJECTIVE else Role.KEY_RESULT
    if Role.KEY_RESULT in around:
        return Role.INITIATIVES
    if known in _KNOWN:
        return known
    if not any(goal.above or tree.parents.get(goal) for goal in goals):
        return Role.OBJECTIVE
    return Role.INITIATIVES if Role.KEY_RESULT in words.values() else Role.KEY_RESULT
