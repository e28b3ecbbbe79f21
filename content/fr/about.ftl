# Les pages que montre le robot lui-même : ce qu'il est, ce qu'il garde, à quelles conditions.

about-title = { -platform }
about-what = J'accompagne des binômes de mentorat, séance après séance : une date qui convient aux deux, de quoi se préparer, un ordre du jour, une minute d'évaluation.
about-who = C'est l'organisation à la tête du programme qui m'héberge et me tient à jour. Pour toute question, écrivez à la coordination du programme.
about-kept = Ce que je garde : le nom et l'adresse des personnes inscrites, leurs langues, leur fuseau horaire, leurs horaires et leurs congés ; les dates des séances, ce qui est coché, les réponses aux évaluations et à la question de poursuivre. D'un agenda relié, je ne retiens que les heures libres et occupées, pour douze heures au plus.
about-seen = Qui voit quoi : votre binôme ne voit aucune de vos réponses ; la coordination voit si les séances ont lieu, et des totaux de plusieurs personnes. La phrase de votre évaluation n'est lue que par vous, ou par qui vous l'envoyez. L'organisation qui m'héberge tient les clés de ce que je garde.
about-where = Où : dans la base de données de l'organisation. Mes messages passent par l'outil où vous les lisez.
about-rights = Pour savoir ce que je garde de vous, ou pour toute demande à ce sujet, écrivez à la coordination du programme : l'organisation en répond.
about-terms = Ce service s'adresse aux personnes inscrites au programme. Les conditions d'utilisation sont celles de l'organisation à la tête du programme.
about-software = Le logiciel est libre (licence MIT) et fourni tel quel, sans garantie.
