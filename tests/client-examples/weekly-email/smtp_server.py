#!/usr/bin/python3
"""A mail server for tests: aiosmtpd on a loopback port, which it prints on stderr ("listening PORT").

It stores each mail in --mails as NUMBER.eml, with a line of JSON in deliveries.jsonl, before it answers 250. It can be
told to refuse recipients (--refuse LOCALPART=REPLY), senders (--refuse-sender REPLY) and mails (--refuse-mail REPLY), to
cut connections off at each DATA from the N-th on (--cut N) or at that alone (--cut-once N), to say nothing at all (--mute), and to stop: --hold COMMAND:N makes it print "held
COMMAND N" at the N-th such command and wait for SIGUSR1 before it answers. Commands are EHLO, NOOP, MAIL, RCPT, DATA
(before the mail), END (the mail is complete, not stored) and STORED (stored, not answered).
"""

import argparse
import asyncio
import collections
import json
import os
import signal
import ssl
import sys

from aiosmtpd.smtp import SMTP, AuthResult


def say(text):
    print(text, file=sys.stderr, flush=True)


class Gate:
    """Where the server stops until it is released."""

    def __init__(self, hold):
        self.command, _, number = (hold or ":0").partition(":")
        self.number = int(number)
        self.seen = collections.Counter()
        self.released = asyncio.Event()

    async def passing(self, command):
        self.seen[command] += 1
        if command == self.command and self.seen[command] == self.number:
            say(f"held {command} {self.number}")
            await self.released.wait()


class Handler:
    def __init__(self, options, gate):
        self.options = options
        self.gate = gate
        self.refusals = dict(item.split("=", 1) for item in options.refuse)

    async def handle_EHLO(self, server, session, envelope, hostname, responses):
        session.host_name = hostname
        await self.gate.passing("EHLO")
        return responses

    async def handle_NOOP(self, server, session, envelope, argument):
        await self.gate.passing("NOOP")
        return "250 2.0.0 fine"

    async def handle_MAIL(self, server, session, envelope, address, options):
        await self.gate.passing("MAIL")
        if self.options.refuse_sender:
            return self.options.refuse_sender
        envelope.mail_from = address
        return "250 2.1.0 fine"

    async def handle_RCPT(self, server, session, envelope, address, options):
        await self.gate.passing("RCPT")
        refusal = self.refusals.get(address.split("@")[0])
        if refusal:
            return refusal
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 fine"

    async def handle_DATA(self, server, session, envelope):
        await self.gate.passing("END")
        if self.options.refuse_mail:
            return self.options.refuse_mail
        number = len([name for name in os.listdir(self.options.mails) if name.endswith(".eml")])
        with open(os.path.join(self.options.mails, f"{number}.eml"), "wb") as mail:
            mail.write(envelope.original_content)
        with open(os.path.join(self.options.mails, "deliveries.jsonl"), "a", encoding="utf-8") as log:
            log.write(json.dumps({"from": envelope.mail_from, "to": envelope.rcpt_tos, "file": f"{number}.eml",
                                  "tls": server.transport.get_extra_info("ssl_object") is not None,
                                  "user": (session.auth_data or b"").decode()}) + "\n")
        await self.gate.passing("STORED")
        return "250 2.0.0 queued"


class Server(SMTP):
    async def smtp_DATA(self, arg):
        await self.event_handler.gate.passing("DATA")
        options, number = self.event_handler.options, self.event_handler.gate.seen["DATA"]
        if number == options.cut_once or (options.cut and number >= options.cut):
            self.transport.abort()
            return
        await super().smtp_DATA(arg)


def authenticator(options):
    def check(server, session, envelope, mechanism, data):
        good = (data.login.decode(), data.password.decode()) == (options.user, options.password)
        return AuthResult(success=good, auth_data=data.login)
    return check


def new_server(options, gate, context):
    starttls = context if options.tls == "starttls" else None
    return Server(Handler(options, gate), hostname="mail.test", tls_context=starttls, enable_SMTPUTF8=True,
                  auth_required=bool(options.user), auth_require_tls=bool(options.user) and options.tls == "starttls",
                  authenticator=authenticator(options) if options.user else None)


async def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--mails", required=True)
    parser.add_argument("--refuse", action="append", default=[])
    parser.add_argument("--refuse-sender")
    parser.add_argument("--refuse-mail")
    parser.add_argument("--hold")
    parser.add_argument("--cut", type=int)
    parser.add_argument("--cut-once", type=int)
    parser.add_argument("--mute", action="store_true")
    parser.add_argument("--tls", choices=["none", "starttls", "implicit"], default="none")
    parser.add_argument("--certificate")
    parser.add_argument("--key")
    parser.add_argument("--user")
    parser.add_argument("--password")
    options = parser.parse_args()

    gate = Gate(options.hold)
    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGUSR1, gate.released.set)
    context = None
    if options.tls != "none":
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(options.certificate, options.key)
    factory = asyncio.Protocol if options.mute else lambda: new_server(options, gate, context)
    server = await loop.create_server(factory, "127.0.0.1", 0, ssl=context if options.tls == "implicit" else None)
    say(f"listening {server.sockets[0].getsockname()[1]}")
    await server.serve_forever()


asyncio.run(main())
