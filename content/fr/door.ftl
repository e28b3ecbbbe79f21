# À qui écrit sans être attendu, ou depuis plusieurs binômes.

stranger = Bonjour ! Je tiens compagnie aux binômes du programme { -platform }, et je ne vous y trouve pas encore. Si vous pensez en faire partie, la coordination du programme pourra vous inscrire.
no-pair = Bonjour ! Vous n'avez pas de parcours en cours en ce moment. La coordination vous dira s'il s'en prépare un.
which-pair = Vous avez plusieurs parcours. Lequel est-ce ?
pair-with = Avec { $partner }
not-yours = Cette carte appartient à un autre binôme.
coordinator-hello = Bonjour ! Voici où en est le programme.
