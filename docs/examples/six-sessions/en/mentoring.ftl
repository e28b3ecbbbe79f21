M2-objective = agreeing on where to go, and learning to trust each other
M6-objective = looking back on the way you have come, and saying goodbye
