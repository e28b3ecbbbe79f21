# Three minutes to introduce oneself, each on their own.

introduction-title = Your three minutes
introduction-lead = A few words are enough to introduce yourself in three minutes. Fill in what helps you, leave the rest.
introduction-lead-again = Your notes stay at hand. Add, if you like, what the first meeting left out.
introduction-private = These notes are for you. { $partner } does not see them, nor whether there are any.
introduction-me = Who I am, what I do
introduction-matter = What I am busy with, or proud of
introduction-curious = What I would like to ask { $partner }
introduction-rest = Left out the first time
introduction-field-me = Who I am, what I do (at most { $most } characters)
introduction-field-matter = What I am busy with, or proud of (at most { $most } characters)
introduction-field-curious = What I would like to ask { $partner } (at most { $most } characters)
introduction-field-rest = Left out the first time (at most { $most } characters)
introduction-write = Save my notes
introduction-noted = Noted.
introduction-on-prep = To introduce yourself in three minutes:
introduction-on-prep-again = Your notes, and room for what the first meeting left out:
introduction-on-agenda = Each of you introduces yourself in turn. The button shows your own notes to you, and to nobody else.
introduction-on-agenda-again = The button shows your own notes to you, and to nobody else.
introduction-none-kept = You had noted nothing.
