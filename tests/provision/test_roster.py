"""A roster is read from any table, or refused with everything that is wrong in it."""

import io
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook

from okrsdk.errors import ConfigError, RosterError
from okrsdk.interchange.importers.sources import read_source
from okrsdk.language.normalize import normalized
from okrsdk.model import FunnelStage, FunnelStep, Month, Visibility
from okrsdk.provision.roster import Roster, Share
from okrsdk.provision.roster_source import roster_of_source
from okrsdk.schema.roster_table import ROSTER_WORDS, roster_columns

EXAMPLES = Path(__file__).parents[2] / "examples"


def roster(text: str | bytes, name: str = "roster.csv", *, tab: str = "") -> Roster:
    return roster_of_source(read_source(name, text.encode() if isinstance(text, str) else text), tab=tab)


def problems(text: str | bytes, name: str = "roster.csv") -> tuple[str, ...]:
    with pytest.raises(RosterError) as caught:
        roster(text, name)
    return caught.value.problems


def excel(*rows: tuple[str | float, ...], title: str = "Clients") -> bytes:
    book, file = Workbook(), io.BytesIO()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    for row in rows:
        sheet.append(row)
    book.save(file)
    return file.getvalue()


def test_columns_go_by_title_and_alias_in_any_order_and_manner():
    (entry,) = roster(
        "LTV;share with;TEAM;Fiscal year start;leads;CRM folder\n"
        '"1.200,50";"a@harbor.example; b@harbor.example";Harbor Dental;Feb;visible: CRM;x\n'
    ).entries
    assert entry.client.name == "Harbor Dental"
    assert str(entry.client.lifetime_value) == "1200.50"
    assert entry.client.fiscal_year_starts is Month.FEBRUARY
    assert entry.client.funnel == (FunnelStep(stage=FunnelStage.LEAD, visibility=Visibility.VISIBLE, system="CRM"),)
    assert entry.shares == (
        Share(email="a@harbor.example", role="writer"),
        Share(email="b@harbor.example", role="writer"),
    )


def test_a_key_is_made_of_the_name_unless_it_is_given():
    made, given = roster("Client,Key\nMüller & Söhne,\nMüller und Sohn,muller-sohne-2\n").entries
    assert (made.key, made.has_own_key) == ("muller-sohne", False)
    assert (given.key, given.has_own_key) == ("muller-sohne-2", True)


def test_a_person_gets_the_mightiest_role_once():
    (entry,) = roster('Client,Viewers,Editors\nHarbor,"A@x.example, c@x.example",a@x.example\n').entries
    assert entry.shares == (Share(email="a@x.example", role="writer"), Share(email="c@x.example", role="reader"))


def test_every_problem_is_told_at_once_with_its_row_and_column():
    found = problems(
        "Client,Key,Editors,Average sale,Lead,Folder\n"
        "Harbor,,,,,\n"
        ",lake,,,,\n"
        "Lake,har bor,nobody,cheap,foggy,here\n"
        "HARBOR,,,,,\n"
    )
    assert [problem.partition(":")[0] for problem in found] == [
        "line 3, Client",
        "line 4, Key",
        "line 4, Editors",
        "line 4, Average sale",
        "line 4, Lead",
        "line 4, Folder",
        "line 5, Client",
    ]
    assert found[5] == (
        'line 4, Folder: "here" is neither a URL nor an ID of Drive. Open it in Drive and copy the URL from the '
        "browser; names are not unique there. Or clear it, and have folders made: --client-folders."
    )
    assert found[-1] == "line 5, Client: the key harbor is that of line 2, Client as well. Give each its own Key."


def test_columns_are_called_as_the_roster_calls_them():
    found = problems(
        "Team,Timezone,Currency,policy,LTV,Leads,Share with\nHarbor,Berlin,Euro,startup,much,foggy,nobody\n"
    )
    assert found == (
        'line 2, Timezone: The time zone "Berlin" is not known. Write Europe/Berlin.',
        'line 2, Currency: The currency "Euro" is not an ISO code. Write EUR.',
        "line 2, policy: There is no policy 'startup'. Choose one of: standard, agency, company, team.",
        'line 2, LTV: LTV is "much", which is not a number. Write a number, 0 or more.',
        'line 2, Leads: Leads is "foggy". Write visible, partial or blind, and where it is seen: visible: CRM.',
        'line 2, Share with: "nobody" is no e-mail address. Write addresses with commas between.',
    )


def test_what_two_clients_cannot_share_is_told_of_rows_with_other_problems_as_well():
    found = problems(
        "Client,Key,Last workbook,Editors\n"
        "Harbor,h,1A2b3C4d5E6f,\n"
        "Lake,H,https://docs.google.com/spreadsheets/d/1A2b3C4d5E6f/edit,nobody\n"
    )
    assert found == (
        "line 3, Key: the key h is that of line 2, Key as well. Give each its own Key.",
        (
            "line 3, Last workbook: the last workbook 1A2b3C4d5E6f is that of line 2, Last workbook as well. "
            "Clear all but one: each client goes on with its own."
        ),
        'line 3, Editors: "nobody" is no e-mail address. Write addresses with commas between.',
    )


def test_files_of_okrs_are_looked_at_where_something_else_is_wrong_so_that_all_is_told_at_once():
    def wrong(name):
        return f"There is no file {name}." if name == "gone.txt" else ""

    text = "Client,OKRs,Editors\nHarbor,gone.txt,\nLake,there.txt,nobody\nBay,https://docs.example/d/1,\n"
    with pytest.raises(RosterError) as caught:
        roster_of_source(read_source("roster.csv", text.encode()), wrong_with_file=wrong)
    assert caught.value.problems == (
        "line 2, OKRs: There is no file gone.txt.",
        'line 3, Editors: "nobody" is no e-mail address. Write addresses with commas between.',
        (
            'line 4, OKRs: "https://docs.example/d/1" is no file of this machine. Write the path of one; '
            "the last cycle's workbook belongs in Last workbook."
        ),
    )
    alone = read_source("roster.csv", b"Client,OKRs\nHarbor,gone.txt\n")
    assert roster_of_source(alone, wrong_with_file=wrong).entries[0].okrs == "gone.txt"


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("Harbor,draft.txt,1A2b3C4d5E6f,,", "OKRs and Last workbook each say what the workbook starts with."),
        ("Harbor,,,1A2b3C4d5E6f,1A2b3C4d5E7f", "A workbook that is adopted keeps what it holds."),
    ],
)
def test_a_workbook_starts_with_one_thing(row, says):
    (problem,) = problems(f"Client,OKRs,Last workbook,Workbook,Template\n{row}\n")
    assert says in problem


def test_urls_are_taken_for_the_ids_in_them():
    (entry,) = roster(
        "Client,Folder,Last workbook\nHarbor,https://drive.google.com/drive/u/0/folders/1A2b3C4d5E6f?usp=sharing,"
        "https://docs.google.com/spreadsheets/d/9A8b7C6d5E4f/edit#gid=0\n"
    ).entries
    assert (entry.folder, entry.last_workbook) == ("1A2b3C4d5E6f", "9A8b7C6d5E4f")


def test_a_column_that_is_not_known_is_told_with_what_may_be_meant():
    found = roster("Client,Veiwers,Mood\nHarbor,x,good\n")
    assert found.notes == (
        "The column Veiwers is not one of a roster's and was left out. Did you mean Viewers?",
        "The column Mood is not one of a roster's and was left out.",
    )


def test_yaml_may_nest_and_problems_name_its_lines():
    text = "clients:\n  - client: Harbor\n    editors: [a@x.example]\n    funnel:\n      Lead: partial (GA4)\n"
    (entry,) = roster(text, "roster.yaml").entries
    assert entry.client.funnel == (FunnelStep(stage=FunnelStage.LEAD, visibility=Visibility.PARTIAL, system="GA4"),)
    assert entry.shares == (Share(email="a@x.example", role="writer"),)
    (problem,) = problems(text + "  - client: Lake\n    close_rate: 12\n", "roster.yaml")
    assert problem.startswith("line 6, close_rate: close_rate is 12")


def test_of_an_excel_file_the_tab_is_chosen_and_problems_name_cells():
    (entry,) = roster(excel(("Client", "Close rate"), ("Harbor", 0.25)), "roster.xlsx").entries
    assert str(entry.client.close_rate) == "0.25"
    (problem,) = problems(excel(("Client", "Close rate"), ("Harbor", 25)), "roster.xlsx")
    assert problem.startswith("Clients!B2: Close rate is 25")
    with pytest.raises(ConfigError, match=r"no tab 'Q2'.*Its tabs: Clients"):
        roster(excel(("Client",), ("Harbor",)), "roster.xlsx", tab="Q2")


@pytest.mark.parametrize(
    "text",
    [
        "Kunde;Währung;Abschlussquote;Bearbeiter\nÉcole;EUR;30 %;a@x.example\n",
        "Nom du client;Devise;Taux de conclusion;Partagé avec\nÉcole;EUR;0,3;a@x.example\n",
        "Cliente;Moneda;Tasa de cierre;Editores\nÉcole;EUR;30%;a@x.example\n",
    ],
)
def test_columns_may_be_called_in_german_french_and_spanish(text):
    (entry,) = roster(text).entries
    assert (entry.client.name, entry.client.currency, entry.client.close_rate) == ("École", "EUR", Decimal("0.3"))
    assert [share.email for share in entry.shares] == ["a@x.example"]


def test_each_word_for_a_column_of_a_roster_means_one_column():
    known = {column.name for column in roster_columns()}
    words = [normalized(word) for several in ROSTER_WORDS.values() for word in several]
    own = {normalized(word) for column in roster_columns() for word in (column.title, *column.aliases)}
    assert set(ROSTER_WORDS) <= known
    assert len(words) == len(set(words))
    assert not own & set(words)


def test_a_header_that_comes_again_is_no_client_and_a_share_above_one_is_a_percentage():
    found = roster("Client,Close rate\nHarbor,30%\nclient,Close rate\nLake,\n")
    assert [entry.client.name for entry in found.entries] == ["Harbor", "Lake"]
    assert found.notes == ("Line 3 is the header again.",)
    (problem,) = problems("Client,Close rate\nHarbor,30\n")
    assert problem == "line 2, Close rate: Close rate is 30, but must be from 0 to 1. Write 30% or 0.3."


@pytest.mark.parametrize(
    ("text", "name", "says"),
    [
        ("Name of pet,Age\nRex,3\n", "roster.csv", "No column is called Client"),
        ("Client,Key\n", "roster.csv", "there are no clients below the header"),
        ("clients: 3\n", "roster.yaml", "Write a list under the key clients"),
    ],
)
def test_what_is_no_roster_says_what_one_is(text, name, says):
    (problem,) = problems(text, name)
    assert says in problem


def test_names_alone_are_a_roster():
    assert [entry.key for entry in roster("Client\nHarbor\nLake\n").entries] == ["harbor", "lake"]


def test_the_roster_of_the_examples_is_one():
    source = read_source("roster.csv", (EXAMPLES / "roster.csv").read_bytes())
    assert len(roster_of_source(source).entries) == 3
