"""`importdesk`: every command of the contract. Each lives in its own module and is imported only when it is called.

Standard output carries the result and nothing else; progress and errors go to standard error.
Exit status: 0 done, 2 bad input, 1 failure.
"""

from __future__ import annotations

import importlib
import os
import sys

import click

from web.support.outcome import BadInput, Failure, one_line

_COMMANDS = {
    "serve": "web.cli.serve:serve",
    "estimate": "web.cli.estimate:estimate",
    "classify": "web.cli.classify:classify",
    "chat": "web.cli.chat:chat",
    "law": "web.cli.law:law",
    "rates": "web.cli.rates:rates",
    "tariff": "web.cli.tariff:tariff",
    "knowledge": "web.cli.knowledge:knowledge",
    "evaluate": "tools.evaluation.command:evaluate",
    "keys": "web.cli.keys:keys",
    "staff": "web.cli.staff:staff",
    "bench": "tools.benchmark.command:bench",
}


class LazyGroup(click.Group):
    """A group that imports a command's module when it is used: `estimate` never loads the assistant."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        module, name = _COMMANDS[cmd_name].split(":")
        command: click.Command = getattr(importlib.import_module(module), name)
        return command


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="import-desk", prog_name="importdesk")
def importdesk() -> None:
    """Answers about bringing goods into the United States, and line-by-line duty estimates."""


def main(arguments: list[str] | None = None) -> None:
    """Run a command and leave with its exit status."""
    sys.exit(run(arguments))


def run(arguments: list[str] | None = None) -> int:
    """Run a command; every error becomes one line on standard error that says what and where."""
    try:
        importdesk.main(arguments, prog_name="importdesk", standalone_mode=False)
        sys.stdout.flush()
    except click.exceptions.Exit as leaving:
        return leaving.exit_code
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message(), err=True)
        return 2
    except click.UsageError as error:
        path = error.ctx.command_path if error.ctx else "importdesk"
        return _said(f"{path}: {error.format_message()}", 2)
    except click.ClickException as error:
        return _said(f"importdesk: {error.format_message()}", 2)
    except click.Abort:
        return _said("importdesk: stopped", 1)
    except BadInput as error:
        return _said(str(error), 2)
    except Failure as error:
        return _said(str(error), 1)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # the reader left: nothing more to say
        return 1
    except Exception as error:
        if os.environ.get("IMPORTDESK_DEBUG"):
            raise
        return _said(f"importdesk: {type(error).__name__}: {error} (IMPORTDESK_DEBUG=1 shows where)", 1)
    return 0


def _said(text: str, status: int) -> int:
    click.echo(one_line(text), err=True)
    return status
