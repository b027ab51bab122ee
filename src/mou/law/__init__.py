"""The rules of time: from the acts of a record to its entry into force, its periods, its exits and its end.

Where to find a rule, from the first module that is needed to the last:

| module | rule |
|---|---|
| `rules`, `explanation`, `status` | the rules with their sources; steps and answers; the statuses and their words |
| `why` | the explanation of a day as a value, which makes its steps on demand |
| `facts`, `readings`, `turning` | the acts as exact days; each way to read imprecise dates |
| `standing` | which consents, notices and statements stand, and what undid the others |
| `spans` | suspensions and provisional application as days in a row |
| `entry` | entry into force: the declared day, and the computed one |
| `signatures` | which signatures express consent to be bound |
| `thresholds`, `act_of_each`, `consent_of_all` | conditions that count instruments, acts or consents of parties |
| `fixed_days`, `combined_conditions`, `other_in_force` | conditions on a day, on others, on another agreement |
| `who_stayed` | withdrawals before the entry into force |
| `schedule`, `term_schedule` | when the periods of a term end, and by when notice must be received |
| `counting`, `first_period` | whether the first day counts; what the first period runs from |
| `extensions`, `prolongation`, `shown_renewal` | what extensions prolong; renewal that a later act shows |
| `exits`, `notice_effects` | when each notice takes effect, and for whom |
| `late_notice`, `end_of_period`, `non_renewal` | notices that count for the end of a period |
| `withdrawal_clause`, `silent_on_withdrawal` | the clause on withdrawal; VCLT 56 where there is none |
| `revoked_or_suspended` | notices that their author revokes or suspends |
| `lives` | each party's own life: its spells, in the order in which it joins and leaves |
| `ending`, `minimum_parties`, `supersession` | the end: expiry, consent, too few parties, a later agreement |
| `never_in_force` | agreements that are over before they are in force |
| `provisional`, `suspension`, `survival` | provisional application, suspension of the whole, what survives the end |
| `course`, `phases` | all of it together, and the status from day to day |
"""
