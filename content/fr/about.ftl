# Les pages que montre le robot lui-même : ce qu'il est, ce qu'il garde, à quelles conditions.

about-title = { -platform }
about-what = J'accompagne des binômes de mentorat, séance après séance : une date qui convient aux deux, de quoi se préparer, un ordre du jour, une minute d'évaluation.
about-who = C'est l'organisation à la tête du programme qui m'héberge et me tient à jour. Pour toute question, écrivez à la coordination du programme.
about-kept = Ce que je garde : le nom et l'adresse des personnes inscrites, leurs langues, leur fuseau horaire, leurs horaires et leurs congés ; les dates des séances, ce qui est coché, les réponses aux évaluations et à la question de poursuivre. D'un agenda relié, je ne retiens que les heures libres et occupées, pour douze heures au plus.
about-seen = Qui voit quoi : vos réponses restent entre vous et moi. Votre binôme n'en voit aucune ; la coordination voit si les séances ont lieu, et des totaux sur assez de personnes pour qu'on n'y reconnaisse personne.
about-where = Où : dans la base de données de l'organisation. Mes messages passent par l'outil où vous les lisez ; je n'envoie rien ailleurs.
about-rights = Pour savoir ce que je garde de vous, le faire corriger ou effacer, écrivez à la coordination du programme : l'organisation en répond.
about-terms = Ce service s'adresse aux personnes inscrites au programme. Les conditions d'utilisation sont celles de l'organisation à la tête du programme.
about-software = Le logiciel est libre (licence MIT) et fourni tel quel, sans garantie.
