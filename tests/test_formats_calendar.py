"""The register as iCalendar, read again with the library `icalendar` and with ical.js."""

import builtins
import sys
from datetime import UTC, date, datetime, timedelta, timezone

import attrs
import pytest
from calendars import LATER, STAMP, by_ical_js, events, export, lines_are_sound, needs_ical_js, summaries, the_one
from records import declared, record, signed

import mou
from mou.answers.milestones import MilestoneKind
from mou.answers.register import Register
from mou.dates.periods import Period
from mou.errors import DateRangeError, MissingExtraError, ValidationError
from mou.formats.calendar import KINDS, LeftOut, to_ical
from mou.model.act import Act
from mou.model.durations import Indefinite
from mou.model.meeting import Delegate, Forum, Meeting, Participant
from mou.model.party import Party
from mou.model.renewals import ExpressRenewal, NoRenewal, TacitRenewal
from mou.model.source import Source
from mou.model.term import Survival
from mou.model.withdrawals import WithdrawalOnNotice

EXAMPLE = mou.examples.register()
RENEWED = {"duration": "P5Y", "renewal": TacitRenewal("P1Y", notice="P2M")}
# glpi-project/glpi issue 23084: 60 months, then 12 and 12, 2 months' notice; the deadline is that of the period running
GLPI = record(signed("2020-08-28", by=["MYS", "USA"]), **RENEWED)


def held(*agreements, **more):
    return Register(agreements=agreements, **more)


def named(title, **more):
    return attrs.evolve(GLPI, title=title, **more)


class TestWhatStandsInIt:
    def test_the_bundled_record_ends_on_30_october_2030(self):
        made = export(EXAMPLE)
        event = the_one(made, "last day")
        assert (date(2030, 10, 30), date(2030, 10, 31)) == (event["DTSTART"].dt, event["DTEND"].dt)
        assert event["SUMMARY"] == (
            "Malaysia and United States of America: last day in effect, if it is not renewed "
            "(Memorandum of Understanding on Defence Cooperation)"
        )
        assert 1 == made.new

    def test_the_deadline_is_that_of_the_period_running(self):
        made = export(held(GLPI), on="2025-09-01", through="2026-09-01")
        assert [
            "2026-06-28 Malaysia and United States of America: last day for notice before 28 August 2026 (A record)",
            "2026-08-29 Malaysia and United States of America: renewal 2 begins, if nobody gives notice (A record)",
        ] == summaries(made)
        said = the_one(made, "notice before")["DESCRIPTION"]
        assert "For renewal 1, from 29 August 2025 to 28 August 2026." in said
        assert "Unless notice is received by this day, the agreement stays in force for another period." in said
        answer = held(GLPI).lifecycle("record").notice("2026-06-28")
        assert f"\n{answer}\n\nRecord: record" in said
        first = the_one(export(held(GLPI), on="2025-01-01", through="2025-07-01"), "notice before")
        assert "For the first period, from 28 August 2020 to 28 August 2025." in first["DESCRIPTION"]

    def test_an_event_has_what_calendars_want(self):
        event = the_one(export(EXAMPLE), "last day")
        assert "DATE" == event["DTSTART"].params["VALUE"]
        assert [STAMP, STAMP, 0] == [event["DTSTAMP"].dt, event["LAST-MODIFIED"].dt, event["SEQUENCE"]]
        assert ("TRANSPARENT", "CONFIRMED") == (event["TRANSP"], event["STATUS"])
        assert ["Last day"] == event.categories
        assert "agreement/mys-usa-defence-2025" == event["X-MOU-RECORD"]

    def test_the_description_says_why(self):
        said = the_one(export(EXAMPLE), "last day")["DESCRIPTION"]
        assert "The agreement is not legally binding." in said
        assert "assumed: the term is not renewed, because the renewal clause is not known" in said
        assert "5 years counted from 30 October 2025 (entry into force) ends on 30 October 2030" in said
        assert said.endswith("Record: mys-usa-defence-2025")

    def test_one_whose_parties_are_not_listed(self):
        made = export(held(record(signed("2020-08-28"), parties="", **RENEWED)), through="2026-07-01")
        event = the_one(made, "last day for notice before 28 August 2026")
        assert "A record: last day for notice before 28 August 2026" == event["SUMMARY"]
        assert event["DESCRIPTION"].startswith("A record\nFor renewal 1, ")

    def test_words_are_those_for_what_does_not_bind(self):
        made = export(held(attrs.evolve(GLPI, binding=False)), through="2026-07-01")
        assert "the agreement stays in effect for another period" in the_one(made, "last day for notice")["DESCRIPTION"]

    def test_the_calendar_has_a_name(self):
        made = export(EXAMPLE, name="Deadlines; all, of them")
        assert made.content.startswith(b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//mou//")
        assert b"\r\nX-WR-CALNAME:Deadlines\\; all\\, of them\r\n" in made.content
        assert b"METHOD" not in made.content

    def test_an_address_is_one_that_a_uri_can_be(self):
        source = Source("Text", url="https://example.org/a,b;c?d=%20&e=ü|\\")
        event = the_one(export(held(attrs.evolve(GLPI, sources=[Source("Paper"), source]))), "before 28 August 2026")
        assert "https://example.org/a,b;c?d=%20&e=%C3%BC%7C%5C" == event["URL"]

    def test_meetings_last_for_days(self):
        made = export(EXAMPLE, on="2025-11-01", through="2025-11-01")
        assert [
            "2025-10-31 12th ASEAN Defence Ministers' Meeting-Plus",
            "2025-10-31 19th ASEAN Defence Ministers' Meeting",
        ] == sorted(summaries(made))
        event = the_one(made, "Plus")
        assert (date(2025, 10, 31), date(2025, 11, 3)) == (event["DTSTART"].dt, event["DTEND"].dt)
        assert "Kuala Lumpur" == event["LOCATION"]
        said = event["DESCRIPTION"]
        assert "  - dialogue partner: United States of America; Russian Federation; Australia; China; " in said
        assert "Stated counts: dialogue partner 8" in said
        assert "Forum: ASEAN Defence Ministers' Meeting-Plus, meeting 12\nHost: Malaysia\n" in said
        assert "  - Memorandum of Understanding on Defence Cooperation (mys-usa-defence-2025)" in said
        assert "These facts are inferred." in said

    def test_a_meeting_of_which_little_is_known(self):
        meetings = [
            Meeting("bare", name="Bare", starts_on="2026-03-01"),
            Meeting("online", name="Online", starts_on="2026-03-02", online=True),
            Meeting(
                "chaired",
                name="Chaired",
                starts_on="2026-03-03",
                online=True,
                place="Hanoi",
                forum="f",
                participants=[Participant("MYS", delegates=[Delegate("Ann"), Delegate("Ben")])],
            ),
        ]
        made = events(export(Register(meetings=meetings, forums=[Forum("f", name="Forum")])))
        assert [None, "online", "online, from Hanoi"] == [one.get("LOCATION") for one in made.values()]
        bare, _, chaired = (str(one["DESCRIPTION"]) for one in made.values())
        assert "Bare\n\nRecord: bare" == bare
        assert "Chaired\nForum: Forum\n\nParticipants:\n  - Malaysia (Ann, Ben)\n\nRecord: chaired" == chaired

    def test_meetings_can_be_left_away(self):
        assert [] == summaries(export(EXAMPLE, on="2025-10-31", through="2025-11-02", meetings=False))

    def test_through_can_be_a_period(self):
        expected = export(held(GLPI), on="2026-01-31", through="2026-08-31")
        for through in ("P7M", Period(months=7), date(2026, 8, 31)):
            assert expected == export(held(GLPI), on="2026-01-31", through=through)

    @pytest.mark.parametrize(
        ("on", "through", "count"),
        [("2026-06-28", "2026-06-28", 1), ("2026-06-29", "2026-08-28", 0), ("2026-06-28", "2026-08-29", 2)],
    )
    def test_the_first_and_the_last_of_the_days_count(self, on, through, count):
        assert count == export(held(GLPI), on=on, through=through).new


class TestKinds:
    LIFE = record(
        signed("2000-01-01", by=["MYS", "USA"]),
        Act("accession", "2001-01-01", by="JPN"),
        Act("suspension", "2002-01-01", by="MYS", until="2002-12-31"),
        Act("withdrawal", "2003-01-01", by="JPN"),
        Act("withdrawal", "2005-01-01", by="MYS"),
        parties="MYS USA JPN",
        duration=Indefinite(),
        withdrawal=WithdrawalOnNotice("P6M"),
        survival=Survival("P10Y"),
        minimum_parties=2,
    )

    def kinds(self, *kinds):
        made = export(held(self.LIFE), on="1999-01-01", through="2020-01-01", **({"kinds": kinds} if kinds else {}))
        return [f"{one.start} {one.categories[0]}" for one in events(made).values()]

    def test_those_that_an_office_needs_are_exported_where_nobody_chooses(self):
        assert [
            "2000-01-01 Entry into force",
            "2003-07-01 Exit",
            "2005-06-30 Last day",
            "2015-07-01 Survival ends",
        ] == self.kinds()
        every = "notice_deadline extension_deadline renewal entry_into_force exit last_day survival_ends"
        assert set(every.split()) == set(KINDS)

    def test_each_can_be_chosen(self):
        every = [one for one in mou.lifecycle(self.LIFE).milestones() if one.earliest.year < 2020]
        assert len(self.kinds(*(set(MilestoneKind) - {MilestoneKind.LAST_DAY}))) == len(every) - 1
        assert ["2003-07-01 Exit", "2005-07-01 Exit"] == self.kinds("exit")

    def test_an_end_is_one_event(self):
        """Malaysia leaves on 1 July 2005; so the agreement ends, and 30 June is its last day."""
        assert ["2003-07-01 Exit", "2005-06-30 Last day"] == self.kinds("exit", "last_day", "ceases")
        assert ["2003-07-01 Exit", "2005-07-01 Exit", "2005-07-01 Ceases"] == self.kinds("exit", "ceases")

    def test_that_of_survival_says_for_how_long(self):
        said = the_one(export(held(self.LIFE), on="2015-01-01", through="2016-01-01"), "survive")["DESCRIPTION"]
        assert "\n  - obligations that survive the end last for 10 years [" in said

    def test_a_deadline_on_the_last_day_itself(self):
        agreement = record(signed("2020-08-28"), duration="P5Y", renewal=TacitRenewal("P1Y", notice="P0D"))
        event = the_one(export(held(agreement), through="2026-08-28"), "last day for notice before 28 August 2026")
        assert date(2026, 8, 28) == event.start

    def test_that_of_a_party_says_why(self):
        made = export(held(self.LIFE), on="2001-01-01", through="2004-01-01", kinds=["entry_for_party", "exit", "act"])
        said = {one.categories[0]: one["DESCRIPTION"] for one in events(made).values()}
        assert "notice of withdrawal received on 1 January 2003" in said["Exit"]
        assert "In force for it from 1 January 2001" in said["Entry for party"]
        assert "Why:" not in said["Act"]
        assert "Record: record (/acts/1)" in the_one(made, "accession")["DESCRIPTION"]


class TestPartners:
    UM, TOKYO, KYOTO = (Party.organisation(name) for name in ("Universiti Malaya", "Tokyo", "Kyoto"))

    def agreement(self, *parties, **more):
        signature = signed("2020-08-28", by=[party.id for party in parties])
        more = {"id": parties[-1].id, "parties": parties, "acts": [signature]} | more
        return attrs.evolve(GLPI, **more)

    def test_a_summary_begins_with_the_partner(self):
        register = held(self.agreement(self.UM, self.TOKYO), self.agreement(self.UM, self.KYOTO))
        assert ["Kyoto: last day for notice", "Tokyo: last day for notice"] == sorted(
            str(one["SUMMARY"]).split(" before")[0] for one in events(export(register, through="2026-07-01")).values()
        )

    def test_chosen_own_columns_are_in_the_description(self):
        own = {"sheet": {"Country": "Japan", "Coordinator": "Ana; Ben", "Faculty": ""}}
        register = held(self.agreement(self.UM, self.TOKYO, extensions=own))
        [event] = events(export(register, through="2026-07-01", columns=["coordinator", "Faculty"])).values()
        assert "\nBetween: Universiti Malaya and Tokyo\nCoordinator: Ana; Ben\nFor renewal 1" in event["DESCRIPTION"]
        with pytest.raises(ValidationError, match=r'/columns: found "Town"; expected one of the own columns: Country'):
            export(register, columns=["Town"])


class TestWhatADayDependsOn:
    @pytest.mark.parametrize(
        ("clause", "proviso"),
        [
            (None, ", if it is not renewed"),
            (NoRenewal(), ""),
            (ExpressRenewal("P5Y"), ", if it is not extended"),
            (TacitRenewal("P1Y", times=1), ", if it is renewed each time"),
        ],
    )
    def test_is_in_the_summary_of_the_last_day(self, clause, proviso):
        agreement = record(signed("2022-08-28"), duration="P5Y", renewal=clause)
        summary = the_one(export(held(agreement)), "last day")["SUMMARY"]
        assert f"Malaysia and United States of America: last day in force{proviso} (A record)" == summary

    def test_once_notice_was_given_nothing_is_open_any_more(self):
        given = Act("non_renewal", "2026-07-15", by="USA")  # too late for 2026, in time for 2027
        made = export(held(attrs.evolve(GLPI, acts=[*GLPI.acts, given])), on="2026-07-15")
        partners = "Malaysia and United States of America"
        assert [
            f"2026-08-29 {partners}: renewal 2 begins (A record)",
            f"2027-08-28 {partners}: last day in force (A record)",
        ] == summaries(made)

    def test_one_notice_of_many_parties_leaves_the_deadline(self):
        acts = [signed("2020-08-28", by=["MYS", "USA", "JPN"]), Act("non_renewal", "2026-02-01", by="USA")]
        made = export(held(record(*acts, parties="MYS USA JPN", **RENEWED)), through="2026-12-31")
        parties = "Malaysia, United States of America and Japan"
        assert [
            f"2026-06-28 {parties}: last day for notice before 28 August 2026 (A record)",
            f"2026-08-29 {parties}: no longer in force for United States of America (A record)",
            f"2026-08-29 {parties}: renewal 2 begins, if nobody gives notice (A record)",
        ] == sorted(summaries(made))


class TestUncertainDays:
    def test_stand_on_the_first_day_and_say_so(self):
        event = the_one(export(held(record(signed("2021-05"), **RENEWED)), through="2026-12-31"), "last day for notice")
        assert date(2026, 3, 1) == event.start
        assert "TENTATIVE" == event["STATUS"]
        said = ": last day for notice (uncertain: between 1 March 2026 and 31 March 2026) (A record)"
        assert event["SUMMARY"].endswith(said)
        assert "The day is uncertain: between 1 March 2026 and 31 March 2026." in event["DESCRIPTION"]

    def test_do_not_change_with_the_end_of_the_span(self):
        register = held(record(signed("2021"), **RENEWED))
        first = export(register, through="2026-11-30")
        assert 0 == export(register, through="2031-12-31", previous=first.content).changed

    def test_once_the_first_is_past_stand_on_the_last(self):
        register = held(record(signed("2021-05"), duration="P5Y", renewal=NoRenewal()))
        first = export(register, on="2026-05-01")
        assert date(2026, 5, 1) == the_one(first, "last day").start
        second = export(register, on="2026-05-31", stamp=LATER, previous=first.content)
        event = the_one(second, "last day in force (uncertain: between 1 May 2026 and 31 May 2026)")
        assert (date(2026, 5, 31), 1) == (event.start, event["SEQUENCE"])
        third = export(register, on="2026-06-01", previous=second.content)
        assert second.content == third.content
        assert 0 == export(register, on="2026-06-01").new

    def test_one_that_may_never_come(self):
        register = held(record(signed("2026-05-01/.."), duration="P5Y"))
        assert (
            "enters into force (uncertain: on 1 May 2026 at the earliest, if at all)" in summaries(export(register))[0]
        )
        assert 0 == export(register, on="2026-05-02", through="2027-01-01").new

    def test_one_without_a_first_day(self):
        made = export(held(record(signed("../2026-05-01"), kind="mou")), through="2027-01-01")
        assert ["enters into force (uncertain: on 1 May 2026 at the latest) (A record)"] == [
            one.split(": ", 1)[1] for one in summaries(made)
        ]

    def test_a_meeting(self):
        meetings = [
            Meeting("month", name="Month", starts_on="2026-05"),
            Meeting("end", name="End", starts_on="2026-06-01", ends_on="2026-06"),
        ]
        made = export(Register(meetings=meetings), on="2026-05-03")
        assert ["2026-05-31 Month (uncertain: 2026-05)", "2026-06-01 End (uncertain: 2026-06-01 to 2026-06)"] == (
            summaries(made)
        )
        assert {"TENTATIVE"} == {one["STATUS"] for one in events(made).values()}


class TestAlarms:
    def test_ring_at_nine_on_the_day_that_lies_so_long_before(self):
        made = export(EXAMPLE, alarms=["P30D", Period(months=6), "P0D", "P4W2D"])
        event = the_one(made, "last day")
        start = datetime(2030, 10, 30, tzinfo=UTC)
        assert ["2030-04-30 09:00", "2030-09-30 09:00", "2030-10-30 09:00"] == [
            f"{start + alarm['TRIGGER'].dt:%Y-%m-%d %H:%M}" for alarm in event.walk("VALARM")
        ]
        assert {"DISPLAY"} == {alarm["ACTION"] for alarm in event.walk("VALARM")}
        assert {event["SUMMARY"]} == {alarm["DESCRIPTION"] for alarm in event.walk("VALARM")}

    def test_months_are_counted_back_as_notice_is(self):
        agreement = record(signed("2021-08-31"), duration="P5Y", renewal=NoRenewal())
        event = the_one(export(held(agreement), alarms=["P6M"]), "last day")
        assert date(2026, 8, 31) == event.start
        [alarm] = event.walk("VALARM")
        assert datetime(2026, 2, 28, 9, tzinfo=UTC) == datetime(2026, 8, 31, tzinfo=UTC) + alarm["TRIGGER"].dt

    def test_none_where_nobody_asks(self):
        assert b"VALARM" not in export(EXAMPLE).content


class TestAnEarlierExport:
    def test_what_has_not_changed_stays_byte_for_byte(self):
        first = export(EXAMPLE, on="2025-01-01", alarms=["P1M"])
        again = export(EXAMPLE, on="2025-01-01", alarms=["P1M"], stamp=LATER, previous=first.content)
        assert first.content == again.content
        assert (0, 0, 0, 5) == (again.new, again.changed, again.cancelled, again.unchanged)
        text = export(EXAMPLE, on="2025-01-01", alarms=["P1M"], stamp=LATER, previous="\ufeff" + first.content.decode())
        assert first.content == text.content

    def test_a_corrected_day_moves_the_same_event(self):
        first = export(held(GLPI), through="2026-12-31")
        corrected = attrs.evolve(GLPI, acts=[signed("2020-08-30", by=["MYS", "USA"])])
        second = export(held(corrected), through="2026-12-31", stamp=LATER, previous=first.content)
        before, after = events(first), events(second)
        assert before.keys() == after.keys()
        assert [date(2026, 6, 30), date(2026, 8, 31)] == [one.start for one in after.values()]
        assert {(1, LATER, LATER)} == {
            (one["SEQUENCE"], one["DTSTAMP"].dt, one["LAST-MODIFIED"].dt) for one in after.values()
        }
        assert (0, 2, 0, 0) == (second.new, second.changed, second.cancelled, second.unchanged)

    def test_what_no_longer_takes_place_is_cancelled_and_stays_so(self):
        first = export(held(GLPI), through="2027-12-31", alarms=["P1M", "P2M"])
        given = Act("non_renewal", "2026-05-01", by="USA")
        ended = held(attrs.evolve(GLPI, acts=[*GLPI.acts, given]))
        second = export(ended, through="2027-12-31", alarms=["P1M", "P2M"], stamp=LATER, previous=first.content)
        assert (1, 0, 4, 0) == (second.new, second.changed, second.cancelled, second.unchanged)
        gone = [one for one in events(second).values() if one["STATUS"] == "CANCELLED"]
        assert [(1, LATER, [])] * 4 == [(one["SEQUENCE"], one["DTSTAMP"].dt, one.walk("VALARM")) for one in gone]
        assert {one.start for one in events(first).values()} == {one.start for one in gone}
        third = export(
            ended,
            through="2027-12-31",
            alarms=["P1M", "P2M"],
            stamp=LATER + timedelta(days=1),
            previous=second.content,
        )
        assert second.content == third.content

    def test_what_was_cancelled_can_take_place_after_all(self):
        first = export(held(GLPI), through="2026-12-31")
        second = export(held(), through="2026-12-31", previous=first.content)
        third = export(held(GLPI), through="2026-12-31", stamp=LATER, previous=second.content)
        assert (2, 0) == (second.cancelled, second.changed)
        assert (0, 2) == (third.cancelled, third.changed)
        assert {(2, "CONFIRMED")} == {(one["SEQUENCE"], one["STATUS"]) for one in events(third).values()}

    def test_what_is_past_stays_as_it_was_told(self):
        first = export(held(GLPI), through="2026-12-31")
        later = export(held(GLPI), on="2026-07-01", through="2026-12-31", stamp=LATER, previous=first.content)
        assert first.content == later.content
        renamed = export(
            held(named("Another")), on="2026-07-01", through="2026-12-31", stamp=LATER, previous=first.content
        )
        assert [0, 1] == [int(one["SEQUENCE"]) for one in events(renamed).values()]
        gone = export(held(), on="2026-07-01", through="2026-12-31", stamp=LATER, previous=first.content)
        assert ["CONFIRMED", "CANCELLED"] == [one["STATUS"] for one in events(gone).values()]

    def test_what_moves_from_the_past_to_come_is_changed(self):
        first = export(held(GLPI), through="2026-07-01")
        corrected = attrs.evolve(GLPI, acts=[signed("2020-09-28", by=["MYS", "USA"])])
        later = export(held(corrected), on="2026-07-01", through="2026-07-31", previous=first.content)
        assert [date(2026, 7, 28)] == [one.start for one in events(later).values()]

    def test_a_shorter_span_takes_nothing_away(self):
        first = export(held(GLPI), through="2030-12-31")
        again = export(held(GLPI), through="2026-01-31", stamp=LATER, previous=first.content)
        assert first.content == again.content

    def test_another_kind_alone_cancels_the_rest(self):
        first = export(held(GLPI), through="2026-12-31")
        again = export(held(GLPI), through="2026-12-31", kinds=["renewal"], previous=first.content)
        assert (1, 1) == (again.cancelled, again.unchanged)

    def test_what_cannot_be_computed_stays(self):
        first = export(held(GLPI), through="2026-12-31")
        broken = attrs.evolve(GLPI, acts=[signed("9990-01-01", by=["MYS", "USA"])], term=mou.Term(duration="P50Y"))
        again = export(held(broken), through="2026-12-31", stamp=LATER, previous=first.content)
        assert summaries(first) == summaries(again)
        assert first.content.partition(b"BEGIN:VEVENT")[2] == again.content.partition(b"BEGIN:VEVENT")[2]
        assert ["agreement/record"] == [one.record for one in again.left_out]
        assert {"record"} == {item.agreement for item in again.not_determined}

    def test_what_others_put_into_the_file_is_kept(self):
        own = (
            "BEGIN:VTODO\r\nUID:todo\r\nSUMMARY:Ask\r\nEND:VTODO\r\n"
            "BEGIN:VEVENT\r\nUID:mine\r\nDTSTAMP:20260101T000000Z\r\nDTSTART:20260301T100000Z\r\n"
            "SUMMARY:Lunch with a name that is so long that it has to be folded, as it doe\r\n s here\r\nEND:VEVENT\r\n"
        )
        first = export(held(GLPI)).content.decode()
        previous = first.replace("END:VCALENDAR", own + "END:VCALENDAR")
        again = export(held(GLPI), stamp=LATER, previous=previous)
        assert "Lunch" in summaries(again)[-1]
        unfolded = previous.replace("\r\n ", "")
        assert unfolded == again.content.decode().replace("\r\n ", "")

    def test_lines_may_end_as_they_do_elsewhere(self):
        first = export(held(GLPI), through="2026-12-31")
        unix = first.content.replace(b"\r\n", b"\n")
        assert first.content == export(held(GLPI), through="2026-12-31", stamp=LATER, previous=unix).content

    @pytest.mark.parametrize(
        ("previous", "found"),
        [
            (5, "5"),
            (b"\xff", "byte 0: invalid start byte"),
            ("", '""'),
            ("BEGIN:VEVENT\nEND:VEVENT", '"BEGIN:VEVENT"'),
            ("BEGIN:VCALENDAR\nBEGIN:VEVENT\nEND:VCALENDAR", '"BEGIN:VEVENT"'),
            ("BEGIN:VCALENDAR\nEND:VEVENT\nEND:VCALENDAR", '"END:VEVENT"'),
            ("BEGIN:VCALENDAR\nBEGIN:VEVENT\nEND:VTODO\nEND:VCALENDAR", '"END:VTODO"'),
        ],
    )
    def test_a_file_that_is_no_calendar_is_refused(self, previous, found):
        with pytest.raises(ValidationError) as caught:
            export(held(GLPI), previous=previous)
        [problem] = caught.value.problems
        assert ("/previous", found) == (problem.pointer, problem.found)

    @pytest.mark.parametrize(
        ("old", "new"),
        [
            (b"SEQUENCE:0", b"SEQUENCE:x"),
            (b"DTSTART;VALUE=DATE:2026", b"DTSTART:20260101T2026"),
            (b"\r\nUID", b"\r\nX"),
        ],
    )
    def test_one_whose_events_were_tampered_with_is_refused(self, old, new):
        first = export(held(GLPI), through="2026-12-31")
        with pytest.raises(ValidationError) as caught:
            export(held(GLPI), previous=first.content.replace(old, new))
        assert 2 == len(caught.value.problems)
        assert 'an event of "agreement/record" without a usable' in str(caught.value)


class TestIds:
    def test_are_the_same_every_time(self):
        # What stands in calendars out there is updated by these.
        assert ["89ee06d0-7ffb-5a5c-bc3b-74262ff6a58a"] == list(events(export(EXAMPLE)))

    def test_differ_by_namespace(self):
        assert not events(export(EXAMPLE)).keys() & events(export(EXAMPLE, namespace="other")).keys()


class TestWhatIsLeftOut:
    def test_one_record_does_not_take_the_others_along(self):
        broken = attrs.evolve(GLPI, id="broken", acts=[signed("9990-01-01")], term=mou.Term(duration="P50Y"))
        made = export(held(broken, GLPI), through="2026-12-31")
        assert 2 == made.new
        [one] = made.left_out
        assert "agreement/broken" == one.record
        assert "9999" in one.why or "9990" in one.why

    def test_meetings_without_a_day_or_past_the_calendar(self):
        meetings = [
            Meeting("undated", name="Undated"),
            Meeting("last", name="Last", starts_on="9999-12-31"),
            Meeting("other", name="Other", starts_on="2026-02-01"),
        ]
        made = export(Register(meetings=meetings), through="9999-12-31")
        assert ["2026-02-01 Other"] == summaries(made)
        assert [
            LeftOut(record="meeting/undated", why="its date is not known"),
            LeftOut(record="meeting/last", why="the day after 9999-12-31: outside the calendar of the years 1 to 9999"),
        ] == list(made.left_out)

    def test_what_is_not_asked_for_does_no_harm(self):
        agreement = record(declared("0001-06-01"), duration=Indefinite())
        assert () == export(held(agreement), alarms=["P1Y"]).left_out
        assert 1 == len(export(held(agreement), on="0001-01-01", alarms=["P1Y"]).left_out)


class TestBadInput:
    def test_all_that_is_wrong_is_told_at_once(self):
        with pytest.raises(ValidationError) as caught:
            to_ical(
                EXAMPLE,
                on="tomorrow",
                through="P5X",
                stamp=datetime(2026, 1, 1),  # noqa: DTZ001
                kinds=["last_day", "party"],
                meetings="no",
                alarms=["P1D", "a day"],
                name="\x00",
                namespace="",
            )
        assert [
            "/on",
            "/through",
            "/stamp",
            "/kinds/1",
            "/meetings",
            "/alarms/1",
            "/name",
            "/namespace",
        ] == [one.pointer for one in caught.value.problems]

    @pytest.mark.parametrize(
        "stamp", ["2026-01-01", date(2026, 1, 1), datetime.max.replace(tzinfo=timezone(timedelta(hours=-5)))]
    )
    def test_a_stamp_is_a_moment(self, stamp):
        with pytest.raises(ValidationError, match="a datetime with a time zone"):
            export(EXAMPLE, stamp=stamp)

    def test_a_stamp_is_written_in_utc(self):
        stamp = datetime(987, 1, 5, 1, 30, 15, 5, tzinfo=timezone(timedelta(hours=8)))
        assert b"\r\nDTSTAMP:09870104T173015Z\r\n" in export(EXAMPLE, stamp=stamp).content

    def test_days_in_order(self):
        with pytest.raises(ValidationError, match='/through: found "2025-12-31"; expected a day on or after'):
            export(EXAMPLE, through="2025-12-31")

    def test_a_period_past_the_calendar(self):
        with pytest.raises(DateRangeError):
            export(EXAMPLE, on="9999-01-01", through="P1Y")

    def test_without_the_library_the_extra_is_named(self, monkeypatch):
        monkeypatch.delitem(sys.modules, "mou.formats.icalendar", raising=False)
        monkeypatch.delattr("mou.formats.icalendar", raising=False)
        imported = builtins.__import__

        def without(name, *rest, **more):
            if name == "icalendar":
                raise ImportError(name)
            return imported(name, *rest, **more)

        monkeypatch.setattr(builtins, "__import__", without)
        with pytest.raises(MissingExtraError, match=r"calendar.*pymou\[calendar\]"):
            export(EXAMPLE)


HOSTILE = {
    "script": "<script>alert('x')</script>",
    "formula": '=HYPERLINK("http://example.org";"x")',
    "CR LF": "X\r\nEND:VEVENT\r\nBEGIN:VALARM\r\nACTION:EMAIL",
    "CR": "X\rEND:VEVENT\rBEGIN:VALARM",
    "LF": "X\nEND:VEVENT\n BEGIN:VALARM",
    "other line ends": "X\x85END:VEVENT\u2028BEGIN:VALARM\u2029",
    "right to left": "\u202eevil\u2066 \u200f\u05e9\u05dc\u05d5\u05dd\u200e",
    "emoji": "🤝🇲🇾🇺🇸👩🏽\u200d⚖️" * 40,
    "long": "long " * 1000,
    "long in three octets": "約" * 5000,
    "escapes": 'a\\nb \\N \\\\N C:\\New\\; , ; : " \\',
    "parameters": "X;VALUE=DATE:\"^n^'%2C",
    "spaces": "X\t  \n\n\n  Y",
}


def flat(text):
    return text.replace("\r\n", "\n").replace("\r", "\n")


class TestHostileTexts:
    @staticmethod
    def register(text):
        parties = [Party("p", name=text, kind="organisation"), Party.state("MYS")]
        meeting = Meeting(
            "m",
            name=text,
            starts_on="2026-03-01",
            place=text,
            note=text,
            forum="f",
            participants=[Participant("p", delegates=[Delegate(text)])],
        )
        agreement = named(text, parties=parties, acts=[signed("2020-08-28", by=["p", "MYS"])], signed_at=["m"])
        return held(agreement, meetings=[meeting], forums=[Forum("f", name=text)])

    @pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
    def test_stay_texts(self, text):
        made = export(self.register(text), through="2026-12-31", alarms=["P1M"], name=text)
        lines_are_sound(made.content)
        assert (3, 3) == (made.new, made.content.count(b"BEGIN:VALARM\r\nACTION:DISPLAY\r\n"))
        assert 3 == len(events(made))
        deadline, meeting = the_one(made, "last day for notice"), events(made)
        meeting = next(one for one in meeting.values() if one.categories == ["Meeting"])
        assert deadline["DESCRIPTION"].startswith(flat(text) + "\nBetween: " + flat(text) + " and Malaysia\n")
        assert flat(text) == meeting["LOCATION"]
        assert "\n" not in deadline["SUMMARY"]
        assert len(deadline["SUMMARY"]) < 500
        again = export(self.register(text), through="2026-12-31", alarms=["P1M"], name=text, previous=made.content)
        assert made.content == again.content

    @needs_ical_js
    @pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
    def test_stay_texts_for_ical_js(self, text):
        made = export(self.register(text), through="2026-12-31", alarms=["P1M"], name=text)
        read = by_ical_js(made)
        assert 3 == len(read["events"])
        for one, other in zip(read["events"], events(made).values(), strict=True):
            assert one["summary"] == other["SUMMARY"]
            assert one["description"] == other["DESCRIPTION"]
            assert one["location"] == other.get("LOCATION")


@needs_ical_js
class TestAsIcalJsReadsIt:
    def test_the_bundled_register(self):
        read = by_ical_js(export(EXAMPLE, on="2025-01-01", alarms=["P6M", "P0D"]))
        found = {one["first_day"]: one for one in read["events"]}
        last = found["2030-10-30"]
        assert (True, 1, 0, "CONFIRMED") == (last["whole_day"], last["days"], last["sequence"], last["status"])
        assert ["2030-04-30T09:00:00", "2030-10-30T09:00:00"] == last["alarms"]
        assert {1, 3} == {one["days"] for one in read["events"]}

    def test_a_second_export(self):
        first = export(held(GLPI), through="2026-12-31")
        second = export(held(named("Another")), through="2026-12-31", stamp=LATER, previous=first.content)
        third = export(held(), through="2026-12-31", stamp=LATER, previous=second.content)
        assert [(0, "CONFIRMED"), (1, "CONFIRMED"), (2, "CANCELLED")] == [
            (one["sequence"], one["status"])
            for made in (first, second, third)
            for one in by_ical_js(made)["events"][:1]
        ]
