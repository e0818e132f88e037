"""The JSON endpoints under `/v1`: one blueprint per topic, made with what it needs."""
