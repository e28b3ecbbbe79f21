# Faire le point : le chemin parcouru, et ce qui a compté.

stock-title = Le chemin parcouru
stock-lead = Voici ce que vous avez fait à deux. De quoi vous en souvenir, et en parler.
stock-seance = { $seance } · { $title } ({ DAY($when) })
stock-which = Quelles conversations ont le plus compté pour vous ? Plusieurs choix possibles.
stock-which-of = Quelles conversations ont le plus compté ? À { $name } de choisir : une ou plusieurs.
stock-seen = { $name } verra votre choix, et vous en parlerez ensemble si vous voulez.
stock-counted = Les conversations qui ont le plus compté pour { $name }
stock-seances = Vos séances
stock-goals = Les objectifs
stock-goal = { $goal } – j'y serai quand : { $sign }
stock-done = C'est fait
stock-under-way = En chemin
stock-more = … et { $count } de plus avant cela
stock-met = Les personnes rencontrées
stock-agreed = Côté pratique, vous aviez convenu de ceci :
stock-mentees = C'est à { $name } de dire quelles conversations ont compté. Dites-lui les vôtres de vive voix : cela fait toujours plaisir.
stock-not-yet = Le point se fait à la séance { $seance } : ce que vous aurez fait à deux y sera réuni.
stock-none-kept = Votre parcours s'est arrêté avant une première séance.
stock-prep = Séances, objectifs, rencontres : le chemin parcouru à deux est réuni ici.
stock-status = Conversations qui ont compté
stock-status-counted = { $count ->
    [one] une choisie
   *[other] { $count } choisies
}
