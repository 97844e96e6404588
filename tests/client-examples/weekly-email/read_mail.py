#!/usr/bin/python3
"""Reads a mail from the file named, by Python's own mail library, and prints what it holds as one JSON document: a
second opinion on what we write."""

import email
import email.header
import email.policy
import email.utils
import json
import sys

with open(sys.argv[1], "rb") as file:
    content = file.read()
message = email.message_from_bytes(content, policy=email.policy.default)
raw = email.message_from_bytes(content)


def mailboxes(header):
    """Names and addresses. By the older half of the library: the newer one keeps blanks between encoded words."""
    return [[str(email.header.make_header(email.header.decode_header(name))), address]
            for name, address in email.utils.getaddresses([raw[header]])]


parts = []
defects = [str(defect) for defect in message.defects]
for part in message.walk():
    defects += [str(defect) for defect in part.defects]
    for value in part.values():
        defects += [str(defect) for defect in getattr(value, "defects", [])]
    if not part.is_multipart():
        parts.append({"type": part.get_content_type(), "charset": part.get_content_charset(),
                      "encoding": part["Content-Transfer-Encoding"], "text": part.get_content().replace("\r\n", "\n")})

print(json.dumps({
    "type": message.get_content_type(),
    "subject": message["Subject"],
    "from": mailboxes("From"),
    "to": mailboxes("To"),
    "headers": {name: str(value) for name, value in message.items()},
    "parts": parts,
    "defects": defects,
}))
