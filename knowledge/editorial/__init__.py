"""The editorial room: how a text gets from a first draft to what people read, and back.

A *document* is a folder of this room's files ("articles/gifts", "intercepts"). An *edition* is one version of a
document on its way: draft, review, approved (for now or for a date), published, superseded or rolled back. A *release*
is a full set of documents, taken into use as a whole. Everything that anybody does is recorded.
"""

from knowledge.editorial.store import Editorial
from knowledge.wording.refusals import Refused

__all__ = ["Editorial", "Refused"]
