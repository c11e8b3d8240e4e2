#!/usr/bin/env bash
# Signs a payload with the local app secret and posts it, as Meta would.
#   samples/send.sh FILE [CHANNEL]
# fb_app_secret and MIGOCHAT_URL in the environment override the sample's secret and address.
set -euo pipefail
file=${1:?usage: samples/send.sh FILE [CHANNEL]}
channel=${2:-$(basename "$file" | cut -d- -f1)}
secret=${fb_app_secret:-local-app-secret-change-me}
url=${MIGOCHAT_URL:-http://127.0.0.1:7071}
signature=$(openssl dgst -sha256 -hmac "$secret" -r "$file" | cut -d' ' -f1)
curl --silent --show-error --output /dev/stderr --write-out '%{http_code}\n' \
  --header 'Content-Type: application/json' --header "X-Hub-Signature-256: sha256=$signature" \
  --data-binary "@$file" "$url/api/webhooks/$channel"
