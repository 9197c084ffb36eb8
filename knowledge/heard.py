"""The mark on a field of the pack that holds what people say to us, or what a thing is known by.

It is compared with and searched in, so it is the same whatever language the pack speaks.
"""

from __future__ import annotations

from typing import Annotated, TypeVar

T = TypeVar("T")
Heard = Annotated[T, "heard"]
