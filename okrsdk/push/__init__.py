"""Pushing: the calls that `okrsdk.interchange.exporters` makes for a tool's API are sent, each thing made only once.

`targets` are the tools, `client` sends one call, `state` remembers what was made, `pushing` does all in order.
`webhook` sends a message to a chat.
"""
