#!/bin/sh
# Tries every way out that curl and a shell have, and prints what each brought.
try() {
  name=$1
  shift
  got=$("$@" 2>/dev/null | tr '\0\n' '  ') && [ -n "$got" ] && echo "$name: $got" || echo "$name: stopped"
}
plain() { curl --silent --max-time 2 --noproxy '*' "$@"; }
try endpoint plain "$ENDPOINT"
try http plain http://198.51.100.7/
try ipv6 plain 'http://[2001:db8::7]/'
try dns plain http://curl.out.example/
try metadata plain http://169.254.169.254/latest/meta-data/
try container plain http://169.254.170.2/v2/credentials
try unix plain --unix-socket "$UNIX_SOCKET" http://docker/containers/json
try abstract plain --abstract-unix-socket "$ABSTRACT_SOCKET" http://agent/
try proc cat /proc/[0-9]*/environ
try home cat "$CREDENTIALS"
