# La séance elle-même, et la question qui la suit.

agenda-title = Séance { $seance } : l'ordre du jour
agenda-lead = Bonne séance à vous deux ! Commencez quand vous serez là.
agenda-no-date = Voici de quoi vous parlerez. La date reste à choisir.
agenda-advice = En deux mots
agenda-topics = Vos sujets
agenda-progress = Sujet { $topic } sur { $total }
agenda-questions = Pour en parler
agenda-open = Ouvrir l'ordre du jour
agenda-start = Commencer la séance
agenda-next = Sujet suivant
agenda-back = Sujet précédent
agenda-skip = Passer ce sujet
agenda-end = Terminer la séance
agenda-not-now = Il n'y a pas d'ordre du jour en ce moment.
agenda-over = L'ordre du jour est refermé. Il reste ici si vous voulez y revenir.
held-title = Séance { $seance } : un mot pour finir
held-question = La séance { $seance } a-t-elle eu lieu ?
held-again = Avez-vous pu vous voir pour la séance { $seance } ? Toutes les réponses conviennent.
held-yes = Oui, elle a eu lieu
held-moved = Elle est reportée
held-no = Elle n'a pas eu lieu
held-thanks = La séance { $seance } est faite. Merci pour ce moment partagé.
held-later = C'est noté : vous trouverez d'autres dates plus bas.
held-known = C'est déjà noté, merci.
