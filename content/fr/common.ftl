# Ce que plusieurs conversations ont en commun.

typed = { $text }
objective = Objectif : { $objective }.
seance-number = Séance { $seance }
minutes = { $minutes } minutes
stale = Cette carte a changé entre-temps. Voici où vous en êtes.
ended = Ce parcours est terminé. Merci d'y avoir pris part.
paused = Le parcours est en pause. Reprenez-le quand vous voudrez.
words-unreadable = Ce que vous avez écrit ne peut pas être lu pour le moment ; rien n'a donc été modifié. Rien n'est perdu : signalez-le à l'équipe qui gère ce service, puis réessayez.
