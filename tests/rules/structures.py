"""Sentences by their structure, written for these tests: the same weakness in the forms that people give it."""

DONE_WORK = """
The visiting policy is published
Ward kitchens refitted
Hire fitters: +3
The new rota is drawn up
The phone rules are adopted internally
We have a checklist for night shifts
The new price list is in place
Our intranet describes the holiday rules
We've introduced a buddy system
We are regularly measuring the mood in the wards
Every department has a fire drill plan
All team leads have completed the budgeting course
Training material provided for new drivers
The ticket machine app is live
Patient records fully digital by May
Contribute to the checkout project
Onboard the design team to the new wiki
Lab safety rules are written down and shared
Procure a second scanner
Unblock deliveries to the islands
Furnish the waiting room
""".strip().splitlines()
"""Work that is told as done, as a state or with an uncommon verb: each is K201."""

COUNTED_IN_OTHER_FORMS = """
Machine rooms refitted in 4 plants
Field crews write 40 shift reports
Conduct 100% of planned safety tours
12 blog posts published
10 features shipped
50 demos conducted per week
Four landing pages live by 1 June
35 forms rewritten
We have shipped 3 case studies
6 field engineers trained
Increase landing pages from 3 to 12
Emails sent from 3 to 12 a month
Increase ad spend from $5k to $9k
Site inspections per month from 20 to 45
Increase steering meetings from 1 to 2 a week
Present the roadmap to 100 prospects
Roll out the checklist to all 14 wards
Fire safety training for 90 porters
Hygiene course held for all 9 kitchens
Introduce self-scanning in 12 branches
Shop windows changed 4 times
100% of departments have a written emergency plan
Completes 15 stories
Hire +2 welders
Hold 4 webinars
Release 4 updates
Implement SSO for 20 enterprise customers
""".strip().splitlines()
"""Work counted in the passive, from-to, by its audience or its places: each is K202."""

NO_SIZE = """
More motivated than before
Team satisfaction increases from the start of the year to the end
Our web shop is fast and reliable
Bring down heat losses
Offer better support
Higher trust among landlords
""".strip().splitlines()
"""Comparisons and judgements without a number: each is K203."""

BARE_NOUNS = """
Federated clusters RFC
A detailed technical plan for the new permission model
Weekly report to the board and office hours for all
Churn rate
Market reach
Staff survey
Win-rate against a named competitor
Robust documentation for the teams that take over the switch
E-invoice pilot
""".strip().splitlines()
"""Noun phrases without verb and number: each is K204."""

JOINED_METRICS = """
Lift satisfaction to 80% and cut the cost per case to $35
Punctuality of 96% and damage rate below 0.4%
Cut time to hire to 40 days and turnover to 9%
Increase revenue from $1M to $2M and NPS from 20 to 40
""".strip().splitlines()
"""Two metrics in one sentence: each is K207."""

OPEN_NUMBERS = """
Raise the acceptance rate to XX %
Online applications: tbd % of the total
Raise conversion to tbd
Cost per stop below € ___
Backlog older than 7 days below [number] tickets
Bread waste below xx kg a day
Churn of tenants under N % by Q4
""".strip().splitlines()
"""A number that is still to be filled in: each is K208."""

NO_METRIC = """
Get from 40 to 60
From 12% to 20% by Q4
""".strip().splitlines()
"""Numbers of nothing: each is M305."""

SOUND_KEY_RESULTS = """
The regulator approves the device
Funding awarded by the city council
All five pilot hospitals renew their contract
No complaints about noise from the neighbours
Approval of the ethics board for the second study
Awareness among Gen Z from 10% to 20%
Plan X customers from 30 to 60
Win-rate against Acme from 20% to 30%
Build time in minutes from 12 to 6
Staff survey score from 60 to 75
Market share of 30%
Support tickets from 300 to 200
Share of wallet from 20% to 30%
Handover errors on night shifts from 14 to 4 a month
Meetings longer than an hour from 12 to 4 a week
Landing page conversion from 2% to 5%
Email open rate from 20% to 30%
Cost of advertising per booking from $40 to $25
20 demos booked by the regional sales partners
Answer 90% of calls and letters within 5 days
Renewals of 90% while complaints stay below 5
95% of repairs are finished on the first visit
Sign 12 dealers in Ohio and 4 in Kentucky
Design changes after tooling release from 30 to 15
Patients who miss the second appointment from 18% to 9%
""".strip().splitlines()
"""Key results whose structure looks like one of the above and is sound."""

TACTICS = """
Organise a science week
Do a tender for new trailers
Replace the old presses
Improve SEO
Do content marketing
Procure a new scanner
Set up a works council
Ship the patient app
Work with purchasing on the new framework contract
Launch a customer card to improve satisfaction
""".strip().splitlines()
"""Objectives that say what we do: each is O101."""

SLOGANS = """
Be a great company
Be a voice
Keep production running
Together we can change the world
Improve the site admin experience
""".strip().splitlines()
"""Objectives without a direction of their own: each is O103."""

TOPICS = """
Accessibility
Opening hours
Energy for tomorrow
Strategic priority 1
Moving the city forward
Happy, effective team
""".strip().splitlines()
"""Objectives that only name something: each is O104."""

BARE_METRICS = """
Increase test coverage and reliability
Increase brand recognition and awareness
Increase average watch time per user
""".strip().splitlines()
"""Objectives that only say which number should move: each is O105."""

TWO_OUTCOMES = """
Shorten waits in the clinic and become the region's favourite employer
Win tenants for green power and make our network storm-proof
Make forecasts reliable and lower our tax risk
""".strip().splitlines()
"""Two outcomes joined into one objective: each is O117."""

SOUND_OBJECTIVES = """
Create a waiting room that takes away the fear of the dentist
Build a works library that apprentices use on their own
Attract and keep the best nurses of the region
Bring the new malaria test within reach of rural clinics
Earn the trust of families and keep it
Give apprentices the confidence to speak up and ask
Replace paper in the wards so that nurses have time for patients
Keep families in the quarter by making rents affordable
Be the library that every child in town knows
Establish a steady flow of tips from readers
""".strip().splitlines()
"""Objectives whose structure looks like one of the above and is sound."""
