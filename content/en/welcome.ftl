# The first words, to each in private; then to both.

welcome-title = Hello { $name }!
welcome-mentoring-mentor = The coordinators of the { -platform } mentoring programme are putting you in touch with { $partner }, whom you will be mentoring. Thank you for giving your time.
welcome-mentoring-mentee = The coordinators of the { -platform } mentoring programme are putting you in touch with { $partner }, who will be your mentor.
welcome-networking-mentor = Welcome to the { -platform } networking programme. Its coordinators are putting you in touch with { $partner }. Thank you for giving your time.
welcome-networking-mentee = Welcome to the { -platform } networking programme. Its coordinators are putting you in touch with { $partner }.
welcome-role-mentoring-mentor = Your role as a mentor: listen, ask questions, share your experience and advise, without judging or deciding for the other person.
welcome-role-mentoring-mentee = A mentor listens to you, asks questions, shares their experience and advises you. You choose what to talk about, and you decide.
welcome-role-networking-mentor = Your colleague will come with precise questions: answer from your own point of view, and ask yours, too.
welcome-role-networking-mentee = Come with precise questions: your colleague will answer from their own point of view, and may have some for you.
welcome-plan-mentoring = There will be { $count } sessions of about { $minutes } minutes, { $days ->
        [7] once a week
        [14] twice a month
        [21] every three weeks
        [28] once a month
       *[other] every { $days } days
    }; then { $more } more, if you would both like to. How often and how long is for the two of you to agree.
welcome-plan-networking = There will be { $count ->
        [one] one session
       *[other] { $count } sessions
    } of about { $minutes } minutes. { $more ->
        [0] {""}
        [one] Another will follow if you would both like it.
       *[other] { $more } more will follow if you would both like to.
    }
welcome-next = I am { -bot }, here to help you along. What comes next: dates will be suggested in your shared conversation. A few days before each session you will find here what helps you to prepare it; right after, a one-minute evaluation. In between I keep quiet.
welcome-privacy = Your partner does not see what you answer here, unless you send it. Coordinators see whether sessions take place, never who answered what.
welcome-pair-title = Your shared conversation
welcome-pair = { $mentor }, { $mentee }, welcome to you both! This is where you choose the dates and find the agenda. The sessions themselves take place in person or by video.
