"""The staff console below /staff: what people asked in vain, the texts, what is published, the law as it is known."""

from __future__ import annotations

from aiohttp import web

from knowledge.editorial import Editorial
from tariff_data.core.paths import home as home_folder
from web.http.rate_limits import Limit
from web.http.security import GUARDED, public
from web.pages.page import set_up
from web.staff import entering, exchange, home, law, log, people, questions, site_keys, sources
from web.staff.accounts.proving import Staff
from web.staff.accounts.store import StaffStore
from web.staff.articles import editing, editions, listing, previewing
from web.staff.guard import door
from web.staff.keys import EDITORIAL, STAFF
from web.staff.releases import pages as publishing
from web.staff.releases.background_jobs import WORKS, Works
from web.staff.releases.publisher import PRESS, Press

GROUP = r"/questions/{id:\d{1,9}}"
EDITION = r"/editions/{id:\d{1,9}}"
ARTICLE = "/articles/{slug:[a-z0-9][a-z0-9-]*}"


def add_staff(app: web.Application) -> None:
    """Mount the console."""
    app[STAFF] = Staff(StaffStore(home_folder() / "staff.db"))
    app[EDITORIAL] = Editorial()
    app[PRESS], app[WORKS] = Press(), Works()
    app[entering.PER_CLIENT] = Limit(rate=0.2, burst=20)
    app.router.add_get("/staff", to_home)
    app.add_subapp("/staff/", create_staff())


def create_staff() -> web.Application:
    """The sub-application: its door looks at everybody who comes."""
    app = web.Application(middlewares=[door])
    app[GUARDED] = True
    set_up(app)
    app.router.add_routes(
        [
            web.get("/sign-in", entering.sign_in_form),
            web.post("/sign-in", entering.sign_in),
            web.post("/sign-out", entering.sign_out),
            web.get("/welcome/{token}", entering.welcome_form),
            web.post("/welcome/{token}", entering.welcome),
            web.get("/", home.home),
            web.get(GROUP, questions.show),
            web.post(f"{GROUP}/article", questions.article),
            web.post(f"{GROUP}/ask", questions.ask),
            web.post(f"{GROUP}/intercept", questions.intercept),
            web.post(f"{GROUP}/out-of-scope", questions.out_of_scope),
            web.post(f"{GROUP}/dismiss", questions.dismiss),
            web.get("/articles", listing.articles),
            web.get("/articles/new", listing.new),
            web.post("/articles/new", listing.begin),
            web.get("/texts", listing.texts),
            web.post("/edit", listing.edit),
            web.get(EDITION, editions.show),
            web.get(f"{EDITION}/edit", editing.form),
            web.post(f"{EDITION}/edit", editing.save),
            web.post(f"{EDITION}/close", editing.close),
            web.get(f"{EDITION}/preview", previewing.preview),
            web.post(f"{EDITION}/submit", editions.submit),
            web.post(f"{EDITION}/discard", editions.discard),
            web.post(f"{EDITION}/renew", editions.renew),
            web.post(f"{EDITION}/send-back", editions.send_back),
            web.post(f"{EDITION}/approve", editions.approve),
            web.get(f"{ARTICLE}/withdraw", publishing.withdraw_form),
            web.post(f"{ARTICLE}/withdraw", publishing.withdraw),
            web.post(f"{ARTICLE}/restore", publishing.restore),
            web.get("/publishing", publishing.publishing),
            web.post("/publishing/check", publishing.check),
            web.post("/publishing/publish", publishing.publish),
            web.post("/publishing/rollback", publishing.rollback),
            web.get("/publishing/works/{work}", publishing.work),
            web.get("/publishing/works/{work}/state", publishing.state),
            web.post("/sources", sources.check),
            web.get("/law", law.law),
            web.get("/law/{subject}", law.records),
            web.post("/law/{subject}", law.confirm),
            web.get("/log", log.log),
            web.get("/keys", site_keys.site_keys),
            web.post("/keys", site_keys.add),
            web.post("/keys/decide", site_keys.decide),
            web.get("/people", people.people),
            web.post("/people", people.add),
            web.post("/people/change", people.change),
            web.get("/account", people.account),
            web.post("/account/language", people.language),
            web.post("/account/password", people.password),
            web.post("/account/app", people.app),
            web.get("/exchange", exchange.page),
            web.get("/exchange/knowledge.zip", exchange.download),
            web.post("/exchange", exchange.upload),
        ]
    )
    return app


@public
async def to_home(request: web.Request) -> web.Response:
    """The address as people type it."""
    raise web.HTTPSeeOther("/staff/")
