"""What the child process runs: `python -m bot.training.worker FOLDER NAME` trains FOLDER to FOLDER/out/NAME.tar.gz.

Rasa's own `train` does the same and takes much longer: it reads the examples twice, copies and compares them at each
of six steps, and hashes whatever a component gives for a cache that is never asked here.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

from bot import rasa_shims as rasa_compat
from bot.training.subprocesses import give_way

rasa_compat.install()

from rasa.engine import validation  # noqa: E402
from rasa.engine.constants import PLACEHOLDER_IMPORTER  # noqa: E402
from rasa.engine.graph import ExecutionContext, GraphModelConfiguration  # noqa: E402
from rasa.engine.recipes.recipe import Recipe  # noqa: E402
from rasa.engine.runner.dask import DaskGraphRunner  # noqa: E402
from rasa.engine.storage import local_model_storage  # noqa: E402
from rasa.shared.core.domain import Domain  # noqa: E402
from rasa.shared.core.training_data.structures import StoryGraph  # noqa: E402
from rasa.shared.data import TrainingType  # noqa: E402
from rasa.shared.importers.rasa import RasaFileImporter  # noqa: E402
from rasa.shared.nlu.training_data.training_data import TrainingData  # noqa: E402
from rasa.shared.utils.common import cached_method  # noqa: E402


class Files(RasaFileImporter):  # type: ignore[misc]
    """The training files, each read once. There are no responses and no stories with texts to add to the examples."""

    @cached_method  # type: ignore[untyped-decorator]
    def _examples(self) -> TrainingData:
        return super().get_nlu_data()

    def get_nlu_data(self, language: str | None = None) -> TrainingData:
        """The examples, which are the same whatever language Rasa takes them for."""
        return self._examples()

    @cached_method  # type: ignore[untyped-decorator]
    def get_stories(self, exclusion_percentage: int | None = None) -> StoryGraph:
        """The rules."""
        return super().get_stories(exclusion_percentage)

    @cached_method  # type: ignore[untyped-decorator]
    def get_domain(self) -> Domain:
        """The domain."""
        return super().get_domain()


class _Archive(local_model_storage.TarSafe):  # type: ignore[misc]
    """Packs a model at gzip's usual level: the highest takes eight times as long for one hundredth of the size."""

    @classmethod
    def gzopen(cls, name: Any, mode: Any = "r", fileobj: Any = None, compresslevel: int = 6, **rest: Any) -> Any:
        return super().gzopen(name, mode, fileobj, compresslevel, **rest)


def train(folder: Path, name: str) -> Path:
    """Train on the files of the folder; gives the file of the model."""
    files = Files(str(folder / "config.yml"), str(folder / "domain.yml"), [str(folder / "data")])
    configuration = _configuration(files)
    made = folder / "out" / f"{name}.tar.gz"
    with tempfile.TemporaryDirectory(dir=folder) as place:
        storage = local_model_storage.LocalModelStorage.create(Path(place))
        DaskGraphRunner.create(
            configuration.train_schema, storage, ExecutionContext(graph_schema=configuration.train_schema)
        ).run(inputs={PLACEHOLDER_IMPORTER: files})
        storage.create_model_package(made, configuration, files.get_domain())
    return made


def _configuration(files: Files) -> GraphModelConfiguration:
    config = files.get_config()
    configuration = Recipe.recipe_for_name(config["recipe"]).graph_config_for_recipe(
        config, {}, training_type=TrainingType.BOTH
    )
    validation.validate(configuration)
    return configuration


def main(folder: Path, name: str) -> None:
    """Train without getting in the way."""
    give_way()
    local_model_storage.TarSafe = _Archive
    train(folder, name)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
