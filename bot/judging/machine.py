"""The linear machine itself: fitted with scikit-learn, kept as plain arrays."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from bot.judging.features import Row

_C = 0.2
_OTHER_LANGUAGE = 0.4  # weight of an example that is in another language


@dataclass(frozen=True, slots=True)
class Machine:
    """A boundary for each intent. Its weights are halves, which rank questions as singles do and take 20 MB less."""

    names: list[str]
    weights: Any
    offsets: Any

    def decide(self, row: Row) -> Any:
        """The distance of one text from each intent's boundary, positive inside."""
        return row.weights @ self.weights[row.places].astype(np.float32) + self.offsets

    def stored(self) -> dict[str, Any]:
        """Arrays from which `restored` makes the same machine."""
        return {"names": np.array(self.names), "weights": self.weights, "offsets": self.offsets}

    @classmethod
    def restored(cls, stored: Mapping[str, Any]) -> Machine:
        """The machine from its arrays."""
        return cls([str(name) for name in stored["names"]], stored["weights"], stored["offsets"])


def fit(rows: Sequence[Row], width: int, intents: Sequence[str], own: Any) -> Machine:
    """Fit on examples of that many features; `own` says which are in the language itself."""
    from scipy.sparse import csr_matrix
    from sklearn.svm import LinearSVC

    ends = np.cumsum([0, *(len(row.places) for row in rows)])
    table = csr_matrix(
        (
            np.concatenate([row.weights for row in rows]),
            np.concatenate([row.places for row in rows], dtype=np.int32),
            ends,
        ),
        shape=(len(rows), width),
    )
    del rows  # a hundred megabytes, which the solver needs for a copy of its own
    svm = LinearSVC(C=_C, random_state=1)
    svm.fit(table, list(intents), sample_weight=np.where(own, 1.0, _OTHER_LANGUAGE))
    weights = np.ascontiguousarray(svm.coef_.T.astype(np.float16))
    return Machine([str(name) for name in svm.classes_], weights, svm.intercept_.astype(np.float32))


def softmax(values: Any) -> Any:
    """Numbers that are positive and sum to one."""
    raised = np.exp(values - values.max())
    return raised / raised.sum()
