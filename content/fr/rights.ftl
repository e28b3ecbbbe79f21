# To somebody whose account or chat tool has changed.

rights-moved = Bonjour ! Je vous écris désormais ici : votre parcours continue tel qu'il était. Ce qui se trouve dans notre ancienne conversation ne sert plus.

# The page with all that is kept of somebody, for them alone.

rights-made = Voici tout ce qui est conservé à votre sujet, au { $when }. Vos mots sont tels que vous les avez écrits ; un champ sans nom ici apparaît tel qu'il est conservé.
rights-person = À votre sujet
rights-calendar = Votre agenda
rights-coordinates = Programmes que vous coordonnez
rights-pair = Votre binôme avec { $partner }
rights-messages = Messages encore conservés
rights-contacts = Combien de fois je vous ai écrit de moi-même
rights-noted = Qui a consulté ou modifié quelque chose
rights-nothing = Rien.
rights-when = { $when }
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
rights-field-linked = Relié
rights-field-read = Dernière lecture
rights-field-programme = Programme
rights-field-track = Type de programme
rights-field-role = Votre rôle
rights-field-partner = Votre partenaire
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
