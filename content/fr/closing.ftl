# Le dernier jour du programme : un mot à chaque personne, et à la coordination.

closing-told = Le programme s'est terminé le { DAY($when) }, et votre parcours avec { $partner } se termine avec lui. Merci pour le temps, l'écoute et la confiance que vous vous êtes donnés.
closing-told-next = Ce que vous avez fait ensemble reste à relire ici. Et si le cœur vous en dit, gardez le contact.
closing-early = Le programme s'est terminé le { DAY($when) }, sans que ce à quoi nous avions pensé pour vous ait pu commencer. Merci d'avoir bien voulu en être.
closing-extended-title = Le programme continue
closing-extended = Le programme est prolongé : votre parcours avec { $partner } reprend là où il en était. La suite arrive au bon moment.
closing-extended-early = Le programme est prolongé : ce à quoi nous avions pensé pour vous redevient possible.
closing-coordinators-title = { $name } : le programme est terminé
closing-coordinators = Le dernier jour de « { $programme } » était le { DAY($when) }. Merci d'avoir veillé sur ses binômes. Chaque personne dont le parcours était encore en cours reçoit un mot aimable, à ses heures de travail. Voici où tout cela s'arrête :
closing-coordinators-next = Les évaluations déjà ouvertes le restent jusqu'à leur terme, et le bilan de la semaine vient encore lundi. Si le programme doit durer plus longtemps, les personnes qui font fonctionner ce service peuvent le prolonger : dans les { $days } jours, les parcours reprennent là où ils en étaient.
