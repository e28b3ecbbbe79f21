# À qui installe l'application dans un espace de travail : la page d'avant, celle d'après, et le premier message.

install-start-title = Installer { -bot } dans { $channel }
install-start = { $channel } va vous demander dans quel espace de travail installer l'application, et vous montrer ce qu'elle pourra y faire. Il faut avoir le droit d'y installer des applications.
install-start-link = Continuer vers { $channel }

install-done-title = L'application est installée
install-done = { -bot } fait maintenant partie de l'espace de travail { $workspace }. Vous pouvez fermer cette page.
install-done-next = La suite vous attend dans { $channel } : je vous y écris en privé la prochaine étape.
install-missing = Attention, il manque des droits que l'application demande : { $scopes }. Sans eux, une partie ne fonctionnera pas. Transmettez cette liste à la personne qui fait fonctionner ce service : elle pourra mettre à jour les droits de l'application d'après son manifeste, puis vous l'installerez de nouveau.

install-failed-title = Rien n'a été installé
install-failed-cancelled = L'installation a été annulée sur la page de { $channel }. Vous pouvez recommencer quand vous voudrez.
install-failed-link = Cette adresse a déjà servi, a plus de dix minutes, ou a été ouverte dans un autre navigateur que celui du début. Recommencez depuis la première page.
install-failed-refused = { $channel } n'a pas confirmé l'installation. Recommencez ; si cela ne suffit pas, prévenez la personne qui fait fonctionner ce service.
install-failed-organisation = Cette application s'installe dans un espace de travail à la fois, et non dans toute une organisation : chaque espace garde ainsi sa propre clé. Recommencez, et choisissez un espace de travail dans la liste que montre { $channel }.
install-failed-rotation = { $channel } a donné une clé qui expire au bout de quelques heures, sans rien pour la renouveler : l'application cesserait de fonctionner le jour même. Prévenez la personne qui fait fonctionner ce service.
install-failed-away = { $channel }, ou la base de données de ce service, ne répond pas pour l'instant. Recommencez dans quelques minutes.
install-again = Recommencer

install-hello = Bonjour, et merci d'avoir installé { -bot } ici. J'accompagne des binômes de mentorat, séance après séance : une date, de quoi se préparer, un ordre du jour, une minute d'évaluation.
install-hello-next = Prochaine étape : quelqu'un coordonne le programme et dit quels binômes le suivent. Ce peut être vous. Transmettez l'adresse ci-dessous à la personne qui fait fonctionner ce service : elle vous confiera la coordination, puis inscrira les binômes.
install-hello-address = Votre adresse ici : { $address }
install-hello-again = L'application est installée, et je peux de nouveau écrire ici. S'il y avait des messages en attente, ils partent maintenant ; il ne vous reste rien à faire.
