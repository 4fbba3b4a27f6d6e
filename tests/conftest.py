"""What all tests share: marks by what a test needs, how workers share the tests, the optional source material."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from tariff_data.classification.index import index, is_built
from tariff_data.core.paths import home, shared
from tariff_data.hts.database import open_schedule
from tests.sharing import FilesInOrder

# A busy machine must not fail a property test by being slow.
settings.register_profile("importdesk", deadline=None)
settings.load_profile("importdesk")

BUILT = home()  # the home in use, from which tests only take what is built
BROWSER = Path(__file__).resolve().parent / "web" / "browser"
NO_SHARED = "the source material (IMPORTDESK_SHARED) is not here"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark each test by what it needs, so that `make check` leaves out what takes long without a list of its own.

    Browser tests come last: Playwright's loop, once started, stays in the thread that others need.
    """
    for item in items:
        needs = set(getattr(item, "fixturenames", ()))
        if BROWSER in item.path.parents or "chromium" in needs:
            item.add_marker(pytest.mark.browser)
        if "trained" in needs:
            item.add_marker(pytest.mark.trained)
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> FilesInOrder:
    """Whole files, so that module fixtures are made once, in the order of collection."""
    return FilesInOrder(config, log)


@contextmanager
def only_one(what: str) -> Iterator[None]:
    """Waits until no other worker does this: two trainings at a time need more memory than a small machine has."""
    BUILT.mkdir(parents=True, exist_ok=True)
    with (BUILT / f"{what}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@pytest.fixture(scope="session", autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """State that tests make (conversations, site keys, imported rates) is each worker's own; what is built is shared.

    The tariff database and the word index are made first, by one worker, where they are missing or stale.
    """
    with only_one("build"):
        open_schedule()
        if not is_built():
            index()
    (BUILT / "models").mkdir(exist_ok=True)
    folder = tmp_path_factory.mktemp("home")
    for built in (BUILT / "tariff.db", BUILT / "models", *BUILT.glob("classify-*.npz")):
        (folder / built.name).symlink_to(built)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("IMPORTDESK_HOME", str(folder))
        yield folder


@pytest.fixture(scope="session")
def trained() -> None:
    """The assistant is trained, by whichever worker comes first; nothing happens where its inputs are the same."""
    from bot.training.train import train

    with only_one("training"):
        train()


@pytest.fixture(scope="session")
def shared_folder() -> Path:
    """The folder with the source material; without it the test is skipped, or fails where REQUIRE_SHARED=1."""
    folder = shared()
    if folder is None and os.environ.get("REQUIRE_SHARED") == "1":
        pytest.fail(f"REQUIRE_SHARED=1, but {NO_SHARED}")
    if folder is None:
        pytest.skip(NO_SHARED)
    return folder


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    skipped = [report for report in terminalreporter.stats.get("skipped", []) if NO_SHARED in str(report.longrepr)]
    if skipped:
        terminalreporter.write_line(f"{len(skipped)} tests skipped: {NO_SHARED}")
