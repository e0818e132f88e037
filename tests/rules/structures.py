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
The reading room is repapered and reopened
The ward curtains are resewn
Cleaning contracts chosen and signed off
Audit comments from the autumn answered
De-escalate the open cases
Woo the largest landlords
Auditor's assistant learns the new ledger
Every tutor writes a weekly diary
Heating pumps serviced in hall 3
Anna finishes her diploma
Depot manager Kowalski completes the finance course
Get the cold store ready
Renew the contract with the exam board
The club secretary learns bookkeeping
The new attaché finishes the language course
The bursar obtains a coaching certificate
Every captain attends the radar course
Make sure that the forms are complete
Get rid of the old printers
Put the rota online
Sort the spare keys
Follow up on open invoices
The indoor pool opens in May
The bursar gains a rescue certificate
The registrar attends every council meeting
Launch a 24-hour hotline
Mop the changing rooms
Lobby for a lower toll
Stockpile spare pumps
Sign up for the apprentice scheme
Get the lift repaired
Jonas gets his master craftsman's diploma
Campaign for the 35-hour week
Commission a piece from a young composer
The 12-month roadmap is published
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
Carried out 18 speed tests
Rewrote 30 standard answers
Cold-mail 300 landlords
Drilled 14 test holes
Three lantern walks
Welcome evening for 90 apprentices
Evening exercises from 2 to 4 a month
Staff trainings from 1 to 4 per year
Audits carried out from 4 to 9
Visits to schools from 10 to 25
Conversations with donors from 5 to 15 a week
Weekly tours for visitors: 4
200 vouchers handed out
200 envelopes franked
Hours of training per porter from 4 to 12
Home visits per midwife from 9 to 14 a week
Lectures at colleges from 1 to 4 a term
Windows cleaned per week from 20 to 50
At least 10 talks with landlords
One information evening in each district
95% of planned plant visits done
Answer 500 letters
Deliver training to 40 waiters
Offer a desk to 30 founders
Put up 40 nesting boxes
Scout 200 sites
All 12 pumps replaced
20 hours of training per driver
Choir weekends from 2 to 5 a year
Three open mine days
Trade fairs attended: 2 to 7
Lunch sessions raised from 3 to 9 a term
Published 4 customer case studies
Digitised maps from 30 to 90 a month
7 recruiters hired and onboarded
Every engineer merges 5 pull requests a week
Wardens do 6 farm visits
Kiosks live at four stations
Onboard 9 datasets to the archive
30 new charging posts
Broadcast live from 7 village fairs
The new form rolled out to 80% of users
Number of museum quizzes from 2 to 6
Supervision for 40 volunteers
Prototype evenings 12 → 24 per year
Try out three milling machines
""".strip().splitlines()
"""Work counted in the passive, from-to, by its audience or its places: each is K202."""

NO_SIZE = """
More motivated than before
Team satisfaction increases from the start of the year to the end
Our web shop is fast and reliable
Bring down heat losses
Offer better support
Higher trust among landlords
Patients find the ward more easily
The choir sings more cleanly
Support slow readers in small groups
Turn visitors into regulars
Guests know when breakfast ends
Members can see who is on duty
The price list is short and easy to find
We have achieved visible progress with landlords
Increase use of filters (e.g. the date filter)
Callers are served in a friendly manner
Our tone becomes warmer
Referees are respected
Faster recruitment of nurses
Trainees are less nervous
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
Drone unit
Telematics tariff
Pipeline generated by segment
Leads captured
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
Deadline met in [..] % of cases
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
Thefts on the building site: none
9 of 10 night shifts staffed by trained nurses
Nitrate at the lower spring stays below 40 mg/l
Attended product tours from 20 to 45 a month
One guest performance booked by the festival
Funding secured by the city
98% of planned trains leave within 5 minutes
95% of scheduled flights on time
Three farms give up draining their fields
Two retailers list our cider
Neighbours withdraw their lawsuit
Consent of the works council
Meetings that end on time from 40% to 85%
Plans approved by the council from 5 of 12 to 9 of 12
Inspections without a finding from 11 to 20
Half of all lectures are watched to the end
12 families rehoused
Visits to the website from 900 to 2,000 a week
Every second visitor of the open day comes back
Opening weekend without accidents
Unqualified opinion of the auditors
Listing permission of the exchange
Four villages in the valley with fast internet
Data sets reused by other groups from 4 to 15 a year
Applications completed without a phone call from 55% to 80%
Make sure 95% of orders leave the same day
Room nights from 300 to 420 a month
Sick days per head from 12 to 9
Rework visits ≤ 4 per 100 lifts
Ensure every caller gets an answer within one hour
Bank signs the loan
The court dismisses the complaint
Stock of spare parts never under 5 days
12 new contracts worth at least €2,000
20 new tenants by October
Three of our tenors are hired by larger houses
No climber injured during a course
Architects specify our doors in 25 projects
Tables published on the promised day: 61 of 80 → 78 of 80
Accidents of trainees: at most one
Guests arriving by train: one in three
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
Digitise the print archive
Redesign our price tags
Build a second test bench
Launch a customer card to improve satisfaction
Restore the organ
Convert the cellar into a therapy room
Build a smokehouse
Extend the monkey enclosure
Upgrade the network
Repair the puppets
Start a podcast about the harbour
Reform the youth league
Rewrite the billing engine
Modernise the changing rooms
Invest in a milling machine
Design a cooperative game
Get ready to sell abroad
Maintain a realistic roadmap
Resolve issues for large customers
""".strip().splitlines()
"""Objectives that say what we do: each is O101."""

SLOGANS = """
Be a great company
Be a voice
Keep production running
Together we can change the world
Improve the site admin experience
The best bakery in the world
Strengthen the location
Drive operational excellence
Improve the quality of our products
Comfort is our passion
Be better than the competition
Create a great atmosphere
Offer excellent tours
Improve blood donation
Offer healthy food
Quick, kind and fair
We are passionate about bread
Music connects
Be professional
Achieve sustainable growth
Raise the quality of teaching
Support our clubs
Ensure high quality standards
Cheese is wonderful
Improve intake and patient discharge process
""".strip().splitlines()
"""Objectives without a direction of their own: each is O103."""

TOPICS = """
Accessibility
Opening hours
Energy for tomorrow
Strategic priority 1
Moving the city forward
Happy, effective team
Data governance
Regulatory affairs
Always ready
Pilot shortage
Transparent and scalable sharing of harvest planning
""".strip().splitlines()
"""Objectives that only name something: each is O104."""

BARE_METRICS = """
Increase test coverage and reliability
Increase brand recognition and awareness
Increase average watch time per user
Reduce response times
Decrease potholes
Increase third-party funding
Increase first-contact resolution
Grow ARR consistently
Increase the number of trainees
Increase adoption of the booking portal
Raise course fees
""".strip().splitlines()
"""Objectives that only say which number should move: each is O105."""

TWO_OUTCOMES = """
Shorten waits in the clinic and become the region's favourite employer
Win tenants for green power and make our network storm-proof
Make forecasts reliable and lower our tax risk
Make moving house painless and win back small shops
Remove bottlenecks in assembly and win customers in medicine
Attract young savers and cut processing time
Win hospital customers and build a strong team
Expand to the Nordics and become profitable
Publish sooner and regain the trust of journalists
Shorten waiting times and find a successor
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
Hand over houses that no one has to come back to
Reduce waiting times for children in pain
Restore trust in our deliveries
Deliver an exceptional first week
Be faster than the taxi at rush hour
Let doctors find every finding in one place
Expand our market in the north
Repair the trust of savers
Support small clubs so that girls keep playing
""".strip().splitlines()
"""Objectives whose structure looks like one of the above and is sound."""
