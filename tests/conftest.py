"""What all tests share: the optional source material, and a count of what was skipped for want of it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

from tariff_data.core.paths import shared

# A busy machine must not fail a property test by being slow.
settings.register_profile("importdesk", deadline=None)
settings.load_profile("importdesk")

NO_SHARED = "the source material (IMPORTDESK_SHARED) is not here"


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
