"""Addresses of the pages about tasks."""

from accounts.access import route
from measures.views import tasks, uploads

urlpatterns = [
    route("imports/measures/", uploads.upload, name="import-measures"),
    route("imports/measures/<int:pk>/confirm/", uploads.confirm, name="import-measures-confirm"),
    route("imports/measures/<int:pk>/drop/", uploads.drop, name="import-measures-drop"),
    route("imports/measures/<int:pk>/departments/", uploads.departments, name="import-measures-departments"),
    route("measures/", tasks.measure_list, name="measure-list"),
    route("measures/new/", tasks.measure_new, name="measure-new"),
    route("measures/assign/", tasks.measure_assign, name="measure-assign"),
    route("measures/withdraw/", tasks.measure_withdraw, name="measure-withdraw"),
    route("measures/<int:pk>/", tasks.measure, name="measure"),
    route("files/measure-editions/<int:pk>/", tasks.edition_file, name="measure-edition-file"),
]
