/**
 * What a stranger checks an unpacked dossier with, having neither Préau nor any reason to trust it:
 * `sha256sum`, `jq` and any shell; `openssl` (3 or later) for the signature and the time stamp. Each
 * line of the journal, its own hash cut out, is what was hashed.
 */
export const VERIFY_SCRIPT = `#!/bin/sh
# In the folder that the dossier was unpacked in, and nothing else:
#   sh verifier.sh [AUTHORITIES.pem]
set -eu
failed() { echo "$1 FAILED" >&2; exit 1; }

jq -r '.files[] | "\\(.sha256)  \\(.name)"' manifest.json | sha256sum -c -
stray=$({ jq -r '.files[].name' manifest.json; printf '%s\\n' manifest.json manifest.sig manifest.tsr octets.bin; } |
  { cat; echo; find . -type f | sed 's,^\\./,,' | sort -u; } |
  awk 'NF == 0 { here = 1; next } !here { listed[$0]; next } !($0 in listed)')
[ -z "$stray" ] || failed "not in manifest.json: $stray"

seq=0
before=$(printf '%064d' 0)
jq -r '"\\(.seq) \\(.previous) \\(.hash)"' journal.jsonl | {
  while read -r number previous hash; do
    seq=$((seq + 1))
    IFS= read -r line <&3
    own="\\"hash\\":\\"$hash\\","
    sum=$(printf '%s' "\${line%%"$own"*}\${line#*"$own"}" | sha256sum)
    [ "$number $previous \${sum%% *}" = "$seq $before $hash" ] || failed "journal.jsonl: line $seq"
    before=$hash
  done
  [ "$(jq -r '"\\(.journal.last.seq) \\(.journal.last.hash)"' manifest.json)" = "$seq $before" ] ||
    failed "journal.jsonl: after line $seq"
  echo "journal.jsonl: $seq lines OK $before"
} 3< journal.jsonl

signer=$(jq -r '.signer.sha256 // "none"' manifest.json)
if [ "$signer" = none ]; then
  echo "manifest.json: NOT SIGNED"
elif ! command -v openssl > /dev/null; then
  echo "manifest.sig: NOT CHECKED, openssl is missing"
else
  key=$(openssl pkey -pubin -in cle-publique.pem -outform DER | sha256sum)
  [ "\${key%% *}" = "$signer" ] || failed "cle-publique.pem"
  openssl pkeyutl -verify -pubin -inkey cle-publique.pem -rawin -in manifest.json \\
    -sigfile manifest.sig > /dev/null || failed "manifest.sig"
  echo "manifest.sig: OK by $signer"
fi

if [ -f manifest.tsr ] && [ $# -gt 0 ]; then
  openssl ts -verify -data manifest.json -in manifest.tsr -CAfile "$1" > /dev/null ||
    failed "manifest.tsr"
  echo "manifest.tsr: OK, $(openssl ts -reply -in manifest.tsr -text | sed -n 's/^Time stamp: //p')"
fi
`;
