# The topic of the reversed séance: the mentee proposes, the mentor picks.

topic-title = The topic of the reversed session
topic-lead = { $mentee } leads this session and passes something on to { $mentor }. The idea: up to three topics proposed by { $mentee }, and { $mentor } picks one.
topic-lead-mentee = This time you are the one who passes something on. Propose up to three topics to { $name }: tick an idea, or write your own.
topic-idea-project = a project or an activity
topic-idea-tool = a tool or a technical skill
topic-idea-place = another place of work
topic-idea-language = a language
topic-offered = Proposed topics
topic-nth = Topic { $number }: { $topic }
topic-prepared = For { $name } to prepare
topic-prepared-you = { $name } suggests that you prepare
topic-none-yet = No topic for now: { $name } can propose some at any time.
topic-to-pick = { $mentor } can pick one, or ask { $mentee } for other ideas.
topic-to-propose = { $mentor } would like other ideas; { $mentee } can propose some here.
topic-chosen = Chosen topic
topic-pick-nth = Pick topic { $number }
topic-others = Ask for other ideas
topic-propose = Propose topics
topic-change = Review the proposed topics
topic-choose = Pick a topic

topic-ideas = Ideas to tick
topic-field-own = Topic { $number }, in your own words
topic-field-prepare = For { $name } to prepare, if anything
topic-limit = Three topics in all, ticked ideas included; at most { $most } characters a line.
topic-save = Save my topics
topic-too-many =
    { $count ->
        [one] There is room for one topic: the first one is kept.
       *[other] There is room for { $count } topics: the first ones are kept.
    }
topic-changed-meanwhile = The topics have changed meanwhile: this is where they stand.
topic-mentees-to-propose = It is for { $name } to propose topics. You can pick one, or ask for other ideas.
topic-mentors-to-pick = It is { $name } who picks one of your topics. You can look at them again at any time.

topic-news-proposed = { $mentee } proposes new topics, and { $mentor } can pick one.
topic-news-wanted = { $mentor } would like other ideas before picking: { $mentee } can propose a few.
topic-news-picked = { $name } has picked the topic of the reversed session: it is on the card that you share.
topic-news-prepare = { $mentee } has a suggestion for what { $mentor } could prepare: it is on the card that you share.
topic-prep-mentee = You can propose your topics here; { $name } will pick one.
topic-prep-mentor = { $name } can propose up to three topics to you; you will pick the one you like best.
topic-agenda-none = The topic is not chosen yet: you can do it now, together.
topic-status = Topic of session { $seance }
topic-status-offered = to be picked from those proposed
topic-status-wanted = other ideas are welcome
topic-status-none = to be proposed whenever you like
topic-later = The topic will be chosen closer to this session.
topic-none-kept = No topic had been proposed.
