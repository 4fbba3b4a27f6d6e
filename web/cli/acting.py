"""What the commands of outreach staff share: who acts, and how the editorial room's refusals are told."""

from __future__ import annotations

import getpass
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta, timezone, tzinfo
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import click

from web.support.outcome import BadInput, Failure

Command = Callable[..., Any]
_CAPITAL = "America/New_York"  # a rule that starts on a day starts at midnight there


def acting(command: Command) -> Command:
    """Options of a command by which somebody changes something: `--by`."""
    return click.option(
        "--by", "who", envvar="IMPORTDESK_STAFF", default=_login, help="Who does it (default: your login name)."
    )(command)


def _login() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        raise BadInput("importdesk knowledge: --by: say who does this") from None


@contextmanager
def refusals() -> Iterator[None]:
    """Tell a refusal: its list, where it has one, as the result; why in one line."""
    from knowledge.library.articles import BadArticle
    from knowledge.wording.refusals import Faulty, Refused, Unknown
    from knowledge.wording.translate import say

    where = click.get_current_context().command_path
    try:
        yield
    except Faulty as error:
        for fault in error.faults:
            click.echo(fault)
        raise Failure(f"{where}: {len(error.faults)} to mend first") from error
    except (Unknown, BadArticle) as error:
        raise BadInput(f"{where}: {error}") from error
    except Refused as error:
        gate = getattr(error, "gate", None)
        for line in gate.broken() if gate else ():
            click.echo(f"breaks: {say(line)}")
        raise Failure(f"{where}: {error}") from error


class Moment(click.ParamType[datetime]):
    """A day (its beginning in Washington, D.C.) or a moment with or without a zone (without: Washington's)."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        if isinstance(value, datetime):
            return value
        try:
            day = date.fromisoformat(value)
        except ValueError:
            try:
                moment = datetime.fromisoformat(value)
            except ValueError:
                self.fail(f"{value!r} is no date (2027-01-01, 2027-01-01T09:00)", param, ctx)
        else:
            moment = datetime.combine(day, time())
        return moment if moment.tzinfo else moment.replace(tzinfo=_zone())


def _zone() -> tzinfo:
    try:
        return ZoneInfo(_CAPITAL)
    except ZoneInfoNotFoundError:  # a system without zone data: standard time
        return timezone(timedelta(hours=-5))
