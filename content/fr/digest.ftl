# Ce que lit la coordination, chaque lundi.

digest-title = La semaine du programme
digest-lead = Du { DAY($when) } au { DAY($until) }.
digest-met = Binômes qui se sont vus dans la semaine
digest-coming = Séances prévues la semaine qui commence
digest-late = Binômes sans date depuis { $late } jours, ou sans nouvelles { $silent } jours après une séance
digest-evaluations = Évaluations ouvertes dans la semaine et remplies
digest-left = Binômes interrompus par un départ, depuis le début
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
digest-nudged = C'est noté : je leur écrirai un petit mot au bon moment.
digest-rate-useful = Utilité de la séance
digest-rate-shared = Temps de parole partagé
digest-rate-closer = Avancée vers les objectifs
digest-mean = { $whole },{ $rest } sur 5 ({ $people } personnes)
digest-too-few = Pas de moyenne cette semaine : il faut les réponses d'au moins { $threshold } personnes.
digest-undeliverable = Messages qui n'ont pas pu être remis
digest-pair = { $mentor } et { $mentee }
digest-member = { $name } (binôme { $mentor } et { $mentee })
digest-pair-undelivered =
    { $count ->
        [one] { $names } : { $why } (un message)
       *[other] { $names } : { $why } ({ $count } messages)
    }
undelivered-left = départ, ou compte désactivé
undelivered-blocked = mes messages sont bloqués ; une fois débloqués, un mot écrit dans cette conversation suffit pour tout recevoir
undelivered-absent = l'application n'est pas installée, ou ne l'est plus ; il suffit de l'ajouter pour tout recevoir
undelivered-removed = l'application a été retirée ou désactivée ; voyez avec les personnes qui administrent l'espace de travail
undelivered-closed = la conversation n'existe plus, ou elle est archivée
undelivered-forbidden = un réglage ou une autorisation manque ; voyez avec les personnes qui administrent l'espace de travail
undelivered-faulty = la messagerie refuse ce message ; prévenez les personnes qui font fonctionner le bot
undelivered-doubtful = peut-être déjà arrivé, donc retenu plutôt qu'envoyé deux fois
undelivered-sealed = illisible pour l'instant, faute de la bonne clé ; prévenez les personnes qui font fonctionner le bot, tout arrivera ensuite
undelivered-tried = la messagerie n'a pas répondu, malgré plusieurs essais
digest-undeliverable-more =
    { $count ->
        [one] Et un autre, plus ancien : la commande together-bot undelivered les liste tous.
       *[other] Et { $count } autres, plus anciens : la commande together-bot undelivered les liste tous.
    }
digest-helped = Ce qui a aidé, d'après au moins { $least } personnes
digest-nudge-starting = Pas encore nécessaire : leur parcours va seulement commencer. Je n'envoie rien.
digest-nudge-searching = Plus nécessaire : des dates viennent de leur être proposées. Je n'envoie rien.
digest-nudge-booked = Plus nécessaire : leur date est prise. Je n'envoie rien.
digest-nudge-met = Plus nécessaire : leur rendez-vous est de ces jours-ci. Je n'envoie rien.
digest-nudge-held = Plus nécessaire : leur séance a eu lieu depuis. Je n'envoie rien.
digest-nudge-paused = Plus nécessaire : ce binôme fait une pause. Je n'envoie rien.
digest-nudge-ended = Plus nécessaire : leur parcours est terminé. Je n'envoie rien.
