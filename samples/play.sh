#!/usr/bin/env bash
# Plays a conversation: signs and posts its deliveries in their order, each as of now, with a pause in which the lead is rescored.
#   samples/play.sh FOLDER
# Takes the same variables as send.sh. Played again it changes nothing: the messages are there.
set -euo pipefail
folder=${1:?usage: samples/play.sh FOLDER}
stamped=$(mktemp)
trap 'rm -f "$stamped"' EXIT
for file in "$folder"/*.json; do
  sed "s/\"timestamp\":\"[0-9]*\"/\"timestamp\":\"$(date +%s)\"/" "$file" >"$stamped"
  "$(dirname "$0")/send.sh" "$stamped" "$(basename "$folder" | cut -d- -f1)"
  sleep 3
done
