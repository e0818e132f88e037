"""The layouts in which tables hold OKRs: each module detects one and reads it; `catalogue` is the tuple of them."""
