"""Reports: findings, scores and status as text, JSON, SARIF, GitHub annotations and Markdown.

Every renderer takes values and gives text or plain data; nothing is printed here. Text is laid out by a `TextStyle`:
plain by default, with colours and the width of the window on a terminal. What one command alone shows, a status or an
import, is taken from its own module, so that no other command loads it.
"""

from okrsdk.reports.findings_text import findings_text, severity_counts
from okrsdk.reports.github import github_annotations
from okrsdk.reports.json_values import finding_document, scores_document
from okrsdk.reports.sarif import sarif_document
from okrsdk.reports.scores_text import score_bar, scores_text
from okrsdk.reports.text_style import PLAIN, TextStyle, counted

__all__ = [
    "PLAIN",
    "TextStyle",
    "counted",
    "finding_document",
    "findings_text",
    "github_annotations",
    "sarif_document",
    "score_bar",
    "scores_document",
    "scores_text",
    "severity_counts",
]
