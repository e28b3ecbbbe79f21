# Les mots que l'on peut écrire, séparés par des virgules ; le premier est celui que l'on propose.

command-prep-words = prep, préparer, préparation, preparer
command-agenda-words = agenda, ordre, ordre-du-jour, odj
command-date-words = date, dates, rendez-vous, rdv
command-evaluate-words = évaluer, évaluation, eval
command-status-words = statut, état, bilan
command-pause-words = pause
command-resume-words = reprendre, reprise
command-language-words = langue
command-settings-words = réglages, horaires, heures, disponibilités, absence
command-help-words = aide, ?
