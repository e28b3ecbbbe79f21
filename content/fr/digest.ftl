# Ce que lit la coordination, chaque lundi.

digest-title = La semaine du programme
digest-title-of = { $programme } : la semaine du programme
digest-lead = Du { DAY($when) } au { DAY($until) }.
digest-met = Binômes qui se sont vus dans la semaine
digest-coming = Séances prévues la semaine qui commence
digest-late = Binômes sans date depuis { $late } jours, ou sans nouvelles { $silent } jours après une séance
digest-evaluations = Personnes qui ont répondu, parmi celles dont une évaluation s'est close dans la semaine
digest-left = Binômes interrompus par un départ, depuis le début
digest-linkless = Liens des séances encore sans adresse
digest-count = { $count }
digest-stages = Où en sont les binômes, séance par séance
digest-stage-starting = À venir
digest-stage-scheduling = Cherchent une date
digest-stage-booked = Date fixée
digest-stage-met = Séance à confirmer
digest-stage-deciding = Décident de la suite
digest-stage-paused = En pause
digest-stage-ended = Terminés
digest-late-undated = { $mentor } et { $mentee } – séance { $seance } : pas de date depuis le { DAY($since) }
digest-late-unsaid = { $mentor } et { $mentee } – séance { $seance } : pas de nouvelles depuis leur rendez-vous du { DAY($since) }
digest-late-title = Binômes qui ont peut-être besoin de vous, en commençant par l'attente la plus longue
digest-pair-undelivered = { $names } : { $why }
digest-undeliverable =
    { $count ->
        [one] Une personne n'a pas pu être jointe
       *[other] { $count } personnes n'ont pas pu être jointes
    }
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
digest-pair = { $mentor } et { $mentee }
digest-member = { $name } (binôme { $mentor } et { $mentee })
undelivered-left = départ, ou compte désactivé
undelivered-blocked = mes messages sont bloqués ; une fois débloqués, un mot écrit dans cette conversation suffit pour tout recevoir
undelivered-absent = l'application n'est pas installée, ou ne l'est plus ; il suffit de l'ajouter pour tout recevoir
undelivered-removed = l'application a été retirée ou désactivée ; voyez avec les personnes qui administrent l'espace de travail
undelivered-closed = la conversation n'existe plus, ou elle est archivée
undelivered-forbidden = un réglage ou une autorisation manque ; voyez avec les personnes qui administrent l'espace de travail
undelivered-faulty = la messagerie refuse ce message ; prévenez les personnes qui font fonctionner ce service
undelivered-doubtful = peut-être déjà arrivé, donc retenu plutôt qu'envoyé deux fois
undelivered-sealed = illisible pour l'instant, faute de la bonne clé ; prévenez les personnes qui font fonctionner ce service, et tout arrivera ensuite
undelivered-tried = la messagerie n'a pas répondu, malgré plusieurs essais
digest-totals = Ce que disent ces évaluations, prises ensemble : pour chaque question, la réponse du milieu. Une question laissée vide compte comme « moyennement ».
digest-level-low = plutôt non
digest-level-middle = moyennement, ou sans réponse
digest-level-high = plutôt oui
digest-too-few = Pas de total cette semaine : il faut qu'au moins { $threshold } personnes, dans { $pairs } binômes ou plus, aient répondu.
digest-unreadable = Pas de total cette semaine : les réponses ne peuvent pas être lues pour le moment ; elles compteront dans une semaine à venir. Prévenez les personnes qui font fonctionner ce service.
digest-not-yet = La première semaine du programme n'est pas encore terminée. Je vous en dirai l'essentiel le { DAY($when) }, puis chaque lundi.
digest-undeliverable-more =
    { $count ->
        [one] Et un autre cas, plus ancien.
       *[other] Et { $count } autres cas, plus anciens.
    }
digest-helped = Ce qui a aidé, d'après au moins { $least } personnes
digest-nudge-starting = Pas encore nécessaire : leur parcours va seulement commencer. Je n'envoie rien.
digest-nudge-searching = Plus nécessaire : des dates viennent de leur être proposées. Je n'envoie rien.
digest-nudge-booked = Plus nécessaire : leur date est prise. Je n'envoie rien.
digest-nudge-met = Plus nécessaire : leur rendez-vous est de ces jours-ci. Je n'envoie rien.
digest-nudge-held = Plus nécessaire : leur séance a eu lieu depuis. Je n'envoie rien.
digest-nudge-paused = Plus nécessaire : ce binôme fait une pause. Je n'envoie rien.
digest-nudge-ended = Plus nécessaire : leur parcours est terminé. Je n'envoie rien.
digest-asked = Aimeraient échanger avec vous
digest-asked-more =
    { $count ->
        [one] Et une autre personne.
       *[other] Et { $count } autres personnes.
    }
digest-fits = Comment ont commencé les binômes, d'après les personnes à qui la question était posée. Les nombres vont de trois en trois, et chaque ligne réunit deux réponses, pour que l'on n'y reconnaisse personne.
digest-fit-well = « C'est bien parti », ou sans réponse
digest-fit-open = « C'est un peu tôt pour le dire », ou « J'aimerais en parler »
digest-at-least = au moins { $count }
digest-and = { $first }, { $second }
digest-there-scheduling = { $count } sans date
digest-there-booked = { $count } avec une date
digest-there-met = { $count } à confirmer
digest-there-deciding =
    { $count ->
        [one] { $count } qui décide de la suite
       *[other] { $count } qui décident de la suite
    }
digest-there-paused = { $count } en pause
digest-stage-count = { $stage } : { $count }
digest-at-seance = { $seance } : { $pairs }
digest-seance = Séance { $seance }
digest-meeting = Réseautage, rencontre { $seance }
digest-weeks = Binômes qui se sont vus, semaine commençant le
digest-week = { DAY($when) }
digest-needing-unanswered = Binômes dont les dates proposées attendent une réponse depuis { $number } jours
digest-needing-moved = Binômes qui ont renoncé à { $number } dates ou plus pour la même séance
digest-late-unanswered = { $mentor } et { $mentee } – séance { $seance } : les dates proposées attendent une réponse depuis le { DAY($since) }
digest-late-moved = { $mentor } et { $mentee } – séance { $seance } : plusieurs dates convenues puis abandonnées, encore une le { DAY($since) }
digest-replace = Trouver quelqu'un d'autre : { $mentor } et { $mentee }
digest-look = Voir { $mentor } et { $mentee }
digest-all-pairs = Tous les binômes
digest-all-unreached = Toutes les personnes non jointes
digest-links = Liens des séances
digest-answered = { $count } sur { $every }
digest-asked-since = { $name }, depuis le { DAY($since) }
digest-asked-taken = { $name }, le { DAY($since) } : l'un ou l'une de vous s'en occupe
digest-today = Des messages ne sont pas arrivés
digest-today-of = { $programme } : des messages ne sont pas arrivés
digest-late-unwilling = { $mentor } et { $mentee } : l'une des deux personnes ne souhaite pas participer, depuis le { DAY($since) }
digest-late-unheard = { $mentor } et { $mentee } : l'une des deux personnes n'a pas dit si elle souhaite participer ; question posée le { DAY($since) }
digest-earlier = ‹ Semaine d'avant
digest-later = Semaine d'après ›
digest-no-such-week = Je n'ai rien gardé de la semaine du { DAY($when) } : elle n'est pas terminée, elle précède le programme, ou elle est trop ancienne.
digest-which-week = Quelle semaine ? Ajoutez un jour avec son année, par exemple « semaine JJ/MM/AAAA » ; sans rien, c'est la dernière.
digest-announced =
    { $count ->
        [one] Un message de la coordination aux binômes, dans la semaine
       *[other] { $count } messages de la coordination aux binômes, dans la semaine
    }
digest-announced-to =
    { $count ->
        [one] { $name }, le { DAY($when) } : à une personne
       *[other] { $name }, le { DAY($when) } : à { $count } personnes
    }
digest-announced-withdrawn =
    { $count ->
        [one] { $name }, le { DAY($when) } : à une personne, puis retiré
       *[other] { $name }, le { DAY($when) } : à { $count } personnes, puis retiré là où il n'était pas arrivé
    }
digest-announced-by-somebody = Quelqu'un de la coordination
