"""Propose the meaning of words in the columns of renewals, statuses and last days."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from mou.importing.grid import Cell
from mou.importing.proposal import Proposal, counted
from mou.importing.renewal_words import BUILT_IN_RENEWALS, RenewalMeaning, RenewalWords, renewal_meant
from mou.importing.status_words import StatusMeaning, signed_only, status_meant
from mou.importing.words import INDEFINITE, flag_of, is_indefinite, key_of

_IN_ORDER = (RenewalMeaning.TACIT, RenewalMeaning.EXPRESS, RenewalMeaning.NONE, RenewalMeaning.NOT_KNOWN)


def proposed_renewals(cells: Iterable[Cell], ends: Iterable[Cell], heading: str) -> Proposal:
    """Propose the meaning of words about renewal.

    Args:
        cells: the cells of the column of renewals.
        ends: the cells of the columns of last days and durations, which can name a renewal instead of a day.
        heading: the heading of the column of renewals. Under "Automatic renewal", "yes" means a tacit renewal.
    """
    known = {key_of(word) for meaning in BUILT_IN_RENEWALS for word in meaning.words}
    automatic = renewal_meant(heading)
    tacit = automatic is not None and automatic.means is RenewalMeaning.TACIT
    words = Counter(
        cell.text for cell in cells if key_of(cell.text) not in known or (tacit and flag_of(cell.text) is True)
    )
    words.update(cell.text for cell in ends if _renews_itself(cell.text))
    if not words:
        return Proposal()
    by_meaning: dict[tuple[RenewalMeaning, str], list[str]] = {}
    for word in words:
        meant = renewal_meant(word)
        means = RenewalMeaning.NOT_KNOWN if meant is None else meant.means
        if tacit and flag_of(word) is True:
            means = RenewalMeaning.TACIT
        period = "" if meant is None or meant.period is None else str(meant.period)
        by_meaning.setdefault((means, period), []).append(word)
    renewals = [
        RenewalWords(words=by_meaning[key], means=key[0], period=key[1] or None)
        for key in sorted(by_meaning, key=lambda key: (_IN_ORDER.index(key[0]), key[1]))
    ]
    comment = (
        f"What do these words mean? {counted(words)}. Sort them by meaning: means can be none, express, tacit "
        "(with a period, and how long before the end a notice must be received) or not_known."
    )
    return Proposal({"renewals": renewals}, {"/renewals": comment})


def _renews_itself(text: str) -> bool:
    if any(char.isdigit() for char in text):
        return False
    meant = renewal_meant(text)
    return meant is not None and meant.means is RenewalMeaning.TACIT


def proposed_ends(cells: Iterable[Cell]) -> Proposal:
    """List the words in the column of last days, such as "unlimited", with their meaning."""
    ends = Counter(cell.text for cell in cells)
    endless = Counter({word: count for word, count in ends.items() if is_indefinite(word, INDEFINITE)})
    renewed = Counter({word: count for word, count in ends.items() if _renews_itself(word)})
    lines = [f"Read as no end: {counted(endless)}."] if endless else []
    if renewed:
        lines.append(f"Read as renewed automatically, for a length that is not known: {counted(renewed)}.")
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
    return Proposal({"statuses": statuses}, {"/statuses": comment})
