"""What a browser may do with a page, and the same for web servers: the security policy and the headers, once."""

from collections.abc import Callable, Mapping

_DIRECTIVES = {
    "default-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "object-src": "'none'",
    "require-trusted-types-for": "'script'",
    # The one policy of portal.js; it leads to scripts of the portal's own folder alone.
    "trusted-types": "plan-portal",
}
# A page cannot say these of itself: browsers read them from a header alone.
_HEADER_DIRECTIVES = {"frame-ancestors": "'none'"}

TYPES = {
    "atom": "application/atom+xml",
    "csv": "text/csv",
    "ics": "text/calendar",
    "jsonld": "application/ld+json",
}
"""What files are that servers often do not know, by how their names end; all are UTF-8."""

FRESH = "no-cache"
"""Every file is asked for anew; where it is unchanged, the server answers with no more than that. A page and the
scripts it was made with never come apart."""


def page_policy() -> str:
    """The policy every page carries."""
    return _written(_DIRECTIVES)


def headers() -> Mapping[str, str]:
    """The headers every file of the site is best sent with."""
    return {
        "Content-Security-Policy": _written({**_DIRECTIVES, **_HEADER_DIRECTIVES}),
        "Referrer-Policy": "strict-origin-when-cross-origin",
        "X-Content-Type-Options": "nosniff",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cache-Control": FRESH,
    }


def _written(directives: Mapping[str, str]) -> str:
    return "; ".join(f"{name} {value}" for name, value in directives.items())


# Servers called scripts application/javascript before they called them text/javascript.
_TEXTS = ("text/css", "text/xml", "text/plain", "text/javascript", "application/javascript", "application/json")

COMPRESSED = ("text/html", *_TEXTS, "application/xml", "image/svg+xml", *TYPES.values(), "application/zip")
"""What is sent compressed, to a phone on a slow line; the copy to take along is a ZIP file of files as they are."""


def _nginx() -> str:
    lines = ["# In the server block of the portal.", "charset utf-8;"]
    lines += [f"charset_types {' '.join((*_TEXTS, *TYPES.values()))};"]
    # HTML is compressed once anything is, and may not be named.
    lines += ["gzip on;", "gzip_vary on;", "gzip_proxied any;", "gzip_comp_level 6;", "gzip_min_length 512;"]
    lines += [f"gzip_types {' '.join(COMPRESSED[1:])};"]
    lines += [f'add_header {name} "{value}" always;' for name, value in headers().items()]
    lines += [rf"location ~ \.{ending}$ {{ types {{ }} default_type {kind}; }}" for ending, kind in TYPES.items()]
    lines += ["error_page 404 /404.html;"]
    return _lines(lines)


def _apache() -> str:
    lines = ["# As .htaccess in the folder of the site; needs mod_headers.", "AddDefaultCharset utf-8"]
    lines += [f"AddType {kind} .{ending}" for ending, kind in TYPES.items()]
    lines += [f"AddCharset utf-8 {' '.join(f'.{ending}' for ending in ('js', 'css', 'json', 'xml', *TYPES))}"]
    lines += [f'Header always set {name} "{value}"' for name, value in headers().items()]
    lines += ["<IfModule mod_deflate.c>", "<IfModule mod_filter.c>"]
    lines += [f"AddOutputFilterByType DEFLATE {' '.join(COMPRESSED)}", "</IfModule>", "</IfModule>"]
    # Apache marks what it compressed in the tag and then does not know it again; the time of a file says the same.
    lines += ["FileETag None"]
    lines += ["ErrorDocument 404 /404.html"]
    return _lines(lines)


def _caddy() -> str:
    lines = ["# In the site block of the portal.", "header {"]
    lines += [f'\t{name} "{value}"' for name, value in headers().items()]
    lines += ["}", "encode zstd gzip {", "\tmatch {"]
    lines += [f"\t\theader Content-Type {kind}*" for kind in COMPRESSED]
    lines += ["\t}", "}"]
    # Deferred, since Caddy's file server writes its own type over one that was said before.
    for ending, kind in TYPES.items():
        lines += [
            f"@{ending} path *.{ending}",
            f"header @{ending} {{",
            f'\tContent-Type "{kind}; charset=utf-8"',
            "\tdefer",
            "}",
        ]
    lines += ["handle_errors {", "\trewrite * /404.html", "\tfile_server", "}"]
    return _lines(lines)


def _hosts() -> str:
    lines = ["# As _headers in the folder of the site, for hosts that read such a file.", "/*"]
    lines += [f"  {name}: {value}" for name, value in headers().items()]
    for ending, kind in TYPES.items():
        lines += [f"/*.{ending}", f"  Content-Type: {kind}; charset=utf-8"]
    return _lines(lines)


def _lines(lines: list[str]) -> str:
    return "\n".join(lines) + "\n"


HOST_FILES: Mapping[str, Callable[[], str]] = {
    "nginx.conf": _nginx,
    "htaccess": _apache,
    "Caddyfile": _caddy,
    "_headers": _hosts,
}
"""What stands in `docs/hosting/`, by name; `make golden` writes it."""
