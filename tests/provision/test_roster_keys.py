"""Keys that were made from names are written into the roster, which says the same as before otherwise."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okrsdk.errors import RosterError
from okrsdk.interchange.importers.sources import read_source
from okrsdk.provision.roster_keys import keyed_roster, refuse_to_write, with_keys
from okrsdk.provision.roster_reading import KeyCells
from okrsdk.provision.roster_source import roster_of_source
from tests.provision.test_roster import excel, roster


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Client,Key\nAcme,\nBeta,b-1\n", "Client,Key\nAcme,acme\nBeta,b-1\n"),
        ("Client,Currency\nAcme,EUR\nBeta\n", "Client,Currency,Key\nAcme,EUR,acme\nBeta,,beta\n"),
        ("Client;Key\r\n'Acme;\r\n", "Client;Key\r\n'Acme;acme\r\n"),
        ("sep=;\nClient;Key\nAcme;\n", "sep=;\nClient;Key\nAcme;acme\n"),
        ("Our clients\n\nKey,Client\n,Acme", "Our clients\n\nKey,Client\nacme,Acme"),
        ("Client\nAcme\nMüller & Söhne\n", "Client,Key\nAcme,acme\nMüller & Söhne,muller-sohne\n"),
        (
            'Client,Key,Capacity counts\nBeta,b,"a ""b"""\nAcme,,"two\nlines"\nCape,,c\n',
            'Client,Key,Capacity counts\nBeta,b,"a ""b"""\nAcme,acme,"two\nlines"\nCape,cape,c\n',
        ),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_only_the_cells_of_missing_keys_change(tmp_path, before, after, encoding):
    path = tmp_path / "roster.csv"
    path.write_bytes(before.encode(encoding))
    keyed = keyed_roster(path)
    assert keyed.content == after.encode(encoding)
    assert path.read_bytes() == before.encode(encoding)
    keyed.write()
    assert path.read_bytes() == after.encode(encoding)
    assert keyed_roster(path).clients == ()
    keyed_roster(path).write()
    assert path.read_bytes() == after.encode(encoding)


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=12)


@given(st.lists(st.tuples(TEXTS.map(lambda text: f"a{text}"), TEXTS), min_size=1, max_size=5))
def test_whatever_is_in_a_roster_is_still_in_it_when_the_keys_are(rows):
    def quoted(text: str) -> str:
        return '"' + text.replace('"', '""') + '"'

    body = "\n".join(f"{quoted(name)},{quoted(unit)}" for name, unit in rows)
    text = f"Client,Capacity counts\n{body}\n"
    try:
        before = roster(text).entries
    except RosterError:
        return  # two clients of one key
    keys = {line: entry.key for line, entry in enumerate(before, 2)}
    after = roster(with_keys(text, KeyCells(header=1, column=-1, keys=keys), ",")).entries
    assert after == tuple(replace(entry, has_own_key=True) for entry in before)


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("roster.yaml", b"- client: Acme\n- client: Beta\n  key: b\n", "line 1, client: acme"),
        ("roster.xlsx", excel(("Client",), ("Acme",)), "Clients!A2: acme"),
        ("roster.csv", b'"Client,Currency"\n"Acme,EUR"\n', "line 2, Client: acme"),
    ],
)
def test_of_a_roster_that_is_no_plain_table_in_text_it_is_told_where_keys_belong(tmp_path, name, content, problem):
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(RosterError, match="Keys are written into tables in text") as refused:
        keyed_roster(path)
    assert refused.value.problems == (problem,)
    assert path.read_bytes() == content


def test_a_roster_in_which_every_key_is_said_needs_nothing(tmp_path):
    path = tmp_path / "roster.yaml"
    path.write_text("- {client: Acme, key: a}\n", encoding="utf-8")
    assert keyed_roster(Path(path)).clients == ()
    refuse_to_write(roster_of_source(read_source("roster.csv", b"Client,Key\nAcme,a\n")))
    with pytest.raises(RosterError, match=r"line 2, Client: acme"):
        refuse_to_write(roster_of_source(read_source("roster.csv", b"Client,Key\nAcme,\n")))
