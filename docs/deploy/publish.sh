#!/bin/sh
# Puts a folder that `make site` has written in place, all at once, and keeps what stood there before.
#
#	publish.sh build/site /srv/scrutineer     the new one
#	publish.sh -back      /srv/scrutineer     the one before it
#
# The web server's root is /srv/scrutineer/current, a link.
set -eu
if [ $# -ne 2 ]; then
	echo "usage: publish.sh build/site|-back /srv/scrutineer" >&2
	exit 2
fi
site=$1 target=$2

point() { # makes current, and remembers what it was, unless that is the same version: then what was before it stays
	if [ -L "$target/current" ]; then
		was=$(readlink "$target/current")
		[ "${was%.again}" = "${1%.again}" ] || ln -sfn "$was" "$target/before"
	fi
	ln -sfn "$1" "$target/next"
	mv -T "$target/next" "$target/current" # a rename: no request finds half a site
	echo "$target/current is $1"
}

if [ "$site" = -back ]; then
	[ -L "$target/before" ] || { echo "there is none before: nothing was changed" >&2; exit 1; }
	point "$(readlink "$target/before")"
	exit
fi
version=$(sed -n 's/.*"\(scrutineer-[0-9a-f]\{16\}\)".*/\1/p' "$site/app-worker.js" | head -n 1)
[ -n "$version" ] || { echo "$site is no site: make site writes one" >&2; exit 1; }
mkdir -p "$target"
rm -rf "${target:?}/$version.part"
cp -R "$site" "$target/$version.part"
# What is being served is never taken away: the same version once more stands beside it.
name=$version
if [ "$(readlink "$target/current" 2>/dev/null)" = "$version" ]; then name=$version.again; fi
rm -rf "${target:?}/$name"
mv "$target/$version.part" "$target/$name"
point "$name"
