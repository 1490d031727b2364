from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = "用户与权限"

    def ready(self) -> None:
        """What the custody of figures asks of people: which acts were taken out, and that a restore is on record."""
        from accounts.records import record_restore, taken_out
        from custody.keeping.restore import RECORDED
        from custody.verifying import TAKEN_OUT

        TAKEN_OUT.fill(taken_out)
        RECORDED.fill(record_restore)
