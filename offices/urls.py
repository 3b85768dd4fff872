from django.urls import path

from offices.views import account, second_factor, sign_in

app_name = "offices"
urlpatterns = [
    path("sign-in/", sign_in.SignIn.as_view(), name="sign-in"),
    path("sign-in/code/", second_factor.enter_code, name="code"),
    path("sign-out/", sign_in.SignOut.as_view(), name="sign-out"),
    path("language/", sign_in.set_language, name="language"),
    path("account/", account.account, name="account"),
    path("account/password/", account.new_password, name="password"),
    path("account/sign-ins/", account.sign_out_elsewhere, name="sign-out-elsewhere"),
    path("account/second-factor/", second_factor.set_up, name="second-factor"),
    path("account/second-factor/remove/", second_factor.remove, name="remove-second-factor"),
    path("account/recovery-codes/", second_factor.recovery_codes, name="recovery-codes"),
    path("account/recovery-codes.txt", second_factor.recovery_codes_text, name="recovery-text"),
    path(
        "account/recovery-codes/new/", second_factor.new_recovery_codes, name="new-recovery-codes"
    ),
]
