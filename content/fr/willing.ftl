# Avant le premier mot du programme : la même question à chacun·e, en privé. Elle ne nomme personne.

willing-title = Bonjour { $name } !
willing-mentoring-mentor = La coordination du programme de mentorat { -platform } pense à vous pour accompagner quelqu'un. Cela vous conviendrait-il ?
willing-mentoring-mentee = La coordination du programme de mentorat { -platform } pense à vous : quelqu'un pourrait vous accompagner. Cela vous conviendrait-il ?
willing-networking-mentor = La coordination du programme de réseautage { -platform } pense à vous pour échanger avec quelqu'un à qui votre regard serait utile. Cela vous conviendrait-il ?
willing-networking-mentee = La coordination du programme de réseautage { -platform } pense à vous : quelqu'un pourrait répondre à vos questions. Cela vous conviendrait-il ?
willing-when = Avec deux oui, le programme commence la semaine du { DAY($when) }, et vous saurez alors avec qui.
willing-soon = Avec deux oui, le programme commence, et vous saurez alors avec qui.
willing-privacy = La coordination connaîtra votre réponse. L'autre personne, elle, ne sait pas que l'on pense à vous et n'apprend rien tant qu'il n'y a pas deux oui. Un non se passe d'explication.
willing-yes = Oui, je participe volontiers
willing-no = Non, pas cette fois
willing-noted-yes = C'est noté, merci ! La suite viendra d'elle-même. Jusque-là, vous pouvez changer d'avis.
willing-noted-no = C'est noté, merci de l'avoir dit. Je ne vous en reparlerai pas. Si vous changez d'avis, votre oui sera le bienvenu.
willing-reminder-title = Une question vous attend
willing-reminder = Oui ou non, votre réponse aidera la coordination à organiser la suite.
willing-begun = C'est oui de part et d'autre : le programme a commencé.
willing-closed = Cette question est close.
