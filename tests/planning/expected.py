"""Who gets which answer where (`tests.planning.answers`): the table that every new address must be added to.

A thing that has a test module of its own may say it there, as `ANSWERS`.
"""

from django.contrib import admin

from tests.brought import brought
from tests.planning.answers import (
    ADMINS,
    ALL,
    AUDITORS,
    CITY_WORK,
    CLERKED,
    CLERKS,
    FIGURES,
    FOREIGN,
    GONE,
    HEADED,
    HEADS,
    LED,
    LED_CITY,
    NO_ADMINS,
    NO_AUDITORS,
    NO_CLERKS,
    NO_GET,
    NO_HEADS,
    NO_METHOD,
    NO_POST_WORK,
    NO_REVIEW,
    NOTHING,
    READ_ONLY,
    REVIEW,
    REVIEWED,
    SIGNED_IN,
    Answers,
)

ACCOUNT_ACTS = (
    *(
        "account-rename",
        "account-hand-over",
        "account-close",
        "account-reopen",
        "account-unlock",
        "role-drop",
    ),
    *("account-new-password", "account-second-factor-off", "role-grant", "deputy-appoint", "deputy-end"),
)


PAGES: dict[str, Answers] = {
    "healthz": Answers(ALL, NO_METHOD),
    "home": Answers("302 403 302 302 302 302 302 302", "302 403 302 302 302 302 302 302"),
    "login": Answers("200 302 302 302 302 302 302 302", "200 302 302 302 302 302 302 302"),
    "logout": Answers(NO_GET, GONE),
    # Nobody is half in.
    "login-code": Answers(GONE, GONE),
    "second-way": Answers("200 302 302 302 302 302 302 302", "200 302 302 302 302 302 302 302"),
    "change-password": Answers(SIGNED_IN, SIGNED_IN),
    "own-account": Answers(SIGNED_IN, SIGNED_IN),
    # What cannot be taken back lightly asks for the password first (200).
    "end-sessions": Answers(NO_GET, SIGNED_IN),
    "second-factor": Answers(SIGNED_IN, SIGNED_IN),
    "second-factor-off": Answers(NO_GET, SIGNED_IN),
    "recovery-codes": Answers(NO_GET, SIGNED_IN),
    "act-as": Answers(NO_GET, GONE),
    "account-list": Answers(ADMINS, ADMINS),
    "account-new": Answers(ADMINS, ADMINS),
    "account": Answers(ADMINS, ADMINS),
    **{name: Answers(NO_ADMINS, ADMINS) for name in ACCOUNT_ACTS},
    "matrix": Answers(FIGURES, FIGURES),
    "county-list": Answers(FIGURES, FIGURES),
    "county": Answers(FIGURES, FIGURES, FOREIGN, FOREIGN),
    "indicator-list": Answers(FIGURES, FIGURES),
    # The catalogue is everybody's; what stands beneath it is the own county's.
    "indicator": Answers(FIGURES, FIGURES),
    "plan-indicator": Answers(FIGURES, FIGURES, FOREIGN, FOREIGN),
    "plan-list": Answers(FIGURES, FIGURES),
    "plan": Answers(FIGURES, FIGURES, FOREIGN, FOREIGN),
    "project-list": Answers(FIGURES, FIGURES),
    "project": Answers(FIGURES, FIGURES, FOREIGN, FOREIGN),
    "finding-list": Answers(FIGURES, FIGURES),
    "finding-decide": Answers(FIGURES, REVIEW, FOREIGN, REVIEW),
    "target-list": Answers(REVIEW, NO_REVIEW),
    "target-assign": Answers(REVIEW, REVIEW),
    "target-reading": Answers(REVIEW, NO_REVIEW),
    "target-withdraw": Answers(NO_REVIEW, REVIEWED),
    "import-targets": Answers(NO_REVIEW, REVIEWED),
    # The password is asked for first (200), whatever the batch at hand is.
    "import-targets-apply": Answers(NO_REVIEW, REVIEW),
    "act-list": Answers(AUDITORS, NO_AUDITORS),
    "act": Answers(AUDITORS, NO_AUDITORS),
    **dict.fromkeys(
        ("row-history", "figure-history", "project-history", "thing-history"),
        Answers(FIGURES, READ_ONLY, FOREIGN),
    ),
    "county-changes": Answers(FIGURES, READ_ONLY, FOREIGN),
    "edition-file": Answers(FIGURES, READ_ONLY, FOREIGN),
    # The batch at hand is not in force: nobody knows yet whose figures it holds.
    "import-file": Answers(FOREIGN, READ_ONLY),
    "import-observations": Answers(REVIEW, REVIEW),
    "import-observations-template": Answers(REVIEW, NO_REVIEW),
    "import-observations-answers": Answers(NO_REVIEW, REVIEWED),
    "import-observations-apply": Answers(NO_REVIEW, REVIEW),
    "import-list": Answers(CITY_WORK, CITY_WORK),
    "import": Answers(CITY_WORK, NO_POST_WORK),
    "import-marked": Answers(CITY_WORK, NO_POST_WORK),
    # Before a county is looked at the password is asked for.
    "figure-correct": Answers(REVIEW, REVIEWED),
    "figure-correct-confirm": Answers(REVIEWED, REVIEW),
    "figure-withdraw": Answers(NO_REVIEW, REVIEWED),
    "import-hidden": Answers(NO_POST_WORK, REVIEWED),
    "import-rows": Answers(CITY_WORK, NO_POST_WORK),
    "import-discard": Answers(NO_POST_WORK, REVIEWED),
    # It is not in force: there is nothing to take back.
    "import-undo": Answers(REVIEWED, REVIEW),
    "import-plan": Answers(ADMINS, ADMINS),
    "import-plan-preview": Answers(NOTHING, NOTHING),
    "import-plan-confirm": Answers(NO_ADMINS, NOTHING),
    "import-plan-drop": Answers(NO_ADMINS, NOTHING),
    "import-plan-columns": Answers(NO_ADMINS, NOTHING),
    "import-plan-rows": Answers(NO_ADMINS, NOTHING),
    "import-plan-entry": Answers(NOTHING, NOTHING),
    "reviewer-verdict": Answers(REVIEW, REVIEW),
    "reviewer-verdict-withdraw": Answers(NO_REVIEW, REVIEW),
    "target-bulk-list": Answers(REVIEW, NO_REVIEW),
    "target-bulk": Answers(REVIEW, REVIEW),
    "unscoped-targets": Answers(REVIEW, REVIEWED),
    # The year's one publication holds rows of both counties; each is shown its own.
    "publication-list": Answers(FIGURES, READ_ONLY),
    "publication": Answers(FIGURES, READ_ONLY),
    "publication-new": Answers(REVIEWED, REVIEWED),
    "publication-of-year": Answers(REVIEW, REVIEW),
    "message-list": Answers(SIGNED_IN, NO_GET),
    "messages-read": Answers(NO_GET, GONE),
    "message-open": Answers(NO_GET, CLERKED, NO_GET, NOTHING),
    "entries": Answers(CLERKS, NO_CLERKS),
    "entry-grid": Answers(CLERKS, NO_CLERKS, NOTHING),
    # A save that is no JSON is a bad request.
    "entry-save": Answers(NO_CLERKS, CLERKS.replace("200", "400"), "", NOTHING),
    "entry-submit": Answers(CLERKS, CLERKED, NOTHING, NOTHING),
    "entry-keep": Answers(NO_CLERKS, CLERKED, "", NOTHING),
    "entry-withdraw": Answers(NO_CLERKS, CLERKED, "", NOTHING),
    "entry-sheet": Answers(CLERKS, NO_CLERKS, NOTHING),
    "sheet-upload": Answers(CLERKS, CLERKS, NOTHING, NOTHING),
    # The batch at hand is one of observations, and nobody's sheet.
    "sheet-preview": Answers(NOTHING, NO_CLERKS),
    "sheet-confirm": Answers(NO_CLERKS, NOTHING),
    "sheet-discard": Answers(NO_CLERKS, NOTHING),
    "sheet-undo": Answers(NOTHING, NOTHING),
    "sheet-marked": Answers(NOTHING, NO_CLERKS),
    "signing-list": Answers(HEADS, NO_HEADS),
    "signing": Answers(HEADS, NO_HEADS, NOTHING),
    **{f"signing-{move}": Answers(NO_HEADS, HEADED, "", NOTHING) for move in ("sign", "unsign", "back")},
    "round-list": Answers(REVIEW, NO_REVIEW),
    "round-open": Answers(REVIEW, REVIEW),
    "round-preview": Answers(REVIEW, NO_REVIEW),
    "round": Answers(REVIEW, REVIEW),
    **{f"round-{move}": Answers(NO_REVIEW, REVIEWED) for move in ("close", "resume")},
    "review-queue": Answers(REVIEW, NO_REVIEW),
    "review-county": Answers(REVIEW, NO_REVIEW),
    **{f"review-{move}": Answers(NO_REVIEW, REVIEWED) for move in ("begin", "stop", "return")},
    # What puts figures in force asks for the password first (200).
    "review-approve": Answers(NO_REVIEW, REVIEW),
    "entry": Answers(FIGURES, READ_ONLY, FOREIGN),
    "entry-ask": Answers(CLERKS, CLERKS, NOTHING, NOTHING),
    "entry-decline": Answers(NO_REVIEW, REVIEWED),
    "entry-reopen": Answers(REVIEW, REVIEW),
    "project-round-open": Answers(REVIEW, REVIEW),
    **{f"project-round-{move}": Answers(NO_REVIEW, REVIEWED) for move in ("close", "resume")},
    "project-entries": Answers(FIGURES, READ_ONLY, FOREIGN),
    **{f"project-{move}": Answers(NO_CLERKS, CLERKED, "", NOTHING) for move in ("submit", "withdraw")},
    **{f"project-{move}": Answers(NO_HEADS, HEADED, "", NOTHING) for move in ("sign", "unsign", "send_back")},
    **{f"project-{move}": Answers(NO_REVIEW, REVIEWED) for move in ("begin_review", "stop_review", "return")},
    "project-approve": Answers(NO_REVIEW, REVIEW),
    "project-entry": Answers(FIGURES, READ_ONLY, FOREIGN),
    **{
        f"project-entry-{act}": Answers(NO_CLERKS, CLERKED, "", NOTHING)
        for act in ("save", "keep", "evidence")
    },
    "project-entry-reopen": Answers(REVIEW, REVIEW),
    "evidence": Answers(FIGURES, CLERKS, FOREIGN, NOTHING),
    # It leads to the county's evidence.
    "entry-evidence": Answers(LED, READ_ONLY, LED_CITY),
    "evidence-withdraw": Answers(NO_CLERKS, CLERKED, "", NOTHING),
    "evidence-file": Answers(FIGURES, READ_ONLY, FOREIGN),
    "declaration": Answers(FIGURES, READ_ONLY, FOREIGN),
    "county-standing": Answers(FIGURES, READ_ONLY, FOREIGN),
    "job-list": Answers(CITY_WORK, CITY_WORK),
    "job": Answers(CITY_WORK, CITY_WORK),
}

# In the admin everybody else is anonymous (302) or finds nothing (404); here GET and POST of admin and auditor.
_ADMIN_PAGES: dict[str, str] = {
    "admin:index": "200 200, 200 200",
    "admin:login": "302 302, 302 302",
    "admin:logout": "307 307, 307 307",
    "admin:password_change": "302 302, 302 302",
    "admin:password_change_done": "200 200, 405 405",
    "admin:autocomplete": "403 403, 405 405",
    "admin:jsi18n": "200 200, 405 405",
    "admin:app_list": "200 404, 200 404",
    "admin/(?P<url>.*)$": "404 404, 404 404",
    # Acts on record are the auditor's to read; the admin is shown those about reference data and accounts.
    "admin:accounts_act_changelist": "200 200, 200 200",
    "admin:accounts_act_change": "302 200, 403 403",
}
_KEPT = {"county", "department", "indicator", "part", "site"}
_ACTIONS = {
    "changelist": "200 403, 200 403",
    "history": "302 302, 302 302",
    # Nothing of ours is ever deleted by hand.
    "delete": "403 403, 403 403",
    "import": "200 403, 200 403",
    "export": "200 403, 200 403",
    "process_import": "405 405, 200 403",
}


def _admin_answers() -> dict[str, Answers]:
    said = dict(_ADMIN_PAGES)
    for model in admin.site._registry:
        opts = model._meta
        kept = opts.model_name in _KEPT
        name = f"admin:{opts.app_label}_{opts.model_name}_"
        given = {
            **_ACTIONS,
            "add": "200 403, 200 403" if kept else "403 403, 403 403",
            "change": "200 403, 200 403" if kept else "200 403, 403 403",
        }
        for action, answers in given.items():
            said.setdefault(name + action, answers)
        said[f"admin/{opts.app_label}/{opts.model_name}/<path:object_id>/"] = "302 302, 302 302"
    both = {key: answers.split(", ") for key, answers in said.items()}
    return {
        key: Answers(f"302 404 404 404 404 404 {get}", f"302 404 404 404 404 404 {post}")
        for key, (get, post) in both.items()
    }


for _answers in brought("ANSWERS"):
    PAGES |= _answers
EXPECTED: dict[str, Answers] = {**PAGES, **_admin_answers()}
