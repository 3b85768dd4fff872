"""What nobody types by mistake: the values that every part of a request is tried with."""

from __future__ import annotations

from typing import Final
from urllib.parse import quote

LONG: Final = 5000

NUMBERS: Final = (
    "0",
    "-1",
    "00",
    "9" * 19,
    "9" * LONG,
    "1e400",
    "1e-400",
    "1E+999999999",
    "NaN",
    "-Infinity",
    "1_000",
    "+1",
    "0x10",
    "٣",
    "২০২৪",
    "²",
    "1.7976931348623157e309",
)
DATES: Final = (
    "0000-00-00",
    "0000-01",
    "9999-12",
    "9999-12-31",
    "31-12-9999",
    "01-01-0001",
    "2024-13",
    "2024-02-30",
    "0000-01-01T00:00:00+99:99",
    "9999-12-31T23:59:59.999999-23:59",
    "9999-00",
    "0000-9999",
)
TEXTS: Final = (
    "",
    "../../../../etc/passwd",
    "\x00",
    "a\x00b",
    "\ud800",
    "\ufffe\uffff",
    "\r\nSet-Cookie: a=b",
    "\u202e\u2066",
    "{{ 1 }}{% x %}",
    "'\"><script>",
    "%s%(x)s%n{}{0}",
    "x" * LONG,
    "অ" * LONG,
    "[](,)(?P<",
    "[" * LONG,
    "\U0010ffff",
)
BYTES: Final = (
    b"%00",
    b"%FF%FE",
    b"%ED%A0%80",
    b"%C0%AE%C0%AE",
    b"%",
    b"%zz",
    b"%E0%A6",
)
"""Percent-encoded as they are sent; most are no UTF-8."""

VALUES: Final = (
    *(quote(one, errors="surrogatepass", safe="") for one in (*NUMBERS, *DATES, *TEXTS)),
    *(one.decode() for one in BYTES),
)
"""All of them, as they stand in an address or in a form's body."""

SHARP: Final = [
    quote(one, errors="surrogatepass", safe="")
    for one in ("-1", "9" * LONG, "1e400", "NaN", "٣", "0000-01", "9999-12-31", "a\x00b", "\ud800")
]
"""What has broken most."""

HEADERS: Final[tuple[dict[str, str], ...]] = (
    {"Content-Type": "text/html; charset=utf-7"},
    {"Content-Type": "text/html; charset=" + "x" * 300},
    {"Content-Type": "application/x-www-form-urlencoded; charset=rot13"},
    {"Content-Type": "application/x-www-form-urlencoded; charset=idna"},
    {"Content-Type": "application/x-www-form-urlencoded; charset=utf-16"},
    {"Content-Type": "multipart/form-data"},
    {"Content-Type": "multipart/form-data; boundary="},
    {"Content-Type": "multipart/form-data; boundary=" + "x" * 300},
    {"Content-Type": "multipart/form-data; boundary=\xff; charset=utf-7"},
    {"Content-Type": "multipart/mixed; boundary=x"},
    {"Content-Type": "application/json"},
    {"Content-Type": ";;;=;"},
    {"Accept": "\xff\x00;q=NaN,application/json"},
    {"Accept-Language": "x" * 600},
    {"Accept-Language": "bn;q=1e999,*;q=nan,\xe0\xa6"},
    {"Accept-Encoding": "br;q=٣,gzip;q=-1,;;,=,\xff"},
    {"Host": ""},
    {"Host": "[::1"},
    {"Host": "\x00"},
    {"Host": "localhost:99999999"},
    {"Host": "ল.example"},
    {"If-Modified-Since": "Fri, 31 Dec 99999 23:59:59 GMT"},
    {"If-Modified-Since": "Thu, 01 Jan 0000 00:00:00 GMT"},
    {"If-Unmodified-Since": "Mon, 99 Feb 2024 99:99:99 GMT"},
    {"If-None-Match": '"' * 3000},
    {"If-Match": "W/\xff,\x00"},
    {"If-Range": "\xff"},
    {"Range": "bytes=0-"},
    {"Range": "bytes=-" + "9" * LONG},
    {"Range": "bytes=5-1,x-y,٣-"},
    {"X-Forwarded-For": "\xff" * 300},
    {"X-Forwarded-For": "1\x00"},
    {"X-Forwarded-Host": "evil.example"},
    {"X-Forwarded-Proto": "\x00https"},
    {"X-Forwarded-Port": "nan"},
    {"X-Requested-With": "\xff"},
    {"X-CSRFToken": "\xff\x00" * 100},
    {"Origin": "http://[::1"},
    {"Origin": "null"},
    {"Referer": "http://[bad"},
    {"Referer": "\xff\x00"},
    {"User-Agent": "\x00\xff" * 300},
    {"User-Agent": ""},
    {"Content-Length": "-1"},
    {"Content-Length": "x"},
    {"Content-Length": "9" * 300},
    {"Content-Encoding": "gzip"},
    {"Transfer-Encoding": "chunked"},
    {"X-HTTP-Method-Override": "\x00"},
    {"Authorization": "Basic \xff"},
)
"""Characters are bytes here, as WSGI hands them on; gunicorn itself refuses NUL in a head."""

COOKIES: Final = (
    "sessionid=\x00",
    "sessionid=\xff\xfe",
    "sessionid=" + "x" * LONG,
    "sessionid=",
    "sessionid=../../x",
    'sessionid="\\000"',
    'sessionid="\\355\\240\\200"',
    "csrftoken=\x00",
    'csrftoken="\\000\\377"',
    "csrftoken=" + "\xff" * 32,
    "django_language=\x00",
    'django_language="\\000"',
    "django_language=" + "x" * LONG,
    "django_language=../../bn",
    "messages=\x00",
    "messages=" + "[" * LONG,
    "messages=W1tdXQ:x:y",
    ";;;==;=;",
    "=" * LONG,
    "\x00=\x00",
    "\xff",
    "a=b\r\nc=d",
)
BODIES: Final = (
    b"\x00",
    b"\xff\xfe" * 100,
    b"&" * 300,
    b"=&=&=" * 100,
    b"a&" * 1100,
    b"%" * 1000,
    b"{",
    b"[" * LONG,
    b'{"a": NaN}',
    b'{"a": 1e999}',
    b'"\\ud800"',
    b"--x\r\n",
    b'--x\r\nContent-Disposition: form-data; name="\x00"\r\n\r\n\xff\r\n--x--\r\n',
    b'--x\r\nContent-Disposition: form-data; name="files"; filename="\x00/../\xff"\r\n'
    b"Content-Type: \xff\r\nContent-Transfer-Encoding: base64\r\n\r\n!!!\r\n--x--\r\n",
    b'--x\r\nContent-Disposition: form-data; name="a"\r\n'
    b'Content-Type: text/plain; charset="utf-7"\r\n\r\n+2AA-\r\n--x--\r\n',
    b"--x\r\nContent-Disposition: form-data; name*=utf-7''%00; filename*=nosuch''x\r\n\r\n--x--",
)
