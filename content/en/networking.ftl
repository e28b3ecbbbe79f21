## Session 1

N1-title = Networking
N1-objective = a short, focused conversation between colleagues
N1-B1 =
    .mentor = Be ready to talk about your part in a project, what you enjoy in leading your team and what makes your place of work lively.
    .mentee = Prepare two or three questions: a project, leading a team, life where { $partner } works.
N1-B2 =
    .mentor = Look up your colleague's profile on { -platform }.
    .mentee = { N1-B2.mentor }
N1-B3 =
    .mentor = Have a look at { $partner }'s { -social-network } profile, if there is one.
    .mentee = { N1-B3.mentor }
N1-B4 =
    .mentor = Look for something you have in common: an interest, a goal.
    .mentee = { N1-B4.mentor }
N1-B5 =
    .mentor = Read through a summary on networking and, if you have a moment, listen to a { -social-network } course.
    .mentee = { N1-B5.mentor }
N1-G1 =
    .mentor = It will be short: { $partner } will come with precise questions. Answer from your own point of view, and listen as much as you talk.
    .mentee = It will be short: come with precise questions and a view of your own. Listen as much as you talk.
    .pair = Short and focused: precise questions, personal answers, as much listening as talking.
N1-D1 =
    .pair = Introductions: three minutes each at the most.
N1-D2 =
    .pair = { $mentee }'s questions: { $mentor } listens, then gives a point of view.
N1-D3 =
    .pair = What you have in common, and the questions still open.
N1-D4 =
    .pair = Would a second session be useful, and possible? Nothing to settle here: each of you will be asked afterwards, in private.
N1-A1 =
    .mentor = How was this session for you? A minute is enough, whenever you like.
    .mentee = { N1-A1.mentor }

## Session 2

N2-title = Networking (continued)
N2-objective = picking up where the first session left off
N2-G1 =
    .mentor = The same guidance as the first time. It is the place for whatever was left over: questions and information alike.
    .mentee = { N2-G1.mentor }
    .pair = What was left over from the first time: questions to ask, information to share.
