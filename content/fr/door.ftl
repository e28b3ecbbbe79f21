# À qui écrit sans être attendu, ou depuis plusieurs binômes.

stranger = Bonjour ! Je suis { -bot }. J'accompagne les binômes du programme { -platform }, séance après séance : une date, de quoi se préparer, un ordre du jour, une minute d'évaluation. Mais je ne vous y trouve pas encore. Si vous pensez en faire partie, la coordination du programme pourra vous inscrire.
no-pair = Bonjour ! Vous n'avez pas de parcours en cours en ce moment. La coordination vous dira s'il s'en prépare un.
which-pair = Vous avez plusieurs parcours. Lequel est-ce ?
pair-with = Avec { $partner }
pair-with-in = Avec { $partner } – { $track }
not-yours = Cette carte appartient à un autre binôme.

# Of cards and chats themselves.

card-keep = Enregistrer
card-saved = Enregistré
card-saved-so-far = Enregistré. Après un changement, enregistrez de nouveau.
card-leave-it = Ne rien changer
card-done = C'est fait
card-yes = Oui
chat-found = Bonjour { $mentor } et { $mentee } ! Ce qui vous concerne ensemble arrive désormais ici ; ce qui est personnel reste dans nos conversations privées. Pour me parler d'ici, écrivez « @{ -bot } » et un mot, par exemple « @{ -bot } aide ».
chat-wrong = Bonjour ! Je n'accompagne que les conversations où un binôme du programme est seul avec moi, et je n'en reconnais pas ici. Je n'y écrirai rien d'autre ; vous pouvez m'en retirer.
chat-added = C'est { $name } qui m'a fait venir ici.
chat-private = Cela ne regarde que vous : ouvrez notre conversation privée et écrivez-moi là.
chat-answered = Je vous ai répondu dans notre conversation privée.
chat-lasts = Cette réponse n'est visible que de vous et disparaît d'ici après un jour ; la carte reste dans notre conversation privée.
card-foreign = Cette carte ne vient pas de moi, ou n'est plus lisible. Écrivez-moi « aide » : je vous dirai ce que je peux faire.
away = Je n'arrive pas à noter quoi que ce soit en ce moment, et rien n'a été changé. Réessayez dans quelques minutes.
card-unreadable = Je n'arrive pas à lire cette carte pour l'instant. Rien n'est perdu ; prévenez les personnes qui font fonctionner ce service.
slow = Un instant, la réponse arrive.
not-opened = Le formulaire n'a pas pu s'ouvrir. Appuyez encore une fois sur le bouton.
no-files = Merci ! Je ne sais pas ouvrir les fichiers ; je ne lis que les mots que l'on m'écrit.
cut-short = … Ce message est trop long pour tenir ici en entier.
more-cards =
    { $count ->
        [one] Une autre carte ne tient pas sur cette page : écrivez-moi « statut » pour la voir.
       *[other] { $count } autres cartes ne tiennent pas sur cette page : écrivez-moi « statut » pour les voir.
    }
form-open = Le formulaire est déjà là.
hours-missing-title = Quelques heures peuvent manquer
hours-missing = Les données viennent d'être rétablies depuis une sauvegarde. Ce qui s'est passé entre le { $since } et le { $until } peut manquer : dates convenues, réponses, binômes inscrits. Merci d'inviter les binômes actifs à ce moment-là à regarder leurs cartes.
hours-missing-held = Les messages prévus à ces heures-là ne partent pas une deuxième fois. Là où je pouvais vérifier, je l'ai fait ; les autres sont retenus, et les personnes qui font fonctionner ce service peuvent les voir.
channel-trouble-title = { $channel } ne fonctionne pas comme il faut
channel-refuses = Depuis le { $since }, { $channel } refuse la clé avec laquelle je m'y connecte : je n'y envoie rien, et rien de ce que l'on m'y écrit ne me parvient. Ce qui n'a pas pu partir est gardé et partira ensuite.
channel-deaf = Depuis le { $since }, je n'arrive pas à me connecter à { $channel } : ce que l'on m'y écrit, ou les boutons que l'on y touche, ne me parviennent pas. Mes messages, eux, partent.
channel-expires = { $channel } ne renouvelle plus la clé avec laquelle je m'y connecte. Tout fonctionne encore jusqu'au { $until } ; pour que cela continue, l'application doit y être installée de nouveau d'ici là.
channel-others = Les personnes qui font fonctionner ce service le voient aussi et peuvent y remédier. Je vous écrirai quand ce sera réglé.
channel-back = { $channel } fonctionne de nouveau comme il faut ; s'il y avait des messages en attente, ils partent maintenant.
no-worker-title = Mes messages ne partent pas
no-worker = Depuis le { $since }, la partie de moi qui envoie les messages et surveille l'heure est à l'arrêt. Ce que l'on m'écrit et les boutons que l'on touche me parviennent encore, et je garde tout ; les rappels, les cartes et tout ce qui doit suivre partiront dès qu'elle fonctionnera de nouveau.
worker-back = Mes messages partent de nouveau ; ceux qui attendaient partent maintenant.
files-forbidden = On ne me laisse pas encore donner de fichiers ici. Les personnes qui font fonctionner ce service peuvent le permettre.
