# The pages that the bot itself shows: what it is, what it keeps, on what terms.

about-title = { -platform }
about-what = I walk with mentoring pairs, session after session: a date that suits both, something to prepare with, an agenda, a one-minute evaluation.
about-who = The organisation that runs the programme hosts me and keeps me up to date. If you have a question, write to the programme's coordinators.
about-kept = What I keep: the names and addresses of those who take part, their languages, time zone, working hours and days off; the dates of the sessions, what is ticked, the answers to evaluations and to the question whether to go on. Of a linked calendar I keep free and busy times only, for twelve hours at most.
about-seen = Who sees what: your partner sees none of your answers; coordinators see whether sessions take place, and totals of several people. The line of your evaluation is read by you alone, or by those to whom you send it. The organisation that hosts me holds the keys to what I keep.
about-where = Where: in the organisation's own database. My messages pass through the tool where you read them.
about-rights = To learn what I keep about you, or for any request about it, write to the programme's coordinators: the organisation answers for it.
about-terms = This service is for those who take part in the programme. The terms of use are those of the organisation that runs it.
about-software = The software is open source (MIT licence) and comes as it is, without warranty.
