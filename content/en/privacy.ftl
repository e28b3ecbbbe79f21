# Everybody's own data: what is kept, who can read it, for how long, and what one can do about it.
# The card, the page on the web and the paper for those who take part say these same sentences.

privacy-title = Your data, in plain words
privacy-kept-title = What I keep
privacy-kept-person = You: your name, your address in the chat tool and, if I was given it, your e-mail address; your languages, time zone, working hours and days away.
privacy-kept-journey = Your journey: with whom, the dates, the sessions that took place, the pauses, what is ticked.
privacy-kept-answers = What you tell me: your evaluations, your answer on how it has begun with your partner and the one on whether to go on, what you write on my cards.
privacy-kept-calendar = Of a linked calendar: what it takes to read it, encrypted, and your free and busy times, for twelve hours at most.
privacy-read-title = Who can read it
privacy-read-partner = Your partner: the dates, what you two decide together, what you write on the cards that you share, and the lines that you send them. None of your other answers.
privacy-read-coordinators = The coordinators: who is paired with whom, whether sessions take place, whether a journey stops or goes quiet, whether a message could not reach you, and totals of several people. If you ask them for a word, they know; your partner, even as one of them, does not. None of your answers, except the lines that you send them.
privacy-read-operators = The people who run this service: what you tell me is encrypted in the database and its backups; they hold the keys, so they could read it.
privacy-read-tool = The chat tool where I write to you: my messages pass through it, and stay there according to your organisation's rules.
privacy-long-title = For how long
privacy-long-answers =
    { $count ->
        [one] Your answers: until one month after the end of the journey.
       *[other] Your answers: until { $count } months after the end of the journey.
    }
privacy-long-rest =
    { $count ->
        [one] The rest of the journey, with your name and settings if nothing else needs them: until one month after its end.
       *[other] The rest of the journey, with your name and settings if nothing else needs them: until { $count } months after its end.
    }
privacy-long-events =
    { $count ->
        [one] Technical traces (what has been dealt with, how many messages a day): one day.
       *[other] Technical traces (what has been dealt with, how many messages a day): { $count } days.
    }
privacy-long-backups =
    { $count ->
        [one] Backups: one day. If one of them has to be used, what was erased is erased again before anything else.
       *[other] Backups: { $count } days. If one of them has to be used, what was erased is erased again before anything else.
    }
privacy-long-audit =
    { $count ->
        [one] The record of what coordinators and the people who run this service looked at or changed, never what you said: one month.
       *[other] The record of what coordinators and the people who run this service looked at or changed, never what you said: { $count } months.
    }
privacy-can-title = What you can do
privacy-can-export = Export: everything I keep about you, to read and as a file.
privacy-can-correct = Correct: write “settings” or “language” to me; for your name or address, the coordinators will see to it.
privacy-can-stop =
    { $count ->
        [one] Stop: the journey ends, with a kind word to your partner. You can come back for one day.
       *[other] Stop: the journey ends, with a kind word to your partner. You can come back for { $count } days.
    }
privacy-can-erase = Erase: what I keep about you is gone, for good. Your partner's words stay theirs, and totals already made no longer change.
privacy-can-ask = Ask: the programme's coordinators will answer. You can also turn to your country's data protection authority.
privacy-can-ask-outside = Ask: the programme's coordinators will answer; outside them, { $contact }. You can also turn to your country's data protection authority.

privacy-export = Export my data
privacy-erase = Erase my data
privacy-erase-sure = Erase everything? Your current journeys end: your partner gets a kind word, and the coordinators learn only that someone has left. What you have told me is gone. This cannot be taken back.
privacy-erased-title = Your data is erased
privacy-erased = Your name, your address and what you have told me are erased. Thank you for the time we shared.
privacy-erased-stays =
    { $count ->
        [one] What stays: in the chat tool, your own messages, which you can delete there, and whatever it does not let me remove; the backups, for one more day; and a number without a name, in the programme's records and to erase you again if a backup has to be used.
       *[other] What stays: in the chat tool, your own messages, which you can delete there, and whatever it does not let me remove; the backups, for { $count } more days; and a number without a name, in the programme's records and to erase you again if a backup has to be used.
    }
privacy-erase-failed = Nothing was erased: I could not note your request where it has to be noted. Please try again later, or write to the coordinators.

privacy-export-title = Your data
privacy-export-link = Here is a link to everything I keep about you. It works once, within twenty-four hours. Whoever has this link can read your data: keep it to yourself.
privacy-export-open = Open the page with my data
privacy-export-here = Everything I keep about you is on its way to our own chat.
privacy-export-part = Your data, part { $number } of { $count }
privacy-page-ask = This button shows everything I keep about the person who asked for this link. It works only once.
privacy-page-show = See my data
privacy-page-file = Download the file (JSON)
privacy-page-once = This page cannot be opened again: download the file if you would like to keep your data.
privacy-page-spent = This link has been used, or is more than a day old. Write “privacy” to me to get another.

# To stop

stop-title = Thinking of stopping?
stop-ask = Your journey with { $partner } would end here. Would you like to stop?
stop-ask-many = You have several journeys. With whom would you like to stop?
stop-means =
    { $count ->
        [one] You need not say why. Your partner will get a kind word; the coordinators will know only that you are stopping. You can come back for one day.
       *[other] You need not say why. Your partner will get a kind word; the coordinators will know only that you are stopping. You can come back for { $count } days.
    }
stop-yes = Yes, stop my journey
stop-with = Stop with { $partner }
stop-all = Stop all my journeys
stop-no = No, go on with the journey
stop-stayed = All right: nothing changes.
stop-stopped-title = Your journey ends here
stop-stopped = It is done. Thank you for your time and your trust. Your partner will get a kind word, and the coordinators will know that you are stopping.
stop-until = If you change your mind, you can come back until { $when }: this button is all it takes. To find it again, write “stop” to me.
stop-back = Resume my journey
stop-back-with = Resume with { $partner }
stop-back-title = How good to have you back!
stop-back-now = Your journey resumes, and what comes next will arrive in good time.
stop-back-alone = You are part of the programme again. Your partner, meanwhile, has left it: the coordinators will tell you what is possible.
stop-back-late = The time for coming back has passed. The coordinators will tell you what is possible.
stop-nothing = You have no journey under way: there is nothing to stop.
