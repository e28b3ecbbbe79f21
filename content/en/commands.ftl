# The words people may type, separated by commas; the first is the one suggested.

command-prep-words = prep, prepare, preparation
command-agreement-words = agreement, agree
command-pact-words = pact, confidentiality
command-shadowing-words = shadowing, shadow, observe
command-introduction-words = introduction, introduce, about-me
command-people-words = people, network
command-stock-words = stock, look-back
command-goals-words = goals, goal, actions
command-takeaways-words = takeaways, takeaway, keep
command-colleagues-words = colleagues, colleague
command-topic-words = topic, topics
command-agenda-words = agenda
command-date-words = date, dates, meeting, schedule
command-evaluate-words = evaluate, evaluation, feedback
command-status-words = status, where
command-pause-words = pause, break
command-resume-words = resume, restart
command-language-words = language
command-settings-words = settings, hours, availability, leave
command-calendar-words = my calendar, my-calendar, calendar, my calender, calender
command-attestation-words = attestation, certificate
command-privacy-words = privacy, data, my-data, gdpr
command-stop-words = stop, quit
command-fit-words = fit
command-contact-words = contact, talk, coordinators
command-help-words = help

# What people say who do not speak in commands, separated by commas.

meaning-trouble-words = problem with, problems with, a serious problem, human help, a human, human being, a real person, harass, harasses, harassing, harassed, harassment, assault, assaulted, discrimination, discriminated, threat, threats, threatened, threatens, intimidation, intimidated, humiliation, humiliated, humiliates, insulted, insults, violence, unsafe, in danger, bullied, bullies, bullying, uncomfortable, afraid of, report, complaint, complain, talk to somebody, talk to someone, speak to someone, speak to somebody
meaning-cannot-words = i can't, i cannot, i can not, i cant, can't make, cannot make, won't be able, will not be able, won't make it, not available, unavailable, something came up, something has come up, reschedule, postpone, change the date, change the time, move the session, move our session, cancel, another date, another day, another time
meaning-when-words = when is, when's, when are, when do we, when will, which day, what day, which date, what date, what time, next session, next meeting, where do we stand
meaning-thanks-words = thanks, thank you, thank u, thx, many thanks
meaning-hello-words = hello, hi, hey, good morning, good afternoon, good evening
meaning-thumb-words = 👍, 👌, 🙏, 👏, 🙂, 😊, 😀, 😄, ❤, 🎉, ✅, +1, thumbsup, ok_hand, pray, clap, slightly_smiling_face, smile, heart, tada, white_check_mark, ok, okay, great, perfect, got it, sounds good, noted, well noted
