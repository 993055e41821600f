#!/bin/sh
# Installs the Debian packages that Qt and the tests need: `system-packages.sh run` or `system-packages.sh test`.
# As root it installs what is missing; else it prints the one line to type. Other systems are told what is needed.
set -eu

run="libgl1 libegl1 libdbus-1-3 libfontconfig1 libxkbcommon0 libglib2.0-0
libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 libxkbcommon-x11-0"
test="poppler-utils xvfb openbox xdotool dbus at-spi2-core python3-pyatspi"

case "${1:-}" in
run) wanted=$run ;;
test) wanted="$run $test" ;;
*)
    echo "usage: $0 run|test" >&2
    exit 2
    ;;
esac

if ! command -v dpkg-query >/dev/null; then
    echo "This is not a Debian system. Needed here: OpenGL and EGL, D-Bus, fontconfig, xkbcommon, GLib," >&2
    echo "and the xcb libraries cursor, icccm, keysyms and shape$([ "$1" = run ] || echo "; for the tests, poppler's tools, Xvfb, openbox, xdotool, D-Bus and pyatspi")." >&2
    exit 0
fi

# Newer releases have renamed libglib2.0-0; a package that provides the old name serves as well.
installed=$(dpkg-query -W -f='${db:Status-Abbrev}${Package}, ${Provides}\n' | sed -n 's/^ii //p' | tr ',' '\n' | sed 's/(.*//; s/ //g')
missing=
for package in $wanted; do
    printf '%s\n' "$installed" | grep -qx "$package" || missing="$missing $package"
done
[ -n "$missing" ] || exit 0

# shellcheck disable=SC2086 # a list of words
if [ "$(id -u)" = 0 ]; then
    echo "Installing the system packages that are missing:$missing"
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq
    apt-get install -qq -y --no-install-recommends $missing >/dev/null
else
    echo "System packages are missing. Type this once, then try again:" >&2
    echo "  sudo apt-get install --no-install-recommends$missing" >&2
    exit 1
fi
