"""Addresses of the year: each noun's views in its own module of `reporting.views`."""

from accounts.access import route
from reporting.states import Move
from reporting.views import (
    declarations,
    entries,
    entry_page,
    evidence,
    handing_on,
    messages,
    project_entry,
    project_rounds,
    projects,
    review,
    rounds,
    sheets,
    signing,
    standing,
)

SIGNING = "signing/<int:year>/<str:code>/"
REVIEW = "review/<int:year>/<str:code>/"

PROJECTS = "projects/<int:pk>/<str:code>/"
PROJECT = "projects/entries/<int:pk>/"

GRID = "<int:year>/<str:code>/"

urlpatterns = [
    route("", entries.my_entries, name="entries"),
    route(GRID, entries.entry_grid, name="entry-grid"),
    route(f"{GRID}save/", entries.entry_save, name="entry-save"),
    route(f"{GRID}submit/", handing_on.entry_submit, name="entry-submit"),
    route(f"{GRID}keep/", handing_on.entry_keep, name="entry-keep"),
    route(f"{GRID}withdraw/", handing_on.entry_withdraw, name="entry-withdraw"),
    route("rounds/", rounds.round_list, name="round-list"),
    route("rounds/open/", rounds.round_open, name="round-open"),
    route("rounds/preview/", rounds.round_preview, name="round-preview"),
    route("rounds/<int:year>/", rounds.round_page, name="round"),
    route("rounds/<int:year>/close/", rounds.round_end, name="round-close", kwargs={"move": "close"}),
    route("rounds/<int:year>/resume/", rounds.round_end, name="round-resume", kwargs={"move": "resume"}),
    route("rounds/projects/open/", project_rounds.project_round_open, name="project-round-open"),
    *(
        route(
            f"rounds/projects/<int:pk>/{move}/",
            project_rounds.project_round_end,
            name=f"project-round-{move}",
            kwargs={"move": move},
        )
        for move in ("close", "resume")
    ),
    route("signing/", signing.signing_list, name="signing-list"),
    route(SIGNING, signing.signing, name="signing"),
    route(f"{SIGNING}sign/", signing.signing_move, name="signing-sign", kwargs={"move": Move.SIGN}),
    route(f"{SIGNING}unsign/", signing.signing_move, name="signing-unsign", kwargs={"move": Move.UNSIGN}),
    route(f"{SIGNING}send-back/", signing.signing_move, name="signing-back", kwargs={"move": Move.SEND_BACK}),
    route("review/", review.review_queue, name="review-queue"),
    route(REVIEW, review.review_county, name="review-county"),
    route(f"{REVIEW}begin/", review.review_move, name="review-begin", kwargs={"move": Move.BEGIN_REVIEW}),
    route(f"{REVIEW}stop/", review.review_move, name="review-stop", kwargs={"move": Move.STOP_REVIEW}),
    route(f"{REVIEW}return/", review.review_move, name="review-return", kwargs={"move": Move.RETURN}),
    route(f"{REVIEW}approve/", review.review_approve, name="review-approve"),
    route("entries/<int:pk>/", entry_page.entry, name="entry"),
    route("entries/<int:pk>/reopen/", entry_page.entry_reopen, name="entry-reopen"),
    route("entries/<int:pk>/ask/", entry_page.entry_ask, name="entry-ask"),
    route("entries/<int:pk>/decline/", entry_page.entry_decline, name="entry-decline"),
    route("<int:year>/<str:code>/sheet.xlsx", sheets.entry_sheet, name="entry-sheet"),
    route("<int:year>/<str:code>/upload/", sheets.sheet_upload, name="sheet-upload"),
    route("uploads/<int:pk>/", sheets.sheet_preview, name="sheet-preview"),
    route("uploads/<int:pk>/confirm/", sheets.sheet_confirm, name="sheet-confirm"),
    route("uploads/<int:pk>/discard/", sheets.sheet_discard, name="sheet-discard"),
    route("uploads/<int:pk>/undo/", sheets.sheet_undo, name="sheet-undo"),
    route("uploads/<int:pk>/marked.xlsx", sheets.sheet_marked, name="sheet-marked"),
    route("<int:year>/<str:code>/evidence/", evidence.evidence, name="evidence"),
    route("entries/<int:pk>/evidence/", evidence.entry_evidence, name="entry-evidence"),
    route("evidence/<int:pk>/withdraw/", evidence.evidence_withdraw, name="evidence-withdraw"),
    route("evidence/files/<int:pk>/", evidence.evidence_file, name="evidence-file"),
    route("messages/", messages.message_list, name="message-list"),
    route("messages/read/", messages.messages_read, name="messages-read"),
    route("messages/<int:pk>/open/", messages.message_open, name="message-open"),
    route("<int:year>/<str:code>/declaration/", declarations.declaration, name="declaration"),
    route("<int:year>/<str:code>/standing/", standing.county_standing, name="county-standing"),
    route(PROJECT, project_entry.project_entry_page, name="project-entry"),
    route(f"{PROJECT}save/", project_entry.project_entry_save, name="project-entry-save"),
    route(f"{PROJECT}keep/", project_entry.project_entry_keep, name="project-entry-keep"),
    route(f"{PROJECT}evidence/", project_entry.project_entry_evidence, name="project-entry-evidence"),
    route(f"{PROJECT}reopen/", project_entry.project_entry_reopen, name="project-entry-reopen"),
    route(PROJECTS, projects.project_entries, name="project-entries"),
    *(
        route(f"{PROJECTS}{move.value}/", view, name=f"project-{move.value}", kwargs={"move": move})
        for view, moves in (
            (projects.project_hand_on, (Move.SUBMIT, Move.WITHDRAW)),
            (projects.project_sign, (Move.SIGN, Move.UNSIGN, Move.SEND_BACK)),
            (projects.project_review, (Move.BEGIN_REVIEW, Move.STOP_REVIEW, Move.RETURN)),
        )
        for move in moves
    ),
    route(f"{PROJECTS}approve/", projects.project_approve, name="project-approve"),
]
