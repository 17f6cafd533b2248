"""The addresses of previews in the editor, under /admin/previews/."""

from previews import comparing_urls

app_name = "previews"

urlpatterns = [
    *comparing_urls.urlpatterns,
]
