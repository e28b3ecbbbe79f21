# Inscrire des binômes, et confier la coordination à quelqu'un que le bot ne connaît pas encore.

enrol-title = Inscrire des binômes
enrol-lead = Choisissez les deux personnes. Je vérifie d'abord que je peux leur écrire, puis je vous réponds ici.
enrol-mentor = Mentor(e)
enrol-mentee = Personne mentorée
enrol-name-mentor = Nom de la personne qui accompagne
enrol-name-mentee = Nom de la personne accompagnée
enrol-first-week = Première semaine
enrol-submit = Inscrire ce binôme
enrol-to-lines = Coller plusieurs lignes
enrol-file = Un fichier CSV convient aussi : déposez-le dans cette conversation.
enrol-lines-lead =
    Une ligne par binôme : l'adresse de la personne qui accompagne, celle de la personne accompagnée, le parcours et la première semaine. Par exemple :
    awa@exemple.org, camille@exemple.org, mentorat, { $week }
    Les lignes d'un tableur conviennent, avec les noms des colonnes ou sans. S'il y a quelque chose à corriger, je vous le dis ligne par ligne et je n'inscris personne.
enrol-lines = Lignes à inscrire
enrol-lines-submit = Inscrire ces binômes
enrol-too-long = C'est trop long pour un message. Déposez plutôt ces lignes ici dans un fichier CSV : tout sera lu d'un coup.
enrol-looking = C'est noté. Je cherche ces personnes et je vous écris dès que c'est fait.
enrol-looking-for = C'est noté. Je cherche cette personne et je vous écris dès que c'est fait.
enrol-done =
    { $count ->
        [0] Aucun nouveau binôme.
        [one] { $count } binôme inscrit.
       *[other] { $count } binômes inscrits.
    }
enrol-there =
    { $count ->
        [one] { $count } binôme était déjà inscrit.
       *[other] { $count } binômes étaient déjà inscrits.
    }
enrol-asked = Chaque personne reçoit d'abord, en privé, une question : souhaite-t-elle participer ? Le parcours commence quand les deux ont dit oui.
enrol-told = Les premiers messages leur parviennent au début de leur première semaine.
enrol-spread = Comme ces binômes sont nombreux, les premiers messages partent en plusieurs jours, entre le { DAY($first) } et le { DAY($last) }.
enrol-nothing = Je n'ai inscrit personne : voici ce qu'il y a à corriger.
enrol-at-line = ligne { $line } : { $flaw }
enrol-more-flaws =
    { $count ->
        [one] Et { $count } autre point.
       *[other] Et { $count } autres points.
    }
enrol-ended = { $mentor } et { $mentee } : ce parcours est terminé depuis le { DAY($when) }. L'inscription ne le rouvre pas ; cherchez le binôme pour voir s'il peut être rouvert.
enrol-unreached = Je n'arrive pas à joindre l'annuaire en ce moment. Rien n'a changé ; réessayez un peu plus tard.
enrol-lost = Je n'ai pas pu aller au bout de votre demande, et rien n'a changé. Pouvez-vous me la refaire ?
enrol-not-found = Rien n'a changé pour { $name } : { $flaw }
enrol-person = Personne
enrol-name = Nom de cette personne
enrol-appoint-lead = À qui confier la coordination ? Cette personne verra où en sont les binômes, jamais leurs mots, et pourra nommer à son tour. Si vous la connaissez déjà ici, son nom suffit après le mot : « nommer Camille ».
enrol-appoint-submit = Confier la coordination
enrol-flaw-missing = il manque les colonnes { $about } ; il faut { $other }.
enrol-flaw-unknown-columns = je ne connais pas les colonnes { $about } ; facultatives sont { $other }.
enrol-flaw-twice = les colonnes { $about } y sont deux fois.
enrol-flaw-cells = il y a { $about } cases, et { $other } colonnes dans la première ligne.
enrol-flaw-not-csv = le texte ne se lit pas comme un tableau ; vérifiez les guillemets.
enrol-flaw-empty = il n'y a aucun binôme à lire.
enrol-flaw-track = « { $about } » n'est pas un parcours ; écrivez mentorat ou réseautage.
enrol-flaw-no-date = la première semaine « { $about } » n'est pas une date ; écrivez l'année, le mois et le jour : AAAA-MM-JJ.
enrol-flaw-two-dates = la première semaine « { $about } » peut se lire de deux façons ; écrivez { $other }.
enrol-flaw-same = les deux personnes ont la même adresse ({ $about }).
enrol-flaw-name = il me manque un nom, de { $other } caractères au plus ({ $about }).
enrol-flaw-channel = « { $about } » n'est pas une messagerie que je connais ; ici : { $other }.
enrol-flaw-address = il manque l'adresse d'une personne. { $about }
enrol-flaw-languages = les langues « { $about } » doivent être parmi : { $other }.
enrol-flaw-zone = je ne connais pas le fuseau horaire « { $about } » ; écrivez-le comme Europe/Paris.
enrol-flaw-hours = les heures « { $about } » s'écrivent comme 09:00-17:30.
enrol-flaw-holidays = je ne connais pas les jours fériés « { $about } » ; écrivez FR, CH-GE ou -.
enrol-flaw-pair-twice = c'est le même binôme qu'à la ligne { $other }.
enrol-flaw-capitals = { $about } ne diffère que par des majuscules d'une adresse de la ligne { $other } ; écrivez-les de la même façon.
enrol-flaw-otherwise = { $about } est décrit autrement à la ligne { $other }.
enrol-flaw-too-large = c'est plus que je ne peux lire ici ; partagez-le en plusieurs fichiers.
enrol-flaw-no-text = je ne peux pas lire ce fichier ; dans votre tableur, enregistrez-le au format CSV.
enrol-flaw-no-file = ce fichier ne m'est plus accessible ; déposez-le de nouveau.
enrol-flaw-form = « { $about } » n'est pas une adresse que je sais lire ; une adresse e-mail convient.
enrol-flaw-elsewhere = { $about } est dans un espace où je ne peux pas écrire pour ce programme.
enrol-flaw-several = { $about } existe dans plusieurs espaces ; écrivez une de ces adresses : { $other }.
enrol-flaw-unknown = je ne trouve personne à « { $about } » ; vérifiez l'adresse, ou invitez d'abord cette personne.
enrol-flaw-inactive = le compte de { $about } est désactivé.
enrol-flaw-bot = { $about } est un bot.
enrol-flaw-guest = { $about } n'a accès qu'à un seul canal, où je ne peux pas lui écrire ; il lui faut un accès à plusieurs canaux.
enrol-flaw-invited = { $about } n'a pas encore accepté son invitation.
