# L'agenda personnel, que chacun·e peut laisser lire, et l'abonnement à ses séances.

calendar-title = Mon agenda
calendar-none = Relier un agenda n'est pas possible ici. Vos heures et vos absences, vous pouvez me les dire :
calendar-lead = Si vous le souhaitez, je regarde quand vous êtes libre avant de proposer des dates. Rien n'est relié pour le moment.
calendar-privacy = Je ne retiens que les heures libres et occupées, jamais les titres, les lieux ni les noms. Votre binôme apprend tout au plus qu'un moment n'est pas libre, s'il le propose. J'oublie tout au bout de douze heures.
calendar-linked = Agenda relié
calendar-since = Relié depuis
calendar-read = Lu pour la dernière fois
calendar-not-yet = pas encore ; c'est l'affaire d'un instant
calendar-known = { $moments ->
    [0] Aucun moment occupé d'ici au { DAY($until) }
    [one] Un moment occupé d'ici au { DAY($until) }
   *[other] { $moments } moments occupés d'ici au { DAY($until) }
 }
calendar-doubtful = { $count ->
    [one] Une entrée de cet agenda n'est pas claire ; je la compte comme occupée.
   *[other] { $count } entrées de cet agenda ne sont pas claires ; je les compte comme occupées.
 }
calendar-zones = { $count ->
    [one] Un fuseau horaire m'y est inconnu ; je lis ses heures dans le vôtre.
   *[other] { $count } fuseaux horaires m'y sont inconnus ; je lis leurs heures dans le vôtre.
 }
calendar-address = Relier un agenda par son adresse
calendar-other = Relier un autre agenda
calendar-again = Relire et actualiser
calendar-unlink = Ne plus lire mon agenda
calendar-unlinked = C'est fait : votre agenda n'est plus relié, et tout ce que j'en savais est oublié.
calendar-linked-now = Merci ! Je lis votre agenda dans l'instant ; « Relire et actualiser » vous dira si tout va bien.
calendar-address-title = Relier un agenda
calendar-address-how = Dans Google Agenda, Outlook ou Apple, copiez l'adresse secrète de votre agenda au format iCal (.ics). Je la garde chiffrée, et je ne la montre plus jamais.
calendar-field-address = Adresse de l'agenda (.ics)
calendar-link = Relier cet agenda
calendar-address-unusable = Cette adresse ne convient pas. Il m'en faut une qui commence par « https » et que l'on peut ouvrir depuis internet.
calendar-why-address = Cette adresse mène à un endroit que je n'ai pas le droit d'ouvrir.
calendar-why-away = L'agenda ne répond pas en ce moment. Je réessaie de temps en temps ; si cela dure, l'adresse est peut-être à vérifier.
calendar-why-ended = L'adresse ou l'autorisation n'est plus valable. Il suffit de relier l'agenda à nouveau.
calendar-why-content = Ce que je trouve à cette adresse n'est pas un agenda. Il m'en faut l'adresse secrète au format iCal (.ics).
calendar-why-page = À cette adresse se trouve une page à regarder, souvent une page de connexion. Il m'en faut l'adresse secrète au format iCal (.ics), qui s'ouvre sans mot de passe.
calendar-why-packed = L'agenda arrive comprimé d'une façon que je ne sais pas ouvrir. L'adresse au format iCal (.ics) convient, sans « .zip ».
calendar-why-large = Cet agenda est trop volumineux pour que je le lise en entier. Un agenda publié sur les derniers mois seulement conviendra, de même qu'une connexion à Google ou à Microsoft 365 là où « Mon agenda » la propose.
calendar-why-slow = Lire cet agenda me prend trop de temps. Un agenda publié sur les derniers mois seulement conviendra, de même qu'une connexion à Google ou à Microsoft 365 là où « Mon agenda » la propose.
calendar-why-moved = Cette adresse renvoie d'une adresse à l'autre, sans fin. Copiez-la à nouveau depuis votre agenda.
calendar-why-refused = Cet agenda ne s'ouvre qu'avec un mot de passe. Il m'en faut l'adresse secrète au format iCal (.ics), qui s'ouvre sans lui.
calendar-why-withheld = Ce service ne donne pas les heures libres et occupées de cet agenda. Le relier par son adresse au format iCal (.ics) conviendra.
calendar-why-missing = Il n'y a plus d'agenda à cette adresse. Copiez-la à nouveau depuis votre agenda.
calendar-why-later = L'agenda me demande de revenir un peu plus tard ; je reviendrai.
calendar-why-key = Je ne peux plus ouvrir l'adresse que je gardais chiffrée. Il suffit de relier l'agenda à nouveau.
calendar-why-fault = Je n'arrive pas à lire cet agenda, et cela vient de moi. Il n'y a rien à faire de votre côté : je réessaie de temps en temps.
calendar-lost = Je n'arrive pas à lire votre agenda ({ $calendar }).
calendar-lost-how = En attendant, je propose des dates sans en tenir compte. Vous pouvez le relier à nouveau ou l'enlever, quand vous voudrez.
calendar-mend = Voir mon agenda
calendar-feed = M'abonner à mes séances
calendar-feed-title = Mes séances dans mon agenda
calendar-feed-how = Ajoutez cette adresse à votre agenda, comme abonnement : vos séances y apparaîtront, toujours à jour.
calendar-feed-webcal = La même, telle que l'ouvrent Apple Calendrier et Outlook : { $address }
calendar-feed-secret = Qui connaît cette adresse voit vos séances : gardez-la pour vous. Une nouvelle adresse met fin à l'ancienne.
calendar-feed-renew = Nouvelle adresse
calendar-feed-renewed = Voici votre nouvelle adresse ; l'ancienne ne mène plus nulle part.
calendar-connect-google = Relier Google Agenda
calendar-connect-microsoft = Relier Microsoft 365
calendar-write-google = Écrire aussi mes séances dans Google Agenda
calendar-write-microsoft = Écrire aussi mes séances dans Microsoft 365
calendar-write-lead = Vos séances y figureraient avec leur date, leurs sujets et de quoi vous retrouver, et suivraient chaque changement. Je n'y invite personne, et rien ne s'écrit tant que vous ne le demandez pas.
calendar-writes = Mes séances
calendar-writes-yes = écrites dans cet agenda
calendar-write-stop = Ne plus y écrire mes séances
calendar-write-stop-sure = Les séances à venir que j'y ai écrites en seront retirées.
calendar-write-stopped = C'est fait : je n'y écris plus rien, et j'en retire les séances à venir.
calendar-write-stays = Si vous ne reliez plus cet agenda, les séances que j'y ai écrites y restent. Pour qu'elles en soient retirées, cessez d'abord d'y écrire.
calendar-write-trouble = Je n'arrive pas à y écrire une séance en ce moment. Je réessaie de temps en temps.
calendar-write-ended = L'autorisation d'y écrire n'est plus valable. Il suffit de vous connecter à nouveau, ci-dessous.
calendar-write-lost = Je n'arrive pas à écrire vos séances dans votre agenda ({ $calendar }).
calendar-write-lost-sign-in = L'autorisation d'y écrire n'est plus valable. Il suffit de vous connecter à nouveau, depuis « Mon agenda ».
calendar-write-lost-tries = Le service ne répond pas comme il faudrait, et cela dure depuis quelques heures. Je continue d'essayer.
calendar-write-lost-how = Rien ne change pour vos séances : leurs dates tiennent, et je vous les rappelle comme d'habitude.

# La page où l'on relie un agenda en se connectant à son service.

connect-whose = Vous allez me laisser lire les heures libres et occupées d'un agenda { $service }, et rien d'autre, pour proposer des dates à { $name }.
connect-not-you = Si { $name } n'est pas votre nom, fermez cette page : rien ne sera relié.
connect-go = Continuer vers { $service }
connect-done = C'est fait : cet agenda { $service } est relié pour { $name }. Vous pouvez fermer cette page.
connect-undo = Pour revenir en arrière, écrivez « mon agenda ».
connect-expired = Ce lien n'est plus valable. Écrivez « mon agenda » pour en avoir un nouveau.
connect-refused = Rien n'a été relié. Vous pouvez recommencer quand vous voudrez, depuis « Mon agenda ».
connect-write-whose = Vous allez me laisser lire les heures libres et occupées d'un agenda { $service }, et y écrire les séances de { $name }. Je n'y invite personne.
connect-write-done = C'est fait : j'écris désormais les séances de { $name } dans cet agenda { $service }. Vous pouvez fermer cette page.
connect-write-not = Cet agenda { $service } est relié pour { $name }, mais l'autorisation d'y écrire n'a pas été donnée : je n'y écrirai rien. Vous pouvez fermer cette page.
feed-title = Mes séances
calendar-unlink-sure = Je ne tiendrai plus compte de votre agenda, et j'oublierai son adresse : pour revenir en arrière, il faudra la donner à nouveau.
calendar-feed-renew-sure = L'adresse actuelle ne mènera plus nulle part : là où vous l'avez ajoutée, il faudra mettre la nouvelle.
