"""When a request reached the site: by the proxy where that is asked for, otherwise by our clock."""

import datetime as dt

import pytest
import time_machine

from partnerships.base.arrivals import arrived_at

NOW = dt.datetime(2021, 5, 31, 22, 0, 3, tzinfo=dt.UTC)
CAME = dt.datetime(2021, 5, 31, 21, 59, 59, 500_000, tzinfo=dt.UTC)
STAMP = f"t={CAME.timestamp():.3f}"


def arrival(rf, told, settings, *, header="X-Request-Start"):
    settings.ARRIVAL_HEADER = header
    with time_machine.travel(NOW, tick=False):
        return arrived_at(rf.get("/", headers={"X-Request-Start": told}))


@pytest.mark.parametrize("told", [STAMP, STAMP.removeprefix("t="), f" {STAMP} "])
def test_request_that_waited_at_the_proxy_came_when_the_proxy_says(rf, settings, told):
    assert arrival(rf, told, settings) == CAME


def test_header_counts_only_where_the_site_says_that_its_proxy_writes_it(rf, settings):
    assert arrival(rf, STAMP, settings, header="") == NOW


@pytest.mark.parametrize(
    "told",
    [
        "",
        "gisteren",
        "t=nan",
        "t=1e9",
        "t=-1",
        "t=999999999999",
        "t=" + "9" * 400,
        f"t={(NOW + dt.timedelta(seconds=1)).timestamp():.3f}",
        f"t={(NOW - dt.timedelta(minutes=2, seconds=1)).timestamp():.3f}",
        f"{STAMP}, {STAMP}",
    ],
)
def test_what_is_no_moment_of_just_now_does_not_count(rf, settings, told):
    assert arrival(rf, told, settings) == NOW
