"""How a draft marks its objectives: by labels, by sections, or only by lines and indents."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from okrsdk.interchange.importers.blocks import BlockKind
from okrsdk.interchange.importers.cycle_headings import cycle_in
from okrsdk.interchange.importers.draft_tables import key_result_table
from okrsdk.interchange.importers.label_words import Role
from okrsdk.interchange.importers.measures import has_number, states_goal
from okrsdk.interchange.importers.outline import Node
from okrsdk.language.normalize import normalized

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_ABOUT_OKRS = re.compile(r"\bokrs?\b|\bobjectives?\b|\bkey results?\b|\bobjectifs?\b|\bobjetivos?\b", re.IGNORECASE)
_TITLE = re.compile(
    r"\bokrs?\b|^(?:our |my |the |unsere |nos |nuestros |nossos )?"
    r"(?:goals|objectives|ziele|objectifs|objetivos|obiettivi|doelen|doelstellingen)\b",
    re.IGNORECASE,
)
_LONGEST_TITLE = 5
_LONGEST_OBJECTIVE = 25
_SHORTEST_OBJECTIVE = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """How a draft marks its objectives.

    Attributes:
        has_labels: some objective says that it is one (`Objective 1: …`).
        skips_other_sections: some objective that says so is outside all sections of other content.
        has_groups: some heading says that objectives or key results follow.
        has_headings: there are headings.
        speaks_of_okrs: a heading or bold line says what the page is about.
        sections: the headings and bold lines that are objectives by what is below them.
    """

    has_labels: bool
    skips_other_sections: bool
    has_groups: bool
    has_headings: bool
    speaks_of_okrs: bool
    sections: frozenset[Node]

    @property
    def is_plain(self) -> bool:
        """Whether nothing but lines and indents says what is an objective."""
        return not self.has_labels and not self.sections

    def makes_objective(self, node: Node) -> bool:
        """Whether a plain line or item that is below no objective is one itself."""
        if not self.is_plain or re.search(r"\w", node.text) is None:
            return False
        is_page = self.has_headings or self.has_groups
        is_measured = has_measured_key_results(node, speaks_of_okrs=self.speaks_of_okrs or not is_page)
        is_likely = is_measured or not is_page or (self.speaks_of_okrs and bool(node.children))
        if node.is_item or not is_likely:
            return is_likely
        if node.text.endswith((":", "：")) or are_objectives(node.children):
            return False
        return bool(node.children) or not (is_page or is_prose(node.text))


def evidence_in(roots: Sequence[Node]) -> Evidence:
    """How the draft marks its objectives."""
    nodes = [inner for root in roots for inner in (root, *root.below()) if inner.block.kind is not BlockKind.ASIDE]
    labelled = [node for node in nodes if node.role is Role.OBJECTIVE and (node.text or node.label.number)]
    others = [node for node in nodes if node.role is Role.OTHER]
    within = {inner for node in others for inner in node.below()}
    has_labels = bool(labelled)
    speaks = any(node.is_section and _speaks_of_okrs(node.block.text) for node in nodes)
    heads = (Role.OBJECTIVE, Role.OBJECTIVES, Role.KEY_RESULTS)
    has_groups = any(node.role in heads and node.is_section for node in nodes)
    sections = [] if has_labels else _sections(roots, speaks_of_okrs=speaks)
    if not (has_labels or has_groups or sections):
        sections = _headed_lists(roots)
    return Evidence(
        has_labels=has_labels,
        skips_other_sections=any(node not in within for node in labelled),
        has_groups=has_groups,
        has_headings=any(node.block.kind is BlockKind.HEADING for node in nodes),
        speaks_of_okrs=speaks,
        sections=frozenset(sections),
    )


def _speaks_of_okrs(text: str) -> bool:
    return is_title(text) or _ABOUT_OKRS.search(normalized(text)) is not None


def is_title(text: str) -> bool:
    """Whether a heading names the page or a cycle rather than an objective.

    >>> is_title("Goals of the store"), is_title("2026 Q2"), is_title("Make our goals visible")
    (True, True, False)
    """
    words = re.findall(r"[^\W\d_]{2,}", normalized(text))
    return names_goals(text) or (bool(cycle_in(text)) and len(words) <= _LONGEST_TITLE)


def names_goals(text: str) -> bool:
    """Whether a heading says that goals are below.

    >>> names_goals("Our goals in town"), names_goals("2026 Q2: win the town")
    (True, False)
    """
    return _TITLE.search(normalized(text)) is not None


def is_prose(text: str) -> bool:
    """Whether a line reads like running text rather than like an objective."""
    return (
        text.rstrip().endswith((".", ":", "!", "?", "。", "："))
        or re.search(r"[.!?] [A-Z]", text) is not None
        or len(text.split()) > _LONGEST_OBJECTIVE
    )


def are_objectives(items: Sequence[Node]) -> bool:
    """Whether the items of a list are objectives: key results with numbers below them, none in themselves."""
    parents = [item for item in items if item.is_item and _items_below(item)]
    measured = [child for parent in parents for child in _items_below(parent) if has_number(child.text)]
    return bool(measured) and not any(has_number(parent.text) or parent.role is Role.KEY_RESULT for parent in parents)


def are_all_measured(siblings: Sequence[Node]) -> bool:
    """Whether the items of a list all have amounts and nothing is below them: key results without an objective."""
    items = [node for node in siblings if node.is_item]
    return bool(items) and all(has_number(item.text) and not item.children for item in items)


def key_results_below(node: Node) -> Iterator[Node]:
    """The nodes directly below that may be key results; texts and headings of key results between are passed over."""
    for child in node.children:
        is_passage = child.block.kind is BlockKind.LINE and child.role is Role.PLAIN and not child.is_section
        is_section = child.is_section and child.role is Role.PLAIN and states_goal(child.text)
        if child.role is Role.KEY_RESULTS or is_passage:
            yield from key_results_below(child)
        elif is_section or child.is_item or child.role is Role.KEY_RESULT or child.block.kind is BlockKind.TABLE:
            yield child


def has_measured_key_results(node: Node, *, speaks_of_okrs: bool = True) -> bool:
    """Whether what is below says by label, table or amounts that it is key results.

    Args:
        node: the node.
        speaks_of_okrs: whether the page says that it is about OKRs; on others an amount alone proves nothing.
    """
    if any(child.role is Role.KEY_RESULTS and child.children for child in node.children):
        return True
    found = list(key_results_below(node))
    if any(_is_marked(one) for one in found):
        return True
    plain = [one.text for one in found if one.role is Role.PLAIN and one.block.kind is not BlockKind.TABLE and one.text]
    measured = [text for text in plain if (has_number(text) if speaks_of_okrs else states_goal(text))]
    return bool(measured) and 2 * len(measured) >= len(plain)


def _is_marked(node: Node) -> bool:
    is_table = node.block.kind is BlockKind.TABLE
    return key_result_table(node.block) is not None if is_table else node.role is Role.KEY_RESULT


def _items_below(node: Node) -> list[Node]:
    return [child for child in node.children if child.is_item and child.role in (Role.PLAIN, Role.KEY_RESULT)]


def _sections(nodes: Sequence[Node], *, speaks_of_okrs: bool) -> list[Node]:
    """The sections that are objectives, innermost only."""
    below = {node: _sections(node.children, speaks_of_okrs=speaks_of_okrs) for node in nodes}
    may_be = [node for node in nodes if not below[node] and _may_be_objective(node)]
    measured = [node for node in may_be if has_measured_key_results(node, speaks_of_okrs=speaks_of_okrs)]
    ranks = {node.rank for node in measured}
    certain = set(measured)
    likely = [node for node in may_be if node in certain or _is_likely(node, ranks, speaks_of_okrs=speaks_of_okrs)]
    return [*(inner for inners in below.values() for inner in inners), *likely]


def _headed_lists(roots: Sequence[Node]) -> list[Node]:
    """The headings with a list of sentences below, on a page of nothing else; none where there is text or code between.

    Nothing on such a page has an amount that would prove a key result; its form alone says that these are OKRs.
    """
    sections = [node for root in roots for node in (root, *root.below()) if _heads_sentences(node)]
    parts = {inner for section in sections for inner in section.below()}
    others = [node for root in roots for node in (root, *root.below()) if node not in parts]
    is_page_of_text = any(
        node.block.kind is BlockKind.ASIDE
        or (node.block.kind is BlockKind.LINE and not node.is_section and is_prose(node.text))
        for node in others
        if node.role is Role.PLAIN
    )
    return [] if is_page_of_text else sections


def _heads_sentences(node: Node) -> bool:
    if len(node.text.split()) < _SHORTEST_OBJECTIVE or not _may_be_objective(node):
        return False
    items = list(key_results_below(node))
    sentences = [item for item in items if len(item.text.split()) > 1]
    return all(item.is_item and item.role is Role.PLAIN for item in items) and 2 * len(sentences) > len(items)


def _is_likely(node: Node, ranks: set[int], *, speaks_of_okrs: bool) -> bool:
    """Whether a section is an objective though nothing below it has an amount: by its place and its words."""
    return len(node.text.split()) >= _SHORTEST_OBJECTIVE and (node.rank in ranks or speaks_of_okrs)


def _may_be_objective(node: Node) -> bool:
    text = node.text
    is_named = node.is_section and node.role is Role.PLAIN and not is_title(node.block.text) and not text.endswith(":")
    if not is_named or re.search(r"[^\W\d_]{2}", text) is None or states_goal(text):
        return False
    found = list(key_results_below(node))
    is_any = any(one.block.kind is not BlockKind.TABLE or _is_marked(one) for one in found)
    return is_any and not are_objectives(found)
