# Ce que lit, à la fin, l'organisation qui porte le programme.

report-title = Bilan du programme
report-lead = { $programme }, au { DATED($when) }.
report-enrolled = Binômes inscrits
report-finished = Binômes arrivés au terme
report-left = Binômes interrompus par un départ
report-cut-short = Binômes dont le parcours a pris fin avant son terme, par la coordination ou avec le programme
report-waiting = Binômes dont la première séance n'est pas encore ouverte
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
report-not-yet = Le premier bilan sera là quand une première semaine du programme sera terminée : il reprend ce que disent les points de chaque semaine.
report-anonymous = Ce bilan ne nomme personne : vous pouvez le transmettre.
report-link = Voici ce bilan sur une page à imprimer, avec ses chiffres dans un fichier pour un tableur. Le lien ne sert qu'une fois, pendant un jour.
report-open = Ouvrir la page
report-page-ask = Ce bouton montre le bilan de « { $name } », à imprimer ou à enregistrer. Il ne sert qu'une seule fois.
report-page-show = Montrer le bilan
report-page-once = Imprimez ou enregistrez ce que vous voulez garder : ce lien ne montrera plus rien.
report-page-file = Les chiffres dans un fichier, pour un tableur
report-page-spent = Ce lien a déjà servi, ou il a plus d'un jour. Écrivez-moi « rapport » pour en avoir un autre.
report-file = Les chiffres du bilan de « { $name } ».
