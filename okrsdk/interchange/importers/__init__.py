"""Reading OKRs that people keep elsewhere. Pure: text in, values out; whoever opens the file passes its text.

A draft is plain text or Markdown. It is read in steps, each a value: `blocks` (what is on which line), `outline` (what
is below what), `draft_reader` (what is an objective, a key result, a field), with the words of eight languages in
`column_words` and `labels`. Whatever was not taken is part of the answer, with its line and the reason.
"""
