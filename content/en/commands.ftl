# The words people may type, separated by commas; the first is the one suggested.

command-prep-words = prep, prepare, preparation
command-agenda-words = agenda
command-date-words = date, dates, meeting, schedule
command-evaluate-words = evaluate, evaluation, feedback
command-status-words = status, where
command-pause-words = pause, break
command-resume-words = resume, restart
command-language-words = language
command-settings-words = settings, hours, availability, leave
command-help-words = help
