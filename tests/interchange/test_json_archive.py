"""ZIP files of JSON: read in memory, and refused where they are broken, locked, too many or too much."""

import io
import struct
import zipfile

import pytest

from okrsdk.errors import ConfigError
from okrsdk.interchange.json_archive import MOST_FILES, read_json_archive


def zipped(files, *, compression=zipfile.ZIP_DEFLATED):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", compression) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return held.getvalue()


def test_json_files_are_data_and_all_others_are_named():
    data = zipped(
        {"a/objectives.json": '\ufeff[{"ID": 1, "Progress": 41.7}]', "readme.txt": "hello", "__MACOSX/._a.json": "\0"}
    )
    found = read_json_archive(data, name="export.zip")
    assert found.others == ("readme.txt",)
    assert list(found.files) == ["a/objectives.json"]
    assert str(found.files["a/objectives.json"]) == "[{'ID': 1, 'Progress': Decimal('41.7')}]"


def test_a_path_out_of_the_archive_is_only_a_name(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    found = read_json_archive(zipped({"../../evil.json": "[]", "/etc/evil.json": "[]"}), name="export.zip")
    assert [name.rsplit("/", 1)[-1] for name in found.files] == ["evil.json", "evil.json"]
    assert list(tmp_path.iterdir()) == []


def test_what_unpacks_to_too_much_is_refused_without_being_unpacked_whole():
    bomb = zipped({"objectives.json": "[" + " " * 10_000_000 + "]"})
    assert len(bomb) < 20_000
    with pytest.raises(ConfigError, match="unpacks to more than"):
        read_json_archive(bomb, name="export.zip", most_bytes=1_000_000)


def test_files_together_may_not_hold_more_either():
    data = zipped({f"{number}.json": "[" + " " * 400_000 + "]" for number in range(3)})
    assert len(read_json_archive(data, name="export.zip", most_bytes=1_300_000).files) == 3
    with pytest.raises(ConfigError, match="unpacks to more than"):
        read_json_archive(data, name="export.zip", most_bytes=1_000_000)


def test_what_a_file_says_of_its_own_size_is_not_believed():
    bomb = bytearray(zipped({"objectives.json": "[" + " " * 5_000_000 + "]"}))
    for mark, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        place = bomb.index(mark) + offset
        bomb[place : place + 4] = struct.pack("<I", 10)
    with pytest.raises(ConfigError, match=r"broken ZIP|more than|cannot be read as JSON"):
        read_json_archive(bytes(bomb), name="export.zip", most_bytes=1_000_000)


def test_too_many_files_are_refused():
    data = zipped({f"{number}.json": "[]" for number in range(MOST_FILES + 1)}, compression=zipfile.ZIP_STORED)
    with pytest.raises(ConfigError, match="holds 1001 files, and at most 1000 are read"):
        read_json_archive(data, name="export.zip")


def test_a_password_is_said():
    data = bytearray(zipped({"objectives.json": "[]"}))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + offset] |= 1
    with pytest.raises(ConfigError, match="protected by a password"):
        read_json_archive(bytes(data), name="export.zip")


@pytest.mark.parametrize("broken", [b"PK\x03\x04", b"PK\x03\x04" + b"\0" * 60, b""], ids=["cut", "zeros", "empty"])
def test_a_broken_file_is_said(broken):
    with pytest.raises(ConfigError, match=r"export\.zip is a broken ZIP file"):
        read_json_archive(broken, name="export.zip")


@pytest.mark.parametrize("text", ["[{", "[NaN]", "[" * 100_000, '{"ID": 1, "ID": 2}', ""])
def test_json_that_cannot_be_read_names_its_file(text):
    with pytest.raises(ConfigError, match=r"export\.zip: objectives\.json cannot be read as JSON"):
        read_json_archive(zipped({"objectives.json": text}), name="export.zip")
