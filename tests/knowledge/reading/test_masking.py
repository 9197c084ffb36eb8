"""Private numbers leave a text, public ones stay."""

from __future__ import annotations

import pytest

from knowledge.reading import mask
from tests.knowledge.reading.tables import rows


@pytest.mark.parametrize(("section", "text", "masked"), rows("masks.yml"))
def test_private_numbers_are_taken_out_and_public_ones_stay(
    section: str, text: str, masked: str
) -> None:
    assert mask(str(text)).text == str(masked)


def test_the_kinds_taken_out_are_named_once_each() -> None:
    assert mask("电话13812345678，还有13912345678，密码123456").found == ("phone", "secret")


def test_a_text_without_private_numbers_is_left_as_it_is() -> None:
    text = "我妈82岁，住海州区"

    assert (mask(text).text, mask(text).found) == (text, ())


def test_masking_twice_changes_nothing_more() -> None:
    once = mask("身份证320706194403051234").text

    assert mask(once).text == once
