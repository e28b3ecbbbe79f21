M2-objective = s'accorder sur un cap et apprendre à se faire confiance
M6-objective = faire le point sur le chemin parcouru et se dire au revoir
