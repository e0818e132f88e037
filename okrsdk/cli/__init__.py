"""The command line `okr`: each command parses its arguments, calls the SDK and renders the answer.

stdout is the result, stderr is talk. Exit status: 0 fine, 1 findings of severity error, 2 wrong usage or environment.
Commands are imported when they are called, and the SDK inside them, so that `okr --help` answers at once.
"""

from okrsdk.cli.entry import main

__all__ = ["main"]
