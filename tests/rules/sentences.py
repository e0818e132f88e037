"""Sentences from many trades, written for these tests: what the wording rules must pass and what they must find."""

TASKS = """
Have weekly meetings with the sales team
Work with the agency on a new campaign
Set up call tracking
Roll out the new onboarding flow
Finish the API documentation
Deliver the intranet project on time
Successful launch of the loyalty card
New website live by Q2
Website redesign completed
Migration to the cloud finished by June
Post daily on LinkedIn
Do user research
Perform a security audit
Hold monthly all-hands meetings
Add a dark mode
Integrate with Slack
Introduce OKRs in the team
Move to microservices
Upgrade the database to version 15
Refactor the billing module
Document all APIs
Establish a mentoring program
Set up a partner program by the end of Q3
Bring in an agency
Implementation of the new payroll system
Kick off the customer advisory board
Onboarding handbook published
Send the monthly newsletter
Develop a content strategy
Draft a hiring plan by March 15
Hire a Head of Finance
Train all managers in feedback
Digitize all patient records
Relaunch the web shop
Rewrite the privacy policy
Prepare the ISO 9001 audit
Review all supplier contracts
Analyze why visitors leave
Create a dashboard for sales
Build an integration with the booking system
Respond to all comments on social media
Translate the manual into French
Buy a new phone system
Open an office in Lyon
Conduct performance reviews for every employee
Ship the mobile app by 30 June
Launch TikTok channel
Hand over the project to operations
Collect feedback from customers
Share best practices across teams
Hire a new CTO
Develop a new training program
Create a customer feedback loop
Conduct weekly one-on-ones
Complete phase 2 of the migration
Launch the referral program by end of June
Start a podcast
Define the brand voice
Establish a partnership program
Update the website copy
Streamline the hiring process
Work closely with product to define requirements
Build a new reporting dashboard
Deploy the new ERP
Refine our pricing
Perform competitor analysis
Deliver quarterly business reviews to key accounts
Implement agile methodology across all teams
Redesign onboarding emails
Write documentation for the API
Provide training to all store managers
Finalize budget for next year
Investigate new markets
Send NPS survey to all customers
Review and update all policies
Automate invoicing
Post 3 times per week on social media
Run A/B tests on the landing page
Kick off project Phoenix
Put together a hiring plan
Come up with a new pricing model
Look into churn reasons
Set up weekly syncs with sales
Get the app out the door
Do a brand refresh
Prepare the annual report
Clean up the backlog
Have the new website up and running
Sales training completed
Roadmap for 2026 finalised
Creation of a partner portal
Plan and execute the Q3 campaign
Migrate the database
Set quarterly goals for every team member
""".strip().splitlines()
"""Work: each is K201."""

COUNTED_WORK = """
Attend 3 trade fairs
Deliver 5 new features
Make 50 cold calls per day
Participate in 5 trade shows
Meet with 20 prospects
Talk to 30 customers
Reach out to 100 influencers
Run 4 webinars
Write 12 blog posts
Record ten training videos
Interview 15 churned customers
Recruit 4 nurses
Facilitate 6 workshops for team leads
Survey 200 guests about breakfast
Test 5 new ad formats
Organise two team events
Submit three grant applications
Complete 90% of the roadmap
Send 100% of planned mailings
Renovate two floors
Launch 3 campaigns
Publish 2 case studies per month
Schedule 10 demos
Identify and fix the top 10 usability issues
Develop 3 new product features
Host 2 customer events
Make 100 sales calls a week
Attend 4 networking events
Carry out 10 site visits
Take part in 3 hackathons
Give 5 conference talks
Produce 8 podcasts
Deliver 3 workshops
Create 5 new landing pages
Develop and launch 2 new features
Recruit and train 3 new agents
Visit 12 suppliers
Call 200 leads every week
Write and publish two white papers
Evaluate three CRM vendors
File two patents
""".strip().splitlines()
"""Work with its pieces counted: each is K202."""

UNMEASURED = """
Increase brand awareness
Improve team communication
Improve the user experience
Enhance customer satisfaction
Reduce costs
Lower churn significantly
Maximise revenue
Acquire more customers
Get more followers
Make the website faster
Keep customers happy
Be the best in customer service
Win more deals
Sell more
Generate leads
Generate more leads through social media
Be more efficient
Maintain quality
Shorten waiting times
Grow the community
Better cooperation with logistics
More five-star reviews
Faster response times
Strengthen our employer brand
Become better at planning
Attract new talent
Speed up the checkout
Fewer complaints
Boost engagement on social channels
Drive growth in the south
Achieve higher margins
Help the sales team to close more deals
Ensure high quality
Provide great support
Happier employees
Optimize landing pages
Increase customer happiness
Improve efficiency of the warehouse
Reduce bugs
Engage more with customers
Improve collaboration between sales and marketing
Increase social media presence
Raise awareness for our cause
Have a successful product launch
Become more customer-centric
Increase number of blog posts
Make the onboarding better
Ensure smooth communication between teams
Hold quarterly town halls
Better internal tools
Improved documentation
More efficient meetings
Increase engagement
Grow our audience
Decrease stress
Strengthen relationships with suppliers
Optimise warehouse layout
Expand product range
Reduce time spent in meetings
Boost team morale
""".strip().splitlines()
"""A change whose size no one can check: each is K203."""

NAMED_METRICS = """
Customer satisfaction
Customer journey mapping
Content marketing
""".strip().splitlines()
"""Something one could measure, and no more: each is K204."""

GOOD_KEY_RESULTS = """
Increase monthly trial sign-ups from 100 to 200 by Q4
Reduce average wait time on calls from 5 minutes to 2 minutes
NPS of 40 (up from 25)
Gain 20% more qualified leads
Secure at least four new mentions in the leading trade papers
Generate 350 new marketing-qualified leads in the border regions
Resolve 85% of incoming cases within 8 hours
Searches for our name up 30% by end of Q3
Improve the renewal rate from 80% to 88%
Cost per acquisition below $100
Customer churn under 2% per month
95% of orders leave the warehouse on the same day
Test coverage of critical journeys finds 9 of 10 regressions before release
Support tickets per 100 customers from 14 to 8
Lead time from order to delivery from 9 days to 4 days
Average rating on the map from 4.1 to 4.6
Win 12 accounts with more than 500 seats
Close $2.5M in new business
Hold monthly churn below 1.5%
Keep uptime at 99.95% or better
Maintain an average review score of 4.7
Sign 15 new partners who each bring a deal
Launch in 3 new countries with 1,000 paying customers each
Bookings through the app from 10% to 35% of all bookings
Occupancy of 85% in February (72% last year)
40% of new patients come by recommendation
Cut page load time to 1.2s on mobile
Double the number of weekly active teams
Halve the number of returned parcels
Share of invoices paid within 30 days from 61% to 90%
Employee turnover from 18% to under 10%
eNPS from 12 to 35
Donations from first-time givers from €40k to €75k
Repeat purchase rate of 30% (today 22%)
Time to first value drops from 14 days to 3 days
2x weekly activation rate
No more than 3 complaints per 1,000 deliveries
At least 60% of trial users invite a colleague
Raise first-call resolution by 15 points
Deploy 10 times a day instead of once a week, with a change failure rate below 5%
Median review time of pull requests down from 26h to 6h
Reach 10,000 monthly organic visits
Attract 300 applicants for nursing posts
1,000 paying subscribers by 30 June
Grow ARR to $12M
Show-up rate for first appointments from 70% to 88%
Convert 25% of free users to a paid plan
Retain 95% of enterprise customers
Increase newsletter-attributed bookings from 12 to 30 a month
Pass the ISO 27001 audit without major findings
Regulator approves the new device
All five pilot hospitals renew their contract
Release candidate crash rate below 0.1%
Zero safety incidents on site
Reduce food waste per guest from 180 g to 110 g
Exceed 50% open rate on renewal mails
Sales cycle shortened from 94 to 60 days
Achieve $196 cost per acquisition or less
Students passing the final exam from 68% to 80%
Earn 4 stars or more from 90% of guests
Reach $5M in quarterly revenue
Achieve 20% month-over-month growth in active users
Increase average contract value from $12k to $18k
Obtain 50 new enterprise customers
Onboard 200 new merchants with at least one transaction each
Get 500 beta users to complete the setup
90% of employees complete security training with a score above 80%
Decrease time to hire from 45 to 30 days
Attain a Glassdoor rating of 4.5
Reduce monthly cloud spend by $15,000
Deliver 98% of orders on time
Ensure 95% of P1 incidents are resolved in under 4 hours
Close the books within 5 business days each month
Cut accounts receivable days from 60 to 40
Build a pipeline worth $3M
Drive 25,000 visitors to the pricing page
Earn 100 backlinks from domains with authority above 50
Publish content that generates 1,000 sign-ups
Improve the mobile app rating from 3.2 to 4.5
Raise employee engagement score to 85%
Lower support ticket volume by 30%
Convert 10% of webinar attendees into opportunities
Make 80% of features discoverable without help, as measured by usability tests
Enable self-service for 70% of account changes
Have 3 of the top 10 banks sign a letter of intent
Shorten the release cycle from 6 weeks to 2 weeks
Double newsletter subscribers to 20,000
0 critical vulnerabilities open longer than 7 days
Maintain gross margin above 65%
Receive 200 five-star reviews on Google
Expand into 4 new cities
First response time under 1 hour for 90% of tickets
Customer effort score improves from 4.2 to 2.5
Sell 1,000 tickets to the conference
Raise a $10M Series A
Secure 5 strategic partnerships that bring 100 leads each
Grow Instagram engagement rate from 1.1% to 3%
Migrate 100% of customers to the new platform with zero downtime
Win 3 industry awards
Reduce employee sick days per head from 9 to 6
Train 90% of staff so that the error rate falls below 1%
Launch in Germany with 500 paying customers in the first quarter
Average class attendance up from 14 to 22
Fewer than 5 bugs reported per release
Pass SOC 2 Type II audit with zero exceptions
Launch mobile app and reach a 4.5+ star rating
Implement CI/CD, reducing deploy time to 10 minutes
Achieve SOC 2 certification
Our NPS is at least 50 in the June survey
At least 70% of weekly active teams use the new editor
Four out of five trial users finish setup on day one
Product-qualified leads grow to 1,200 per month
Renewals at 97% (gross)
Median page load under 800ms in all regions
Customer lifetime value/CAC ratio above 3:1
$250K saved on vendor contracts
Average deal cycle: 45 days (from 70)
80% of new hires productive within 60 days as rated by their managers
Employee referral share 30% -> 45%
Sign-ups via organic: 400/mo → 900/mo
Close rate: 18% to 25%
CSAT >= 92%
p99 latency < 200 ms
Bring the cost per lead down from $80 to $50
Take the number of active resellers from 14 to 30
Move self-serve revenue from 20% to 35% of total
Hit 1 million downloads
Grow the waiting list to 5,000 people
Free up 200 hours of engineering time a month
Save each branch manager 3 hours a week
Ensure every customer gets an answer within one hour
No customer waits longer than two days
Nine of ten deliveries arrive on the promised day
Land our first three customers in Canada
Have 60% of revenue come from subscriptions
Fill 90% of seats in the spring season
Book 40 qualified demos per month
Reactivate 500 dormant accounts
Lift repeat-purchase rate to 35%
Enrol 1,200 students by September
Collect $100k in pre-orders
Raise average basket from €42 to €55
Trim returns from 12% to 7%
Customer support tickets about billing drop by half
""".strip().splitlines()
"""Key results that say what will be measurably different, numbers or a clear yes or no."""

TACTICS = """
Achieve top rankings on Google Maps
Build landing pages for every service
Implement mandatory fields in all forms
Work on the web shop
Launch the new app
Redesign the website
Migrate to the new CRM
Roll out a loyalty program
Hire a sales team
Create a content calendar
Run a brand campaign
Implement a new ERP system to improve efficiency
Build a data warehouse
Set up marketing automation
Publish a new pricing page
Conduct market research
Develop a mobile application for field staff
Write a playbook for customer success
Complete the office move
Attend industry conferences
Launch the referral program so customers bring friends
Organize a user conference
Ship version 3
Update the employee handbook
Introduce a ticket system
Refactor the monolith
Train the support staff
Define our brand guidelines
Deliver the Q3 roadmap
Prepare for the ISO audit
Optimize meta tags and page titles
Rank first on Google for our main keywords
Increase social media posting frequency
Add live chat to the shop
Install new machines in hall two
Launch new product
Redesign our website by June
Complete SOC 2 audit
Finish migration to AWS
Build new features
Update CRM data
Deploy Kubernetes
Create a new onboarding email sequence
Develop an app
Upgrade servers
Organize the annual conference
Implement Scrum
Work harder
""".strip().splitlines()
"""Objectives that say what we do: each is O101."""

VAGUE = """
Focus on the launch
Improve quality
Improve the product
Be better
Grow the business
Increase efficiency
Improve our processes
Enhance performance
Do great work
Be successful
Optimize operations
Improve customer service
Improve marketing
Do more social media
Be the best
Grow
Improve internal communication
Make customers happy
""".strip().splitlines()
"""Objectives that fit everyone and exclude nothing: each is O103."""

TOPICS = """
Better marketing
Customer support
Marketing
Communication
Sales
""".strip().splitlines()
"""Objectives that name a topic without a direction: each is O104."""

BARE_METRICS = """
Improve sales
Improve team productivity and efficiency
Increase revenue
Reduce costs
Increase efficiency and productivity
""".strip().splitlines()
"""Objectives that only say which number should move: each is O105."""

GOOD_OBJECTIVES = """
Win more leads from organic search
Increase bookings for the services that have room
Improve the completeness of lead data
Improve checkout conversion to make our campaigns pay
Raise the quality of leads so that sales can close more of them
Gain authority among facility managers
Enhance satisfaction with our repair service in Q2
Ignite interest for our brand in the south by EOY
Marketing earns us a place of our own among practice tools
Become the first choice of families in town
Make our platform reliable enough that customers trust us
Win back the customers we lost to slow deliveries
Turn first-time guests into regulars
Give every patient an appointment within reach
Build a culture in which people speak up early
Build a sales engine that does not depend on the founder
Delight new customers from the very first order
Make onboarding so easy that nobody needs to call us
Fill the quiet months with guests who come again
Be the employer nurses recommend to their friends
Earn the trust of large customers
Our shop is the fastest way to buy spare parts
Let small businesses get paid without chasing invoices
Dominate the market for compact pumps in Iberia
Create an unforgettable first week for new colleagues
Develop a reputation as the safest carrier in the region
Stop losing good people in their first year
Prove that our service works outside the capital
Customers find answers without having to ask us
Establish ourselves as the expert for old buildings
Lead the change to reusable packaging in our city
Free our engineers from manual releases
Open the northern market
Deliver a checkout experience people talk about
Build trust with regulators before the new law
Launch our second brand into the hearts of young families
Reach customers who have never heard of us
Simplify life for accountants at month end
Transform support from a cost into a reason to stay
Strengthen the relationship with our ten oldest dealers
Delight users with a lightning-fast app
Become the employer of choice for engineers
Make our product indispensable for small retailers
Create a workplace where everyone can do their best work
Establish our company as the trusted voice on privacy
Win the Nordic market
Empower teams to make decisions with data
Give new customers an unforgettable start
Transform how clinics manage appointments
Turn our community into our best sales channel
Achieve operational excellence in logistics
Build a world-class sales team
Protect our customers' data as if it were our own
Make hiring a competitive advantage
Deliver an exceptional onboarding experience
Grow a loyal customer base in Latin America
Reinvent the way people shop for glasses
Strengthen our financial foundation for growth
Inspire more women to join tech
Be recognised as leaders in sustainable packaging
Accelerate growth through strategic partnerships
Successfully launch our product in the US market
Increase the happiness of our drivers
Improve the health of our codebase so that engineers ship with confidence
Create a scalable and repeatable sales process
Simplify the checkout for mobile shoppers
Raise the bar for customer service in banking
Expand our reach among first-time home buyers
Improve the onboarding experience for new employees
Make support a reason to buy
""".strip().splitlines()
"""Objectives that name an outcome somebody wants."""
