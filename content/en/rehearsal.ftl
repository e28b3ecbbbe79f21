# A rehearsal: two willing people try a whole season out in compressed time, before anybody takes part for real.

rehearsal-title = Hello { $name }, this is a rehearsal
rehearsal-what = Before anybody takes part for real, a whole season of { -platform } is tried out here by two people, and you could be one of them. { $seconds ->
    [one] A day of it lasts about a second
   *[other] A day of it lasts about { $seconds } seconds
 }, so messages come thick and fast, and dates lie months ahead. Nothing that you write need be true.
rehearsal-after = Afterwards what you and I wrote is erased from my side, and I delete my messages here. The next question is meant seriously: it begins only if you both say yes.
