"""Tables that other people's applications bring: who reads and writes them, said for them."""

from custody.conditions import NOBODY, Scoped, Unconditional, own
from custody.declaring import Declaration

_RIGHTS = Unconditional("empty: rights come from memberships")
_UNKNOWN = Unconditional("counted before it is known who comes")

THIRD_PARTY: dict[str, Declaration] = {
    "auth_group": Declaration(_RIGHTS),
    "auth_group_permissions": Declaration(_RIGHTS),
    "auth_permission": Declaration(Unconditional("made by Django, asked by nobody")),
    "axes_accessattempt": Declaration(_UNKNOWN),
    "axes_accessattemptexpiration": Declaration(_UNKNOWN),
    "axes_accessfailurelog": Declaration(_UNKNOWN),
    "axes_accesslog": Declaration(_UNKNOWN),
    "django_admin_log": Declaration(Unconditional("empty: acts stand in accounts_act")),
    "django_content_type": Declaration(Unconditional("made by Django: the names of our tables")),
    "django_migrations": Declaration(Unconditional("the owner's; the application role reads it")),
    "django_session": Declaration(
        Unconditional("found by a secret key only, before it is known who comes"), ephemeral=True
    ),
    "otp_totp_totpdevice": Declaration(Scoped(own("user_id"), own("user_id"))),
    # Before who and why stood in the versions themselves, they stood here, of whatever county; no page reads them.
    "pghistory_context": Declaration(
        Scoped(NOBODY), added_at="created_at", written_by_database=True, of_now=True
    ),
}
