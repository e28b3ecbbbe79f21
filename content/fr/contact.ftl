# Parler à un être humain : la coordination, et quelqu'un en dehors d'elle.

contact-title = Parler à quelqu'un
contact-lead = Écrivez quelques mots : un être humain les lira et vous répondra. Ils partent sous votre nom. Votre binôme n'en saura rien.
contact-readers = Liront vos mots, et personne d'autre : { $names }.
contact-nobody = La coordination n'a personne en dehors de votre binôme : je ne peux lui transmettre aucun mot. Rien n'est parti, et rien ne partira.
contact-field = Vos mots ({ $most } caractères au plus)
contact-read-again = Relire avant d'envoyer
contact-empty = Il n'y a encore rien à envoyer.
contact-yours = Voici vos mots. Ils ne sont pas encore partis.
contact-changed-meanwhile = Quelque chose a changé entre-temps : voici ce qui partirait, et à qui. Rien n'est parti.
contact-send = Envoyer à la coordination
contact-ask = Envoyer ces mots à la coordination, sous votre nom ? Un envoi ne peut pas être repris. Les liront : { $names }.
contact-change = Changer mes mots
contact-drop = Ne rien envoyer
contact-dropped = Rien n'est parti, et je n'en garde rien.
contact-sent = C'est parti. Vos mots sont adressés à : { $names }. Un être humain vous répondra directement, dans la messagerie. Je n'en garde pas de copie : les voici une dernière fois.
contact-sent-already = Il n'y a plus rien à envoyer d'ici. Pour écrire autre chose : « contact ».
contact-outside = En dehors de la coordination, à tout moment : { $contact }.
contact-outside-unnamed = En dehors de la coordination, vous pouvez vous adresser aux ressources humaines, aux personnes qui représentent le personnel, à la médecine du travail, ou à quelqu'un en qui vous avez confiance. Le programme n'a désigné personne en particulier.
contact-to-coordinators-title = { $name } vous écrit
contact-to-coordinators = { $name } écrit à la coordination :
contact-wish = { $name } aimerait un échange avec vous.
contact-answer = Répondez à { $name } directement, dans la messagerie. Son binôme n'en sait rien : merci de ne pas lui en parler.
