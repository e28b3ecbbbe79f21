# Avant la séance : se préparer, et un seul rappel.

prep-title = Séance { $seance } avec { $partner }
prep-lead = Voici de quoi préparer, en quelques minutes, votre prochaine séance avec { $partner }.
prep-before = Avant la séance
prep-advice = À garder en tête
prep-during = Pendant la séance
prep-topics = Ce que la séance abordera, sujet par sujet :
prep-note = Votre note personnelle de la séance { $seance }
prep-footer = Prenez ce qui vous est utile. Ce que vous cochez sous « Avant la séance », personne d'autre ne le voit.
prep-mine = Voir ma préparation
prep-later = La date a changé. Votre préparation reviendra quelques jours avant la séance ; d'ici là, elle reste à portée de main.
prep-not-now = Il n'y a rien à préparer en ce moment.
reminder-title = Séance { $seance } : c'est bientôt
reminder = Vous vous retrouvez { $when }.
