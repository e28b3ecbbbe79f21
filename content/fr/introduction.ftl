# Trois minutes pour se présenter, que chaque personne prépare de son côté.

introduction-title = Vos trois minutes
introduction-lead = Quelques mots suffisent pour vous présenter en trois minutes. Remplissez ce qui vous aide, laissez le reste.
introduction-lead-again = Vos notes restent sous la main. Ajoutez, si vous voulez, ce que la première rencontre a laissé de côté.
introduction-private = Ces notes sont pour vous. { $partner } ne les voit pas, et ne sait pas non plus s'il y en a.
introduction-me = Qui je suis, ce que je fais
introduction-matter = Ce qui m'occupe, ou ce dont je tire de la fierté
introduction-curious = Ce que j'aimerais demander à { $partner }
introduction-rest = Laissé de côté la première fois
introduction-field-me = Qui je suis, ce que je fais ({ $most } caractères au plus)
introduction-field-matter = Ce qui m'occupe, ou ce dont je tire de la fierté ({ $most } caractères au plus)
introduction-field-curious = Ce que j'aimerais demander à { $partner } ({ $most } caractères au plus)
introduction-field-rest = Laissé de côté la première fois ({ $most } caractères au plus)
introduction-write = Enregistrer mes notes
introduction-noted = C'est noté.
introduction-on-prep = De quoi vous présenter en trois minutes :
introduction-on-prep-again = Vos notes, et la place pour ce que la première rencontre a laissé de côté :
introduction-on-agenda = Chaque personne se présente à son tour. Le bouton montre ses propres notes à la personne qui appuie, et à personne d'autre.
introduction-on-agenda-again = Le bouton montre ses propres notes à la personne qui appuie, et à personne d'autre.
introduction-none-kept = Vous n'aviez rien noté.
