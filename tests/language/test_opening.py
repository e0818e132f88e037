"""The head of a sentence: verb or noun, work or change."""

from __future__ import annotations

import pytest

from okrsdk.language.leading_verb import Act, opening


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Launch the shop", Act.ACTIVITY),
        ("launching the shop", Act.ACTIVITY),
        ("Launched the shop", Act.ACTIVITY),
        ("KR2: Successfully migrate the data", Act.ACTIVITY),
        ("Begin tracking calls", Act.ACTIVITY),
        ("We will build a shop", Act.ACTIVITY),
        ("Renegotiate the contracts", Act.ACTIVITY),
        ("Furnish the waiting room", Act.ACTIVITY),
        ("Increase revenue from $2M to $4M", Act.RISE),
        ("Continue to grow trials", Act.RISE),
        ("Cut costs", Act.FALL),
        ("Keep churn below 3%", Act.HOLD),
        ("Reach 40", Act.REACH),
        ("Test coverage from 46% to 60%", Act.STATE),
        ("Launch is on 3 May", Act.STATE),
        ("Support tickets per customer from 14 to 8", Act.STATE),
        ("Improved onboarding rate of 40%", Act.STATE),
        ("Training hours per nurse from 4 to 10", Act.STATE),
        ("Customers trust us", Act.STATE),
        ("40 new partners", Act.STATE),
        ("At least four reviews", Act.STATE),
        ("Revenue of $2M", Act.STATE),
        ("", Act.STATE),
    ],
)
def test_the_leading_verb_tells_what_is_ordered(text, act):
    assert opening(text).act is act


def test_the_object_stands_behind_the_verbs_particle():
    assert [word.text for word in opening("Roll out the new flow to all branches").object] == ["the", "new", "flow"]
