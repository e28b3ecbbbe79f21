# To those who write unexpectedly, or from several pairs.

stranger = Hello! I am { -bot }. I support the pairs of the { -platform } programme, session after session: a date, what to prepare, an agenda, a one-minute evaluation. But I cannot find you among them yet. If you think you belong to one, your programme coordinators can enrol you.
no-pair = Hello! You have no journey under way at the moment. Your coordinators will tell you if one is being prepared.
which-pair = You have several journeys. Which one is this about?
pair-with = With { $partner }
pair-with-in = With { $partner } – { $track }
not-yours = This card belongs to another pair.

# Of cards and chats themselves.

card-keep = Keep
card-done = Done
card-yes = Yes
card-saved = Saved
card-saved-so-far = Saved. After a change, save again.
card-leave-it = Leave it as it is
chat-found = Hello { $mentor } and { $mentee }! What concerns the two of you comes here from now on; what is yours alone stays in my chat with each of you. To talk to me from here, write “@{ -bot }” and a word, such as “@{ -bot } help”.
chat-wrong = Hello! I only support chats where a pair of the programme is alone with me, and I do not recognise one here. I will write nothing more in this chat; you may remove me from it.
chat-added = { $name } added me to this chat.
chat-private = That is for you alone: open our own chat and write to me there.
chat-answered = I have answered you in our own chat.
chat-lasts = Only you can see this answer, and it will be gone from here after a day; the card stays in our own chat.
card-foreign = This card is not one of mine, or can no longer be read. Write “help” to me and I will tell you what I can do.
away = I cannot write anything down just now, and nothing has changed. Please try again in a few minutes.
card-unreadable = I cannot read this card just now. Nothing is lost; please tell the people who run this service.
slow = One moment, the answer is on its way.
not-opened = The form could not be opened. Please press the button once more.
no-files = Thank you! I cannot open files; I only read the words that are written to me.
cut-short = … This message is too long to be shown whole here.
more-cards =
    { $count ->
        [one] One more card has no room on this page: write “status” to me to see it.
       *[other] { $count } more cards have no room on this page: write “status” to me to see them.
    }
form-open = The form is already here.
hours-missing-title = Some hours may be missing
hours-missing = The data was put back from a backup. What people did between { $since } and { $until } may be missing: dates they agreed on, answers, pairs you enrolled. Please ask pairs who were active then to look at their cards.
hours-missing-held = Messages that were due in those hours are not sent a second time. Where I could check, I have; the others are held, and the people who run this service can see them.
channel-trouble-title = { $channel } is not working as it should
channel-refuses = Since { $since }, { $channel } has refused the key that I connect with: I send nothing there, and nothing that people write to me there reaches me. What could not be sent is kept, and will be sent afterwards.
channel-deaf = Since { $since }, I have not been able to connect to { $channel }: what people write to me or press there does not reach me. My own messages still go out.
channel-expires = { $channel } no longer renews the key that I connect with. Everything still works until { $until }; for it to go on, the app has to be installed there again by then.
channel-others = The people who run this service can see this too, and put it right. I will write to you once it is settled.
channel-back = { $channel } is working as it should again; messages that were waiting, if any, are being sent now.
no-worker-title = My messages are not going out
no-worker = Since { $since }, the part of me that sends messages and keeps an eye on the time has not been running. What people write to me or press still reaches me and is kept; reminders, cards and everything else that is to follow will be sent once it runs again.
worker-back = My messages are going out again; those that were waiting are being sent now.
files-forbidden = I am not allowed to give files here yet. Those who run this service can allow it.
