# To whoever installs the app in a workspace: the page before, the page after, and the first message.

install-start-title = Install { -bot } in { $channel }
install-start = { $channel } will ask you which workspace to install the app in, and show you what it may do there. You need to be allowed to install apps in that workspace.
install-start-link = Continue to { $channel }

install-done-title = The app is installed
install-done = { -bot } is now part of the workspace { $workspace }. You can close this page.
install-done-next = The next step awaits you in { $channel }: I am writing to you there, in private.
install-missing = Please note that some permissions the app asks for are missing: { $scopes }. Without them, part of it will not work. Hand this list to the person who runs this service: they can bring the app’s permissions up to date from its manifest, and you then install it again.

install-failed-title = Nothing was installed
install-failed-cancelled = The installation was cancelled on { $channel }’s page. You can start again whenever you like.
install-failed-link = This address has been used before, is more than ten minutes old, or was opened in another browser than the one you began with. Start again from the first page.
install-failed-refused = { $channel } did not confirm the installation. Start again; if that is not enough, tell the person who runs this service.
install-failed-organisation = This app is installed in one workspace at a time, not in a whole organisation: that way each workspace keeps its own key. Start again, and choose a workspace from the list that { $channel } shows.
install-failed-rotation = { $channel } gave a key that expires after some hours, and nothing to renew it with: the app would stop working the same day. Tell the person who runs this service.
install-failed-away = { $channel }, or this service’s database, is not answering just now. Start again in a few minutes.
install-again = Start again

install-hello = Hello, and thank you for installing { -bot } here. I support mentoring pairs, session after session: a date, what to prepare, an agenda, a one-minute evaluation.
install-hello-next = Next step: somebody coordinates the programme and says which pairs take part. That can be you. Hand the address below to the person who runs this service: they will make you a coordinator, then enrol the pairs.
install-hello-address = Your address here: { $address }
install-hello-again = The app is installed, and I can write here again. Messages that were waiting, if any, are being sent now; there is nothing left for you to do.
