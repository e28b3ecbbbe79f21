# Ce que quelqu'un a changé à une séance dans son propre agenda : dit à cette personne seule.

entries-title = Dans votre agenda
entries-moved = Dans votre agenda, la séance { $seance } est maintenant prévue { $when } ; vous aviez choisi ensemble { $was }.
entries-moved-still = Pour { $partner }, rien n'a changé : la date convenue tient, sauf si vous proposez l'autre.
entries-propose = Proposer la nouvelle date
entries-gone = La séance { $seance } n'est plus dans votre agenda ({ $when }).
entries-declined = Dans votre agenda, vous avez décliné la séance { $seance } ({ $when }).
entries-gone-still = Pour { $partner }, rien n'a changé : le rendez-vous tient. Si ce moment ne vous convient plus, vous pouvez le déplacer.
