# Ce que lit la coordination, chaque lundi.

digest-title = La semaine du programme
digest-lead = Du { DAY($when) } au { DAY($until) }.
digest-met = Binômes qui se sont vus
digest-coming = Séances fixées cette semaine
digest-late = Binômes sans date ou sans nouvelles
digest-evaluations = Évaluations remplies
digest-left = Binômes interrompus par un départ
digest-count = { $count }
digest-filled = { $filled } sur { $asked }
digest-stages = Où en sont les binômes
digest-stage-starting = À venir
digest-stage-scheduling = Cherchent une date
digest-stage-booked = Date fixée
digest-stage-met = Séance à confirmer
digest-stage-deciding = Décident de la suite
digest-stage-paused = En pause
digest-stage-ended = Terminés
digest-late-title = Un petit signe pourrait aider
digest-pair-late = { $mentor } et { $mentee } – séance { $seance }
digest-more =
    { $count ->
        [one] Et un autre binôme.
       *[other] Et { $count } autres binômes.
    }
digest-nudge = Encourager { $mentor } et { $mentee }
digest-nudged = C'est fait : je leur écrirai un mot gentil au bon moment.
digest-rate-useful = Utilité de la séance
digest-rate-shared = Temps de parole partagé
digest-rate-closer = Avancée vers les objectifs
digest-mean = { $whole },{ $rest } sur 5 ({ $people } personnes)
digest-too-few = Pas de moyenne cette semaine : il faut les réponses d'au moins { $threshold } personnes pour qu'on n'y reconnaisse personne.
digest-undeliverable = Messages qui n'ont pas pu être remis
digest-undeliverable-more =
    { $count ->
        [one] Et un autre, plus ancien : la commande together-bot undelivered les liste tous.
       *[other] Et { $count } autres, plus anciens : la commande together-bot undelivered les liste tous.
    }
