"""How equal the answers of Local Sheets are to recorded ones: `python -m bench.recordings FOLDER`.

FOLDER holds conversations with Google's Sheets and Drive APIs as vcrpy records them in JSON, one file each. Every
request is sent again in its order, uploads among them; what names the spreadsheets and objects of a recording is
replaced by what Local Sheets calls them. Left out are requests about files that were there before the recording began,
and searches of the recorder's files. Not compared are the answers to uploads to Drive v2, of which Local Sheets has
only some fields.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import httpx

from okrsdk.localsheets import LocalSheets

if TYPE_CHECKING:
    from collections.abc import Mapping

ID_KEYS = ("id", "spreadsheetId", "sheetId", "namedRangeId", "protectedRangeId")
#: What differs from one call to the next.
VOLATILE = ("createdTime", "modifiedTime", "createdDate", "modifiedDate", "etag", "selfLink", "thumbnailLink")
FILE_ID = re.compile(r"(?:spreadsheets|files)/([\w-]{30,})")
SEARCH = re.compile(r"/drive/v3/files\?.*\bq=")
UPLOAD = "/upload/drive/v2/"
SHORTEST_ID = 6


def main() -> None:
    """Prints how many answers are equal, and what differs in the others."""
    counts: Counter[str] = Counter()
    for path in sorted(Path(sys.argv[1]).glob("*.json")):
        differing = replay(json.loads(path.read_text(encoding="utf-8"))["interactions"], counts)
        for line in differing:
            print(f"{path.stem}: {line}")
    share = counts["equal"] / counts["compared"]
    print(f"{counts['equal']} of {counts['compared']} answers are equal ({share:.2%})")
    print(f"{counts['uploads']} uploads were sent and not compared, {counts['left out']} requests were left out")


def replay(interactions: list[Any], counts: Counter[str]) -> list[str]:
    """Sends one conversation to a server of its own; counts, and gives the requests whose answers differ."""
    names: dict[str, str] = {}
    differing = []
    with LocalSheets() as server:
        transport = httpx.WSGITransport(app=server.wsgi_app)
        with httpx.Client(transport=transport, base_url="http://local") as client:
            for one in interactions:
                request, recorded = one["request"], one["response"]
                known = FILE_ID.search(request["uri"])
                if SEARCH.search(request["uri"]) or (known and known[1] not in names):
                    counts["left out"] += 1
                    continue
                answer = send(client, request, names)
                if UPLOAD in request["uri"] and answer.is_success:
                    counts["uploads"] += 1
                    continue
                counts["compared"] += 1
                if answer.status_code == recorded["status"]["code"] and is_same(recorded, answer, names):
                    counts["equal"] += 1
                else:
                    differing.append(f"{request['method']} {urlsplit(request['uri']).path} gave {answer.status_code}")
    return differing


def send(client: httpx.Client, request: Mapping[str, Any], names: dict[str, str]) -> httpx.Response:
    """The answer to a recorded request."""
    address = urlsplit(renamed(request["uri"], names))
    body = renamed(request["body"], names) if request["body"] else None
    given = {name.lower(): value for name, value in request["headers"].items()}
    kind = given.get("content-type", "application/json")
    headers = {"Content-Type": kind[0] if isinstance(kind, list) else kind} if body else {}
    url = f"{address.path}?{address.query}"
    return client.request(request["method"], url, content=body and body.encode(), headers=headers)


def is_same(recorded: Mapping[str, Any], answer: httpx.Response, names: dict[str, str]) -> bool:
    """Whether the bodies are equal in values and in the order of their keys; learns the names in them."""
    text = recorded["body"].get("string") or ""
    if "json" not in answer.headers.get("Content-Type", "") or not text.strip():
        return bool(text.strip() == answer.text.strip())
    learn(json.loads(text), answer.json(), names)
    wanted = json.loads(renamed(text, names))
    return json.dumps(settled(wanted)) == json.dumps(settled(answer.json()))


def learn(recorded: object, local: object, names: dict[str, str]) -> None:
    """Notes what Local Sheets calls what is called otherwise in the recording."""
    if isinstance(recorded, list) and isinstance(local, list):
        for one, other in zip(recorded, local, strict=False):
            learn(one, other, names)
    if not isinstance(recorded, dict) or not isinstance(local, dict):
        return
    for key in recorded.keys() & local.keys():
        if key in ID_KEYS and isinstance(recorded[key], str | int):
            names.setdefault(str(recorded[key]), str(local[key]))
        learn(recorded[key], local[key], names)


def renamed(text: str, names: dict[str, str]) -> str:
    """The text with the names of the recording replaced; short ones, such as the sheet 0, are the same."""
    for recorded, local in sorted(names.items(), key=lambda pair: -len(pair[0])):
        text = text.replace(recorded, local) if len(recorded) >= SHORTEST_ID else text
    return text


def settled(value: object) -> object:
    """The value with what differs from call to call made equal."""
    if isinstance(value, list):
        return [settled(item) for item in value]
    if isinstance(value, dict):
        return {key: None if key in VOLATILE else settled(item) for key, item in value.items()}
    return value


if __name__ == "__main__":
    main()
