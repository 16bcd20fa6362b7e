package ground

import (
	"strings"
	"sync"
)

// synonymSets are words that a faithful paraphrase exchanges, one set a line, as
// English stems are made from them. Kept by hand; a set holds only words that do
// not change what is claimed in ordinary prose.
const synonymSets = `
say state tell declare announce report note remark comment explain mention add write describe
argue claim assert maintain insist contend
warn caution alert
ask request urge appeal call demand
recommend advise suggest propose
think believe consider regard view deem
big large huge great major substantial considerable significant sizable
small little tiny minor slight modest
increase rise grow climb growth gain surge jump soar expand
decrease decline fall drop reduce reduction lower shrink diminish cut dip slump lessen
begin start commence launch initiate open
end finish conclude conclusion close complete terminate over
buy purchase acquire acquisition
sell sale
help aid assist assistance support
use utilize employ usage apply
make create produce generate build construct manufacture
get obtain receive gain acquire
give provide supply offer grant deliver serve
show demonstrate reveal indicate display exhibit illustrate
need require requirement necessary necessity
try attempt seek strive effort endeavour endeavor
keep retain maintain preserve
find discover detect identify locate
choose select pick opt choice selection
child kid youngster minor
man male guy
woman female lady
people person individual human folk
worker employee staff personnel labourer laborer workforce
company firm business corporation enterprise
house home residence dwelling
car vehicle automobile
doctor physician
lawyer attorney
police officer cop
illness disease sickness ailment condition
medicine drug medication
injure wound hurt injury
die death dead fatal deceased killed
kill murder slay
attack assault strike
fight battle combat
war conflict
end ultimate eventual
important crucial vital essential key critical significant
difficult hard tough challenging challenge
problem issue trouble difficulty
fast quick rapid swift
old elderly aged
young youth youthful
new recent novel fresh latest
rich wealthy affluent
poor impoverished
happy glad pleased delighted
sad unhappy
angry furious mad
beautiful pretty attractive lovely
clever smart intelligent
many numerous multiple several various
main primary principal chief central
entire whole complete full
whole all
almost nearly approximately about around roughly
near close nearby adjacent
yearly annual annually
daily day
weekly week
monthly month
hotel inn
restaurant eatery diner bistro
food meal dish cuisine
customer client patron diner guest reviewer visitor
worker labour labor
job work employment occupation
money fund funding cash finance financial
cost price expense expensive
tax levy
road street highway
area region zone district
country nation national state
world global worldwide international globe
government administration authority
law legislation statute legal act
rule regulation regulate
agreement accord pact deal treaty
meeting gathering conference session summit
talk discussion dialogue discuss debate negotiation conversation
letter mail
movie film picture
picture photo photograph image
answer reply respond response
allow permit let enable authorise authorize permission
ban prohibit forbid bar outlaw prohibition
stop halt cease prevent
delay postpone defer
speed accelerate hasten
destroy demolish ruin wreck
damage harm
repair fix mend
protect safeguard protection shield defend
join merge combine unite
divide split separate
include contain comprise encompass feature
consist compose
cover span
happen occur take
cause lead result trigger produce bring
result outcome consequence effect impact
affect influence impact
reason cause why
because due owing since
goal aim objective purpose target intend intention intent
plan scheme program programme project strategy
way method approach manner means
improve enhance better boost strengthen improvement
worsen aggravate exacerbate deteriorate worse
grow cultivate plant
collect gather assemble compile
carry transport convey haul
visit tour
travel journey trip voyage
arrive reach come arrival
leave depart departure exit
return back comeback
migrant immigrant migration immigration migrate mobility
refugee asylum
win victory triumph
lose loss defeat
lead head direct chair run manage
leader head chief
boss manager director
organise organize arrange hold host convene stage
found establish set create founding
name title call entitle
appoint nominate designate
pupil student learner
school education educational
teach instruct train educate
learn study
research study investigation survey investigate
scientist researcher
expert specialist professional
test trial exam examination
prove confirm verify
guess estimate
count number total
half 50%
quarter 25%
maximum most highest
minimum least lowest
total overall sum
chance opportunity possibility
danger risk hazard threat peril
safe secure safety security
free complimentary gratis
quiet calm peaceful silent
noisy loud
tasty delicious flavorful flavourful
casual informal relaxed
fancy upscale elegant
cheap inexpensive affordable budget
alcohol bar drink beer wine liquor
wifi wireless internet
takeout takeaway carryout
parking park garage lot
reservation reserve book booking
credit card
dog pet
wheelchair accessible accessibility handicap
outdoor outside patio
kid family child
review feedback opinion rating
rating star score rate
tv television
phone telephone
buy order
cup mug
sick ill unwell
cold chilly
hot warm heat
wet rainy rain
snow snowfall
storm hurricane cyclone typhoon
flood flooding
fire blaze
crash collision accident
victim casualty
suspect accused
arrest detain custody detention
jail prison imprison
sentence convict conviction
trial court hearing
judge justice
crime offence offense criminal
gun weapon firearm
soldier troop
army military force
border frontier
president leader
minister ministry
vote ballot election elect
candidate nominee contender
resign quit
fire dismiss sack
strike walkout
protest demonstration demonstrate rally
refuse decline reject deny
agree consent accept
disagree oppose object opposition
support back endorse favour favor
criticise criticize criticism condemn denounce blame
praise commend applaud laud compliment
apologise apologize apology sorry
promise pledge vow commit commitment
fear worry concern afraid anxious
hope wish desire want
like love enjoy
hate dislike
ready prepared prepare
wait await
search hunt look
watch observe monitor observation
listen hear
speak talk speech address
write pen author
read study
publish release issue publication
newspaper paper journal
author writer
artist painter
singer vocalist
actor star performer
game match
team side squad
player athlete
goal score
season campaign
ship vessel boat
plane aircraft airplane jet flight
train rail railway
bicycle bike cycling
tree wood forest
animal creature species
bird avian
ocean sea
river stream
mountain peak
island isle
soil earth ground
plant vegetation
grain cereal
electricity power energy electric
oil petroleum
gas petrol gasoline
computer pc
software program application app
website site web webpage online
user member
password passcode
erase delete remove
install setup
refund reimburse reimbursement
shipping delivery deliver ship
fee charge
discount reduction
ticket pass
adult grown
baby infant newborn
pregnant pregnancy
heart cardiac
lung pulmonary respiratory
kidney renal
brain cerebral
blood vascular
bone skeletal
skin dermal
cancer tumour tumor
pandemic covid coronavirus
vaccine vaccination vaccinate jab inoculation
symptom sign
cure heal treat treatment therapy
eat consume consumption
sleep rest
exercise workout
vitamin nutrient
water moisture
dry dehydrate
mix stir blend combine
boil simmer
cook bake roast prepare
remove eliminate
fill load
empty vacant
length long
height tall high
weight heavy weigh
width wide
depth deep
age old
birth born
marry marriage wed wedding husband wife
divorce separation
parent mother father mum mom dad
brother sister sibling
spouse husband wife
ancestor forefather
century hundred
decade
sunday weekend
saturday weekend
currently present presently now
former previous ex past earlier
later subsequent afterwards after
sometimes occasionally
often frequently frequent regularly
usually generally typically normally commonly
rarely seldom
immediately instantly instant promptly
quickly rapidly soon
together joint jointly collaborative
cooperation collaboration partnership cooperate collaborate partner
share distribute
participate participant take attend attendee
vulnerable fragile weak
inequality disparity inequity
equal equality same
woman gender
right entitlement
xenophobia racism hate
discriminate discrimination bias prejudice
regular legal orderly
irregular illegal undocumented
route pathway path channel
evidence data proof
knowledge information understanding
skill competence ability capability
innovation innovative innovate
recover recovery
rebuild reconstruct reconstruction
contribute contribution
integrate integration inclusion include
reintegrate reintegration
strand stuck
host receive
dignity dignified
obstacle barrier hurdle
solution remedy solve resolve
action measure step
policy strategy
urgent urgency pressing
annual yearly
private business
sector industry
city town urban municipal municipality
rural countryside
local community
network link connection connect
promote foster encourage advance
highlight emphasise emphasize stress underline underscore
recognise recognize acknowledge recognition
address tackle handle deal
ensure guarantee
strengthen reinforce
expand extend broaden widen extension
share part portion proportion
amount quantity
piece portion slice
store shop
clothes clothing garment apparel
present gift
holiday vacation
autumn fall
film cinema
lift elevator
flat apartment
rubbish trash garbage waste
biscuit cookie
pavement sidewalk
petrol fuel
queue line
centre center
theatre theater
neighbour neighbor
behaviour behavior
licence license
cancel cancellation scrap
employ hire recruit recruitment
salary wage pay earnings earn
profit earnings gain
income revenue
debt loan borrow
bank lender
investor shareholder
own possess owner ownership belong
located situated lie based
surround enclose
attract draw
consist contain
exceed surpass top
nearly almost
least minimum
most majority
some certain
enough sufficient adequate
extra additional more further
specific particular
special unique
simple easy straightforward
strange odd unusual
common widespread prevalent
rare scarce uncommon
strict tough
clear obvious evident
correct right accurate
wrong incorrect mistaken
real actual genuine
fake false counterfeit
secret hidden
public open
native indigenous
foreign overseas abroad
ancient old historic
modern contemporary
famous renowned known noted celebrated
popular favourite favorite
friendly welcoming hospitable
rude impolite unfriendly
dirty filthy unclean
clean tidy
delicious excellent
great excellent outstanding superb wonderful fantastic amazing terrific
bad poor terrible awful disappointing
slow sluggish
fresh new
staff service server waiter waitress
discard throw away dispose bin
store keep storage stored
refrigerator fridge refrigerated
walk march hike hiker
spot notice see sight glimpse
suspend interrupt pause halt
hospitalise hospitalize hospital
dismiss sack fire oust
consecutive row successive straight
adulterate stretch dilute taint
shut close closure
late deceased
cancel off axe
litter rubbish
remove take
insomnia sleeplessness sleepless
breathing breathe breath
intolerance intolerant digest
daily everyday
twice double
single one alone
annual year
biggest largest
ceo chief executive
buy acquire purchase bought
bid offer
stake share holding
reveal disclose say
position stance
permit valid
submit hand
reject refuse turn
commission order
examine look inspect inspection examination
loss lose
overseas abroad
exclude set
lack without missing
secure win obtain
scrutiny look attention
funding fund pay
consult ask
range distance reach
capacity hold holding
equip fit fitted
replace replacement exchange swap
faulty broken defective
crack cracked damage
monitor sensor measure watch
layoff lay dismiss
ease relax
obligation duty
oblige require must force compulsory mandatory
prohibited banned forbidden
mistake error fault
attempt bid
approve back endorse
unveil present introduce
assess evaluate judge
postpone delay put
accuse blame allege
guilty convict
innocent acquit
flee escape run
rescue save
survive survival live alive
trapped stuck stranded
missing lost disappear vanish
search look
evacuate leave
injury hurt wound injured
treat care
diagnose find
prescribe give
dose dosage tablet
swallow take
adverse side
allergy allergic
rash skin
pain ache hurt
fever temperature
cough phlegm
pregnancy pregnant
nursing breastfeed
physician doctor
consume eat drink
beverage drink
carbonated fizzy sparkling
rinse wash
chop cut
refill fill
warm heat
freeze frozen freezer
damp moist wet
smell odour odor stink
rot decay decompose
mold mould
grass lawn
trigger set
persist last continue
remedy treatment home
evidence research proof
scrap throw
delicious tasty flavorful flavourful
enormous huge
inexpensive cheap affordable
pricey expensive costly
crowded busy packed full
wait queue line
attentive friendly
rude unfriendly
courteous polite
relaxed casual
cosy cozy
romantic intimate
owner proprietor
chef cook
bartender barman
waiter server
client customer guest
appointment book reserve
establishment restaurant business place venue
café cafe coffee coffeehouse
barber hair salon
vet veterinary veterinarian
mechanic repair
garage workshop
takeaway take-out takeout
patio terrace outdoor
dog pet animal
photograph photo picture
certificate document
deadline date
apply application
visa permit
rent lease tenancy
tenant renter
landlord owner
notice warning
deposit guarantee
neighbour neighbor
flat apartment dwelling home
inhabit live
uninhabitable live
valid validity
expire end
eligible qualify
beneficiary recipient
pension retirement
retire retirement
unemployed jobless
vacancy job
hire employ recruit
trainee apprentice
graduate degree
lecture talk
exam examination test
grade mark
pupil student
classroom school lesson
timetable schedule
depart departure leave
connect link
passenger traveller traveler
vessel ferry boat ship
fare ticket price
route line
stop station
delay late
fuel petrol
battery electric charge
range span
emission carbon
warming warm heat
drought dry
rainfall rain
harvest crop
farm farmer agriculture agricultural
livestock cattle
fishery fish fishing
species animal
extinct vanish disappear
discover rediscover find
specimen animal sample
habitat home
settle settlement
relocate move
flight flee
displace displaced displacement
camp shelter
asylum protection
deport deportation expel return
undocumented irregular
trafficker trafficking
smuggle smuggler
labour work worker
remit remittance transfer
diaspora abroad community
participate part attend
gathering meeting session workshop conference
gather bring together
profit gain
lawful legal
unlawful illegal
avert prevent
curb limit reduce
tackle fight
mitigate reduce
resilient resilience
sustainable sustainability
framework system
binding obligatory
voluntary free
adopt adoption pass
sign signature
ratify approve
unanimous unanimously agree
majority most
minority few
coalition alliance
opposition oppose
cabinet government
parliament legislature assembly
senator senate
mayor council
lawmaker legislator parliamentarian
spokesperson spokesman spokeswoman
statement say
interview tell
deny reject refute
concede admit acknowledge
allege claim
testify witness
evidence testimony
verdict judgment ruling rule
appeal challenge
fine penalty
probe investigation inquiry investigate investigator police
homicide murder
robbery theft steal stolen burglary thief thieves
fraud scam
hacker hack
stab knife
shoot shot gunfire
blast explosion explode bomb
collide collision crash hit strike
derail derailment
motorist driver
pedestrian walker
cyclist bike
pilot aircraft
crew staff
firefighter fire
paramedic ambulance
coach manager
striker forward
squad team
defeat loss lose beat
draw tie
champion title winner
league division
stadium ground arena
fan supporter spectator
album record song
concert gig show performance perform
band group
exhibit exhibition show display
sculpture statue
novel book
poem poetry
playwright play
director filmmaker
debut first
sequel follow-up
award prize honour honor
acclaim praise
archaeologist dig
excavate unearth dig
ruin remains
king monarch
throne crown
reign rule
empire imperial
troop soldier
invade invasion
occupy occupation
surrender
independence independent
slave slavery
revolt uprising rebellion
orbit circle
spacecraft probe satellite
telescope observatory
planet world
gravity gravitational
particle
molecule
bacteria bacterium germ microbe
virus viral
infect infection
contagious infectious
immune immunity
surgery operation operate
surgeon
obese obesity overweight
diabetes diabetic insulin
pressure hypertension
stroke
tumour cancer
depression depressed
anxiety anxious
truck lorry
bill invoice tab
admit acknowledge own concede
decrease ease subside
ligament tendon band
twist turn sprain
elevate raise lift high up
apply put
bandage wrap dress
grade mark score
argument quarrel dispute row fight
gathering crowd
pledge promise assurance assure commit guarantee
green light approval approve
regulator authority watchdog
depart step retire resign leave
head chief run lead chair direct manage
unite join merge combine merger
shareholder owner stock
mill plant factory works
sceptical doubt doubtful skeptical question
investigate probe look examine study check
tow pull drag haul
ground strand aground
pursue pursuit chase follow hunt
carcass body corpse
swallow eat ingest
alert inform notify tell warn call telephone
rescue save bring safety
unsuccessful fail failure vain
unusual rare seldom uncommon
drop loss lose decline
renovate renovation overhaul restore restoration refurbish modernise
erupt eruption
journey trip ride crossing
rebook change
conceal hide hidden
discover spot detect come unearth find dig
thief burglar robber
steal take rob
dealer trader merchant seller vendor
deliver birth born delivery
position post vacancy role
vacant unfilled empty open
temporary temp
protest demonstrate march rally
oppose object against objection
recognise identify
contaminate contamination bacteria listeria
consume eat drink use
disinfect clean sterilise
expectant pregnant
defeat beat win
coach train trainer
titleholder champion
introduce teach learn
plumber fitter
bury hide
display show exhibit view
worn wear
worth value valuable
cap limit maximum upper ceiling
propose proposal offer suggest suggestion motion move put
request ask apply demand
postpone delay defer put push later back
suspend call off halt pause
negotiate negotiation talk bargain
mediator mediation arbitrator
harvest pick crop yield
permit allow exception lift
altitude height high
prohibit forbid ban disallow
attribute blame put down owe due
bankrupt bankruptcy fail insolvent
master teacher
discard throw reject away
honour honor award title name
bequeath leave will
vindicate confirm right
finance pay fund sponsor
scholarship grant
predecessor before former
shorten short cut reduce
expense cost costly expensive
salary pay wage unpaid
cut reduction budget
teach teacher lesson taught
pseudonym name alias
instrument tool device
thesis dissertation
album record
perform sing play appear
deaf hearing deafness
fight bout match
evade avoid dodge
opportunity chance
titled title
award give grant
calculate compute work
moon lunar
sun solar
star stellar
sea marine maritime
city urban
king royal queen crown
law legal lawyer
judge judicial court magistrate
reverse overturn quash
mother maternal maternity
father paternal
tooth dental dentist
night overnight nightly
year annual yearly
month monthly
week weekly
day daily
hour hourly
dig excavate
clay pottery potter
mountain alpine mountaineer climb ascent
climb ascend ascent scale
guide lead
refugee displaced
punish fine penalise penalty sentence
exclude admit bar
surplus profit difference
volunteer offer
repair mend fix
hen chicken poultry
insurance insurer insure
swap exchange
bonfire fire
survey poll questionnaire
satisfied happy content pleased
include put add insert
estimate reckon guess assess
revenue income sales turnover earnings
absent absence away
oppose object
apology apologies regret
purchase buy
playground play
replacement new replace
footpath path trail
skill qualification competence
recognition recognise
premature early soon
venue place location host held
cautious warn caution
quick fast speedy
fund pay finance cover
submit put present hand
clinic surgery practice hospital
closure close closing shut
noise noisy loud sound
audition tryout
accept admit take welcome
conductor conduct
difficult hard
rehearse rehearsal practise practice
hall room venue
heat heating warm
majority most vote
install installation fit put work
resign step leave
health medical sick ill
arrive deliver arrival
photograph picture image photo
erase delete remove wipe clear deletion
launch start begin opening rollout
employee staff worker colleague
crease wrinkle fold
fail unable not
discarded waste
smooth round worn
frosted frost matte
collector collect
artificial fake man-made
brew make prepare
shot espresso
grind ground
concentrated strong
foam crema froth
pond pool
tank aquarium
replace change
experiment study trial test research
remember memory recall
contrary myth unlike false
witness observe see
beneficiary inherit heir
adult grown eighteen
video film footage recording
gravity pull gravitational attraction
align line
tide tidal
freelance self-employed freelancer
distribute pay share hand
turnover sales
friction rub rubbing
moist damp wet
prefer better rather choose
pierce prick puncture
wool woollen
germ bacteria microbe
intact unbroken whole closed
season seasoning
simmer cook
acid acidic sour
rust rusty
board aboard
bicycle bike
surfboard board
taxi cab
aggravate worsen worse
apnoea apnea
tissue flesh
airway breathing
effective help work
frequency often
kilo kilogram weight
pause stop break interrupt
tired tiredness fatigue exhausted weary sleepy
deposit down
utilities bills
furnished furniture
elevator lift
tenant tenancy lodger renter
permanent unlimited indefinite
part-time half
candidate applicant apply
experience experienced practice
necessary require need must essential
perform play act appear
headline headliner star top
camp camping tent
forbid ban prohibit
cafe coffee
admission entry entrance ticket
exhibition show exhibit
guided tour guide
garage workshop repair mechanic
tire tyre
connector connection
spare save
overcook over done
moderate medium average mid
owner manager proprietor
bride wedding marry
decline refuse
burn burnt hot scald
reception desk
dormitory dorm
sheet linen
metro underground subway tube
walk foot
cancel cancellation
wheelchair disabled accessible
stairs steps staircase
colleague office coworker
authentic real genuine
appointment booking advance
carve cut shave slice
spicy hot fiery
sold out ran
rotation revolution
recharge charge
manufacturer maker producer
guarantee warranty
assist support help
transmission gear
folding foldable fold
comfortable soft comfort
trouble problem issue
waterproof water resistant
charge bill price
vet veterinary animal
scared frightened afraid fear terrified
extraction extract remove
board boarding stay kennel
patient calm
impressed pleased admire
unaware told know
allergic reaction
swelling swell
painkiller paracetamol ibuprofen analgesic
dose tablet pill amount
breastfeed breast-feeding nursing
muscle muscular
hospital clinic
drain run flow
scrap leftover waste
double twice
lure attract
ammonia nitrogen
destroy kill
volume size cubic
signature sign
post mail
internet online web
book reserve
recent new month
diagnose find determine identify
interference disturb
unplug disconnect plug
blink flash
device machine router apparatus gadget
outage failure
provider supplier company
speed fast quick
source cause origin
career life work
modest humble poor
background origin family
shortly soon
rest remainder remaining other
spectator audience crowd viewer onlooker
victory win
rumour rumor
explosion blast
injured hurt wounded
unhurt unharmed safe
missing lost
death die dead deceased killed
resident inhabitant local villager live
neighbourhood neighborhood area district
suburb outskirts
overseas foreign
tourist visitor traveller traveler
passenger traveller rider
commuter passenger
pupil child
kindergarten nursery
university college
professor lecturer academic
scholar academic researcher
headteacher principal
founder found establish
successor succeed follow replace
heir inherit
widow widowed
childhood child young
adolescent teenager teen
elderly old senior
retire retirement pension
politician minister
parliament mp
election vote poll
reform change
tax levy duty
subsidy grant
budget money
debt owe
inflation price
shortage lack scarce scarcity
abundance plenty
climate weather
temperature degree
earthquake quake tremor
wildfire fire blaze
emergency urgent
aid relief
donate donation give
church parish
prayer pray
funeral burial bury
celebrate celebration party
festival event
painting paint picture
statue sculpture
poet poem
journalist reporter
editor edit
broadcast air radio television
headquarters base seat headquartered
branch office
executive manager boss
chairman chair chairwoman chairperson president
board directors
takeover acquire acquisition
contract deal agreement
supplier supply
customer buyer purchaser consumer user
product item goods
brand make
defect fault flaw
recall withdraw
refund money back
complaint complain dissatisfied unhappy
praise like love enjoy appreciate compliment
criticise dislike complain
recommend suggest
satisfied happy
disappointed unhappy
polite friendly courteous kind
knowledgeable know knowledge
slow long wait
crowd busy
portion serving plate size
flavour flavor taste tasty
vegetarian vegan meatless
dessert sweet cake
beer ale
cocktail drink
breakfast brunch morning
lunch noon
dinner evening supper
menu dish food
waiter server waitress staff
cook chef
bathroom toilet restroom washroom
bedroom room
luggage baggage suitcase bag
flight fly plane
ticket fare
discount reduced cheap
free complimentary cost
family child kid
pet dog cat animal
smoke smoking
music band live
television tv screen
seat seating chair
terrace patio outdoor
atmosphere ambience ambiance vibe
trendy hip hipster modern
upscale classy elegant fancy
divey dive
touristy tourist
casual relaxed
loud noisy
abroad overseas foreign
abuse mistreat mistreatment maltreat ill-treat
accelerate quicken faster speed
accommodate house lodge accommodation lodging
accompany escort join
accomplish achieve achievement attain reach fulfil fulfill
accumulate gather collect amass build
accurate precise exact correct
adapt adjust adjustment change modify
adjacent neighbouring neighboring next beside
administer give manage
advantage benefit plus upside merit
adversary opponent rival enemy
advertise promote advertising advertisement advert ad
affluent wealthy rich prosperous
afraid fear scared frightened
aftermath wake following after
aggressive violent hostile
aim target goal
aircraft plane jet
alike similar same
alter change modify amend amendment
alternative option choice substitute
amass collect gather
ambassador envoy diplomat
ambitious bold
amend change revise
amid during
analyse analyze study examine analysis
ancestor forebear
anger rage fury outrage
announce reveal unveil disclose
anticipate expect foresee
anxious nervous worried
apartment flat unit
appalling terrible dreadful
appliance device
appraise assess evaluate
appropriate suitable fitting right proper
approximate rough
arid dry
armed weapon gun
arrange organise plan organize set
article piece story
asset property
assemble gather meet build put together
assign allocate allot give
associate partner link connect
astonish surprise amaze
astronaut cosmonaut crew
athlete sportsman sportswoman
attach fasten fix
attempt try bid effort
attendance turnout audience visitor
attire clothing dress
attract draw lure
authentic genuine real
authorise allow approve
autonomous independent
avert prevent avoid
award prize
backer supporter sponsor
backlash criticism reaction
baggage luggage
ballot vote
bankrupt insolvent
bar pub tavern
barely hardly scarcely
bargain deal
barrier obstacle wall
basic fundamental essential
bathe swim
beach shore coast
beg plead ask
behave act behaviour conduct
belief faith view
belongings possessions property
benefit profit gain help
besiege surround
bias prejudice
bike bicycle cycle
biography life
blaze fire
bleak gloomy
blend mix combine
block stop prevent obstruct
bloom flower blossom
bomb explosive
bond tie link
bonus extra
boom growth
boost increase raise
border frontier boundary
borrow loan lend
bother trouble disturb annoy
bottom base foot
bound tie
brave courageous
brawl fight
breach violate violation break
breakdown failure collapse
breakthrough advance
breed raise
brief short
bright light
bring carry take
broad wide
broadcaster channel station
brochure leaflet
brutal cruel
bug error fault
burden load
burglary break-in theft
bury inter
calculate work figure
campaigner activist advocate
cancel scrap abandon drop
candid frank honest
capable able
captain skipper
capture seize catch take
cargo freight load goods
carer caregiver
cash money
casual informal
catastrophe disaster
categorise classify
cause lead
caution warn
cease stop end
celebrity star famous
cemetery graveyard
challenge difficulty problem
champion defend
chaos disorder
charity nonprofit
chase pursue
cheat deceive
cheerful happy
chemist pharmacy pharmacist drugstore
chilly cold cool
chore task job
circular round
citizen national resident
claim say allege
clash fight conflict confrontation
classify group
clerk official
clever bright
client customer
cliff rock
climb rise
clinic hospital
closure shut
clue hint evidence
coach bus
coast shore seaside coastal
collaborate cooperate work together
collapse fall fail crumble
colleague coworker co-worker
collide crash
combat fight
comfort console
command order
commemorate remember mark honour
commence start
comment remark
commercial business trade
common shared joint
companion friend partner
comparable similar
compassion sympathy
compel force oblige
compensate pay compensation damages
compete rival competition contest
compile collect
complain grumble
complex complicated
comply obey follow
component part
compose write
comprehend understand
compromise agreement
compulsory mandatory obligatory required
conceal hide
concede admit
conclude finish decide
condemn criticise
condition state
confess admit confession
confidential secret private
confine limit
confiscate seize
conform comply
confront face
congested crowded traffic
congratulate praise
connect join
conquer defeat
conscious aware
consensus agreement
conserve protect conservation
considerable large
consistent steady
conspire plot
constant steady
constitute form make
constrain limit
construct build construction
consult ask advice
contact touch reach
contaminate pollute pollution
contemporary modern
contend argue
contest competition
contradict deny
contrast difference
contribute give
controversial disputed contentious
convenient handy
convert change turn
convict sentence
convince persuade
cope manage
core central
corrupt bribe bribery corruption
costly expensive
counsel advise
counterfeit fake
courage bravery
cover include
crash accident
create set
criminal offender
crisis emergency
critic opponent
crop harvest
crucial vital
cruel harsh
cultivate grow
cure heal
custom tradition
customary usual
cut reduce
dawn sunrise
deadly fatal lethal
deadlock stalemate
debate discuss
debris rubble
debt loan
deceased dead
deceive mislead
declare announce
decline fall
decrease fall
dedicate devote
defect fault
deficit gap
delegate representative delegation
delete remove
deliberate intentional
delicate fragile
delight please
demanding tough
demolish tear destroy
demonstrate show
dense thick
deny refuse
depict show portray
deploy send
derive come
describe portray
design plan
desire want
destitute poor
detach separate
detain hold
deter discourage
deteriorate worsen
determine decide
devastate destroy
devise invent
die perish
differ vary
diligent hardworking
dine eat
diplomat ambassador
disability disabled
disappear vanish
disaster catastrophe
discharge release
disclose reveal
discomfort pain
discontinue stop
dismiss reject
dispatch send
dispute disagree disagreement
disrupt interrupt disruption
distant far remote
distinct different
distress suffering
diverse varied different
divert redirect reroute
dizzy dizziness
document paper
donor giver
dormant inactive asleep quiet
downturn decline recession
drastic severe
dread fear
dual double
durable lasting sturdy
duration length long
dusk sunset
dwell live
eager keen
earn make
economical cheap
emerge appear come
emigrate leave
emit release give
emotion feeling
encounter meet
endanger threaten
endure last
enjoy like
enlarge expand
enquire ask inquire
enrol register enroll
entail involve
enthusiastic keen
entrance entry
environment surroundings
envisage imagine
epidemic outbreak
equitable fair
era age period
erect build
escalate rise worsen
eventually finally
evolve develop
excess surplus
execute carry
exhaust tire
exterior outside
extinguish put out douse
fabric cloth material
facilitate ease help
facility building
fade disappear
fair just
famine hunger starvation
feasible possible
federation association union
ferry boat
flame fire
flourish thrive
fluctuate vary
forecast predict prediction
foreigner stranger
forest wood woodland
fragment piece
frail weak
function work
gadget device
gain earn obtain
gallery museum
gamble bet wager
garment clothes
gather meet assemble
gear equipment kit
generous large ample
gentle mild soft light
genuine real true authentic
giant huge enormous
glad happy
glance look
gloomy sad dark
goods products merchandise items
gossip rumour rumor
govern rule
grab seize take
gradual slow
grant give award funding
grateful thankful
grave tomb
grief sorrow
grip hold
guard protect watch
guest visitor
guideline rule recommendation advice
habitat environment
halt stop
hamper hinder impede obstruct
handbook manual guide
handicap disability
handover transfer
harass harassment
harbour harbor port dock
hardship difficulty poverty need
harm damage hurt
harsh severe
hatred hate
haul transport
hazard danger
headmaster principal head
heal recover cure
healthcare health medical
hearing trial
heavy strong intense
herb plant
hesitate reluctant
hide conceal
hike walk trek
hint clue suggest
hobby pastime
hoist lift raise
holder owner
honest truthful
hostage captive
household home family
humid moist damp
hurry rush
hurt injure
hygiene cleanliness clean
idea concept notion
ideal perfect
identical same
idle inactive
ignore disregard overlook
illegal unlawful illicit
illustrate show
imitate copy
immediate instant
immense huge
impact effect
impair damage weaken harm
imply suggest
impose introduce
improper wrong
incident event
incline tend
income earnings
incorrect wrong false
independence autonomy
indicate show sign
indigenous native
individual person
indoor inside
induce cause
inexperienced new
infant baby
inflict cause
influence affect
influx arrival
inform tell
infrequent rare
ingredient component
initial first early
initiative project
innovate new
inquiry investigation
insane mad
insect bug
insert put
instal install
instance example case
instantly immediately
institute institution
instruct teach order
insufficient inadequate lacking
insult offend
intact whole
intelligent clever
intense strong
intentional deliberate
interior inside
intermediary middleman broker
interval gap
intervene step
invent devise
invite ask
involve include
irritate annoy
isolate alone remote
issue problem
jealous envious
jewel jewellery jewelry
just fair
juvenile young
kidnap abduct
kind type sort
label tag mark
labourer worker
landmark sight monument
landscape scenery
lawsuit suit case court
lay put
leaflet brochure pamphlet flyer
lease rent
legacy heritage
legend myth
leisure recreation
lengthy long
lethal deadly
liable responsible
liberate free release
licence permit
likelihood probability chance
livelihood living income
loathe hate
log record
lone single
lorry truck
lover fan
loyal faithful
luck fortune
luxury luxurious
magnificent splendid
mail post
makeshift temporary provisional
malfunction fault failure break
manifesto programme
margin edge
massacre kill
massive huge
mature ripe adult
meagre small
melt thaw
mentor teacher
messy dirty untidy
militant rebel
mislead deceive
missile rocket
mission task
mist fog
misuse abuse
monastery abbey
motive reason
motorway highway freeway
mysterious unexplained
naked bare
narrate tell
navy naval
neat tidy
neglect ignore
negligence carelessness
nervous anxious
norm standard rule
nourish feed
novice beginner
nutrition food diet
object thing item
obsolete outdated old
obstruct block
occupant resident
occupation job
offence crime
offspring young
omit leave
onset start beginning
operate run work
ordinary normal usual
originate come begin
outdated old
outlaw ban
outline describe
output production
outskirts edge
overdue late
oversee supervise supervision manage monitor
oxygen air
pace speed
panel committee
panic fear
parade march
patrol guard
peasant farmer
peculiar strange
perceive see
periodic regular
permanent lasting
persecute persecution
phase stage
pioneer first
pleasant nice
plot land
poisonous toxic poison
potent strong
poverty poor
precious valuable
predict forecast
preliminary initial provisional
presume assume
prior previous before
priest clergyman vicar pastor
prisoner inmate detainee
probable likely
proceed go
proclaim declare
prolong extend lengthen
prominent famous well-known leading
prompt quick
property land
prosecute prosecutor
provisional temporary
provoke cause
punctual time
purify clean
quotation quote
railway rail train
ratio share
raw uncooked
realise understand
rear back
rebel insurgent
rebound recover
rebuke criticise
recession downturn
reckless careless
recycle reuse
regain recover
regret sorry
relative family
reliable dependable trustworthy
reluctant unwilling
rely depend
repeal abolish scrap
replica copy
restart resume
restrict limit
resume restart continue
retailer shop store
retreat withdraw
retrieve recover
revive restore bring
ridicule mock
riot unrest
ritual ceremony
robust strong
rocket missile
rotate turn
`

// antonymPairs are words whose exchange turns a claim round.
const antonymPairs = `
increase decrease;increase decline;increase fall;increase drop;increase reduce;increase lower;rise fall;rise decline;rise drop;rise decrease
grow shrink;grow decline;growth decline;climb fall;climb drop;gain loss;gain lose;expand shrink;expand contract;expand reduce
raise lower;raise cut;raise reduce;boost cut;boost reduce;surge plunge;soar plunge;more less;more fewer;most least;higher lower;high low
better worse;good bad;improve worsen;improve deteriorate;strengthen weaken;strong weak;positive negative;success failure;succeed fail
successful unsuccessful;win lose;victory defeat;winner loser;accept reject;accept refuse;accept decline;approve reject;approve deny
agree disagree;agree refuse;support oppose;favour oppose;favor oppose;allow forbid;allow ban;allow prohibit;allow prevent;permit ban
permit prohibit;legal illegal;lawful unlawful;open close;open shut;opened closed;begin end;start end;start stop;start finish;begin stop
first last;until since;previous following;previous next;earlier following;early late;earlier later;before after;above below;over under;inside outside;indoor outdoor;up down;north south;east west
northern southern;eastern western;left right;buy sell;import export;arrive depart;enter leave;push pull;give take;lend borrow;hire fire
hire dismiss;employ dismiss;appoint dismiss;remember forget;love hate;like dislike;praise criticise;praise criticize;praise condemn
praise complain;compliment complain;welcome condemn;optimistic pessimistic;hot cold;warm cool;wet dry;rich poor;young old;new old
younger older;fast slow;quick slow;quickly slowly;easy difficult;easy hard;simple complex;simple complicated;safe dangerous;safe unsafe
cheap expensive;affordable expensive;free paid;public private;national local;global local;male female;man woman;men women;boy girl
father mother;son daughter;brother sister;husband wife;king queen;day night;morning evening;summer winter;spring autumn;light dark
light heavy;long short;longer shorter;tall short;wide narrow;deep shallow;thick thin;large small;big small;larger smaller;bigger smaller
major minor;maximum minimum;majority minority;many few;all none;always never;often rarely;often seldom;usually rarely;common rare
everything nothing;everyone nobody;include exclude;inclusion exclusion;add remove;add subtract;connect disconnect;attach detach
build destroy;create destroy;protect endanger;protect threaten;encourage discourage;promote hinder;help hinder;facilitate hinder
possible impossible;able unable;likely unlikely;certain uncertain;certain unsure;true false;correct incorrect;right wrong;guilty innocent
convict acquit;arrest release;detain release;acquire divest;alive dead;live die;survive die;birth death;born died;healthy sick
present absent;presence absence;full empty;visible invisible;known unknown;formal informal;regular irregular;orderly disorderly
voluntary forced;voluntary mandatory;optional mandatory;optional required;temporary permanent;urban rural;domestic foreign;ally enemy
friend enemy;friendly rude;friendly unfriendly;clean dirty;quiet noisy;quiet loud;calm nervous;polite rude;fresh stale;tender tough
delicious bland;crowded empty;busy quiet;satisfied dissatisfied;satisfied disappointed;happy unhappy;happy sad;recommend avoid
accelerate slow;accelerate delay;advance retreat;advance postpone;confirm deny;confirm cancel;admit deny;reveal hide;reveal conceal
continue stop;continue cease;continue end;keep abandon;maintain abandon;pass fail;pass reject;adopt reject;ratify reject;join leave
unite divide;united divided;attract repel;ascend descend;upper lower;upstream downstream;inhale exhale;acid alkaline;solid liquid
optimism pessimism;advantage disadvantage;benefit harm;benefit drawback;strength weakness;opportunity threat;cause prevent;trigger prevent
acute chronic;active inactive;active passive;direct indirect;dependent independent;relevant irrelevant;necessary unnecessary
equal unequal;equality inequality;fair unfair;justice injustice;tolerance intolerance;trust distrust;honest dishonest;loyal disloyal
widen narrow;lengthen shorten;tighten loosen;tighten relax;deny grant;grant refuse;victim perpetrator;plaintiff defendant;buyer seller
teacher student;employer employee;landlord tenant;doctor patient;parent child;host guest;sender recipient;origin destination
emigration immigration;immigrant emigrant;departure arrival;departure return;donor recipient;creditor debtor;supply demand;surplus deficit
surplus shortage;profit loss;income expense;asset liability;wealthy poor;peace war;peaceful violent;ceasefire fighting;attack defend
attack defence;attack defense;offensive defensive;victory loss;friend foe;democratic authoritarian;liberal conservative;left-wing right-wing
vegetarian meat;sweet sour;sweet salty;raw cooked;hot iced;casual formal;upscale casual;spacious cramped;modern traditional;ancient modern
augmenter diminuer;hausse baisse;accepter refuser;autoriser interdire;ouvrir fermer;commencer finir;plus moins;avant apres;premier dernier
regulier irregulier;soutenir opposer;gagner perdre;ameliorer aggraver;aumentar disminuir;aceptar rechazar;permitir prohibir;abrir cerrar
empezar terminar;mas menos;antes despues;primero ultimo;apoyar rechazar;ganar perder;mejorar empeorar;regular irregular
`

// meaning joins words by what they mean, for texts of one language.
type meaning struct {
	classes  map[string][]int32         // stem -> the synonym sets it is in
	opposite map[string]map[string]bool // stem -> stems of its antonyms
}

func newMeaning() *meaning {
	m := &meaning{classes: map[string][]int32{}, opposite: map[string]map[string]bool{}}
	stems := []*stemmer{newStemmer("en"), newStemmer("fr"), newStemmer("es")}
	for number, line := range strings.Split(strings.TrimSpace(synonymSets), "\n") {
		for text := range strings.FieldsSeq(line) {
			stem := stems[0].reduce(text)
			m.classes[stem] = append(m.classes[stem], int32(number))
		}
	}
	for pair := range strings.FieldsFuncSeq(antonymPairs, func(r rune) bool { return r == ';' || r == '\n' }) {
		one, other, ok := strings.Cut(pair, " ")
		if !ok {
			continue
		}
		for _, s := range stems {
			m.oppose(s.reduce(one), s.reduce(other))
			m.oppose(s.reduce(other), s.reduce(one))
		}
	}
	return m
}

func (m *meaning) oppose(one, other string) {
	if one == other {
		return
	}
	if m.opposite[one] == nil {
		m.opposite[one] = map[string]bool{}
	}
	m.opposite[one][other] = true
}

// englishMeaning is built when it is first needed, as stemming all words takes
// milliseconds, and never written to.
var englishMeaning = sync.OnceValue(newMeaning)
