"""Every address of the application, and how one asks for it about a thing of a county."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.contrib import admin
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from counties.models import Opinion, Revision, Ruling
from measures.models import Measure, MeasureEdition
from tests.two_counties import Holding

PERSONAS = ("anonymous", "stranger", "clerk", "head", "city_reader", "reviewer", "admin", "auditor")


@dataclass(frozen=True)
class Address:
    """One pattern of the URL configuration: `key` is its name or, where it has none, its pattern."""

    key: str
    pattern: str
    kwargs: frozenset[str]
    view: Callable[..., object]

    @property
    def ours(self) -> bool:
        """Built by `route`; the others are the pages of Django's admin, which guard themselves."""
        return not self.key.startswith("admin")


def addresses() -> list[Address]:
    return list(_walk(get_resolver(), "", ""))


def _walk(resolver: URLResolver, prefix: str, namespace: str) -> Iterator[Address]:
    for one in resolver.url_patterns:
        path = prefix + str(one.pattern)
        if isinstance(one, URLResolver):
            inner = f"{namespace}{one.namespace}:" if one.namespace else namespace
            yield from _walk(one, path, inner)
        elif isinstance(one, URLPattern):
            key = f"{namespace}{one.name}" if one.name else path
            yield Address(key, path, frozenset(one.pattern.converters), one.callback)


def about(key: str, of: Holding) -> dict[str, object]:
    """The arguments that make the address `key` one about a thing that the county holds."""
    if key.startswith("admin:"):
        return _about_admin(key, of)
    given = THINGS.get(key)
    return given(of) if given else {}


ACCOUNT_PAGES = (
    *("account", "account-rename", "account-hand-over", "account-close", "account-reopen", "account-unlock"),
    *("account-new-password", "account-second-factor-off", "role-grant", "deputy-appoint"),
)
UPLOADS = ("sheet-undo", "sheet-preview", "sheet-confirm", "sheet-discard", "sheet-marked")
TASK_LISTS = ("import-measures-confirm", "import-measures-drop", "import-measures-departments")
COUNTY_YEARS = (
    *(
        "entry-grid",
        "entry-save",
        "entry-submit",
        "entry-keep",
        "entry-withdraw",
        "entry-sheet",
        "sheet-upload",
        "evidence",
    ),
    *("declaration", "county-standing", "signing", "signing-sign", "signing-unsign", "signing-back"),
    *("review-county", "review-begin", "review-stop", "review-return", "review-approve"),
)
PROJECT_ENTRY = (
    *("project-entry", "project-entry-save", "project-entry-keep", "project-entry-evidence"),
    "project-entry-reopen",
)
COUNTY_PROJECTS = (
    *("project-entries", "project-submit", "project-withdraw", "project-sign", "project-unsign"),
    *(
        "project-send_back",
        "project-begin_review",
        "project-stop_review",
        "project-return",
        "project-approve",
    ),
)
THINGS: dict[str, Callable[[Holding], dict[str, object]]] = {
    "act": lambda of: {"pk": of.act.pk},
    "edition-file": lambda of: {"pk": of.edition.pk},
    "import-file": lambda of: {"pk": of.batch.pk},
    "row-history": lambda of: {"pk": of.row.pk},
    "figure-history": lambda of: {"pk": of.observation.pk},
    "project-history": lambda of: {"pk": of.project.pk},
    "thing-history": lambda of: {"table": "counties.finding", "pk": of.finding.pk},
    "county-changes": lambda of: {"code": of.county.code},
    "finding-decide": lambda of: {"pk": of.finding.pk},
    "import-plan-preview": lambda of: {"pk": of.batch.pk},
    "import-plan-confirm": lambda of: {"pk": of.batch.pk},
    "import-plan-drop": lambda of: {"pk": of.batch.pk},
    "import-plan-columns": lambda of: {"pk": of.batch.pk},
    "plan-revisions": lambda of: {"key": of.plan.key},
    "revision-new": lambda of: {"key": of.plan.key},
    "revision": lambda of: {"pk": Revision.objects.get(plan=of.plan).pk},
    "opinion-new": lambda of: {"pk": Revision.objects.get(plan=of.plan).pk},
    "import-opinions": lambda of: {"pk": Revision.objects.get(plan=of.plan).pk},
    "opinion": lambda of: {"pk": Opinion.objects.get(revision__plan=of.plan).pk},
    "opinion-remove": lambda of: {"pk": Opinion.objects.get(revision__plan=of.plan).pk},
    "import-opinions-apply": lambda of: {"pk": of.batch.pk},
    "import-plan-rows": lambda of: {"pk": of.batch.pk},
    "import-plan-entry": lambda of: {"pk": of.batch.pk},
    "import": lambda of: {"pk": of.batch.pk},
    "import-marked": lambda of: {"pk": of.batch.pk},
    "figure-correct": lambda of: {"pk": of.observation.pk},
    "figure-correct-confirm": lambda of: {"pk": of.observation.pk},
    "figure-withdraw": lambda of: {"pk": of.observation.pk},
    "import-hidden": lambda of: {"pk": of.batch.pk},
    "import-rows": lambda of: {"pk": of.batch.pk},
    "import-undo": lambda of: {"pk": of.batch.pk},
    "import-discard": lambda of: {"pk": of.batch.pk},
    "import-observations-answers": lambda of: {"pk": of.batch.pk},
    "import-observations-apply": lambda of: {"pk": of.batch.pk},
    "import-targets-apply": lambda of: {"pk": of.batch.pk},
    "county": lambda of: {"code": of.county.code},
    "indicator": lambda of: {"code": of.indicator.code},
    "plan-indicator": lambda of: {"pk": of.row.pk},
    "target-assign": lambda of: {"pk": of.row.pk},
    "target-reading": lambda of: {"pk": of.row.pk},
    "target-withdraw": lambda of: {"pk": of.row.pk, "kind": "assigned", "version": of.target.pk},
    "plan": lambda of: {"key": of.plan.key},
    "job": lambda of: {"pk": of.job.pk},
    "project": lambda of: {"pk": of.project.pk},
    "measure": lambda of: {"pk": Measure.objects.get(plan=of.plan).pk},
    "measure-edition-file": lambda of: {"pk": MeasureEdition.objects.get(plan=of.plan).pk},
    **{name: lambda of: {"pk": of.batch.pk} for name in TASK_LISTS},
    "role-drop": lambda of: {"pk": of.clerk.pk, "membership": of.membership.pk},
    "deputy-end": lambda of: {"pk": of.deputyship.membership.user_id, "deputyship": of.deputyship.pk},
    "publication": lambda of: {"pk": of.published.publication_id},
    "publication-of-year": lambda of: {"year": 2023},
    "reviewer-verdict": lambda of: {"pk": of.row.pk, "year": 2023},
    "row-rulings": lambda of: {"pk": of.row.pk},
    "ruling-confirm": lambda of: {"pk": of.row.pk},
    "ruling-revoke": lambda of: {"pk": of.row.pk, "ruling": Ruling.objects.get(row=of.row.pk).pk},
    "reviewer-verdict-withdraw": lambda of: {"pk": of.row.pk, "year": 2023},
    "target-bulk": lambda of: {"code": of.indicator.code},
    "round": lambda of: {"year": 2023},
    "round-close": lambda of: {"year": 2023},
    "round-resume": lambda of: {"year": 2023},
    "entry": lambda of: {"pk": of.entry.pk},
    "entry-evidence": lambda of: {"pk": of.entry.pk},
    "entry-ask": lambda of: {"pk": of.entry.pk},
    "entry-decline": lambda of: {"pk": of.entry.pk},
    "entry-reopen": lambda of: {"pk": of.entry.pk},
    "project-round-close": lambda of: {"pk": of.project_entry.round_id},
    "project-round-resume": lambda of: {"pk": of.project_entry.round_id},
    **{name: lambda of: {"pk": of.project_entry.pk} for name in PROJECT_ENTRY},
    **{
        name: lambda of: {"pk": of.project_entry.round_id, "code": of.county.code} for name in COUNTY_PROJECTS
    },
    "evidence-withdraw": lambda of: {"pk": of.evidence.pk},
    "evidence-file": lambda of: {"pk": of.evidence_file.pk},
    "message-open": lambda of: {"pk": of.message.pk},
    **{name: lambda of: {"pk": of.batch.pk} for name in UPLOADS},
    **{name: lambda of: {"year": 2023, "code": of.county.code} for name in COUNTY_YEARS},
    **{name: lambda of: {"pk": of.clerk.pk} for name in ACCOUNT_PAGES},
}


def _about_admin(key: str, of: Holding) -> dict[str, object]:
    name = key.removeprefix("admin:")
    things = {
        "act": of.act,
        "county": of.county,
        "department": None,
        "part": None,
        "plan": of.plan,
        "indicator": of.indicator,
        "site": of.site,
        "planmapping": of.mapping,
        "observation": of.observation,
    }
    if name == "app_list":
        return {"app_label": "counties"}
    for model in admin.site._registry:
        opts = model._meta
        if name.removeprefix(f"{opts.app_label}_{opts.model_name}_") in ("change", "delete", "history"):
            thing = things[str(opts.model_name)]
            return {"object_id": thing.pk if thing else model._default_manager.values_list("pk")[0][0]}
    return {}


def url_of(address: Address, of: Holding) -> str:
    """The address for a thing of the county; patterns without a name are filled in by hand."""
    if address.pattern.endswith("(?P<url>.*)$"):
        return "/admin/nowhere"
    if address.key == address.pattern:
        return f"/{address.pattern.replace('<path:object_id>', '1')}"
    return reverse(address.key, kwargs=about(address.key, of))
