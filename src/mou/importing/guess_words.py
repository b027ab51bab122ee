"""Propose the meaning of words in the columns of renewals, statuses and last days."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from mou.dates.periods import Period
from mou.importing.grid import Cell
from mou.importing.proposal import Proposal, counted
from mou.importing.renewal_phrases import NOTHING
from mou.importing.renewal_words import BUILT_IN_RENEWALS, RenewalMeaning, RenewalWords
from mou.importing.stated_renewals import StatedRenewal, has_number, renewal_meant
from mou.importing.status_words import StatusMeaning, signed_only, status_meant
from mou.importing.words import INDEFINITE, is_indefinite, key_of, plain_key_of, yes_or_no
from mou.model.durations import Indefinite

_IN_ORDER = (RenewalMeaning.TACIT, RenewalMeaning.EXPRESS, RenewalMeaning.NONE, RenewalMeaning.NOT_KNOWN)


def proposed_renewals(cells: Iterable[Cell], ends: Iterable[Cell], heading: str) -> Proposal:
    """Propose the meaning of words about renewal.

    Args:
        cells: the cells of the column of renewals.
        ends: the cells of the columns of last days and durations, which can name a renewal instead of a day.
        heading: the heading of the column of renewals. Under "Automatic renewal", "yes" means a tacit renewal.
    """
    known = {key_of(word) for meaning in BUILT_IN_RENEWALS for word in meaning.words}
    automatic = renewal_meant(heading.replace("?", " "))  # such as "Automatic renewal?"
    tacit = automatic is not None and automatic.means is RenewalMeaning.TACIT
    words = Counter(cell.text for cell in cells if key_of(cell.text) not in known or (tacit and yes_or_no(cell.text)))
    words.update(cell.text for cell in ends if _renews_itself(cell.text))
    if not words:
        return Proposal()
    by_meaning: dict[StatedRenewal, list[str]] = {}
    for word in words:
        by_meaning.setdefault(_proposed_renewal(word, tacit=tacit), []).append(word)
    renewals = [
        RenewalWords(
            words=by_meaning[stated],
            means=stated.means,
            period=stated.period if isinstance(stated.period, Period) else None,
            notice=stated.notice,
            times=stated.times,
        )
        for stated in sorted(by_meaning, key=lambda stated: (_IN_ORDER.index(stated.means), str(stated)))
    ]
    comment = (
        f"What do these words mean? {counted(words)}. Sort them by meaning: means can be none, express, tacit "
        "(with a period, how long before the end a notice must be received, and how many times) or not_known."
    )
    unclear = {word for meaning in renewals if meaning.means is RenewalMeaning.NOT_KNOWN for word in meaning.words}
    if unclear:
        comment += f" Not understood: {counted(Counter({word: words[word] for word in words if word in unclear}))}."
    return Proposal({"renewals": renewals}, {"/renewals": comment})


def states_renewal(text: str) -> bool:
    """Return whether a cell states whether and how an agreement is renewed."""
    known = {key_of(word) for meaning in BUILT_IN_RENEWALS for word in meaning.words}
    return key_of(text) in known or _proposed_renewal(text, tacit=False).means is not RenewalMeaning.NOT_KNOWN


def _proposed_renewal(word: str, *, tacit: bool) -> StatedRenewal:
    """Return the meaning of a cell, if the meaning covers all its words. For other cells, return "not known".

    Args:
        word: the cell.
        tacit: whether the heading of the column is about automatic renewal.
    """
    flag = yes_or_no(word)
    if flag is False or re.fullmatch(NOTHING, plain_key_of(word)):
        return StatedRenewal(means=RenewalMeaning.NONE)
    if tacit and flag:
        return StatedRenewal(means=RenewalMeaning.TACIT)
    meant = renewal_meant(word)
    if meant is None or meant.means is RenewalMeaning.NOT_KNOWN or meant.rest or isinstance(meant.period, Indefinite):
        return StatedRenewal(means=RenewalMeaning.NOT_KNOWN)
    return meant


def _renews_itself(text: str) -> bool:
    """Return whether a cell says only that the agreement renews itself, without a number.

    Cells with a number, such as "five years, automatically renewed", can also state a duration.
    """
    meant = None if has_number(plain_key_of(text)) else renewal_meant(text)
    return meant is not None and meant.means is RenewalMeaning.TACIT and not meant.rest


def proposed_ends(cells: Iterable[Cell]) -> Proposal:
    """List the words in the column of last days, such as "unlimited", with their meaning."""
    ends = Counter(cell.text for cell in cells)
    endless = Counter({word: count for word, count in ends.items() if is_indefinite(word, INDEFINITE)})
    renewed = Counter({word: count for word, count in ends.items() if _renews_itself(word)})
    lines = [f"Read as no end: {counted(endless)}."] if endless else []
    if renewed:
        lines.append(f"Read as renewed automatically: {counted(renewed)}.")
    return Proposal({}, {"/columns/last_day": " ".join(lines)} if lines else {})


def proposed_statuses(cells: Iterable[Cell], heading: str) -> Proposal:
    """Propose the meaning of the words in the column of statuses."""
    words = Counter(cell.text for cell in cells)
    if not words:
        return Proposal()
    statuses = {word: (status_meant(word, heading) or StatusMeaning.NOT_KNOWN).value for word in words}
    statuses |= {word: StatusMeaning.SIGNED.value for word in words if signed_only(word, words)}
    comment = (
        f"What do these words mean? Choose from: {', '.join(StatusMeaning)}. Where the dates of a row give another "
        "status, mou check reports it."
    )
    unclear = Counter({word: words[word] for word in words if statuses[word] == StatusMeaning.NOT_KNOWN})
    if unclear:
        comment += f" Not understood: {counted(unclear)}."
    return Proposal({"statuses": statuses}, {"/statuses": comment})
