"""Database and web processes of a real instance crash under people who upload: what was acknowledged is there, once."""

import io
import re
import threading
import time
from collections import Counter
from dataclasses import dataclass, field

import openpyxl
import pytest

from tests.at_work import Browser, Running, workbook
from tests.browser.instance import Instance
from tests.faults.extent import rounds_of

pytestmark = [pytest.mark.slow, pytest.mark.whole]
PEOPLE = 4
CRASHES = rounds_of(2, 16)
BETWEEN_SECONDS = rounds_of(4, 20)
BACK_SECONDS = 30.0


@dataclass
class Load:
    """People who upload one file after another until told to stop; what was acknowledged to whom."""

    browser: Browser
    name: str
    acknowledged: dict[str, str] = field(default_factory=dict)
    sent: int = 0

    def work(self, over: threading.Event) -> None:
        while not over.is_set():
            self.sent += 1
            file = f"{self.name}-{self.sent}.xlsx"
            try:
                answer = self.browser.post(
                    "/observations/import/", {}, {"file": (file, workbook(self.sent % 100))}
                )
            except OSError:
                continue  # no answer: nothing was acknowledged
            kept = re.search(r'action="/observations/import/(\d+)/apply/"', answer.text)
            if answer.status == 200 and kept:
                self.acknowledged[file] = kept[1]
            time.sleep(0.1)


def listed(browser: Browser) -> Counter[str]:
    """How often each file of the load stands in the list of imports."""
    content = browser.bytes_of("/imports/?format=xlsx&q=%E8%B4%9F%E8%BD%BD")
    sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    names = (str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if cell)
    return Counter(name for name in names if name.startswith("负载"))


@pytest.mark.parametrize("what", ["bin/postgres", "web"])
def test_what_was_acknowledged_is_there_and_nothing_twice(instance: Instance, what: str) -> None:
    running = Running.of(instance)
    people = [Load(running.signed_in(), f"负载{what[-3:]}{number}") for number in range(PEOPLE)]
    over = threading.Event()
    threads = [threading.Thread(target=one.work, args=(over,)) for one in people]
    for thread in threads:
        thread.start()
    slowest = 0.0
    try:
        for _crash in range(CRASHES):
            time.sleep(BETWEEN_SECONDS)
            if what == "web":
                running.kill_answering()
            else:
                slowest = max(slowest, running.crash(what))
    finally:
        time.sleep(3)
        over.set()
        for thread in threads:
            thread.join(60)
    browser = running.signed_in()
    found = listed(browser)
    acknowledged = {file: key for one in people for file, key in one.acknowledged.items()}
    print(f"{what}: {CRASHES} crashes, {len(acknowledged)} acknowledged, back after {slowest:.1f} s at most")
    assert len(acknowledged) > CRASHES * PEOPLE
    assert slowest <= BACK_SECONDS
    assert not acknowledged.keys() - found.keys()
    assert set(found.values()) == {1}
    for file, key in list(acknowledged.items())[-5:]:
        assert file in browser.get(f"/imports/{key}/").text
