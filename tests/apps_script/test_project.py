"""The files of the project: complete, from one source, and of a form that Apps Script can serve."""

import json
import re
import subprocess

import pytest

from okrsdk.errors import ConfigError
from sheets_addon.apps_script import project_files, write_project
from sheets_addon.apps_script.bundle import classic_script

FILES = project_files()
ALL = project_files(with_reminders=True)
LEAST = ["openid", "script.container.ui", "script.external_request", "spreadsheets.currentonly", "userinfo.email"]


def scopes(files):
    return sorted(scope.rsplit("/", 1)[-1] for scope in json.loads(files["appsscript.json"])["oauthScopes"])


def test_the_manifest_asks_for_the_least_scopes():
    assert json.loads(FILES["appsscript.json"])["runtimeVersion"] == "V8"
    assert scopes(FILES) == LEAST


def test_only_who_wants_reminders_is_asked_for_triggers_and_mail():
    assert set(ALL) - set(FILES) == {"Reminders.gs"}
    assert scopes(ALL) == sorted([*LEAST, "script.scriptapp", "script.send_mail"])
    changed = {name for name, text in FILES.items() if ALL[name] != text}
    assert changed == {"appsscript.json"}


def test_every_file_is_of_a_kind_that_apps_script_holds():
    assert {name.rsplit(".", 1)[-1] for name in FILES} == {"gs", "html", "json"}
    assert all(text.endswith("\n") for text in FILES.values())


@pytest.mark.parametrize("name", [name for name in ALL if name.endswith(".gs")])
def test_every_script_is_javascript(name, tmp_path):
    path = tmp_path / "script.js"
    path.write_text(ALL[name], encoding="utf-8")
    subprocess.run(["node", "--check", path], check=True)  # noqa: S607 - the Node that is installed


def test_no_name_is_there_twice_among_the_scripts():
    scripts = "\n".join(text for name, text in ALL.items() if name.endswith(".gs"))
    names = re.findall(r"^(?:const|let|function|class) ([\w$]+)", scripts, re.MULTILINE)
    assert sorted(names) == sorted(set(names))


def test_the_names_are_those_of_the_template():
    names = dict(re.findall(r"^const (\w+) = (.*?);$", FILES["Names.gs"], re.MULTILINE))
    titles = ["overview", "objectives", "key results", "check ins", "client", "decisions", "final scores", "strategy"]
    assert json.loads(names["TAB_TITLES"]) == titles
    assert json.loads(names["MARK_KEYS"]) == ["okrsdk.schema", "okrsdk.table", "okrsdk.column", "okrsdk.request"]


def test_script_and_sidebar_hold_their_texts_in_each_language():
    translations = json.loads(FILES["Translations.gs"].partition(" = ")[2].rstrip(";\n"))
    holder = re.fullmatch(r'<script type="application/json" id="okr-texts">(.*)</script>\n', FILES["SidebarTexts.html"])
    assert holder is not None
    shown = json.loads(holder[1])
    assert [translations[name]["Open sidebar"] for name in ("de", "es")] == ["Seitenleiste öffnen", "Abrir el panel"]
    assert [shown[name]["Back"] for name in ("de", "fr")] == ["Zurück", "Retour"]


# What Apps Script's own engine is not known to run.
@pytest.mark.parametrize("new", [r"\|\|=", r"&&=", r"\?\?=", r"\.findLast", r"\.at\(", r"structuredClone", r"#\w+\("])
def test_the_script_keeps_to_a_javascript_that_apps_script_surely_runs(new):
    scripts = {name: text for name, text in ALL.items() if name.endswith(".gs")}
    assert [name for name, text in scripts.items() if re.search(new, text)] == []


def test_the_sidebars_script_is_one_classic_script(tmp_path):
    script = FILES["SidebarScript.html"].removeprefix("<script>\n").removesuffix("</script>\n")
    assert not re.search(r"^\s*(import|export) ", script, re.MULTILINE)
    path = tmp_path / "script.js"
    path.write_text(script, encoding="utf-8")
    subprocess.run(["node", "--check", path], check=True)  # noqa: S607 - the Node that is installed


@pytest.mark.parametrize("sequence", ["//", "/*", "/\\*", "</script", "<!--", "<?"])
def test_the_sidebars_script_holds_nothing_that_the_html_service_would_mangle(sequence):
    script = FILES["SidebarScript.html"].removeprefix("<script>\n").removesuffix("</script>\n")
    assert sequence not in script.lower()


def test_no_name_is_there_twice_in_the_sidebars_script():
    names = re.findall(r"^(?:async )?(?:const|let|function|class) ([\w$]+)", FILES["SidebarScript.html"], re.MULTILINE)
    assert len(names) > 50
    assert sorted(names) == sorted(set(names))


def test_a_bundle_does_what_its_modules_do(tmp_path):
    (tmp_path / "text.js").write_text(
        '/** A comment.\n * Goes. */\nexport const URL = "https://example.com/*";\n', encoding="utf-8"
    )
    (tmp_path / "main.js").write_text(
        '// Goes too.\nimport { URL } from "./text.js";\n\nconsole.log(`${URL} //`);\n', encoding="utf-8"
    )
    script = classic_script(tmp_path / "main.js")
    assert "//" not in script
    assert "/*" not in script
    done = subprocess.run(["node", "-e", script], capture_output=True, text=True, check=True)  # noqa: S607 - as above
    assert done.stdout == "https://example.com/* //\n"


def test_the_services_address_is_in_the_script_so_that_copies_carry_it_along(tmp_path):
    write_project(tmp_path, "https://okr.example.com/")
    assert 'const SERVICE_ADDRESS = "https://okr.example.com";' in (tmp_path / "Settings.gs").read_text(
        encoding="utf-8"
    )
    assert 'const SERVICE_ADDRESS = "";' in FILES["Settings.gs"]


@pytest.mark.parametrize("url", ["http://okr.example.com", 'https://okr.example.com/";evil()', "okr.example.com"])
def test_what_is_no_public_address_is_refused_and_nothing_written(url, tmp_path):
    with pytest.raises(ConfigError, match="is not the public URL of a service"):
        write_project(tmp_path / "new", url)
    assert list(tmp_path.iterdir()) == []


def test_the_project_is_written_into_a_folder(tmp_path):
    folder = tmp_path / "new" / "project"
    write_project(folder, with_reminders=True)
    assert sorted(path.name for path in write_project(folder)) == sorted(FILES)
    assert sorted(path.name for path in folder.iterdir()) == sorted(FILES)
    assert (folder / "Code.gs").read_text(encoding="utf-8") == FILES["Code.gs"]
