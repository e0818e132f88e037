"""What is below what: the blocks of a draft as a tree, by headings, bold lines, indents and labels."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from okrsdk.interchange.importers.blocks import Block, BlockKind
from okrsdk.interchange.importers.label_words import Role
from okrsdk.interchange.importers.labels import Label, label_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# Smaller ranks hold greater ones. Headings have their level, 1 to 6.
_NAMED = 10
_LINE = 20
_GROUP = 59
_KEY_RESULT = 60
_ITEM = 80
_LEAF = 1_000


@dataclass(slots=True, kw_only=True, eq=False)
class Node:
    """A block with what its words say it is, and the blocks below it."""

    block: Block
    label: Label
    rank: int
    children: list[Node] = field(default_factory=list)

    @property
    def text(self) -> str:
        """What it says, without its label."""
        return self.label.text

    @property
    def role(self) -> Role:
        """What it is by its own words."""
        return self.label.role

    @property
    def is_section(self) -> bool:
        """Whether it is a heading, or a bold line that serves as one."""
        return self.block.kind is BlockKind.HEADING or (self.block.kind is BlockKind.LINE and self.block.is_strong)

    @property
    def is_item(self) -> bool:
        """Whether it is an item of a list."""
        return self.block.kind is BlockKind.ITEM

    @property
    def is_plain_text(self) -> bool:
        """Whether it is a line or item that has words and says nothing of itself."""
        is_text = self.block.kind in (BlockKind.LINE, BlockKind.ITEM)
        return is_text and self.role is Role.PLAIN and re.search(r"\w", self.text) is not None

    def has_below(self, *roles: Role) -> bool:
        """Whether something below has one of the roles, and words or a section of its own."""
        return any(inner.role in roles and (inner.text or inner.children) for inner in self.below())

    def below(self) -> Iterator[Node]:
        """All nodes below this one, in reading order."""
        for child in self.children:
            yield child
            yield from child.below()


def outline(blocks: Iterable[Block]) -> list[Node]:
    """The blocks as trees, in reading order."""
    roots: list[Node] = []
    open_nodes: list[Node] = []
    for block in blocks:
        node = _node(block, open_nodes)
        while open_nodes and open_nodes[-1].rank >= node.rank:
            open_nodes.pop()
        (open_nodes[-1].children if open_nodes else roots).append(node)
        if _may_hold_others(node):
            open_nodes.append(node)
    return roots


def _may_hold_others(node: Node) -> bool:
    if node.block.kind in (BlockKind.ASIDE, BlockKind.TABLE):
        return False
    return node.is_item or node.role is not Role.FIELD or not node.text


def _node(block: Block, open_nodes: list[Node]) -> Node:
    if block.kind in (BlockKind.ASIDE, BlockKind.TABLE):
        return Node(block=block, label=Label(role=Role.PLAIN, text=block.text), rank=_LEAF)
    label = label_of(block.text, is_heading=block.kind is BlockKind.HEADING)
    return Node(block=block, label=label, rank=_rank(block, label, open_nodes))


def _rank(block: Block, label: Label, open_nodes: list[Node]) -> int:
    if block.kind is BlockKind.HEADING:
        return block.level
    if block.kind is BlockKind.ITEM:
        return _item_rank(block, open_nodes)
    item = next((node for node in reversed(open_nodes) if node.is_item), None)
    if block.is_inside and item is not None:
        return item.rank + 1
    if label.role is not Role.PLAIN:
        return {Role.OBJECTIVE: _NAMED, Role.KEY_RESULT: _KEY_RESULT, Role.FIELD: _ITEM - 1}.get(label.role, _GROUP)
    if block.is_strong:
        return _NAMED
    is_below_group = block.is_tight and any(_heads_key_results(node) for node in open_nodes)
    return _KEY_RESULT if is_below_group else _LINE + min(block.level, _GROUP - _LINE - 1)


def _heads_key_results(node: Node) -> bool:
    return node.role is Role.KEY_RESULTS and node.block.kind is BlockKind.LINE


def _item_rank(block: Block, open_nodes: list[Node]) -> int:
    """By the indent; bullets that follow a number at the same indent are below it."""
    rank = _ITEM + 4 * block.level
    before = next((node for node in reversed(open_nodes) if node.is_item and node.rank == rank), None)
    is_below = before is not None and before.block.is_ordered and not block.is_ordered
    return rank + 2 if is_below else rank
