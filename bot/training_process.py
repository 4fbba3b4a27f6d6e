"""What the child process runs: `python -m bot.training_process FOLDER NAME` trains FOLDER to FOLDER/out/NAME.tar.gz."""

from __future__ import annotations

import sys
from pathlib import Path

from bot import rasa_compat


def main(folder: Path, name: str) -> int:
    """Train; the exit status is Rasa's."""
    rasa_compat.install()
    from rasa.model_training import train

    result = train(
        domain=str(folder / "domain.yml"),
        config=str(folder / "config.yml"),
        training_files=[str(folder / "data")],
        output=str(folder / "out"),
        fixed_model_name=name,
        force_training=True,
    )
    return int(result.code)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2]))
