"""The head of a sentence: verb or noun, work or change."""

from __future__ import annotations

import pytest

from okrsdk.language.leading_verb import VerbClass, opening


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Launch the shop", VerbClass.ACTIVITY),
        ("launching the shop", VerbClass.ACTIVITY),
        ("Launched the shop", VerbClass.ACTIVITY),
        ("KR2: Successfully migrate the data", VerbClass.ACTIVITY),
        ("Begin tracking calls", VerbClass.ACTIVITY),
        ("We will build a shop", VerbClass.ACTIVITY),
        ("Renegotiate the contracts", VerbClass.ACTIVITY),
        ("Furnish the waiting room", VerbClass.ACTIVITY),
        ("Increase revenue from $2M to $4M", VerbClass.RISE),
        ("Continue to grow trials", VerbClass.RISE),
        ("Cut costs", VerbClass.FALL),
        ("Keep churn below 3%", VerbClass.HOLD),
        ("Reach 40", VerbClass.REACH),
        ("Test coverage from 46% to 60%", VerbClass.STATE),
        ("Launch is on 3 May", VerbClass.STATE),
        ("Support tickets per customer from 14 to 8", VerbClass.STATE),
        ("Improved onboarding rate of 40%", VerbClass.STATE),
        ("Training hours per nurse from 4 to 10", VerbClass.STATE),
        ("Customers trust us", VerbClass.STATE),
        ("40 new partners", VerbClass.STATE),
        ("At least four reviews", VerbClass.STATE),
        ("Revenue of $2M", VerbClass.STATE),
        ("", VerbClass.STATE),
    ],
)
def test_the_leading_verb_tells_what_is_ordered(text, act):
    assert opening(text).act is act


def test_the_object_stands_behind_the_verbs_particle():
    assert [word.text for word in opening("Roll out the new flow to all branches").object] == ["the", "new", "flow"]
