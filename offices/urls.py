from django.urls import path

from offices import views

app_name = "offices"
urlpatterns = [
    path("sign-in/", views.SignIn.as_view(), name="sign-in"),
    path("sign-out/", views.SignOut.as_view(), name="sign-out"),
    path("language/", views.set_language, name="language"),
]
