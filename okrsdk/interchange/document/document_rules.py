"""The rules of the document format: what a document may hold besides cells."""

from okrsdk.findings import RuleInfo, Severity

_SOURCE = "the document format"

UNKNOWN_KEY = RuleInfo(
    code="T401",
    name="unknown-key",
    severity=Severity.ERROR,
    why="A key that is not part of the format is kept nowhere; a slip in a key's name would lose its value in silence.",
    source=_SOURCE,
    bad="targett: 50",
    good="target: 50",
)
WRONG_SHAPE = RuleInfo(
    code="T402",
    name="wrong-shape",
    severity=Severity.ERROR,
    why="A list where one value belongs, or a value where a list belongs, has no meaning that could be kept.",
    source=_SOURCE,
    bad="target: [50, 60]",
    good="target: 60",
)

DOCUMENT_RULES: tuple[RuleInfo, ...] = (UNKNOWN_KEY, WRONG_SHAPE)
