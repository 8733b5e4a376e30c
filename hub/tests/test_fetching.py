"""The guarded fetcher, against real servers; only the parameter of a test lets it onto this machine."""

import dataclasses
import datetime as dt
import gzip
import ipaddress
import socket
import ssl
import threading
import time
import zlib

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from hub.fetching import PUBLIC, FetchError, FetchProblem, checked_target, fetch, is_public_address
from hub.tests.web_server import LOCAL, reply, serving


def problem_of(url, policy=PUBLIC, **kwargs):
    with pytest.raises(FetchError) as caught:
        fetch(url, policy=policy, **kwargs)
    return caught.value.problem


@pytest.mark.parametrize("address", ["8.8.8.8", "185.15.59.224", "2a00:1450:400f:80d::200e", "::ffff:8.8.8.8"])
def test_public_addresses_may_be_asked(address):
    assert is_public_address(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "127.8.8.8", "0.0.0.0", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.1.1"),  # noqa: S104
        *("169.254.169.254", "100.64.0.1", "192.0.2.1", "198.18.0.1", "203.0.113.9", "224.0.0.1", "240.0.0.1"),
        *("255.255.255.255", "192.0.0.8", "192.88.99.1", "198.51.100.1"),
        *("::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1", "fd12::1", "fec0::1", "ff02::1", "2001:db8::1"),
        *("::ffff:127.0.0.1", "::ffff:10.0.0.1", "::127.0.0.1", "64:ff9b::7f00:1", "64:ff9b:1::a00:1"),
        *("2002:7f00:1::", "2001:0:7f00:1::", "100::1", "3fff::1", "5f00::1"),
    ],
)
def test_inner_addresses_may_not_be_asked(address):
    assert not is_public_address(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    "url",
    [
        *("", "x", "ftp://example.org/", "file:///etc/passwd", "gopher://example.org/", "javascript:alert(1)", "//x/"),
        *("http://", "http:///x", "http://user@example.org/", "http://a:b@example.org/", "http://ex ample.org/"),
        *("http://example.org/\r\nX: y", "http://example.org\\@127.0.0.1/", "http://[::1", "http://example.org:99999/"),
        *(
            "http://example.org:25/",
            "http://example.org:22/",
            "http://-x/",
            "http://a..b/",
            "http://x\t/",
            "http://%31/",
        ),
        *("data:text/html,x", "http://" + "a" * 3000, "http://\u0000/", "http://example.org:x/"),
    ],
)
def test_what_is_no_web_address_is_refused_before_any_request(url):
    assert problem_of(url) == FetchProblem.BAD_ADDRESS


@pytest.mark.parametrize(
    "host",
    [
        *("127.0.0.1", "127.1", "2130706433", "0x7f000001", "0177.0.0.1", "0", "localhost", "LOCALHOST", "localhost."),
        *("[::1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "169.254.169.254", "10.0.0.1", "[fe80::1]", "[fc00::1]"),
        "①②⑦.0.0.1",
    ],
)
def test_no_spelling_of_an_inner_address_is_reached(host):
    with serving(lambda handler: reply(handler, b"secret")) as server:
        assert problem_of(f"http://{host}:{server.server_port}/") in (
            FetchProblem.NOT_PUBLIC,
            FetchProblem.UNKNOWN_HOST,
            FetchProblem.BAD_ADDRESS,
        )
        assert server.seen == []


def test_addresses_are_kept_and_written_as_servers_expect():
    assert checked_target("HTTPS://Example.ORG").url == "https://example.org/"
    assert checked_target("https://example.org:8443/a b".replace(" ", "%20")).url == "https://example.org:8443/a%20b"
    assert checked_target("https://købstad.example/ø?q=å#x").url == "https://xn--kbstad-bya.example/%C3%B8?q=%C3%A5"


def test_body_and_headers_come_back():
    def answer(handler):
        reply(handler, "tøm".encode(), Content_Type="text/calendar; charset=UTF-8", ETag='"1"', Last_Modified="Fri")

    with serving(answer) as server:
        found = fetch(f"{server.origin}/a?b=c", accept="text/calendar", policy=LOCAL)
        path, headers = server.seen[0]
    assert (found.body.decode(), found.content_type, found.charset) == ("tøm", "text/calendar", "utf-8")
    assert (found.etag, found.last_modified, found.is_unchanged) == ('"1"', "Fri", False)
    assert path == "/a?b=c"
    assert headers["Host"] == f"127.0.0.1:{server.server_port}"
    assert headers["Accept"] == "text/calendar"
    assert "Cookie" not in headers


def test_what_has_not_changed_is_not_sent_again():
    def answer(handler):
        reply(handler, status=304 if handler.headers["If-None-Match"] == '"1"' else 200, ETag='"1"')

    with serving(answer) as server:
        assert fetch(server.origin, etag='"1"', last_modified="Fri", policy=LOCAL).is_unchanged
        assert server.seen[0][1]["If-Modified-Since"] == "Fri"


@pytest.mark.parametrize("encoding", ["gzip", "deflate"])
def test_compressed_bodies_are_unpacked(encoding):
    packed = gzip.compress(b"text") if encoding == "gzip" else zlib.compress(b"text")
    with serving(lambda handler: reply(handler, packed, Content_Encoding=encoding)) as server:
        assert fetch(server.origin, policy=LOCAL).body == b"text"


def zipped(body):
    # Without the time of day, which would give the same test two names in two processes.
    return gzip.compress(body, mtime=0)


MOST = 5 * 1024 * 1024
ZIPPED = {"Content_Encoding": "gzip"}


@pytest.mark.parametrize(
    ("made", "headers", "problem"),
    [
        pytest.param(lambda: zipped(b"\x00" * 200_000_000), ZIPPED, FetchProblem.TOO_LARGE, id="bomb"),
        pytest.param(lambda: zipped(b"x" * MOST), ZIPPED, None, id="zipped-as-large-as-may-be"),
        pytest.param(lambda: zipped(b"x" * (MOST + 1)), ZIPPED, FetchProblem.TOO_LARGE, id="zipped-one-more"),
        pytest.param(lambda: b"x" * MOST, {}, None, id="as-large-as-may-be"),
        pytest.param(lambda: b"x" * (MOST + 1), {}, FetchProblem.TOO_LARGE, id="one-more"),
        pytest.param(lambda: b"not packed", ZIPPED, FetchProblem.BAD_COMPRESSION, id="not-packed"),
        pytest.param(lambda: zipped(b"text" * 99)[:-20], ZIPPED, FetchProblem.BAD_COMPRESSION, id="cut-off"),
        pytest.param(
            lambda: b"text", {"Content_Encoding": "br"}, FetchProblem.BAD_COMPRESSION, id="packed-in-another-way"
        ),
        pytest.param(
            lambda: zipped(zipped(b"x")), {"Content_Encoding": "gzip, gzip"}, FetchProblem.BAD_COMPRESSION, id="twice"
        ),
    ],
)
def test_size_and_compression_have_limits(made, headers, problem):
    body = made()
    with serving(lambda handler: reply(handler, body, **headers)) as server:
        if problem is None:
            assert len(fetch(server.origin, policy=LOCAL).body) == MOST
        else:
            assert problem_of(server.origin, LOCAL) == problem


def test_endless_body_ends_at_the_limit():
    def answer(handler):
        handler.send_response(200)
        handler.send_header("Transfer-Encoding", "chunked")
        handler.end_headers()
        while True:
            handler.wfile.write(b"10000\r\n" + b"x" * 65536 + b"\r\n")

    with serving(answer) as server:
        assert problem_of(server.origin, LOCAL) == FetchProblem.TOO_LARGE


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 429, 500, 503, 204, 206])
def test_refusals_name_their_number(status):
    with serving(lambda handler: reply(handler, status=status)) as server, pytest.raises(FetchError) as caught:
        fetch(server.origin, policy=LOCAL)
    assert (caught.value.problem, caught.value.detail) == (FetchProblem.REFUSED, str(status))


def drip(handler, what):
    while True:
        handler.wfile.write(what)
        handler.wfile.flush()
        time.sleep(0.05)


@pytest.mark.parametrize(
    "answer",
    [
        lambda handler: time.sleep(3),
        lambda handler: drip(handler, b"H"),
        lambda handler: (handler.wfile.write(b"HTTP/1.1 200 OK\r\nX: "), drip(handler, b"x")),
        lambda handler: drip(handler, b"HTTP/1.1 100 Continue\r\n\r\n"),
        lambda handler: (handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\n"), drip(handler, b"x")),
        lambda handler: (time.sleep(0.2), reply(handler, status=302, Location="/again")),
    ],
    ids=["silence", "status", "header", "continue", "body", "redirects"],
)
def test_the_whole_fetch_has_one_time_limit(answer):
    policy = dataclasses.replace(LOCAL, total_seconds=0.6)
    with serving(answer) as server:
        began = time.monotonic()
        assert problem_of(server.origin, policy) == FetchProblem.TOO_SLOW
        assert time.monotonic() - began < 2


def test_a_resolver_that_hangs_counts_as_too_slow():
    policy = dataclasses.replace(PUBLIC, total_seconds=0.2, resolve=lambda host, port: time.sleep(3) or [])
    assert problem_of("http://example.org/", policy) == FetchProblem.TOO_SLOW


@pytest.mark.parametrize(
    ("raw", "problem"),
    [
        (b"", FetchProblem.UNREACHABLE),
        (b"SSH-2.0-OpenSSH_9\r\n", FetchProblem.NOT_HTTP),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort", FetchProblem.NOT_HTTP),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", FetchProblem.NOT_HTTP),
        (b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 500 + b"\r\n", FetchProblem.NOT_HTTP),
        (b"HTTP/1.1 200 OK\r\nX: " + b"y" * 100_000 + b"\r\n\r\n", FetchProblem.NOT_HTTP),
        (b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\n", FetchProblem.REFUSED),
    ],
)
def test_answers_that_are_none_are_said_to_be_none(raw, problem):
    def answer(handler):
        handler.wfile.write(raw)
        handler.close_connection = True

    with serving(answer) as server:
        assert problem_of(server.origin, LOCAL) == problem


def test_nobody_listening_is_said():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    assert problem_of(f"http://127.0.0.1:{port}/", LOCAL) == FetchProblem.UNREACHABLE
    assert problem_of("http://no-such-host.invalid/", LOCAL) == FetchProblem.UNKNOWN_HOST


# Redirects


def test_redirects_are_followed_five_times():
    def answer(handler):
        number = int(handler.path.strip("/") or 0)
        if number == 0:
            reply(handler, b"there")
        else:
            reply(handler, status=302, Location=f"/{number - 1}")

    with serving(answer) as server:
        found = fetch(f"{server.origin}/5", policy=LOCAL)
        assert (found.body, found.url) == (b"there", f"{server.origin}/0")
        assert problem_of(f"{server.origin}/6", LOCAL) == FetchProblem.TOO_MANY_REDIRECTS


@pytest.mark.parametrize(
    "location", ["http://10.0.0.1/", "http://[::1]/", "http://169.254.169.254/latest/meta-data/", "//192.168.0.1/x"]
)
def test_redirects_into_inner_networks_are_not_followed(location):
    """Only the first server is allowed, as a public one would be."""
    policy = dataclasses.replace(PUBLIC, is_allowed=lambda address: str(address) == "127.0.0.1")
    with serving(lambda handler: reply(handler, status=301, Location=location)) as server:
        assert problem_of(server.origin, policy) == FetchProblem.NOT_PUBLIC


@pytest.mark.parametrize("location", ["file:///etc/passwd", "ftp://example.org/", "http://u:p@example.org/"])
def test_redirects_to_other_schemes_are_not_followed(location):
    with serving(lambda handler: reply(handler, status=302, Location=location)) as server:
        assert problem_of(server.origin, LOCAL) == FetchProblem.BAD_ADDRESS


def test_names_that_lead_into_inner_networks_are_refused_at_every_redirect():
    asked = []

    def resolve(host, port):
        asked.append(host)
        return {"first.example": ["127.0.0.1"], "second.example": ["10.9.8.7"]}[host]

    policy = dataclasses.replace(PUBLIC, resolve=resolve, is_allowed=lambda address: str(address) == "127.0.0.1")
    with serving(lambda handler: reply(handler, status=302, Location="http://second.example/")) as server:
        assert problem_of(f"http://first.example:{server.server_port}/", policy) == FetchProblem.NOT_PUBLIC
    assert asked == ["first.example", "second.example"]


# Names that change


def test_a_name_is_looked_up_once_and_the_checked_address_is_used():
    """Rebinding: a second look-up would lead elsewhere, so there is none."""
    answers = iter([["127.0.0.1"], ["10.0.0.1"]])
    policy = dataclasses.replace(
        PUBLIC, resolve=lambda host, port: next(answers), is_allowed=lambda address: str(address) == "127.0.0.1"
    )
    with serving(lambda handler: reply(handler, b"here")) as server:
        assert fetch(f"http://rebinding.example:{server.server_port}/", policy=policy).body == b"here"
        assert server.seen[0][1]["Host"] == f"rebinding.example:{server.server_port}"
    assert next(answers) == ["10.0.0.1"]


@pytest.mark.parametrize("found", [["127.0.0.1"], ["8.8.8.8", "10.0.0.1"], ["::1", "8.8.8.8"], ["fe80::1%1"]])
def test_a_name_with_any_inner_address_is_refused(found):
    policy = dataclasses.replace(PUBLIC, resolve=lambda host, port: found)
    assert problem_of("http://mixed.example/", policy) == FetchProblem.NOT_PUBLIC


# TLS


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """A certificate of its own for one name."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "feeds.example")])
    now = dt.datetime.now(dt.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("feeds.example")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path_factory.mktemp("tls") / "both.pem"
    encoding, no_password = serialization.Encoding.PEM, serialization.NoEncryption()
    path.write_bytes(
        key.private_bytes(encoding, serialization.PrivateFormat.PKCS8, no_password) + made.public_bytes(encoding)
    )
    return path


@pytest.mark.parametrize(
    ("host", "is_known", "problem"),
    [
        ("feeds.example", True, None),
        ("feeds.example", False, FetchProblem.UNSAFE_CONNECTION),
        ("other.example", True, FetchProblem.UNSAFE_CONNECTION),
        ("127.0.0.1", True, FetchProblem.UNSAFE_CONNECTION),
    ],
)
def test_certificates_are_checked_against_the_name_not_the_address(certificate, host, is_known, problem):
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(certificate)
    context = ssl.create_default_context(cafile=certificate if is_known else None)
    policy = dataclasses.replace(LOCAL, resolve=lambda host, port: ["127.0.0.1"], tls_context=lambda: context)
    with serving(lambda handler: reply(handler, b"safe"), tls=tls) as server:
        url = f"https://{host}:{server.server_port}/"
        if problem is None:
            assert fetch(url, policy=policy).body == b"safe"
        else:
            assert problem_of(url, policy) == problem


def test_https_is_never_left_for_http(certificate):
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(certificate)
    context = ssl.create_default_context(cafile=certificate)
    policy = dataclasses.replace(LOCAL, resolve=lambda host, port: ["127.0.0.1"], tls_context=lambda: context)
    with serving(lambda handler: reply(handler, status=302, Location="http://feeds.example/"), tls=tls) as server:
        url = f"https://feeds.example:{server.server_port}/"
        assert problem_of(url, policy) == FetchProblem.TOO_MANY_REDIRECTS


def test_a_server_that_never_finishes_its_handshake_is_too_slow():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        held = []
        threading.Thread(target=lambda: held.append(listener.accept()), daemon=True).start()
        policy = dataclasses.replace(LOCAL, total_seconds=0.4)
        assert problem_of(f"https://127.0.0.1:{listener.getsockname()[1]}/", policy) == FetchProblem.TOO_SLOW


def test_defaults_of_the_hub_can_not_be_set_from_outside(settings, monkeypatch):
    """Neither a setting nor the environment (proxies included) changes where a fetch goes."""
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9/")
    settings.HUB_IS_DEVELOPMENT = True
    assert problem_of("http://127.0.0.1/") == FetchProblem.NOT_PUBLIC
    assert PUBLIC.is_allowed is is_public_address
    assert (PUBLIC.max_bytes, PUBLIC.total_seconds) == (5 * 1024 * 1024, 10.0)
