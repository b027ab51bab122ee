"""The rules that compute dates from recorded acts: entry into force, periods of the term, exits and the end.

The modules, in the order in which a computation uses them:

| module | rule |
|---|---|
| `rules`, `explanation`, `status` | the rules with their sources; steps and answers; statuses and their wording |
| `why` | the explanation of a day; its steps are written on demand |
| `open_clauses` | clauses that can be read in several ways, and notice periods that run from the date of a notice |
| `facts`, `readings`, `turning` | the acts with exact days, for each reading of imprecise dates |
| `standing` | the consents, notices and statements that no later act has undone |
| `spans` | the days on which suspensions and provisional application run |
| `entry` | entry into force: the declared day and the computed day |
| `signatures` | which signatures express consent to be bound |
| `thresholds`, `act_of_each`, `consent_of_all` | conditions that count instruments, acts or consents of parties |
| `fixed_days`, `combined_conditions`, `other_in_force` | conditions on dates, on conditions, on other agreements |
| `who_stayed` | withdrawals before the entry into force |
| `schedule`, `term_schedule` | when the periods of a term end, and by when notice must be received |
| `counting`, `first_period` | whether the first day is included in a period; the first period |
| `extensions`, `prolongation`, `shown_renewal` | extensions and their effect; a renewal that a later act shows |
| `terminations`, `needed_consents` | terminations by consent; the parties whose consent is needed |
| `exits`, `notice_effects` | when each notice takes effect, and for whom |
| `late_notice`, `end_of_period`, `non_renewal` | notices that take effect at the end of a period |
| `notice_allowed` | the times in which notice of withdrawal is allowed |
| `withdrawal_clause`, `silent_on_withdrawal` | the withdrawal clause; VCLT 56 if there is none |
| `revoked_or_suspended` | notices that are revoked or suspended |
| `lives`, `unrecorded_consent` | the spells (consecutive days) in which each party is bound; missing consents |
| `ending` | the end: expiry, consent, and the ends in the rows below |
| `required_parties`, `minimum_parties` | how many parties an agreement needs; the end if too few are left |
| `ends_for_all`, `supersession` | a notice that ends the agreement for all parties; a later agreement |
| `never_in_force` | agreements that end before they enter into force |
| `provisional`, `suspension`, `survival` | provisional application, suspension, survival after the end |
| `course`, `phases` | the complete result, and the status over time |
"""
