"""The word lists: English verbs by what they do at the head of an objective or key result."""

from __future__ import annotations

from okrsdk.language.word_set import word_set

RISE = word_set(
    "increase raise grow boost lift improve enhance expand accelerate maximize maximise strengthen scale "
    "multiply double triple quadruple extend elevate broaden deepen up advance amplify heighten widen enlarge "
    "augment upgrow treble speed rise surge climb gain optimize optimise fine-tune sharpen"
)
"""The number goes up, or the thing gets better: a change whose size a key result must state."""

BETTER = word_set(
    "improve enhance optimize optimise accelerate speed strengthen fine-tune sharpen advance elevate upgrade"
)
"""Rises that say better, not more: of a waiting time less is better, and the numbers show it."""

FALL = word_set(
    "reduce decrease cut lower minimize minimise drop shorten eliminate halve lessen decline shrink trim slash curb "
    "diminish limit mitigate remove decelerate slow lighten prevent stop ease tighten compress avoid"
)
"""The number goes down."""

TO_ZERO = word_set("eliminate stop prevent remove avoid")
"""Falls that end at zero: the number is in the word."""

HOLD = word_set("maintain keep hold sustain stay remain preserve stabilize stabilise retain protect")
"""The number stays where it is: a threshold says where."""

GET = word_set(
    "achieve reach attain hit exceed surpass get earn win obtain gain secure land acquire capture generate drive close "
    "sell sign attract bring receive book convert retain draw garner"
)
"""The world gives something: a result, if one says how much of it."""

REACH = GET | word_set(
    "put come look sit figure sort draw meet beat outperform score average have see resolve answer activate "
    "source recover save serve handle return become be upsell renew cross-sell crosssell outsell onboard enroll "
    "register qualify rank offer show demonstrate pass make ensure empower help let allow support solve turn transform "
    "relieve dominate lead own foster inspire delight break go ignite unlock restore produce deliver provide give "
    "establish create prove free win-back reactivate engage enable bring do take finish complete fill"
)
"""What the verb brings about may be the result: that depends on what is behind it."""

MAKE = word_set(
    "build rebuild construct develop redevelop design redesign create craft draft write rewrite author prototype "
    "compose assemble code program architect engineer record film formulate formalize formalise compile "
    "establish produce"
)
"""Making a thing. It says what the team will have done, not what will be different afterwards."""

RELEASE = word_set(
    "launch relaunch release ship deploy publish republish introduce unveil roll rollout pilot start begin kick "
    "kickoff initiate commence post announce open publicize publicise"
)
"""Putting a thing out."""

INSTALL = word_set(
    "implement install configure set setup integrate migrate refactor rearchitect replatform containerize upgrade "
    "update adopt deprecate decommission replace rename move switch connect wire instrument embed add include apply "
    "adjust change convert clean cleanup restructure reorganize reorganise patch rewire port sync synchronize "
    "synchronise fix debug correct repair work use utilize utilise leverage buy purchase rent procure translate "
    "renovate furnish overhaul revamp refurbish equip supply stock relocate transfer unblock calibrate archive "
    "catalogue catalog scan print paint repaint plant lay dig insulate fit retrofit commission dismantle demolish "
    "revise refresh refine rebrand rework refit issue transition enforce digitalize digitalise digitize digitise sew "
    "sow weave sweep hang mow reform invest"
)
"""Changing systems and ways of working: the lever, not what it moves."""

SMOOTHE = word_set(
    "automate streamline simplify modernize modernise standardize standardise centralize centralise consolidate unify "
    "localize localise customize customise harmonize harmonise personalize personalise"
)
"""Work whose purpose shows in the word: good enough for the direction of an objective, not for a key result."""

STUDY = word_set(
    "research investigate analyze analyse assess audit review evaluate explore examine study survey interview test "
    "benchmark validate verify inspect map identify track monitor measure observe gather collect consult scope spike "
    "read look watch experiment diagnose id understand learn discover listen pilot-test trial try"
)
"""Finding out. What changed because of it is the result."""

INSIGHT = word_set("understand learn discover measure track monitor prove validate")
"""Finding out as an end in itself: as an objective it may be one."""

ARRANGE = word_set(
    "plan define document conduct run host organize organise attend participate schedule coordinate facilitate "
    "execute perform finalize finalise conclude do carry propose agree choose decide select prioritize prioritise "
    "outline specify describe list discuss commit submit approve brainstorm align manage oversee address form "
    "assign hand finish complete file arrange prepare negotiate tender stage mount exhibit celebrate contribute "
    "participate collaborate cooperate assist"
)
"""Arranging and carrying out work: the calendar fills, nothing need change."""

TELL = word_set(
    "send email mail share present pitch promote advertise market blog tweet communicate evangelize evangelise "
    "educate train coach mentor teach report contact call visit notify inform distribute circulate demo phone text "
    "ring speak talk respond reply follow followup reach-out outreach sponsor brief invite instruct remind advise "
    "lecture campaign lobby canvass fundraise"
)
"""Telling people. Whether they act on it is the result."""

CRAFT = word_set(
    "sing rehearse cook bake brew bottle unpack unload wash mop scrub polish weld solder forge harvest plough plow "
    "prune irrigate fertilise fertilize shear groom vaccinate sterilise sterilize disinfect excavate pave resurface "
    "tarmac dredge grit salt de-ice deice plaster signpost photograph proofread typeset transcribe subtitle stream "
    "broadcast mature ripen ferment distil distill roast knit stitch embroider illustrate animate annotate curate "
    "conserve redo retype reprint recut stockpile reconcile chase escalate triage troubleshoot merge classify "
    "categorise categorize deduplicate ingest scrape visualise visualize swap substitute reallocate redistribute "
    "rebalance reassign reschedule rearrange relabel decorate immunise immunize escort moderate prosecute sue notarise "
    "shred laminate compost recycle mulch reupholster breed dispatch palletise restock refill rotate sandbag whitewash "
    "varnish tidy"
)
"""Crafts and chores: what hands do all day."""

STAFF = word_set("hire recruit staff appoint contract outsource backfill rehire")
"""Getting people in: an input to the result."""

ACTIVITY = (MAKE | RELEASE | INSTALL | SMOOTHE | STUDY | ARRANGE | TELL | CRAFT | STAFF) - word_set("produce do")
"""Verbs whose doing is work: a key result made of one alone is a task."""

HAND_OVER = word_set("deliver produce provide finish complete")
"""Handing something over: a result if others count it (leads, revenue), work if it is ours (reports, features)."""

GETTING_IN = word_set("onboard enroll enrol register")
"""Taking people in: work where they are our own and no number says how many."""

HANDLING = word_set("put bring sort take offer give show have come go look renew")
"""Everyday verbs of doing something with something: an order without any number that is not about getting more."""

DISPATCH = word_set("answer award settle handle")
"""Dealing with what comes in: of a share it is a result, of a number of letters it is work."""

LIGHT = word_set("have make hold do give take put get bring participate meet run offer")
"""Verbs without a meaning of their own: with a piece of work behind them they are work (`have weekly meetings`)."""

PHRASAL = frozenset(
    {
        ("meet", "with"), ("reach", "out"), ("put", "together"), ("put", "in"), ("come", "up"), ("take", "part"),
        ("draw", "up"), ("figure", "out"), ("sort", "out"), ("go", "through"), ("look", "into"), ("get", "started"),
        ("sit", "down"), ("go", "live"), ("check", "in"), ("follow", "up"),
    }
)  # fmt: skip
"""Verbs that become work by the word behind them: `meet the target` is a result, `meet with investors` is not."""

WITHOUT_NUMBER = frozenset({("make", "sure"), ("get", "rid"), ("take", "over"), ("sign", "up")})
"""Verbs with a word behind them that are work unless a number says what comes of it."""

DOING = LIGHT | word_set("conduct carry perform execute complete attend host schedule pay")
"""Verbs that only say that the piece of work behind them takes place: of `carry out 10 visits`, the visits are ours."""

WITH_AUDIENCE = TELL | STUDY | STAFF | word_set("meet talk reach select choose prioritize prioritise shortlist")
"""Verbs whose object is an audience: counting it counts contacts, not what they led to."""

PARTICLES = word_set("out up in on off over down into with to at for through forward back together away around")
"""What may belong to the verb before it: `roll out`, `meet with`, `participate in`, `talk to`."""

ATTITUDE = word_set(
    "trust love find feel know want rely depend recommend prefer say believe expect enjoy need like miss complain "
    "attend visit return renew respect value appreciate admire"
)
"""What people do who are asked nothing by us: the verb of a statement about them."""

PARTICIPLES = word_set(
    "written rewritten held built rebuilt sent made taught given taken shown bought sold found kept won brought begun "
    "drawn chosen spent paid told spoken met grown risen fallen shrunk done laid set run put cut dug sewn sown woven "
    "swept hung"
)
"""Past forms without `-ed`."""

DECISIONS = word_set(
    "approve accept adopt certify accredit choose select use recommend sign agree award grant endorse ratify "
    "authorize authorise elect nominate"
)
"""What others decide: `the device is approved` is no work of ours."""

AUXILIARY = word_set(
    "be is are was were been being has have had does did will would can could should shall may might must need needs "
    "isn't aren't can't won't don't doesn't"
)
"""Finite helpers: a sentence with one behind its first noun states a condition, it does not order work."""

LEAD_IN = word_set(
    "to we i will want successfully fully completely further continue begin start try aim strive seek keep finally "
    "quickly massively radically drastically dramatically significantly substantially continuously consistently "
    "effectively efficiently proactively also then please can let's let help work together actively rapidly safely "
    "regularly jointly and fundamentally measurably materially steadily"
)
"""What may come before the real verb of a goal."""

STATING = word_set(
    "contains indicates requires includes provides enables shows allows covers receives knows uses takes gets "
    "works returns exceeds reaches grows drops falls rises remains stays finds becomes supports handles meets "
    "gives makes helps"
)
"""Finite forms that a statement may have behind a subject which could be taken for an order: `code review finds …`."""

NOUN_TOO = word_set(
    "test support design release report research review launch plan process lead market cost cut rate update upgrade "
    "survey audit pilot demo code post visit hire call email document host run set start study track map list form "
    "contract staff brand sponsor program engineer record draft present open use change address share source book "
    "score average return drop limit gain step rise lift boost decline increase decrease show pass answer contact "
    "benchmark interview look watch read focus promise patch port scope spike train coach close ship mentor mail "
    "blog tweet talk schedule select estimate sign approach access speed slow function experiment file brief invite "
    "order register rank fix handle help interest offer build win store harvest salt plaster roast stream "
    "trial wash brew grit pitch campaign lobby rework"
)
"""Verbs that are nouns as well: `test coverage`, `support tickets`, `release cadence`."""
