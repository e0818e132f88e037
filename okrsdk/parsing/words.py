"""The word lists: English words by what they do in an objective or key result, each list with its reason.

A list holds dictionary forms; `okrsdk.parsing.text.base_forms` finds them behind inflected words. A word stands in a
list for what it usually means at the head of a goal. A word in no list is not judged by its meaning.
"""

from __future__ import annotations


def word_set(text: str) -> frozenset[str]:
    """The words of `text`, which is easier to read and to extend than a list of quoted strings."""
    return frozenset(text.split())


RISE = word_set(
    "increase raise grow boost lift improve enhance expand accelerate maximize maximise strengthen scale "
    "multiply double triple quadruple extend elevate broaden deepen up advance amplify heighten widen enlarge "
    "augment upgrow treble speed step rise surge climb gain optimize optimise"
)
"""The number goes up, or the thing gets better: a change whose size a key result must state."""

FALL = word_set(
    "reduce decrease cut lower minimize minimise drop shorten eliminate halve lessen decline shrink trim slash curb "
    "diminish limit mitigate remove decelerate slow lighten prevent stop ease tighten compress"
)
"""The number goes down."""

HOLD = word_set("maintain keep hold sustain stay remain preserve stabilize stabilise retain protect")
"""The number stays where it is: a threshold says where."""

REACH = word_set(
    "achieve reach attain hit exceed surpass get earn win obtain meet beat outperform score average have see "
    "secure land acquire capture generate deliver drive convert close sell sign attract bring collect receive "
    "resolve answer respond activate retain book produce source recover save serve handle return become be "
    "return upsell renew cross-sell crosssell outsell onboard enroll register qualify rank show demonstrate pass "
    "make enable ensure empower help let allow support solve turn move transform dominate lead own establish "
    "create foster inspire delight make break go ignite accelerate unlock restore rebuild"
)
"""What the verb brings about is the result: whether it is one depends on what is counted behind it."""

MAKE = word_set(
    "build rebuild construct develop redevelop design redesign create craft draft write rewrite author produce "
    "prototype compose assemble prepare code program architect engineer record film formulate formalize "
    "formalise generate compile"
)
"""Making a thing. It says what the team will have done, not what will be different afterwards."""

RELEASE = word_set(
    "launch relaunch release ship deploy publish republish introduce unveil roll rollout pilot start begin kick "
    "kickoff initiate commence post announce open publicize publicise"
)
"""Putting a thing out."""

INSTALL = word_set(
    "implement install configure set setup integrate migrate automate refactor rearchitect replatform "
    "containerize upgrade update modernize modernise adopt enable deprecate decommission replace rename move "
    "switch connect wire instrument embed add include apply adjust change convert consolidate centralize "
    "centralise standardize standardise digitize digitise localize localise translate unify merge clean cleanup "
    "organize organise restructure reorganize reorganise streamline customize customise patch rewire port sync "
    "synchronize synchronise fix debug correct repair work use utilize utilise leverage"
)
"""Changing systems and ways of working: the lever, not what it moves."""

STUDY = word_set(
    "research investigate analyze analyse assess audit review evaluate explore examine study survey interview test "
    "benchmark validate verify inspect map identify discover track monitor measure observe investigate gather collect "
    "consult scope spike understand learn read look watch experiment diagnose id"
)
"""Finding out. What was learned, and what changed because of it, is the result."""

ARRANGE = word_set(
    "plan define document conduct run host hold organize organise attend participate schedule coordinate facilitate "
    "present execute perform complete finish finalize finalise conclude do carry prepare propose agree choose decide "
    "select prioritize prioritise outline specify describe list meet discuss commit submit approve brainstorm align "
    "manage oversee lead handle address establish form assign"
)
"""Arranging and carrying out work: the calendar fills, nothing need change."""

TELL = word_set(
    "send email mail share present pitch promote advertise market blog tweet communicate evangelize evangelise educate "
    "train coach mentor teach onboard report contact call visit notify inform distribute circulate demo speak talk "
    "respond reply follow followup engage reach-out outreach sponsor"
)
"""Telling people. Whether they act on it is the result."""

STAFF = word_set("hire recruit staff appoint contract outsource backfill promote")
"""Getting people in: an input to the result."""

ACTIVITY = (MAKE | RELEASE | INSTALL | STUDY | ARRANGE | TELL | STAFF) - word_set(
    # These head good key results as often as bad ones: what they count decides, so they stay with REACH.
    "generate produce convert collect respond handle onboard get meet have engage move enable lead establish "
    # `Hold churn below 3 %` holds a number.
    "hold"
)
"""Verbs whose doing is work: a key result made of one alone is a task."""

AUXILIARY = word_set(
    "be is are was were been being has have had do does did will would can could should shall may might must need needs"
)
"""Finite helpers: a sentence with one behind its first noun states a condition, it does not order work."""

LEAD_IN = word_set(
    "to we i our will want successfully fully completely further continue begin start try aim strive seek keep finally "
    "quickly massively radically drastically dramatically significantly substantially continuously consistently "
    "effectively efficiently proactively also then please let's let help work together actively rapidly safely "
    "regularly jointly and fundamentally measurably materially steadily"
)
"""What may stand before the real verb of a goal."""

NOUN_TOO = word_set(
    "test support design release report research review launch plan process lead market cost cut rate update upgrade "
    "survey audit pilot demo code post visit hire call email document host run set start study track map list form "
    "contract staff brand sponsor program engineer record draft present open use change address share source book "
    "score average return drop limit gain step rise lift boost decline increase decrease show pass answer contact "
    "benchmark interview look watch read focus promise patch port scope spike train coach close ship mentor mail "
    "blog tweet talk schedule select estimate sign interview approach access speed slow function experiment migrate"
)
"""Verbs that are nouns as well: `test coverage`, `support tickets`, `release cadence`."""

NOUN_AFTER = word_set(
    "coverage time times score scores rate rates volume cost costs cycle cadence frequency quality ticket "
    "tickets cases case traffic revenue team teams users user page pages retention satisfaction conversion nps "
    "csat size usage length duration latency uptime errors share value count index level response response "
    "backlog response engineers speed requests queue volume results process window leads customers customer "
    "accounts growth penetration accuracy completion success failure failures pipeline bookings"
)
"""Nouns that make the word before them a noun: `lead time`, `release cadence`, `support tickets`."""

OUTCOME_NOUNS = word_set(
    "customer client user visitor lead signup sign-up subscriber subscription member account logo deal opportunity "
    "opp sale order booking purchase patient guest donor student candidate applicant appointment referral trial "
    "download install installation registration conversion mql sql mqls sqls sal revenue arr mrr profit margin income "
    "pipeline market country region city geography location store territory partner seat license licence renewal "
    "upsell contract demo-request enquiry inquiry call form-fill visit session view impression click follower mention "
    "review rating citation backlink vote attendee participant respondent developer active dau mau wau swau driver "
    "rider seller buyer merchant vendor household company enterprise organization organisation business prospect "
    "reference testimonial contributor fan advocate promoter adopter maintainer star nps csat point"
)
"""What the world does, not the team: counting these measures a result even where the verb sounds like work."""

OUTPUT_NOUNS = word_set(
    "post article blog blogpost newsletter email mail campaign ad advert feature page landing-page website site "
    "video webinar podcast episode event meetup workshop training session course meeting call interview survey "
    "test report document doc guide tutorial playbook template presentation deck demo talk case-study study "
    "whitepaper ebook e-book integration release version prototype mockup wireframe design script tool dashboard "
    "review audit analysis experiment bug ticket task story epic sprint project initiative program programme "
    "process policy procedure workflow plan roadmap engineer salesperson salespeople developer employee hire "
    "hiring designer manager recruiter teammate rep ae sdr intern contractor staff person people component "
    "module api endpoint service microservice database pipeline repo tweet story update announcement "
    "press-release brochure banner poster flyer piece deliverable asset item improvement conference booth "
    "hackathon lunch class lesson interview conversation demo pitch proposal contract spec specification "
    "function system platform app application migration deployment server environment pull-request pr issue "
    "keyword milestone phase option idea concept recommendation goal okr kpi metric"
)
"""What the team makes or does: counting these counts work."""

PROMISE_NOUNS = word_set(
    "coverage adoption usage retention satisfaction engagement conversion churn uptime availability latency accuracy"
)
"""What a number can show of a thing once it is used."""

VAGUE_NOUNS = word_set(
    "thing stuff product service quality performance efficiency effectiveness productivity process operation "
    "communication collaboration culture business company team work marketing sale support system reliability "
    "stability website site app software code technology tech development engineering management strategy execution "
    "organization organisation skill experience result success excellence synergy alignment innovation presence "
    "infrastructure platform security customer market brand growth go-to-market gtm"
)
"""Nouns that fit every team in every quarter: `improve quality` says nothing that can be missed."""

VAGUE_DEGREES = word_set(
    "better more effective effectively efficient efficiently great greater good improved optimal optimized "
    "best-in-class significantly substantially considerably drastically dramatically faster higher lower fewer "
    "less stronger bigger easier smoother some various several many regularly quickly asap soon well"
)
"""How much, without saying how much."""

VANITY_NOUNS = word_set(
    "follower followers fans likes like impressions impression pageviews pageview hits mentions views"
)
"""Numbers that may rise while nobody buys: worth having only with a reason."""

FOREIGN = word_set(
    "der die das und für mit von zu zur zum den dem wir wollen ein eine um auf soll nicht als bei "
    "le la les des et pour avec dans une un du nous aux sur par el los las y para con una por del que il di e per gli "
    "della nostra nuestro och att av en het een van voor met"
)
"""Function words of other languages: two of them and no English judgement is made."""

ENGLISH = word_set(
    "the of to and in for by with on from our a an is are that at into their all per as we new more less than or "
    "it so can"
)
"""Function words of English."""

TO_ZERO = word_set("eliminate stop prevent remove")
"""Verbs whose target is zero: the number is in the word."""
