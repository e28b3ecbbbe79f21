# The people one would like to meet, and who can introduce them.

people-title = People to meet
people-lead = Whom { $name } would like to talk to and learn from: { $most } people at most. A profession or a place will do, and a line to say why.
people-what-for = Note it down while you talk about it: whom to meet, and why.
people-entry = { $who } – { $why }
people-state = { $entry } · { $state }
people-can = { $name } can make the introduction
people-met = met
people-of-mentee = { $name }, this list is yours.
people-of-mentor = { $name }, if you know one of them, you can offer to make the introduction.
people-add = Add somebody
people-change = Change the list
people-offer = I can introduce you to: { $who }
people-withdraw = I cannot make the introduction after all: { $who }
people-have-met = I have met: { $who }
people-not-met = I have not met them yet: { $who }
people-field-name = Who: a name, a profession or a place (at most { $most } characters)
people-field-why = Why (at most { $most } characters)
people-field-names = Person { $number }: a name, a profession or a place (at most { $most } characters)
people-field-whys = Person { $number }: why (at most { $most } characters)
people-take-off = To take somebody off the list, clear their name.
people-save-one = Add to the list
people-save = Save the list
people-nameless = It only remains to say who: a name, a profession or a place will do.
people-full = There are { $most } people on the list already. To note down another, take one off first.
people-mentees = This list is { $name }'s. If you have somebody in mind, talk about it together.
people-mentors = It is for { $name } to say whom they can introduce you to.
people-news-offered = { $mentee }, { $mentor } can introduce you to somebody on your list.
people-prep-think = Does anybody come to mind? You can note them down now; otherwise the session is there for that.
people-prep-mine = The people you would like to meet
people-prep-theirs = The people { $name } would like to meet
people-prep-offer = Do you know one of them? You can offer to introduce them.
people-status = People to meet
people-status-open = to be noted down whenever you like
people-status-listed = { $count ->
    [one] one on the list
   *[other] { $count } on the list
}
people-status-met = { $met } of { $count } met
people-none-kept = The list stayed empty.
