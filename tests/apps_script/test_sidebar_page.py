"""The sidebar's page as Google's HTML service would serve it, with the real script behind it."""

import pytest
from playwright.sync_api import Page, expect

from tests.browsing import axe_finds

pytestmark = [pytest.mark.slow, pytest.mark.browser]

# What the page knows of Google: functions of the script, called and answered later.
GOOGLE = """
window.google = { script: { host: { editor: { focus() {} } }, get run() {
  let succeed = () => {}, fail = () => {};
  return new Proxy({}, { get: (_target, name, run) => {
    if (name === "withSuccessHandler") return (handler) => { succeed = handler; return run; };
    if (name === "withFailureHandler") return (handler) => { fail = handler; return run; };
    return (...values) => window.runScript(name, values).then(
      (result) => ("error" in result ? fail(new Error(result.error)) : succeed(result.value)));
  } });
} } };
"""


@pytest.fixture
def opened(script, page: Page):
    """The page beside a sample workbook; `done` lists what the script did."""
    done = []

    def run(name, values):
        outcome = script.run((name, *values))
        done.append(outcome)
        return outcome["results"][0]

    html = next(shown for shown in script.run(("showSidebar",))["shown"] if "<body" in shown)
    host = page.context.new_page()
    host.set_viewport_size({"width": 300, "height": 700})
    host.expose_function("runScript", run)
    host.set_content(html.replace("<head>", f"<head><script>{GOOGLE}</script>"))
    expect(host.locator(".okr-title")).to_have_text("Brightloom Software, Marketing")
    yield host, done
    host.close()


def test_the_way_from_home_to_written_scores_and_a_check_in(opened, script):
    host, done = opened
    assert axe_finds(host) == []
    host.get_by_role("button", name="Check", exact=True).click()
    expect(host.locator(".okr-title")).to_have_text("Check")
    host.get_by_role("button", name="the owner's confidence is").first.click()
    expect(host.locator(".okr-title")).to_have_text("Check")
    host.get_by_role("button", name="Grade", exact=True).click()
    expect(host.get_by_role("button", name="Write scores")).to_be_in_viewport()
    assert ["Key Results!A8"] in [outcome["activated"] for outcome in done]
    host.get_by_role("button", name="Write scores").click()
    expect(host.locator(".okr-title")).to_have_text("Scores written")
    assert script.records("Key Results")[0]["Score"] == 0.55
    host.get_by_role("button", name="Back").click()
    host.get_by_role("button", name="O1-KR1").first.click()
    host.get_by_role("button", name="Check in", exact=True).click()
    host.get_by_label("Value today").fill("2.6M")
    host.get_by_role("button", name="Save check-in").click()
    expect(host.get_by_label("Confidence")).to_have_attribute("aria-invalid", "true")
    host.get_by_label("Confidence").fill("0.7")
    host.get_by_role("button", name="Save check-in").click()
    expect(host.locator(".okr-title")).to_have_text("Check-in saved")
    assert script.records("Check-ins")[-1]["Value"] == 2600000


def test_a_problem_of_the_script_is_told_with_the_way_to_try_again(opened, script):
    host, _ = opened
    script.properties["OKR_SERVICE_URL"] = None
    host.get_by_role("button", name="Check", exact=True).click()
    expect(host.get_by_role("alert")).to_contain_text("No service yet")
    script.properties["OKR_SERVICE_URL"] = "https://okr.example.com"
    host.get_by_role("button", name="Try again").click()
    expect(host.locator(".okr-title")).to_have_text("Check")
