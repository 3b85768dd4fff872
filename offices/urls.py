from django.urls import path

from offices.views import sign_in

app_name = "offices"
urlpatterns = [
    path("sign-in/", sign_in.SignIn.as_view(), name="sign-in"),
    path("sign-out/", sign_in.SignOut.as_view(), name="sign-out"),
    path("language/", sign_in.set_language, name="language"),
]
