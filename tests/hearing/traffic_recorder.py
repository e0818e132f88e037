"""What went to and fro in one request, and the writing of it to a file, for processes other than that of the tests.

Local Sheets knows nothing of this: Flask tells its listeners of every answer. Nothing heavy is imported before Local
Sheets itself is, so that a process which does not need it starts as it always does.
"""

import gzip
import importlib.abc
import importlib.machinery
import importlib.util
import json
import os
import sys

APP = "okrsdk.localsheets"
FOLDER = "TRAFFIC_FOLDER"
APIS = ("/v4/", "/drive/v3/", "/upload/drive/v3/")
OURS = "okrsdk (gzip)"
LARGEST = 4_000_000  # bytes of a body that is looked at


def exchange_of(sender, response):
    """The request and its answer as plain JSON; None for what is not of Google's APIs."""
    import flask

    request = flask.request
    if sender.name != APP or not request.path.startswith(APIS):
        return None
    is_ours = request.headers.get("User-Agent") == OURS
    is_faulty = flask.g.get("fault") is not None
    return {
        "verb": request.method,
        "path": request.path,
        "query": request.args.to_dict(flat=False),
        "is_ours": is_ours,
        "is_faulty": is_faulty,
        "status": response.status_code,
        "mimetype": response.mimetype,
        "sent": _body(request) if is_ours else "",
        "answer": "" if is_faulty else _text(_plain(response)),
    }


def _body(request):
    """The body; None for one that is too large to be looked at, which Local Sheets may have refused to read."""
    return None if (request.content_length or 0) > LARGEST else _text(request.get_data())


def _plain(response):
    data = response.get_data()
    return gzip.decompress(data) if response.content_encoding == "gzip" else data


def _text(data):
    return data.decode("latin-1") if len(data) <= LARGEST else None


def wait_for_local_sheets():
    """Listens as soon as Local Sheets is imported."""
    sys.meta_path.insert(0, _Finder())


class _Finder(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name != f"{APP}.app":
            return None
        sys.meta_path.remove(self)
        spec = importlib.util.find_spec(name)
        if spec:
            spec.loader = _Loader(spec.loader)
        return spec


class _Loader(importlib.abc.Loader):
    def __init__(self, loader):
        self._loader = loader

    def create_module(self, spec):
        return self._loader.create_module(spec)

    def exec_module(self, module):
        import flask

        self._loader.exec_module(module)
        flask.request_finished.connect(_write)


def _write(sender, response):
    exchange = exchange_of(sender, response)
    if exchange:
        line = json.dumps(exchange) + "\n"
        # One call appends the whole line, whatever other threads and processes write.
        name = f"{os.environ[FOLDER]}/{os.getpid()}.jsonl"
        file = os.open(name, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
        try:
            os.write(file, line.encode())
        finally:
            os.close(file)
