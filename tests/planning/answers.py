"""What an address answers to whom, in words: one status per persona.

Anonymous, stranger, clerk, head, city reader, reviewer, admin, auditor. Clerk and head are of one county; `foreign`
is the answer about a thing of another county.
"""

from dataclasses import dataclass

# Signed in and entitled, else the login page (302) or a page that does not exist (404).
FIGURES = "302 404 200 200 200 200 200 200"
FOREIGN = "302 404 404 404 200 200 200 200"
CITY_WORK = "302 404 404 404 404 200 200 200"
NO_POST_WORK = "302 404 404 404 404 405 405 405"
REVIEW = "302 404 404 404 404 200 404 404"
REVIEWED = "302 404 404 404 404 302 404 404"
NO_REVIEW = "302 404 404 404 404 405 404 404"
ADMINS = "302 404 404 404 404 404 200 404"
NO_ADMINS = "302 404 404 404 404 404 405 404"
READ_ONLY = "302 404 405 405 405 405 405 405"
AUDITORS = "302 404 404 404 404 404 404 200"
NO_AUDITORS = "302 404 404 404 404 404 404 405"
NOTHING = "302 404 404 404 404 404 404 404"
ALL = "200 200 200 200 200 200 200 200"
NO_METHOD = "405 405 405 405 405 405 405 405"
SIGNED_IN = "302 200 200 200 200 200 200 200"
NO_GET = "302 405 405 405 405 405 405 405"
GONE = "302 302 302 302 302 302 302 302"
LED = "302 404 302 302 302 302 302 302"
LED_CITY = "302 404 404 404 302 302 302 302"
CLERKS = "302 404 200 404 404 404 404 404"
CLERKED = "302 404 302 404 404 404 404 404"
NO_CLERKS = "302 404 405 404 404 404 404 404"
HEADS = "302 404 404 200 404 404 404 404"
HEADED = "302 404 404 302 404 404 404 404"
NO_HEADS = "302 404 404 405 404 404 404 404"


@dataclass(frozen=True)
class Answers:
    """Statuses of GET and POST, and of both about a foreign county's thing where they differ."""

    get: str
    post: str
    foreign_get: str = ""
    foreign_post: str = ""

    def to(self, method: str, *, foreign: bool) -> list[int]:
        name = f"foreign_{method}" if foreign and getattr(self, f"foreign_{method}") else method
        return [int(status) for status in getattr(self, name).split()]
