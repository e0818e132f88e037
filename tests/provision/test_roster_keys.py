"""Keys that were made from names are written into the roster, which says the same as before otherwise."""

import io
import zipfile
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from okrsdk.errors import RosterError
from okrsdk.provision.keys_in_excel import with_keys_in_excel
from okrsdk.provision.roster_keys import keyed_roster, with_keys
from okrsdk.provision.roster_reading import KeyCells
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


YAML = """\
# Our clients
clients:
  - client: Müller & Söhne   # since 2019

    editors: [a@x.example]
  - {client: Beta, key: b}
  - {client: "Cape", currency: EUR}
  - key:
    client: Dune
  - client: Hill
    key: ~
  - client: "2026"
"""
KEYED_YAML = """\
# Our clients
clients:
  - client: Müller & Söhne   # since 2019
    key: muller-sohne

    editors: [a@x.example]
  - {client: Beta, key: b}
  - {client: "Cape", key: cape, currency: EUR}
  - key: dune
    client: Dune
  - client: Hill
    key: hill
  - client: "2026"
    key: "2026"
"""


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("roster.yaml", YAML, KEYED_YAML),
        (
            "roster.yml",
            "- client: Acme\r\n- client: Beta",
            "- client: Acme\r\n  key: acme\r\n- client: Beta\n  key: beta",
        ),
        (
            "roster.json",
            '[{"client": "Acme"}, {"client": "B"}]',
            '[{"client": "Acme", "key": "acme"}, {"client": "B", "key": "b"}]',
        ),
        (
            "roster.json",
            '[\n\t{\n\t\t"client": "A",\n\t\t"key": null\n\t},\n\t{\n\t\t"client": "B"\n\t}\n]\n',
            '[\n\t{\n\t\t"client": "A",\n\t\t"key": "a"\n\t},\n\t{\n\t\t"client": "B",\n\t\t"key": "b"\n\t}\n]\n',
        ),
    ],
)
def test_in_a_list_a_line_or_a_value_is_added_behind_each_name(tmp_path, name, before, after):
    path = tmp_path / name
    path.write_bytes(before.encode())
    keyed_roster(path).write()
    assert path.read_bytes() == after.encode()
    assert keyed_roster(path).clients == ()


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        return {name: book.read(name) for name in book.namelist()}


@pytest.mark.parametrize(
    ("rows", "cells"),
    [
        ([("Client", "Key"), ("Acme", "")], {"B2": "acme"}),
        ([("Our clients",), (), ("Key", "Client"), ("", "Acme"), ("b", "Beta")], {"A4": "acme"}),
        ([("Client", "Currency", "Mood"), ("Acme", "EUR"), ("Beta",)], {"D1": "Key", "D2": "acme", "D3": "beta"}),
    ],
)
def test_in_an_excel_file_only_the_cells_of_missing_keys_change(tmp_path, rows, cells):
    path, before = tmp_path / "roster.xlsx", excel(*rows)
    path.write_bytes(before)
    keyed_roster(path).write()
    after = path.read_bytes()
    assert {name for name, part in parts(after).items() if part != parts(before)[name]} == {"xl/worksheets/sheet1.xml"}
    shown, changed = (load_workbook(io.BytesIO(data))["Clients"] for data in (before, after))
    held = {cell.coordinate: cell.value for row in changed.iter_rows() for cell in row if cell.value is not None}
    assert held == {
        **{cell.coordinate: cell.value for row in shown.iter_rows() for cell in row if cell.value is not None},
        **cells,
    }
    assert keyed_roster(path).clients == ()


@pytest.mark.parametrize(("tab", "cell"), [("Clients", (1, 0)), ("Clients", (5, 1)), ("Others", (1, 1))])
def test_in_an_excel_file_no_cell_is_gone_over_and_no_row_made(tab, cell):
    assert with_keys_in_excel(excel(("Client", "Key"), ("Acme", "")), tab, {cell: "acme"}) is None


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("roster.yaml", b"- client: |\n    Acme\n- client: Beta\n  key: b\n", "line 1, client: acme"),
        ("roster.csv", b'"Client,Currency"\n"Acme,EUR"\n', "line 2, Client: acme"),
    ],
)
def test_of_a_file_of_another_form_it_is_told_where_keys_belong(tmp_path, name, content, problem):
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(RosterError, match=r"cannot be written into .* without changing more of it") as refused:
        keyed_roster(path)
    assert refused.value.problems == (problem,)
    assert path.read_bytes() == content
