"""The catalogue check: the form, a job's page (progress, then results), its download, cancelling and deleting."""

from __future__ import annotations

import asyncio
from datetime import date, timedelta
from typing import Any

from aiohttp import hdrs, web

from knowledge.presentation.cargo_description import element_name
from knowledge.wording import translate as words
from knowledge.wording.languages import languages
from tariff_data.core.messages import Message
from web.http.app_keys import LANG, SETTINGS
from web.http.client_address import client_of
from web.http.rate_limits import Limit
from web.http.security import public
from web.pages import choices
from web.pages.page import page
from web.sellers.catalogue.examples import EXAMPLES
from web.sellers.catalogue.export import exported
from web.sellers.catalogue.form import FIELDS, UploadForm
from web.sellers.catalogue.jobs import JOBS, TooBusy
from web.sellers.catalogue.store import JobFolder
from web.sellers.catalogue.table import MOST_ROWS, Unreadable, read_table
from web.sellers.catalogue.view import SHOWN, results_context

Json = dict[str, Any]
_PATIENCE = 4.0  # seconds a short list may take before its progress is shown instead
_RETRY = "60"
UPLOADING = web.AppKey("uploading", Limit)


@public
async def form(request: web.Request) -> web.Response:
    """The empty form; `?example=1` fills in a list to try."""
    lang = request[LANG]
    empty = UploadForm(lang, {"by": "post", "on": date.today().isoformat()})
    if "example" in request.query:
        empty.values["lines"] = EXAMPLES[lang if lang in EXAMPLES else "en"]
    return _form_page(request, empty)


@public
async def upload(request: web.Request) -> web.Response:
    """Read what was sent, begin the check, lead to its page."""
    request.config_dict[UPLOADING].take(client_of(request))
    largest = request.config_dict[SETTINGS].largest_catalogue
    lang = request[LANG]
    try:
        sent = await request.clone(client_max_size=largest).post()
    except web.HTTPRequestEntityTooLarge:
        return _form_page(request, _faulty(UploadForm(lang), "too_large", lang, mb=largest // 1_000_000), 413)
    form = UploadForm.read(sent, lang)
    options = form.options()
    try:
        table = await asyncio.to_thread(read_table, form.data)
    except Unreadable as error:
        return _form_page(request, _faulty(form, error.key, lang, **error.values), 400)
    if options is None:
        return _form_page(request, form, 400)
    try:
        job = await request.config_dict[JOBS].submit(table, options)
    except TooBusy:
        return _form_page(request, _faulty(form, "busy", lang), 503, {hdrs.RETRY_AFTER: _RETRY})
    await request.config_dict[JOBS].wait(job.id, _PATIENCE)
    raise web.HTTPSeeOther(f"/{lang}/sellers/catalogue/{job.id}")


def _faulty(form: UploadForm, key: str, lang: str, **values: object) -> UploadForm:
    form.errors["lines"] = words.say(Message(f"sellers.catalogue.fault.{key}", values), lang)
    return form


def _form_page(
    request: web.Request, form: UploadForm, status: int = 200, headers: dict[str, str] | None = None
) -> web.Response:
    lang, settings = request[LANG], request.config_dict[SETTINGS]
    errors = {
        name: words.say(Message(told), lang) if told.startswith("sellers.") else told
        for name, told in form.errors.items()
    }
    context = {
        "current": "sellers",
        "here": "/sellers/catalogue",
        "values": {name: form.values.get(name, "") for name in FIELDS},
        "errors": errors,
        "error": lambda name: errors.get(name, ""),
        "countries": choices.countries(lang),
        "choices": choices.choices(lang),
        "title_languages": [(one.code, one.name) for one in languages().values()],
        "most_rows": MOST_ROWS,
        "largest": settings.largest_catalogue // 1_000_000,
        "hours": request.config_dict[JOBS].kept_hours,
    }
    response = page(request, "sellers/catalogue.html", context, status=status)
    response.headers.update(headers or {})
    return response


@public
async def job(request: web.Request) -> web.Response:
    """Progress while it is worked on, then the results."""
    folder = _folder(request)
    found = folder.read()
    context: Json = {
        "current": "sellers",
        "job": found,
        "done": await asyncio.to_thread(folder.done),
        "deleted_at": found.created + timedelta(hours=request.config_dict[JOBS].kept_hours),
    }
    if not found.ended:
        return page(request, "sellers/working.html", context)
    show = request.query.get("show", "all")
    number = request.query.get("page", "1")
    place = int(number) if number.isascii() and number.isdigit() and len(number) < 6 else 1
    context |= await asyncio.to_thread(results_context, folder, found, show if show in SHOWN else "all", place)
    context["absent_names"] = [element_name(element, request[LANG]).lower() for element in context["absent"]]
    return page(request, "sellers/results.html", context)


@public
async def progress(request: web.Request) -> web.Response:
    """How far it is, for the script of the page."""
    folder = _folder(request)
    found = folder.read()
    return web.json_response({"state": found.state, "done": folder.done(), "rows": found.rows, "ended": found.ended})


@public
async def download(request: web.Request) -> web.StreamResponse:
    """The checked catalogue as CSV."""
    folder = _folder(request)
    delimiter = ";" if request.query.get("sep") == "semicolon" else ","
    name = words.say(Message("sellers.catalogue.file_name"), request[LANG])
    response = web.StreamResponse(
        headers={
            hdrs.CONTENT_TYPE: "text/csv; charset=utf-8",
            hdrs.CONTENT_DISPOSITION: f'attachment; filename="{name}.csv"',
        }
    )
    await response.prepare(request)
    lines = exported(folder, request[LANG], delimiter)
    while chunk := await asyncio.to_thread(next, lines, ""):
        await response.write(chunk.encode())
    await response.write_eof()
    return response


@public
async def cancel(request: web.Request) -> web.Response:
    """Stop a check; what is done stays."""
    folder = _folder(request)
    await request.config_dict[JOBS].cancel(folder.path.name)
    raise web.HTTPSeeOther(f"/{request[LANG]}/sellers/catalogue/{folder.path.name}")


@public
async def delete(request: web.Request) -> web.Response:
    """Remove a check and everything it read."""
    await request.config_dict[JOBS].delete(_folder(request).path.name)
    raise web.HTTPSeeOther(f"/{request[LANG]}/sellers/catalogue?deleted=1")


def _folder(request: web.Request) -> JobFolder:
    folder = request.config_dict[JOBS].find(request.match_info["job"])
    if folder is None:
        raise web.HTTPNotFound
    return folder
