"""What the command line and the API both answer: data in, the contract's JSON out; `Faults` say what is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, field_validator

from knowledge.wording.languages import languages
from tariff_data.cargo_descriptions.request import DescriptionRequest
from tariff_data.carrier_bills.request import BillRequest
from tariff_data.declaration.request import Country, EstimateRequest
from tariff_data.law_records.snapshot import NotInForce
from web.http.validation import Faults, validated

Json = dict[str, Any]


def spoken(code: str) -> str:
    """A language code, refused where the desk does not speak it."""
    if code not in languages():
        raise ValueError(f"the desk speaks {', '.join(languages())}")
    return code


class ClassifyQuery(BaseModel):
    """A described item. `attributes` are what a listing says beside its title (material, brand, ...)."""

    model_config = ConfigDict(extra="ignore", frozen=True)
    text: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000)]
    lang: str = "en"
    attributes: dict[str, Any] = Field(default_factory=dict)
    facts: dict[str, Any] = Field(default_factory=dict)
    top: int = Field(default=10, ge=1, le=50)

    _spoken = field_validator("lang")(spoken)


class TimelineQuery(BaseModel):
    """A duty line and an origin."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    hts: Annotated[str, StringConstraints(strip_whitespace=True, max_length=20)]
    origin: Country
    lang: str = "en"

    _spoken = field_validator("lang")(spoken)


class LawQuery(BaseModel):
    """A duty line, an origin and an entry date."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    on: date = Field(default_factory=date.today)
    hts: Annotated[str, StringConstraints(strip_whitespace=True, max_length=20)]
    origin: Country
    lang: str = "en"

    _spoken = field_validator("lang")(spoken)


def estimate_answer(data: object, changes: bool = False, said_in: str | None = None) -> Json:
    """An estimate for a request of the contract.

    `changes` adds to each item what would lower or raise its duty; `said_in` is the answer's language where it is not
    that of the descriptions.
    """
    request = validated(EstimateRequest, data)
    _spoken_in(request.lang)
    from knowledge.presentation.estimate import estimate_as_dict
    from tariff_data.estimate.estimate import estimate

    with _faults_of_goods():
        result = estimate_as_dict(estimate(request), said_in or request.lang)
        return _with_changes(result, request) if changes else result


def bill_answer(data: object) -> Json:
    """Whether a carrier's bill is right, line by line."""
    request = validated(BillRequest, data)
    _spoken_in(request.lang)
    from knowledge.presentation.bill import bill_as_dict
    from tariff_data.carrier_bills import check_bill

    with _faults_of_goods():
        return bill_as_dict(check_bill(request), request.lang)


def _spoken_in(lang: str) -> None:
    """Refuse a language that the desk does not speak."""
    if lang not in languages():
        raise Faults([{"at": "lang", "message": f"the desk speaks {', '.join(languages())}"}])


@contextmanager
def _faults_of_goods() -> Iterator[None]:
    """What the engine finds wrong with goods only when it works on them."""
    from tariff_data.declaration.quantities import UnknownUnit
    from tariff_data.estimate.answers import UnknownFact

    try:
        yield
    except UnknownFact as error:
        raise Faults([{"at": error.at, "message": error.message}]) from error
    except UnknownUnit as error:
        raise Faults([{"at": "items.quantity_unit", "message": str(error)}]) from error
    except NotInForce as error:
        raise Faults([{"at": "on", "message": str(error)}]) from error


def _with_changes(result: Json, request: EstimateRequest) -> Json:
    from knowledge.presentation.estimate import changes_as_list
    from tariff_data.scenarios.alternatives import changes_of

    for place, item in enumerate(result["items"]):
        hts = item["chosen"] or next((candidate["hts"] for candidate in item["candidates"]), None)
        item["changes"] = changes_as_list(changes_of(request, place, hts), request.lang) if hts else []
    return result


def classify_answer(data: object) -> Json:
    """Candidate duty lines for a described item."""
    query = validated(ClassifyQuery, data)
    from knowledge.presentation.estimate import classification_as_dict
    from tariff_data.classification import classify
    from tariff_data.hts.database import open_schedule

    found = classify(query.text, query.lang, attributes=query.attributes, facts=query.facts, top=query.top)
    return classification_as_dict(found, query.lang, open_schedule())


def description_answer(data: object, said_in: str | None = None) -> Json:
    """Whether a description of goods says enough for customs, and a wording; `said_in`: the answer's language."""
    request = validated(DescriptionRequest, data)
    _spoken_in(request.lang)
    from knowledge.presentation.cargo_description import description_as_dict
    from tariff_data.cargo_descriptions import check_description

    return description_as_dict(check_description(request), said_in or request.lang)


def law_answer(data: object) -> Json:
    """Every rate and measure on a line for an origin, as of a date."""
    query = validated(LawQuery, data)
    from knowledge.presentation.estimate import law_as_dict
    from tariff_data.hts.database import open_schedule
    from tariff_data.scenarios.law_on_line import NoSuchLine, law_on

    try:
        return law_as_dict(law_on(query.on, _number(query.hts), query.origin, open_schedule()), query.lang)
    except NoSuchLine as error:
        raise Faults([{"at": "hts", "message": str(error)}]) from error
    except NotInForce as error:
        raise Faults([{"at": "on", "message": str(error)}]) from error


def timeline_answer(data: object) -> Json:
    """The total rate on a line for an origin by entry date, with the reason for each step."""
    query = validated(TimelineQuery, data)
    from knowledge.presentation.estimate import timeline_as_dict
    from tariff_data.hts.database import open_schedule
    from tariff_data.scenarios.law_on_line import NoSuchLine
    from tariff_data.scenarios.line_timeline import line_timeline

    try:
        return timeline_as_dict(line_timeline(_number(query.hts), query.origin, open_schedule()), query.lang)
    except NoSuchLine as error:
        raise Faults([{"at": "hts", "message": str(error)}]) from error


def _number(text: str) -> str:
    digits = text.replace(".", "").replace(" ", "")
    if not digits.isascii() or not digits.isdigit() or len(digits) not in (8, 10):
        raise Faults([{"at": "hts", "message": "a tariff number has 8 or 10 digits"}])
    return digits
