# Ce que lit, à la fin, l'organisation qui porte le programme.

report-title = Bilan du programme
report-lead = { $programme }, au { DATE($when) }.
report-enrolled = Binômes inscrits
report-finished = Binômes arrivés au terme
report-left = Binômes interrompus par un départ
report-under-way = Binômes en cours
report-held = Séances tenues
report-meetings = Binômes qui ont tenu chaque séance
report-answers = Réponses aux évaluations, pour les semaines où il y en a eu assez
report-answered = { $count } sur { $every }
report-totals = Ce que disent les évaluations, semaine après semaine : la réponse du milieu, et le nombre de semaines où c'était celle-là.
report-weeks =
    { $count ->
        [one] { $level } (une semaine)
       *[other] { $level } ({ $count } semaines)
    }
report-no-totals = Pas de totaux : aucune semaine n'a réuni assez de réponses pour que personne ne soit reconnaissable.
