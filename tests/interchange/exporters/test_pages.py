"""The two pages to read, Markdown and HTML, and what becomes of hostile texts in them."""

from dataclasses import replace
from html.parser import HTMLParser

from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from okrsdk.assessment import assess
from okrsdk.interchange import export_format_named
from okrsdk.model import Objective, OkrSet
from tests.interchange.exporters.assessed import ASSESSMENT, OKR_SET, ON

MARKDOWN = MarkdownIt("commonmark").enable("table")


def page(name, *assessments):
    return export_format_named(name).write(assessments or [ASSESSMENT])[0].content.decode()


class Elements(HTMLParser):
    """The names of the elements of a page, and its texts."""

    def __init__(self, text):
        super().__init__()
        self.names, self.texts, self.styles = [], [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.names.append(tag)
        self.styles += [value for name, value in attrs if name == "style"]
        assert {name for name, _ in attrs} <= {"style", "lang", "charset"}

    def handle_data(self, data):
        self.texts.append(data)


def test_markdown_has_a_heading_per_objective_with_its_facts_and_a_table():
    lines = page("markdown").splitlines()
    assert lines[:3] == [
        "# Lakeshore, Inc. · 2026-Q1",
        "",
        "Overall: 0.60 yellow · 1 of 2 met · graded on 2026-02-14",
    ]
    assert '## O1: Be "first" for homeowners' in lines
    assert "**Why it matters:** /close rates fall \\| every spring  " in lines
    assert "| Date | ID | Value | Confidence | What changed | What blocks | By |" in lines
    assert "| 2026-02-10 | O1-KR1 | 63 % | 0.6 | A second desk |  | Dispatch |" in lines
    assert "## Key results without an objective" in lines
    assert "| Currency | USD |" in lines


def test_a_table_of_key_results_has_the_columns_in_which_something_is_said():
    lines = page("markdown").splitlines()
    place = next(number for number, line in enumerate(lines) if line.startswith("| ID | Key result |"))
    assert lines[place] == (
        "| ID | Key result | Kind | Commitment | Baseline | Target | Current | Due | Owner | Weight "
        "| Score | Band | Progress | Pace | Confidence |"
    )
    assert lines[place + 2] == (
        "| O1-KR1 | Answer rate from 40 % to 90 % |  |  | 40 % | 90 % | 63 % | 2026-03-15 | dispatch@example.com | 3 "
        "| 0.46 | yellow | 46 % | on track | 0.6 |"
    )


def test_a_set_without_scores_says_so():
    assert "Overall: not graded" in page("markdown", assess(OkrSet(), on=ON))
    assert "final grade" in page("html", assess(OKR_SET, on=ON, final=True))


@settings(max_examples=40, deadline=None)
@given(st.text(st.sampled_from("ab |`*_[]()<>\\#-~!&;\n:1."), max_size=30))
def test_no_text_becomes_more_than_text_in_markdown(text):
    hostile = assess(OkrSet(objectives=(Objective(id="O1", text="Win", why=text),)), on=ON)
    tokens = MARKDOWN.parse(page("markdown", hostile))
    inline = [child.type for token in tokens if token.children for child in token.children]
    assert set(inline) <= {"text", "text_special", "hardbreak", "strong_open", "strong_close"}
    assert inline.count("strong_open") == (2 if text.strip() else 1)
    assert [token.type for token in tokens if token.type.endswith("_open")] == [
        "heading_open",
        "paragraph_open",
        "heading_open",
        "paragraph_open",
    ]


def test_html_is_complete_in_itself_and_colours_the_bands():
    elements = Elements(page("html"))
    assert not set(elements.names) & {"script", "link", "img", "a", "iframe", "form"}
    assert elements.names.count("h2") == 3
    assert sum("#fce8b2" in style for style in elements.styles) == 1  # yellow: O1-KR1
    assert "O1-KR1" in elements.texts


def test_no_text_becomes_an_element_in_html():
    hostile = replace(OKR_SET.objectives[0], text="<script>alert(1)</script>", why='<img src=x onerror="a">\nsecond')
    elements = Elements(page("html", assess(replace(OKR_SET, objectives=(hostile,)), on=ON)))
    assert "script" not in elements.names
    assert "img" not in elements.names
    assert "br" in elements.names
    assert "O1: <script>alert(1)</script>" in elements.texts


def test_several_workbooks_make_one_page_with_a_heading_each():
    assert page("markdown", ASSESSMENT, ASSESSMENT).count("\n# ") == 1
    assert "<title>OKRs</title>" in page("html", ASSESSMENT, ASSESSMENT)
