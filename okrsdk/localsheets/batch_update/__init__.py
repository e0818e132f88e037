"""The request kinds of batchUpdate, one module per topic; `catalogue` lists them."""
