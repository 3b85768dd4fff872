from django.urls import path

from offices.accounts.oidc import views

# The library looks the two up by these names.
urlpatterns = [
    path("sign-in/with/<slug:provider_id>/", views.start, name="openid_connect_login"),
    path("sign-in/with/<slug:provider_id>/back/", views.come_back, name="openid_connect_callback"),
]
