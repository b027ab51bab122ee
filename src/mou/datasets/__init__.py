"""Read published data sets. Each reader turns the published file into a `Register` with a report.

>>> for name, dataset in DATASETS.items():
...     print(name, "-", dataset.title)
dcad - Defense Cooperation Agreement Dataset, version 1.0
mtdsg - Multilateral Treaties Deposited with the Secretary-General: participants of one treaty
manytreaties - manytreaties: agreements coded by hand (HUGGO)
cow-alliances - Correlates of War: formal alliances, version 4.1, by member
atop - Alliance Treaty Obligations and Provisions, version 4, by alliance
uk-treaties - UK Treaties Online
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from types import MappingProxyType

import attrs

from mou.datasets import atop, cow_alliances, dcad, manytreaties, mtdsg, uk_treaties
from mou.datasets.reading import Reading, Report
from mou.importing.tables import Progress, Remark
from mou.values.fields import check_path
from mou.values.hints import unknown_id

__all__ = ["DATASETS", "Dataset", "Progress", "Reading", "Remark", "Report", "read"]


@attrs.frozen(kw_only=True)
class Dataset:
    """A published data set, and the function that reads it.

    Attributes:
        name: the short name of the data set.
        title: the title of the data set.
        cite: the citation that the authors request. `None` if they request no citation.
        licence: the licence that the publisher states. `None` if the publisher states no licence.
        read: the reader, a function that returns a `Reading` of a file.
    """

    name: str
    title: str
    cite: str | None = None
    licence: str | None = None
    read: Callable[..., Reading]


DATASETS: Mapping[str, Dataset] = MappingProxyType(
    {
        dataset.name: dataset
        for dataset in (
            Dataset(
                name="dcad",
                title="Defense Cooperation Agreement Dataset, version 1.0",
                cite=(
                    "Kinne, Brandon J. 2020. The Defense Cooperation Agreement Dataset (DCAD). "
                    "Journal of Conflict Resolution 64(4): 729-755."
                ),
                read=dcad.read,
            ),
            Dataset(
                name="mtdsg",
                title="Multilateral Treaties Deposited with the Secretary-General: participants of one treaty",
                read=mtdsg.read,
            ),
            Dataset(
                name="manytreaties",
                title="manytreaties: agreements coded by hand (HUGGO)",
                licence="CC BY 4.0",
                read=manytreaties.read,
            ),
            Dataset(
                name="cow-alliances",
                title="Correlates of War: formal alliances, version 4.1, by member",
                cite="Gibler, Douglas M. 2009. International Military Alliances, 1648-2008. CQ Press.",
                read=cow_alliances.read,
            ),
            Dataset(
                name="atop",
                title="Alliance Treaty Obligations and Provisions, version 4, by alliance",
                cite=(
                    "Leeds, Brett Ashley, Jeffrey M. Ritter, Sara McLaughlin Mitchell, and Andrew G. Long. 2002. "
                    "Alliance Treaty Obligations and Provisions, 1815-1944. International Interactions 28: 237-260."
                ),
                read=atop.read,
            ),
            Dataset(
                name="uk-treaties",
                title="UK Treaties Online",
                read=uk_treaties.read,
            ),
        )
    }
)
"""The data sets, by their short names."""


def read(path: str | os.PathLike[str], dataset: str, *, progress: Progress | None = None) -> Reading:
    """Read a file of a data set.

    Args:
        path: the file, as published.
        dataset: the data set's short name, one of `DATASETS`.
        progress: a function to call with the number of rows done and the total.

    Raises:
        UnknownIdError: `dataset` is not the name of a data set.
        OSError: the file can't be read.
        ValidationError: the file is not in UTF-8, or it is not a table or JSON document of this data set.
    """
    if dataset not in DATASETS:
        raise unknown_id("data set", dataset, DATASETS)
    check_path(path)
    return DATASETS[dataset].read(path, progress=progress)
