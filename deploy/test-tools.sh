#!/usr/bin/env bash
# What the browser tests and the second verifier need: installs them where it may, otherwise says what to install.
set -euo pipefail
missing=()
command -v chromium >/dev/null || missing+=(chromium)
command -v python3 >/dev/null || missing+=(python3)
command -v unzip >/dev/null || missing+=(unzip)
command -v pdftotext >/dev/null || missing+=(poppler-utils)
fc-list 2>/dev/null | grep -qiE 'noto.*cjk|wenkai|wqy' || missing+=(fonts-noto-cjk)
[ ${#missing[@]} -eq 0 ] && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq fontconfig "${missing[@]}" >/dev/null
else
  echo "tests need: ${missing[*]} — install them with your package manager, e.g. apt-get install ${missing[*]}" >&2
  exit 1
fi
