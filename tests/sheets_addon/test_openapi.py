import json

from openapi_spec_validator import OpenAPIV31SpecValidator

from docs.generate import openapi_text


def test_the_published_document_is_the_one_that_the_service_serves(service):
    assert service.get("/openapi.json").json == json.loads(openapi_text())


def test_the_document_is_valid_openapi(service):
    OpenAPIV31SpecValidator(service.document).validate()


def test_every_address_but_the_document_itself_is_described(service):
    served = {rule.rule.replace("<", "{").replace(">", "}") for rule in service.app.url_map.iter_rules()}
    described_elsewhere = {
        "/openapi.json",
        "/metrics",
        "/addon/logo.png",
        "/addon/{name}",
        "/bound/{name}",
        "/bound/reminder",
    }
    assert served - described_elsewhere == set(service.document["paths"])


def test_every_operation_and_field_says_what_it_is_for(service):
    operations = [operation for path in service.document["paths"].values() for operation in path.values()]
    assert all(operation["summary"] and operation["operationId"] for operation in operations)
    bodies = [service.document["components"]["schemas"][name] for name in ("RowsCheck", "RowsGrade", "SheetGrade")]
    assert all(field["description"] for body in bodies for field in body["properties"].values())


def test_all_errors_are_described_as_problems(service):
    for path in service.document["paths"].values():
        for operation in path.values():
            assert {"200", "403", "500"} <= set(operation["responses"])
            for status, answer in operation["responses"].items():
                kind = "application/json" if status == "200" else "application/problem+json"
                assert list(answer["content"]) == [kind]


def test_each_address_says_which_token_it_takes(service):
    for name, path in service.document["paths"].items():
        for operation in path.values():
            tokens = {scheme for way in operation.get("security", []) for scheme in way}
            if name.startswith("/v1/spreadsheets/"):
                assert tokens == {"google"}
            else:
                assert tokens == ({"person"} if name.startswith("/v1/") else set())
