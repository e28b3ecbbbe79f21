# The pages that the bot itself shows: what it is, what it keeps, on what terms.

about-title = { -bot }
about-what = I walk with mentoring pairs, session after session: a date that suits both, something to prepare with, an agenda, a one-minute evaluation.
about-who = The organisation that runs the programme hosts me, keeps me up to date and answers for what I keep. If you have a question, write to the programme's coordinators.
about-why = I keep what I need to support the pairs, and what tells the organisation whether the programme is doing well. I grade nobody and rank nobody.
about-where = All of it is kept in the organisation's own database. My messages pass through the tool where you read them.
about-terms = This service is for those who take part in the programme. The terms of use are those of the organisation that runs it.
about-software = The software is open source (MIT licence) and comes as it is, without warranty.

# The paper for those who take part: what the organisation adds to it.

notice-model = A model, to be completed by the organisation. The sentences are those that the bot itself says (“privacy”): to change them, change the programme's content, then make this paper again.
notice-add-title = To be completed by the organisation
notice-add-controller = Controller: name and address of the organisation.
notice-add-officer = Data protection: how to reach the officer in charge.
notice-add-basis = Legal basis: the one the organisation relies on, for example legitimate interest, as taking part is voluntary.
notice-add-processors = Processors: the chat tool, linked calendars if there are any, hosting; and the countries where they process the data.
notice-add-authority = Complaints: the competent data protection authority.
