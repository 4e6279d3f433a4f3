"""SARIF and data packages, held to the schemas that their makers publish (see `schemas`)."""

from __future__ import annotations

import copy
import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema.validators import validator_for

from pipeline.outputs import sarif, tidy
from tests.pipeline.test_outputs import ALL

SCHEMAS = Path(__file__).parent / "schemas"


def faults(schema: str, document: Any) -> list[str]:
    """Where the document does not keep to the schema, as JSON paths; what is meant is in the file.

    The schemas refer to themselves alone, so nothing is looked up elsewhere.
    """
    held = json.loads((SCHEMAS / schema).read_text("utf-8"))
    validator = validator_for(held)
    validator.check_schema(held)
    checked = validator(held, format_checker=validator.FORMAT_CHECKER)
    return [f"{fault.json_path}: {fault.validator}" for fault in checked.iter_errors(document)]


def sarif_of(lang: str) -> Any:
    file = io.StringIO()
    sarif.write(file, ALL, lang)
    return json.loads(file.getvalue())


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_sarif_keeps_to_its_schema(lang: str) -> None:
    log = sarif_of(lang)
    assert len(log["runs"][0]["results"]) == 3
    assert faults("sarif-2.1.0.json", log) == []


def test_sarif_of_nothing_keeps_to_its_schema() -> None:
    file = io.StringIO()
    sarif.write(file, (), "vi")
    assert faults("sarif-2.1.0.json", json.loads(file.getvalue())) == []


def test_every_address_in_sarif_is_a_relative_one_in_ascii() -> None:
    """The schema's `uri-reference` is not checked by jsonschema alone."""
    text = json.dumps(sarif_of("vi"), ensure_ascii=False)
    found = re.findall(r'"uri": "([^"]*)"', text)
    assert set(found) == {"x%C3%A3/a.pdf", "b.docx"}


def _without_text(log: Any) -> None:
    del log["runs"][0]["results"][0]["message"]["text"]


def _unknown_level(log: Any) -> None:
    log["runs"][0]["results"][0]["level"] = "fatal"


def _unknown_property(log: Any) -> None:
    log["runs"][0]["results"][0]["page"] = 2


def _offset_below_nothing(log: Any) -> None:
    region = {"charOffset": -2, "charLength": 5}
    log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"] = region


@pytest.mark.parametrize(
    "spoil", [_without_text, _unknown_level, _unknown_property, _offset_below_nothing]
)
def test_the_schema_of_sarif_is_applied(spoil: Callable[[Any], None]) -> None:
    log = sarif_of("vi")
    spoil(log)
    assert faults("sarif-2.1.0.json", log) != []


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_data_package_keeps_to_its_profile(lang: str) -> None:
    package = tidy.data_package(lang)
    assert package["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    assert len(package["resources"]) == 3
    assert faults("datapackage-2.0.json", package) == []


def _no_fields(resource: Any) -> None:
    resource["schema"]["fields"] = []


def _unknown_type(resource: Any) -> None:
    resource["schema"]["fields"][0]["type"] = "decimal"


def _no_path(resource: Any) -> None:
    del resource["path"]


def _header_is_no_truth(resource: Any) -> None:
    resource["dialect"]["header"] = "yes"


@pytest.mark.parametrize("spoil", [_no_fields, _unknown_type, _no_path, _header_is_no_truth])
def test_the_profile_of_data_packages_is_applied(spoil: Callable[[Any], None]) -> None:
    """Down to resource, table schema and dialect."""
    package = copy.deepcopy(tidy.data_package("vi"))
    spoil(package["resources"][0])
    assert faults("datapackage-2.0.json", package) != []
