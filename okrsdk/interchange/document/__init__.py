"""The OKR document: a set of OKRs as nested plain data, in JSON and YAML files."""
