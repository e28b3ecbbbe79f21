# Taking stock: the road so far, and what counted.

stock-title = The road so far
stock-lead = This is what the two of you have done. Something to remember, and to talk about.
stock-seance = { $seance } · { $title } ({ DAY($when) })
stock-which = Which conversations counted most for you? Choose as many as you like.
stock-which-of = Which conversations counted most? It is { $name }'s choice: one or several.
stock-seen = { $name } will see your choice, and you can talk about it together if you like.
stock-counted = The conversations that counted most for { $name }
stock-seances = Your sessions
stock-goals = The goals
stock-goal = { $goal } – I'll know I'm there when: { $sign }
stock-done = Done
stock-under-way = On the way
stock-more = … and { $count } more before that
stock-met = People met
stock-agreed = On the practical side, you had agreed on this:
stock-mentees = It is for { $name } to say which conversations counted. Say yours aloud: that is always good to hear.
stock-not-yet = You take stock in session { $seance }: what the two of you will have done by then is gathered there.
stock-none-kept = Your journey ended before a first session.
stock-prep = Sessions, goals, people met: the road the two of you have come is gathered here.
stock-status = Conversations that counted
stock-status-counted = { $count } chosen
