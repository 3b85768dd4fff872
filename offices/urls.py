from django.urls import include, path

from offices.accounts import views as account
from offices.accounts.invitations import views as set_up
from offices.accounts.passwords import views as passwords
from offices.accounts.second_factor import views as second_factor
from offices.accounts.sign_in import views as sign_in
from offices.lists.views import list_view
from offices.views import importing, journal, offices, people, postings

app_name = "offices"

_offices = [
    path("", offices.office_list, name="office-list"),
    path("<slug:code>/", offices.office, name="office"),
    path("<slug:code>/edit/", offices.office_edit, name="office-edit"),
    path("<slug:code>/move/", offices.office_move, name="office-move"),
    path("<slug:code>/close/", offices.office_close, name="office-close"),
    path("<slug:code>/reopen/", offices.office_reopen, name="office-reopen"),
]
_people = [
    path("", people.person_list, name="person-list"),
    path("<int:pk>/", people.person, name="person"),
    path("<int:pk>/edit/", people.person_edit, name="person-edit"),
    path("<int:pk>/link/", people.person_link, name="person-link"),
    path("<int:pk>/phone/", people.person_phone, name="person-phone"),
    path("<int:pk>/close/", people.person_close, name="person-close"),
    path("<int:pk>/reopen/", people.person_reopen, name="person-reopen"),
    path("<int:pk>/post/", postings.posting_new, name="posting-new"),
    path("<int:pk>/transfer/", postings.person_transfer, name="person-transfer"),
]
_postings = [
    path("<int:pk>/", postings.posting_edit, name="posting-edit"),
    path("<int:pk>/end/", postings.posting_end, name="posting-end"),
    path("<int:pk>/withdraw/", postings.posting_withdraw, name="posting-withdraw"),
]
urlpatterns = [
    path("lists/<slug:name>/views/", list_view, name="list-view"),
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
    path("password/forgotten/", passwords.forgotten, name="forgotten"),
    path(
        "password/<slug:uidb64>/<slug:token>/",
        passwords.SetPassword.as_view(),
        name="set-password",
    ),
    path("manage/offices/", include(_offices)),
    path("manage/new-office/", offices.office_new, name="office-new"),
    path("manage/people/", include(_people)),
    path("manage/new-person/", people.person_new, name="person-new"),
    path("manage/postings/", include(_postings)),
    path("manage/set-up/", set_up.set_up_links, name="set-up-links"),
    path("manage/set-up/<uuid:pk>/", set_up.set_up_round, name="set-up-round"),
    path("manage/set-up/<uuid:pk>/slips/", set_up.set_up_slips, name="set-up-slips"),
    path("manage/set-up/<uuid:pk>/go-on/", set_up.set_up_go_on, name="set-up-go-on"),
    path("audit/log/", journal.journal, name="journal"),
    path("manage/import/", importing.import_workbook, name="import"),
    path("manage/import/template.xlsx", importing.import_template, name="import-template"),
]
