"""The renewal of a row, and the notices that it states."""

from __future__ import annotations

import attrs

from mou.dates.periods import Period
from mou.importing.notices import Notice, notice_of
from mou.importing.renewal_words import BUILT_IN_RENEWALS, RenewalMeaning
from mou.importing.row_dates import RowDates
from mou.importing.stated_renewals import StatedRenewal, renewal_meant
from mou.importing.tables import Refusal
from mou.importing.words import duration_of, key_of
from mou.model.durations import Indefinite
from mou.model.renewals import ExpressRenewal, NoRenewal, Renewal, TacitRenewal


class RowRenewals(RowDates):
    """A reader of the renewal and the notices of a row."""

    def _notice(self, field: str) -> Notice | None:
        text = self._text(field)
        if text is None:
            return None
        notice = notice_of(text, self._mapping.notice_unit)
        if isinstance(notice, str):
            raise Refusal(self.column(field), text, notice)
        if notice.period is None:
            self._keep(field, "no notice is recorded: kept as written")
        elif notice.rest:
            self._keep_words(self.column(field), text, notice.rest)
        return notice

    def _compared_with_renewal(self, notice: Notice) -> None:
        """Compare the column of notices with the notice that another cell states. If they differ, raise `Refusal`.

        A notice that the mapping adds to a word such as "automatic" is only a default for rows without a notice.
        """
        for field, renewal in self._renewals_stated().items():
            text = self._text(field) or ""
            meant = renewal_meant(text)
            in_cell = field != "renewal" or (meant is not None and meant.notice is not None)
            if in_cell and renewal.notice not in {None, notice.period}:
                columns = f"{self.column(field)}, {self.column('renewal_notice')}"
                raise Refusal(columns, f"{text} and {self._text('renewal_notice')}", "two notices that differ")

    def _renewal(self, length: Period | Indefinite | None) -> Renewal | None:
        stated_notice = self._notice("renewal_notice")
        if stated_notice is not None:
            self._compared_with_renewal(stated_notice)
        notice = None if stated_notice is None else stated_notice.period
        each = self._renewal_period()
        words = self._renewal_words()
        if each is not None and words is not None and words.period not in {None, each}:
            why = f"the column {self.column('renewal_period')} has another length: kept, but not used"
            self._keep(self._renewal_field(), why)
        if words is not None and words.means is RenewalMeaning.TACIT:
            return self._tacit_renewal(
                words, each or words.period or length, words.notice if stated_notice is None else notice
            )
        if notice is not None:
            self._keep("renewal_notice", "a notice, but no tacit renewal that it could prevent: kept, but not used")
        if words is None or words.means is RenewalMeaning.NOT_KNOWN:
            if each is not None:
                self._keep("renewal_period", "a length of renewals, but no renewal is known: kept, but not used")
            if words is not None:
                self._keep(self._renewal_field(), "it does not say how: the renewal clause stays unknown")
            return None
        if words.means is RenewalMeaning.NONE:
            return NoRenewal()
        period = each or words.period
        return self._valid("/term/renewal", ExpressRenewal, period, notice=words.notice, times=words.times)

    def _tacit_renewal(
        self, words: StatedRenewal, period: Period | Indefinite | None, notice: Period | None
    ) -> TacitRenewal | None:
        if words.times is not None and not isinstance(period, Period):
            why = "the number of renewals is limited, but their length is not known: kept, but not used"
            self._keep(self._renewal_field(), why)
            return None
        return self._valid("/term/renewal", TacitRenewal, period, notice=notice, times=words.times)

    def _renewal_words(self) -> StatedRenewal | None:
        """Return what the row states about renewal, in the column of renewals or in a cell with an end or a duration.

        Worked case: the cell with the duration says "5 years, automatic renewal for 1 year". If the column of renewals
        says "automatic", the agreement has tacit renewals of one year each. If the column of renewals says "no", the
        row contradicts itself.
        """
        stated = self._renewals_stated()
        known = {field: words for field, words in stated.items() if words.means is not RenewalMeaning.NOT_KNOWN}
        details = {
            name: list(dict.fromkeys(getattr(words, name) for words in known.values() if getattr(words, name)))
            for name in ("means", "period", "notice", "times")
        }
        if any(len(values) > 1 for values in details.values()):
            columns, texts = map(self.column, known), (self._text(field) or "" for field in known)
            raise Refusal(", ".join(columns), " and ".join(texts), "two renewals that differ")
        if not known:
            return next(iter(stated.values()), None)
        if details["means"] == [RenewalMeaning.NONE]:
            for field in stated.keys() - known.keys():
                self._keep(field, "another cell says that it is not renewed: kept, but not used")
        words = next(iter(known.values()))
        return attrs.evolve(words, **{name: values[0] for name, values in details.items() if values})

    def _renewals_stated(self) -> dict[str, StatedRenewal]:
        """Return what the cells state about renewal, by the field of the cell."""
        stated: dict[str, StatedRenewal] = {}
        text = self._text("renewal")
        if text is not None:
            known = (*self._mapping.renewals, *BUILT_IN_RENEWALS)
            meant = next((meaning for meaning in known if key_of(text) in map(key_of, meaning.words)), None)
            if meant is None:
                raise Refusal(
                    self.column("renewal"), text, "not a known renewal; you can add it to renewals in the mapping"
                )
            if "?" in text:
                self._keep_as_written("renewal")
            stated["renewal"] = StatedRenewal.of(meant)
        return stated | {field: said.renewal for field, said in self.stated.items() if said.renewal is not None}

    def _renewal_field(self) -> str:
        """Return the field of the first column that states something about renewal."""
        return next(iter(self._renewals_stated()))

    def _renewal_period(self) -> Period | None:
        text = self._text("renewal_period")
        if text is None:
            return None
        unit = None if self._mapping.duration_unit is None else self._mapping.duration_unit.value
        length = duration_of(text, unit, ())
        if not isinstance(length, Period):
            raise Refusal(self.column("renewal_period"), text, length if isinstance(length, str) else "no length")
        return length
