# Pour les personnes qui coordonnent un programme.

coordinator-hello = Bonjour ! Voici où en est le programme.
coordination-appoint-done = { $name } coordonne désormais « { $programme } » avec vous, et en reçoit un mot.
coordination-appoint-needless = { $name } coordonne déjà « { $programme } ».
coordination-appoint-not-yours = Vous ne coordonnez pas ce programme ; rien n'a changé.
coordination-dismiss-done = { $name } ne coordonne plus « { $programme } ».
coordination-dismiss-needless = { $name } ne coordonne pas « { $programme } » ; rien n'a changé.
coordination-dismiss-last = { $name } est seul(e) à coordonner « { $programme } ». Confiez d'abord la coordination à une autre personne.
coordination-dismiss-not-yours = Vous ne coordonnez pas ce programme ; rien n'a changé.
coordination-appointed-title = La coordination d'un programme
coordination-appointed = Bonjour ! { $name } vous confie la coordination du programme « { $programme } ».
coordination-appointed-next = Chaque lundi matin, vous lirez ici où en sont les binômes : des faits, jamais leurs évaluations ni leurs mots. Écrivez-moi quand vous voulez pour voir où en est le programme.
coordination-dismissed-title = La coordination d'un programme
coordination-dismissed = Vous ne coordonnez plus le programme « { $programme } » ; c'est { $name } qui l'a noté. Merci pour tout ce que vous y avez fait.
