"""Django's admin application with our site as its default."""

from django.contrib.admin.apps import AdminConfig


class LedgerAdminConfig(AdminConfig):
    default_site = "planning.admin_site.LedgerAdminSite"
