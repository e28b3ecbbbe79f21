# To somebody whose account or chat tool has changed.

rights-moved = Bonjour ! Je vous écris désormais ici : votre parcours continue tel qu'il était. Les cartes de notre ancienne conversation ne servent plus.

# The page with all that is kept of somebody, for them alone.

rights-made = Voici tout ce qui est conservé à votre sujet, le { DATE($when) } à { TIME($when) }. Vos mots sont tels que vous les avez écrits. Le fichier contient la même chose, avec les repères qui m'indiquent ce qui a déjà été dit et affiché.
rights-person = À votre sujet
rights-calendar = Votre agenda
rights-coordinates = Programmes que vous coordonnez
rights-pair = Votre binôme avec { $partner }
rights-messages = Messages encore conservés
rights-contacts = Combien de fois je vous ai écrit de moi-même
rights-noted = Qui a consulté ou modifié quelque chose à votre sujet
rights-nothing = Rien.
rights-when = { DATE($when) } à { TIME($when) }
rights-seance = Séance { $seance }

rights-field-name = Nom
rights-field-channel = Messagerie
rights-field-address = Adresse dans la messagerie
rights-field-mail = Adresse e-mail
rights-field-languages = Langues
rights-field-zone = Fuseau horaire
rights-field-hours = Heures de travail
rights-field-off = Jours d'absence
rights-field-kind = Type
rights-field-where = Où
rights-field-linked = Relié le
rights-field-read = Dernière lecture
rights-field-programme = Programme
rights-field-track = Type de programme
rights-field-role = Votre rôle
rights-field-partner = Avec
rights-field-start = Première semaine
rights-field-ended = Fin
rights-field-left = Vous avez arrêté
rights-field-pause = Pause
rights-field-seances = Séances
rights-field-shared = Ce que vous partagez
rights-field-own = Vos propres réponses et notes
rights-field-shown = Cartes affichées
rights-field-number = Numéro
rights-field-opened = Ouvert
rights-field-meeting = Date convenue
rights-field-held = A eu lieu
rights-field-answers = Vos réponses
rights-field-done = Terminé
rights-field-sent = Envoyé
rights-field-day = Jour
rights-field-count = Nombre de messages
rights-field-pair = Binôme
rights-field-at = Quand
rights-field-who = Qui
rights-field-what = Quoi
rights-counted = Ce que vos évaluations apportent à une semaine encore en cours
rights-unreadable = Certains de vos mots ne peuvent pas être lus en ce moment, car une clé manque. Ils ne sont pas perdus : prévenez les personnes qui font fonctionner ce service, puis exportez à nouveau.

rights-field-offer = Dates proposées
rights-field-made = Faite le
rights-field-slots = Dates
rights-field-taps = Ce qui vous convient
rights-field-minutes = Durée en minutes
rights-field-since = Depuis
rights-field-until = Jusqu'au
rights-field-contact = Dernier jour où je vous ai écrit de moi-même
rights-field-line = Une phrase pour mémoire
rights-field-last = Dernière réponse
rights-field-unreadable = Mots illisibles
rights-field-evaluation = Vos évaluations
rights-field-evaluation-answers = Ce que vous avez répondu
rights-field-continuation-answer = Continuer ou non
rights-field-yes = Réponse
rights-field-prep = Ce que vous avez coché
rights-field-counted = Compté
rights-field-week = Semaine qui se termine avant le
rights-field-ratings = Notes
rights-field-shadowing = Observation au travail
rights-field-shadowing-day = Observation au travail, le jour
rights-field-shadowing-wish = Si une observation au travail vous tente
rights-field-suits = Réponse
rights-field-begun = Commencé
rights-field-about = De quoi il s'agit
rights-field-how = De quelle manière
rights-field-by = Noté par
rights-field-dress = Tenue
rights-field-introduce = Personnes à présenter
rights-field-told = Messages à ce sujet
rights-field-introduction = Vos trois minutes
rights-field-me = Qui vous êtes, ce que vous faites
rights-field-matter = Ce qui vous occupe
rights-field-curious = Ce que vous aimeriez demander
rights-field-rest = Laissé de côté la première fois

rights-role-mentor = mentor(e)
rights-role-mentee = personne mentorée

rights-off-leave = absence
rights-off-holiday = jour férié
rights-off-estimated = jour férié encore incertain

rights-level-low = bas
rights-level-middle = moyen
rights-level-high = haut

rights-who-operator = une personne qui fait fonctionner ce service
rights-who-coordinator = la coordination
rights-who-you = vous

rights-act-digest = synthèse de la semaine lue
rights-act-nudge = petit mot pour votre binôme
rights-act-import = binômes inscrits
rights-act-leave = sortie du programme
rights-act-restore = retour dans le programme
rights-act-show = informations à votre sujet consultées
rights-act-export = vos données vous ont été envoyées
rights-act-erase = effacement
rights-act-move = changement d'adresse
rights-act-appoint = entrée dans la coordination
rights-act-dismiss = sortie de la coordination
rights-act-undelivered = messages non remis listés
rights-act-retry = message non remis renvoyé
rights-act-programme = programme modifié
rights-act-reseal = clés changées
rights-act-backup = sauvegarde faite
rights-act-restore_backup = sauvegarde restaurée
rights-act-audit = journal consulté
