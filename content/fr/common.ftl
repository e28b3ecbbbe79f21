# Ce que plusieurs conversations ont en commun.

typed = { $text }
objective = Objectif : { $objective }.
seance-number = Séance { $seance }
minutes = { $minutes } minutes
stale = Cette carte a changé entre-temps. Voici où vous en êtes.
ended = Ce parcours est terminé. Merci d'y avoir pris part.
paused = Le parcours est en pause. Reprenez-le quand vous voudrez.
track-mentoring = Mentorat
track-networking = Réseautage
stage-starting = Le parcours va bientôt commencer
stage-scheduling = Une date est à choisir
stage-booked = La date est fixée
stage-met = L'heure de la séance est venue : dites, dans votre conversation à deux, si elle a eu lieu
stage-deciding = La suite du parcours se décide
stage-paused = En pause
stage-ended = Terminé
