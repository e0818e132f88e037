"""The word lists: English nouns and adjectives by what they mean in an objective or key result."""

from __future__ import annotations

from okrsdk.language.word_set import word_set

NOUN_AFTER = word_set(
    "coverage time times score scores rate rates volume cost costs cycle cadence frequency ticket tickets cases case "
    "traffic revenue team teams retention satisfaction conversion nps csat size length duration latency uptime value "
    "index level levels queue backlog response window growth penetration accuracy completion success failure failures "
    "bookings candidate notes speed day days quality desk staff acceptance share error errors shortage"
)
"""Nouns that make the word before them a noun, whatever else it may be: `lead time`, `release cadence`."""

OUTCOME_NOUNS = word_set(
    "customer client user visitor lead signup sign-up subscriber subscription member membership account logo deal "
    "opportunity opp sale order booking purchase patient guest donor donation student candidate applicant application "
    "appointment referral trial download install installation registration conversion mql sql mqls sqls sal revenue "
    "arr mrr profit margin income pipeline market country region city geography location territory partner seat "
    "license licence renewal upsell enquiry inquiry form-fill visit session view impression click follower mention "
    "review rating citation backlink vote attendee participant respondent developer active dau mau wau swau driver "
    "rider seller buyer merchant vendor household company enterprise award medal prize village town farm family bank "
    "investor inhabitant pupil organization organisation business prospect reference testimonial contributor fan "
    "advocate promoter adopter maintainer star nps csat point publication incident complaint defect error return "
    "refund cancellation outage school hospital farmer family resident citizen volunteer alumni graduate passenger "
    "tenant reader listener viewer player learner job freelancer creator host"
)
"""What the world does, not the team: counting these measures a result even where the verb sounds like work."""

MASS_OUTCOMES = word_set(
    "growth money revenue awareness engagement talent traffic sales buzz demand loyalty adoption usage interest trust "
    "satisfaction retention visibility momentum savings funding attention recognition publicity feedback margins "
    "profit conversion profitability efficiency"
)
"""Outcomes without a plural: `drive growth` does not say how much."""

PIECES_OF_WORK = word_set(
    "post article newsletter email mailing campaign ad advert advertisement webinar podcast episode meetup workshop "
    "training course meeting interview test whitepaper e-book ebook landing-page blogpost blog tweet brochure banner "
    "poster flyer leaflet talk lecture lesson conference presentation demo inspection audit check announcement "
    "hackathon exhibition fair release update prototype one-to-one one-on-one drill excursion rehearsal walk exercise "
    "briefing letter circular bulletin memo infographic clip reel tour outing roundtable panel video parcel tasting "
    "patrol consultation reception walkthrough open-day seminar class refresher standup stand-up retrospective "
    "mission conversation discussion event observation round edition scholarship bursary moot premiere concert recital "
    "evening afternoon morning collection story stall takeover dive experiment descent parade race tournament festival "
    "demonstration simulation ceremony hike cruise screening gig quiz raffle gala breakfast lunch dinner picnic fete "
    "jam reading vigil hearing expedition survey"
)
"""Output whose growth is only more of the same work, even from one number to another."""

OUTPUT_NOUNS = PIECES_OF_WORK | word_set(
    "session paper patent mail feature page website site video event call survey report document doc documentation "
    "guide manual handbook tutorial playbook template deck case-study study integration version mockup wireframe "
    "design script tool dashboard analysis experiment bug ticket task story epic sprint project initiative program "
    "programme process policy procedure workflow plan roadmap schedule engineer salesperson salespeople developer "
    "employee designer manager recruiter teammate rep ae sdr intern contractor staff nurse person component module "
    "api endpoint service microservice database repo press-release piece deliverable asset item improvement booth "
    "lunch conversation pitch proposal contract spec specification function system platform app deployment server "
    "environment pull-request pr issue keyword milestone review idea concept recommendation goal okr kpi metric "
    "tradeshow show channel profile account-plan model framework library warehouse portal bot form field tag ranking "
    "review-meeting strategy guideline floor office crm erp software checklist calendar budget application money "
    "grant standards technology infrastructure architecture sequence series flow meetings all-hands townhall "
    "newsletter-issue intranet scheduler chat rfc mvp pilot rollout roll-out list rule shelf planogram catalogue "
    "material display stop lane factsheet source dataset game song album magazine film menu recipe "
    "camp stand stall kiosk rack"
)
"""What the team makes, does or installs: counting these counts work."""

OWN_PEOPLE = word_set(
    "team staff employee colleague teammate manager engineer developer designer nurse teacher rep ae sdr ce agent "
    "salesperson salespeople department unit squad everyone supervisor lead trainer assistant clerk intern director "
    "administrator porter operator crew trainee secretary master captain chef clerk carer tutor treasurer registrar "
    "recruiter accountant architect instructor foreman caretaker"
)
"""Who does our work: what they do is not yet a result."""

OUTSIDERS = (OUTCOME_NOUNS - OWN_PEOPLE) | word_set(
    "regulator auditor court ministry council board jury press government supplier union parent parliament authority "
    "inspector city neighbour neighbor hospital commission committee judge public"
)
"""Who decides or acts by themselves: what they do is a result."""

SHOWN = word_set(
    "downtime error errors incident incidents complaint complaints failure failures exception exceptions sign-up "
    "sign-ups signup signups rating score coverage uptime accuracy rate star stars user users"
)
"""What shows whether work helped: a number of these behind it is a result."""

SPENDING = word_set("spend spending budget expenditure headcount")
"""Inputs: raising them is no result either."""

OWN_WORK_METRICS = (
    r"test(?:ing)? coverage|code coverage|lint(?:ing|er)?|story points?|velocity|commits?|lines of code|code smells?|"
    r"pull requests? (?:merged|opened)|hours (?:worked|logged|billed|spent)|utili[sz]ation of (?:the )?team|"
    r"posting frequency|snapshots?|tickets? (?:closed|created)|tasks? completed|meetings? held|unit tests?|"
    r"integration tests?|documentation coverage|technical debt|tech debt"
)
"""What only the team itself can notice: a measure of how it works, not of what comes of it."""

ABSTRACT_NOUNS = word_set(
    "culture trust reputation relationship brand experience engine team organization organisation foundation "
    "community momentum confidence awareness category motion loyalty habit market generation era sense chapter "
    "presence capability business company position moat advantage week leadership friendship partnership movement "
    "hearts heart mindset spirit environment workplace place future story movement customer guest demand love "
    "standard reason ecosystem territory region country world network base identity value values pride belonging "
    "clarity focus way ways talent"
)
"""What one may build without building a thing."""

PLACES = word_set("market country region city territory europe asia africa america segment industry")
"""Where one may arrive: `launch in the northern market` enters a market, it does not only put a thing out."""

TACTIC_NOUNS = word_set(
    "ranking rankings keyword keywords backlink backlinks tag tags landing-page meta page pages form forms field "
    "fields plugin plugins pixel post posts titles title banner banners frequency sitemap seo sem ppc"
)
"""Levers of a channel: reaching or improving them is still how, not what for."""

VAGUE_NOUNS = word_set(
    "thing stuff everything product service quality performance efficiency effectiveness productivity process "
    "operation communication collaboration culture business company team work marketing sale support system "
    "reliability stability website site app software code technology tech development engineering management "
    "strategy execution organization organisation skill experience result success excellence synergy alignment "
    "innovation presence infrastructure platform security customer brand growth go-to-market gtm department "
    "offering output workflow cooperation teamwork morale leadership value base user excellence target goal "
    "number quota objective care standard"
)
"""Nouns that fit every team in every quarter: `improve quality` says nothing that can be missed."""

CATCHWORDS = word_set(
    "experience quality performance efficiency effectiveness productivity process communication collaboration "
    "operation reliability stability service"
)
"""Respects in which everything could be better, whatever is before them."""

KPI_NOUNS = word_set(
    "revenue churn retention sales turnover profit profits traffic mrr arr nps csat conversion conversions cost costs "
    "margin margins ebitda cac cpa ltv dau mau income earnings productivity uptime latency activation awareness "
    "recognition coverage satisfaction engagement"
)
"""Numbers of the dashboard: alone behind `increase` they are a key result without its number."""

VAGUE_DEGREES = word_set(
    "better more effective effectively efficient efficiently great greater good improved optimal optimized "
    "optimised significantly substantially considerably drastically dramatically higher lower fewer less "
    "stronger bigger easier smoother happier healthier simpler quicker faster cheaper shorter longer deeper "
    "closer some various several many smooth clear proper timely consistent regularly quickly asap soon well "
    "nicer calmer safer cleaner warmer quieter kinder brighter fresher fairer leaner richer wider broader friendlier "
    "healthier busier livelier tidier prettier easier-to-use high happy successful harder smarter strong solid nice"
)
"""How much, without saying how much."""

SUPERLATIVES = word_set(
    "best highest excellent world-class best-in-class outstanding exceptional top-notch superior awesome amazing "
    "delightful unforgettable beautiful beloved magical seamless effortless frictionless remarkable legendary iconic"
)
"""Judgements: no measure of a key result, but what an objective may well aspire to."""

GENERIC_SCOPE = word_set(
    "our the all every entire whole across throughout company customer customers base organization organisation team "
    "teams board business channels departments regions in for within of with everyone everywhere and overall platform "
    "internal general current existing own daily key core main industry world further continuously constantly at an a "
    "product products service services work processes with offering "
    "operations office workplace operational organizational organisational "
    "commercial technical"
)
"""Words that narrow nothing down: `across our customer base`, `in the company`."""

VANITY_NOUNS = word_set("follower followers fan fans like likes impression impressions pageview pageviews hits")
"""Numbers that may rise while no one buys: worth having only with a reason."""

RANKED = word_set("top first last next our the their these those this your")
"""A number behind one of these belongs to a name (`our ten oldest dealers`, `the first 100 days`), it "
"sets no target."""

FOREIGN = word_set(
    "der die das und für fur mit von zu zur zum den dem wir wollen ein eine um auf soll nicht bei le la les des "
    "et pour avec dans une du nous aux sur el los las y para con una por del que il di e gli della nostra och av "
    "att av en het een van voor met ein eines einer"
)
"""Function words of other languages: where there is one and none of English, no judgement on the words is made."""

ENGLISH = word_set(
    "the of to and in for by with on from our a an is are that at into their as we new more less than or it so "
    "can all per"
)
"""Function words of English."""

COMMON = OUTCOME_NOUNS | OUTPUT_NOUNS | MASS_OUTCOMES | VAGUE_NOUNS | KPI_NOUNS | NOUN_AFTER | ABSTRACT_NOUNS
"""Nouns by which a short sentence is known to be English and about business."""
