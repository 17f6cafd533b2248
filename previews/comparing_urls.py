"""The addresses of the comparison of two versions."""

urlpatterns: list = []
