# Ce que plusieurs conversations ont en commun.

typed = { $text }
objective = Objectif : { $objective }.
seance-number = Séance { $seance }
minutes = { $minutes } minutes
stale = Cette carte a changé entre-temps. Voici où vous en êtes.
not-part = Votre parcours ne prévoit pas cela.
ended = Ce parcours est terminé. Merci d'y avoir pris part.
paused = Le parcours est en pause. Reprenez-le quand vous voudrez.
words-unreadable = Je n'arrive pas, pour le moment, à lire ce que vous aviez écrit ; je n'ai donc rien changé. Rien n'est perdu : prévenez les personnes qui font fonctionner ce service, puis réessayez.
