"""From an assessment to what is written beside its records, and back to proof that it is there.

The walk, each step taking the value of the step before:

1. `plan.plan_write(reading, assessment)` makes the `WritePlan`: what is written where (by table, column and row),
   what was there before, and what identifies each row. It refuses what is unsafe, and text too long for a cell.
2. `request.first_writes(plan)` and `request.request_of(plan, writes)` make the one
   `values:batchUpdateByDataFilter` request. Columns are found by developer metadata, wherever they were moved.
3. `response.state_of_response(plan, response)` is what the columns hold afterwards, matched by the data filter that
   each part of the answer names.
4. `verify.verify_write(plan, state, sent)` finds the record in each row (`row_matching`) and says what is wrong: which
   cells to write next, and beside which records another's score may be.
5. `blank_ids.id_request(writes)` makes the `batchUpdate` that fills IDs into blank cells and takes stray ones off.
6. `progress.Progress` takes these steps for whoever sends the requests: write, correct, fill blank IDs once an answer
   showed everything in its place, blank the scores after too many tries.

People sort, insert and delete rows meanwhile, so a row number of the reading is never trusted: a request that spans the
whole sheet is refused by the API when rows were deleted, and everything else shows in the answer.

`missing_metadata` marks the columns of a sheet that okrsdk did not make; `stretch_mark_formats` shows stretch marks in
their units; `check_in` appends a check-in.
"""
