"""What is read together and may be left out: a provider of sign-ins, a store, the mail server."""

from __future__ import annotations

from typing import Any, ClassVar, Final, Literal

from pydantic import field_validator
from pydantic_core.core_schema import ValidationInfo

from config.environment.declaring import Declared, Port, SafeAddress, sentence, setting

EMAIL_PORTS: Final = {"starttls": 587, "tls": 465, "none": 25}
"""How the line to the mail server is kept private, and its usual port."""


class OpenIdConnect(Declared):
    """How people sign in with the account of another organisation; ``name`` may be blank."""

    PREFIX: ClassVar = "OIDC_"
    PURPOSE: ClassVar = "signing in by OpenID Connect"

    issuer: SafeAddress = setting(
        "OIDC_ISSUER",
        example="https://id.example.gov.bd/realms/staff",
        en=(
            "Signing in with an account of your organisation (OpenID Connect), beside user name "
            "and password: issuer, client and secret, or none of these names. It needs "
            "requirements-oidc.txt; see docs/deploy.md."
        ),
        bn=(
            "ব্যবহারকারী-নাম ও পাসওয়ার্ডের পাশাপাশি নিজ সংস্থার অ্যাকাউন্ট দিয়ে প্রবেশ (OpenID "
            "Connect): ISSUER, CLIENT_ID ও CLIENT_SECRET তিনটিই দিন, নতুবা একটিও নয়।"
        ),
    )
    client_id: str = setting(
        "OIDC_CLIENT_ID",
        example="lokkho",
        en="The name by which the provider knows Lokkho.",
        bn="সেবাদাতার কাছে লক্ষ্য যে নামে নিবন্ধিত।",
    )
    client_secret: str = setting(
        "OIDC_CLIENT_SECRET",
        is_secret=True,
        en="The secret that the provider gave for that name.",
        bn="সেই নামের জন্য সেবাদাতার দেওয়া গোপন সংকেত।",
    )
    name: str = setting(
        "OIDC_NAME",
        "",
        en="What the button on the sign-in page calls it.",
        bn="প্রবেশ পাতার বোতামে সেবাদাতার যে নাম দেখা যাবে।",
    )
    match: Literal["email", "username"] = setting(
        "OIDC_MATCH",
        "email",
        en=(
            "Which person is meant: email (the provider must have verified it, and one person "
            "alone may have it here) or username (preferred_username; only where nobody chooses "
            "it for oneself)."
        ),
        bn=(
            "কাকে বোঝানো হচ্ছে তা কী দিয়ে চেনা হবে: email (সেবাদাতার যাচাই করা, এখানে একজনেরই) বা "
            "username (শুধু যেখানে কেউ নিজে নাম বেছে নিতে পারেন না)।"
        ),
    )
    second_factor: Literal["ours", "provider"] = setting(
        "OIDC_SECOND_FACTOR",
        "ours",
        en=(
            "Who asks for the second factor: ours (Lokkho, of those who need one) or provider "
            "(it has asked everybody already)."
        ),
        bn="দ্বিতীয় ধাপের কোড কে চাইবে: ours (লক্ষ্য) বা provider (সেবাদাতা সবার কাছে আগেই চেয়েছে)।",
    )


class EvidenceStore(Declared):
    """The S3-compatible store that keeps the evidence files in place of a folder."""

    PREFIX: ClassVar = "EVIDENCE_S3_"
    PURPOSE: ClassVar = "a store for the evidence files"

    endpoint: SafeAddress = setting(
        "EVIDENCE_S3_ENDPOINT",
        example="https://s3.example.gov.bd",
        en=(
            "An S3-compatible store for the evidence files, in place of the folder below "
            "LOKKHO_VAR_DIR: endpoint, bucket and both keys, or none of these names. It needs "
            "requirements-s3.txt; see docs/deploy.md."
        ),
        bn=(
            "প্রমাণকের ফাইল LOKKHO_VAR_DIR-এর বদলে S3-ধরনের ভান্ডারে রাখতে: ENDPOINT, BUCKET ও দুটি "
            "KEY, চারটিই দিন, নতুবা একটিও নয়।"
        ),
    )
    bucket: str = setting(
        "EVIDENCE_S3_BUCKET",
        example="lokkho-evidence",
        en="The bucket; it is private, without a public address.",
        bn="ভান্ডারের বাকেট; এটি ব্যক্তিগত, এর কোনো উন্মুক্ত ঠিকানা থাকবে না।",
    )
    access_key: str = setting(
        "EVIDENCE_S3_ACCESS_KEY",
        is_secret=True,
        en="The name of the key to the bucket.",
        bn="বাকেটের চাবির নাম।",
    )
    secret_key: str = setting(
        "EVIDENCE_S3_SECRET_KEY",
        is_secret=True,
        en="The secret of the key to the bucket.",
        bn="বাকেটের চাবির গোপন অংশ।",
    )
    region: str = setting(
        "EVIDENCE_S3_REGION",
        "us-east-1",
        en="The region, where the store asks for one.",
        bn="অঞ্চল, যদি ভান্ডার তা চায়।",
    )


class Email(Declared):
    """The mail server; without a ``host`` messages go to the console."""

    host: str = setting(
        "EMAIL_HOST",
        "",
        example="mail.example.gov.bd",
        en="The mail server. Without one, messages go to the console and nobody gets them.",
        bn="ইমেইল সার্ভার। না থাকলে বার্তা কনসোলে লেখা হয়, কেউ পান না।",
    )
    security: Literal["starttls", "tls", "none"] = setting(
        "EMAIL_SECURITY",
        "starttls",
        en=(
            "How the line to the mail server is kept private: starttls (port 587), tls (port 465) "
            "or none (port 25)."
        ),
        bn="সার্ভারের সঙ্গে সংযোগ কীভাবে গোপন থাকবে: starttls (পোর্ট ৫৮৭), tls (৪৬৫) বা none (২৫)।",
    )
    port: Port = setting(
        "EMAIL_PORT",
        0,
        example="587",
        en="The mail server's port, where it is not the usual one of EMAIL_SECURITY.",
        bn="ইমেইল সার্ভারের পোর্ট, যদি EMAIL_SECURITY-এর প্রচলিতটি না হয়।",
    )
    user: str = setting(
        "EMAIL_HOST_USER",
        "",
        example="lokkho",
        en="The account at the mail server.",
        bn="ইমেইল সার্ভারের অ্যাকাউন্ট।",
    )
    password: str = setting(
        "EMAIL_HOST_PASSWORD",
        "",
        is_secret=True,
        en="The password of that account.",
        bn="সেই অ্যাকাউন্টের পাসওয়ার্ড।",
    )
    sender: str = setting(
        "EMAIL_FROM",
        "",
        example="Lokkho <lokkho@example.gov.bd>",
        en="The sender of all messages; EMAIL_HOST needs it.",
        bn="সব বার্তার প্রেরক; EMAIL_HOST থাকলে এটিও লাগে।",
    )

    @field_validator("port", mode="before")
    @classmethod
    def _usual_port(cls, value: Any, info: ValidationInfo) -> Any:
        return value or EMAIL_PORTS[info.data.get("security", "starttls")]

    @field_validator("sender")
    @classmethod
    def _sender_of_a_server(cls, value: str, info: ValidationInfo) -> str:
        if info.data.get("host") and not value:
            raise sentence("EMAIL_FROM is missing; EMAIL_HOST needs it.")
        return value or "lokkho@localhost"
