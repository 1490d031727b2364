"""Addresses of accounts: coming in, the own account, everybody's accounts, what was done."""

from accounts.access import route
from accounts.views import acts, login, own_account, people, second_way

urlpatterns = [
    route("acts/", acts.act_list, name="act-list"),
    route("acts/<int:pk>/", acts.act, name="act"),
    route("login/", login.login, name="login"),
    route("login/code/", login.login_code, name="login-code"),
    route("login/locked/", second_way.second_way, name="second-way"),
    route("logout/", login.logout, name="logout"),
    route("password/", own_account.change_password, name="change-password"),
    route("account/", own_account.own_account, name="own-account"),
    route("account/sessions/end/", own_account.end_sessions, name="end-sessions"),
    route("account/second-factor/", own_account.second_factor, name="second-factor"),
    route("account/second-factor/codes/", own_account.recovery_codes, name="recovery-codes"),
    route("account/second-factor/off/", own_account.second_factor_off, name="second-factor-off"),
    route("account/act-as/", own_account.act_as, name="act-as"),
    route("accounts/", people.account_list, name="account-list"),
    route("accounts/new/", people.account_new, name="account-new"),
    route("accounts/<int:pk>/", people.account, name="account"),
    route("accounts/<int:pk>/rename/", people.account_rename, name="account-rename"),
    route("accounts/<int:pk>/roles/", people.role_grant, name="role-grant"),
    route("accounts/<int:pk>/roles/<int:membership>/drop/", people.role_drop, name="role-drop"),
    route("accounts/<int:pk>/hand-over/", people.hand_over, name="account-hand-over"),
    route("accounts/<int:pk>/deputies/", people.deputy_appoint, name="deputy-appoint"),
    route("accounts/<int:pk>/deputies/<int:deputyship>/end/", people.deputy_end, name="deputy-end"),
    route("accounts/<int:pk>/close/", people.account_close, name="account-close"),
    route("accounts/<int:pk>/reopen/", people.account_reopen, name="account-reopen"),
    route("accounts/<int:pk>/password/", people.account_new_password, name="account-new-password"),
    route("accounts/<int:pk>/unlock/", people.account_unlock, name="account-unlock"),
    route(
        "accounts/<int:pk>/second-factor/off/",
        people.account_second_factor_off,
        name="account-second-factor-off",
    ),
]
