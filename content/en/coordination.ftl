# For those who coordinate a programme.

coordinator-hello = Hello! Here is where the programme stands.
coordination-appoint-done = { $name } now coordinates “{ $programme }” with you, and is told so.
coordination-appoint-needless = { $name } coordinates “{ $programme }” already.
coordination-appoint-not-yours = You do not coordinate that programme; nothing has changed.
coordination-dismiss-done = { $name } no longer coordinates “{ $programme }”.
coordination-dismiss-needless = { $name } does not coordinate “{ $programme }”; nothing has changed.
coordination-dismiss-last = { $name } is the only one who coordinates “{ $programme }”. Appoint somebody else first.
coordination-dismiss-not-yours = You do not coordinate that programme; nothing has changed.
coordination-appointed-title = Coordinating a programme
coordination-appointed = Hello! { $name } has asked you to coordinate the programme “{ $programme }”.
coordination-appointed-next = Every Monday morning you will read here how the pairs are doing: facts, never their evaluations or their words. Write to me whenever you like, to see where the programme stands.
coordination-dismissed-title = Coordinating a programme
coordination-dismissed = You no longer coordinate the programme “{ $programme }”; { $name } made that change. Thank you for all that you have done there.
