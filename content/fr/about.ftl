# Les pages que montre le robot lui-même : ce qu'il est, ce qu'il garde, à quelles conditions.

about-title = { -bot }
about-what = J'accompagne des binômes de mentorat, séance après séance : une date qui convient aux deux, de quoi se préparer, un ordre du jour, une minute d'évaluation.
about-who = C'est l'organisation à la tête du programme qui m'héberge, me tient à jour et répond de ce que je garde. Pour toute question, écrivez à la coordination du programme.
about-why = Je garde ce qu'il faut pour accompagner les binômes, et pour que l'organisation sache si le programme se porte bien. Je ne note ni ne classe personne.
about-where = Tout est gardé dans la base de données de l'organisation. Mes messages passent par l'outil où vous les lisez.
about-terms = Ce service s'adresse aux personnes inscrites au programme. Les conditions d'utilisation sont celles de l'organisation à la tête du programme.
about-software = Le logiciel est libre (licence MIT) et fourni tel quel, sans garantie.

# Le document pour les personnes inscrites : ce que l'organisation y ajoute.

notice-model = Modèle à compléter par l'organisation. Les phrases sont celles que dit le bot lui-même (« confidentialité ») : pour les changer, modifiez le contenu du programme, puis refaites ce document.
notice-add-title = À compléter par l'organisation
notice-add-controller = Responsable du traitement : nom et adresse de l'organisation.
notice-add-officer = Protection des données : comment joindre la personne qui en est chargée.
notice-add-basis = Base légale : celle que l'organisation retient, par exemple l'intérêt légitime, la participation étant volontaire.
notice-add-processors = Prestataires : la messagerie, les agendas reliés s'il y en a, l'hébergement ; et les pays où ils traitent les données.
notice-add-authority = Réclamations : l'autorité de protection des données compétente.
