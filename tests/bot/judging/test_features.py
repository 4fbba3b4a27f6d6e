"""Vectors of training texts: encoded once, for whichever language first needs them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from bot.judging import features


def test_what_another_language_encoded_is_not_encoded_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = features.remembered(["one shoe", "two shoes"], tmp_path / "vectors-en.npz")
    encoded: list[str] = []
    encode = features.encode
    monkeypatch.setattr(features, "encode", lambda texts: encoded.extend(texts) or encode(texts))
    second = features.remembered(["two shoes", "tres zapatos"], tmp_path / "vectors-es.npz")
    assert encoded == ["tres zapatos"]
    assert np.allclose(first[1], second[0], atol=1e-3)
    assert np.array_equal(features.remembered(["tres zapatos"], tmp_path / "vectors-es.npz")[0], second[1])
    assert encoded == ["tres zapatos"]
    assert {path.name for path in tmp_path.iterdir()} == {"vectors-en.npz", "vectors-es.npz"}


def test_what_was_encoded_in_shares_is_known_to_every_language(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = ["one shoe", "two shoes", "tres zapatos", "one shoe"]
    assert features.unknown(texts, tmp_path) == texts[:3]
    share = features.remembered(texts[:2], tmp_path / "vectors-share.npz")
    assert features.unknown(texts, tmp_path) == ["tres zapatos"]
    features.remembered(texts[2:], tmp_path / "vectors-other.npz")
    monkeypatch.setattr(features, "encode", None)
    assert np.allclose(features.remembered(texts, tmp_path / "vectors-en.npz")[:2], share, atol=1e-3)
    assert features.unknown(texts, tmp_path) == []
