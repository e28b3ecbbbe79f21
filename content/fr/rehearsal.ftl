# Une répétition : deux personnes volontaires essaient toute une saison en temps accéléré, avant que quiconque participe pour de bon.

rehearsal-title = Bonjour { $name }, ceci est une répétition
rehearsal-what = Avant que quiconque participe pour de bon, deux personnes essaient ici toute une saison de { -platform }, et vous pourriez être l'une d'elles. { $seconds ->
    [one] Une journée y dure environ une seconde
   *[other] Une journée y dure environ { $seconds } secondes
 } : les messages arrivent donc coup sur coup, et les dates sont dans plusieurs mois. Rien de ce que vous écrirez n'a besoin d'être vrai.
rehearsal-after = Ensuite, ce que vous et moi avons écrit est effacé de mon côté, et je supprime mes messages ici. La question qui suit est posée pour de bon : rien ne commence sans vos deux « oui ».
