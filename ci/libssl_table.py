"""Prints gcovr's JSON summary of libssl as a table: libssl_table.py SUMMARY.json VERSION

What Python's ssl cannot reach is counted apart, by file: DTLS, SRP, TLS before 1.0, debugging aids, and interfaces
that the ssl module does not call.
"""
import json
import os
import sys

# Files of ssl/ that no ssl.SSLObject reaches, and why.
OUT_OF_REACH = {
    "d1_lib.c": "DTLS",
    "d1_msg.c": "DTLS",
    "d1_srtp.c": "DTLS",
    "statem_dtls.c": "DTLS",
    "dtls1_bitmap.c": "DTLS",
    "rec_layer_d1.c": "DTLS",
    "pqueue.c": "DTLS",
    "tls_srp.c": "SRP",
    "bio_ssl.c": "BIO_f_ssl",
    "ssl_conf.c": "SSL_CONF",
    "ssl_mcnf.c": "configuration files",
    "ssl_stat.c": "names of states",
    "ssl_txt.c": "SSL_SESSION_print",
    "ssl_utst.c": "hooks for tests",
    "t1_trce.c": "SSL_trace",
    "ssl_rsa_legacy.c": "old ways to load a key",
    "tls_depr.c": "engines of OpenSSL",
    "ktls.c": "TLS in the kernel",
}


def ratio(covered, total):
    return "%5.1f %%" % (100.0 * covered / total) if total else "–"


def row(name, files):
    covered, total = (sum(f[key] for f in files) for key in ("line_covered", "line_total"))
    print("| %s | %d | %d | %s |" % (name, total, covered, ratio(covered, total)))


def main():
    with open(sys.argv[1]) as file:
        files = [f for f in json.load(file)["files"] if f["line_total"]]
    inside = [f for f in files if os.path.basename(f["filename"]) not in OUT_OF_REACH]
    outside = [f for f in files if os.path.basename(f["filename"]) in OUT_OF_REACH]
    print("Lines of libssl, OpenSSL %s, that the corpus reaches:\n" % sys.argv[2])
    print("| file | lines | reached | |\n|---|---:|---:|---:|")
    row("**all**", files)
    row("**all that an `ssl.SSLObject` can reach, by file**", inside)
    for f in sorted(inside, key=lambda f: -f["line_total"]):
        row("`%s`" % f["filename"].split("ssl/", 1)[-1], [f])
    print("\nOut of reach: %s." % ", ".join(
        "`%s` (%s, %d lines)" % (os.path.basename(f["filename"]), OUT_OF_REACH[os.path.basename(f["filename"])],
                                 f["line_total"]) for f in sorted(outside, key=lambda f: f["filename"])))


if __name__ == "__main__":
    main()
