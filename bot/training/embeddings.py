"""What a child process runs: `python -m bot.training.embeddings TEXTS VECTORS` encodes a share of the training texts.

TEXTS is a JSON list; VECTORS lies where `bot.judging.features.remembered` looks for what others have encoded.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from bot.judging.features import remembered
from bot.training.subprocesses import give_way

if __name__ == "__main__":
    give_way()
    remembered(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")), Path(sys.argv[2]))
