# The first words, to each in private; then to both.

welcome-title = Hello { $name }!
welcome-mentoring-mentor = The { -platform } mentoring programme is starting, and you are mentoring { $partner }. Thank you for giving your time.
welcome-mentoring-mentee = The { -platform } mentoring programme is starting. { $partner } is your mentor, at your pace and on the subjects you choose.
welcome-networking-mentor = Welcome to { -platform } networking. Your colleague for this meeting: { $partner }.
welcome-networking-mentee = Welcome to { -platform } networking. Your colleague for this meeting: { $partner }.
welcome-how = I bring what you need before, during and after each session: a date to choose, something to prepare with, an agenda, a one-minute evaluation. In between I keep quiet.
welcome-privacy = What you answer here stays between you and me. Coordinators see whether sessions take place, never your answers.
