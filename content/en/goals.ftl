# Goals and actions: the mentee's own, seen by both.

goals-title = Goals and actions
goals-what-for = A goal gives a direction; a rough idea is enough to begin with. { $name } writes up to three goals here, and then first actions.
goals-what-for-mentee = A goal gives a direction; a rough idea is enough, and all of it can change later. { $name } will see your goals, and nobody else.
goals-what-for-mentor = { $name } has not written down a goal yet, and there is no hurry. If an idea comes to you, you can suggest it here.
goals-none-kept = You had written nothing down here.
goals-owner = { $mentee } writes and changes the goals; { $mentor } can add suggestions.
goals-goals = Goals
goals-goal = { $goal } – I'll know I'm there when: { $sign }
goals-steps = Actions
goals-step = { $step } – { $progress }
goals-step-until = { $step } – for { DAY($when) } – { $progress }
goals-suggestions = { $name } suggests
goals-progress-open = to do
goals-progress-under-way = under way
goals-progress-done = done
goals-progress-dropped = set aside
goals-where = Where do the actions stand?
goals-seen = What you say of your actions, { $name } sees too.
goals-on-day = { $step } – for { DAY($when) }
goals-write = Write my goals
goals-change = Change my goals
goals-act = Note my actions
goals-change-steps = Change my actions
goals-other-day = Choose another day
goals-suggest = Add a suggestion
goals-save = Save
goals-limit = One line for each, { $most } characters at most. What stays empty is not shown.
goals-limit-steps = One line for each action, { $most } characters at most. A short reminder comes on the day you choose, or on the next working day. Emptying a line sets the action aside.
goals-field-goal-1 = Goal 1
goals-field-goal-2 = Goal 2
goals-field-goal-3 = Goal 3
goals-field-sign-1 = I'll know I'm there when… (goal 1)
goals-field-sign-2 = I'll know I'm there when… (goal 2)
goals-field-sign-3 = I'll know I'm there when… (goal 3)
goals-field-step-1 = Action 1
goals-field-step-2 = Action 2
goals-field-step-3 = Action 3
goals-field-day-1 = For which day (action 1)
goals-field-day-2 = For which day (action 2)
goals-field-day-3 = For which day (action 3)
goals-field-suggestion-1 = Suggestion 1
goals-field-suggestion-2 = Suggestion 2
goals-field-suggestion-3 = Suggestion 3
goals-enough-steps = { $most } actions at a time are plenty: finish one, or set one aside, and this one can come back.
goals-day-unreadable = One of these days has passed already, is too far off, or I could not read it. Choose a day within a year, { DATE($when) } for example. Nothing is lost.
goals-mentees = It is for { $name } to write the goals and to say how they stand. Your ideas are welcome as suggestions.
goals-mentors = It is { $name } who writes the suggestions. Whatever speaks to you, you can take up in your goals.
goals-recall-title = The day you had chosen
goals-recall = Just a reminder of what you had planned. Where do you stand? If this is not the moment, choose another day.
goals-status = Goals
goals-status-none = to be written whenever you like
goals-status-of = { $goals ->
    [0] none yet
   *[other] { $goals }
}, { $steps ->
    [0] with no open action
    [one] with { $steps } open action
   *[other] with { $steps } open actions
}
