#!/usr/bin/env bash
# Makes of an archive for machines with Java one that needs none: offline.sh ARCHIVE.tar.gz RESULT.tar.xz TREE
# TREE becomes what an image holds: the same, and two folders to write into.
# It gets a Java runtime (jlink), every library that runtime and natives link, libc and its loader among them, and a font; the natives
# in its jars are stripped. Linux only; beside a JDK it needs what is asked for below.
set -euo pipefail

stop() {
  echo "offline.sh: $1; or leave this archive out with -Doffline.skip=true" >&2
  exit 1
}
need() { command -v "$1" >/dev/null || stop "$1 is needed (Debian: $2)"; }

need strip binutils
need xz xz-utils
need fc-list fontconfig
jdk=$(dirname "$(readlink -f "$(command -v "${JAVA_HOME:+$JAVA_HOME/bin/}java")")")
[ -x "$jdk/jlink" ] || stop "a JDK with jlink is needed"
font=$(fc-list ':family=DejaVu Sans' file | sed -n 's|: *$||; /\/DejaVuSans.ttf$/p')
[ -n "$font" ] || stop "the font DejaVu Sans is needed (Debian: fonts-dejavu-core)"

archive=$1 result=$2 tree=$3
work=$(mktemp -d "${result%/*}/offline.XXXX")
trap 'rm -rf "$work"' EXIT
tar -xzf "$archive" -C "$work"
root=$(echo "$work"/*)

"$jdk/jlink" --output "$root/runtime" --strip-java-debug-attributes --no-man-pages --no-header-files --compress=0 \
  --add-modules java.se,jdk.unsupported,jdk.crypto.ec,jdk.zipfs,jdk.management,jdk.httpserver,jdk.charsets,jdk.localedata,jdk.incubator.vector --include-locales=en
# What draws on screens and plays sounds: the program runs headless.
rm -f "$root"/runtime/lib/{libawt_xawt,libsplashscreen,libjawt,libjsound}.so
find "$root/runtime" -name '*.so' -exec strip --strip-unneeded {} +

# JavaCPP's jars of natives: the code alone, stored, so that the archive compresses it once.
platform=linux-x86_64
native=$root/runtime/native
mkdir -p "$native" "$work/natives"
for jar in "$root"/lib/*-"$platform"*.jar; do
  rm -rf "$work/jar"
  mkdir "$work/jar"
  (cd "$work/jar" && "$jdk/jar" --extract --file "$jar" && find . -name '*.so*' -type f -exec strip --strip-unneeded {} + &&
    "$jdk/jar" --create --no-compress --no-manifest --file "$jar" .)
  find "$work/jar" -name '*.so*' -type f -exec cp -t "$work/natives" {} +
done

# What all of them link and bring not themselves.
own=$(find "$root/runtime/lib" "$work/natives" -name '*.so*' -printf '%h\n' | sort -u | paste -sd:)
find "$root/runtime" "$work/natives" -type f \( -name '*.so*' -o -path '*/bin/*' \) -print0 |
  LD_LIBRARY_PATH=$own xargs -0 -n1 ldd 2>/dev/null | awk '$2 == "=>" && $3 ~ /^\// {print $3}' | sort -u |
  while read -r library; do
    case $library in
      "$work"/*) ;;
      # The driver's and CUDA's stay outside.
      */libcuda.* | */libcudart.* | */libcupti* | */libcudnn* | */libcublas* | */libcufft* | */libcurand* | */libcusolver* | */libcusparse* | */libnv* | */libnpp* | */libnccl*) ;;
      *) cp -L "$library" "$native" ;;
    esac
  done
# What is opened by name: fonts, how libc looks up hosts and users, and what natives bring but Java needs before them.
for name in libgcc_s.so.1 libfontconfig.so.1 libnss_files.so.2 libnss_dns.so.2 libresolv.so.2 libpthread.so.0 libdl.so.2 librt.so.1; do
  file=$(ldconfig -p | awk -v name="$name" '$1 == name && /x86-64/ && !n++ {print $NF}')
  [ -n "$file" ] || stop "$name is not on this machine"
  ldd "$file" | awk '$2 == "=>" && $3 ~ /^\// {print $3}' | xargs -r cp -Lt "$native"
  cp -L "$file" "$native"
done
cp -L "$(ldd /bin/sh | awk '/ld-linux/ {print $1}')" "$root/runtime/bin/ld-linux"
rm -f "$native"/ld-linux*
find "$native" -name 'lib*' -exec strip --strip-unneeded {} +

# Java's own classes prepared, as a JDK has them: Java compares the date of its modules, which is that of everything in the archive.
touch -d @0 "$root/runtime/lib/modules"
"$root/runtime/bin/ld-linux" --library-path "$native" "$root/runtime/bin/java" -Xshare:dump >/dev/null

# Under which licences they come, as far as the machine's packages say it.
legal=$root/runtime/legal/libraries
mkdir -p "$legal"
for library in "$native"/*; do
  name=${library##*/}
  package=$(dpkg -S "*/$name" 2>/dev/null | sed -n '1s/[:,].*//p') || true
  if [ -n "$package" ] && [ -f "/usr/share/doc/$package/copyright" ]; then
    echo "$name $package" >> "$legal/PACKAGES"
    cp -L "/usr/share/doc/$package/copyright" "$legal/$package"
  fi
done

mkdir "$root/runtime/fonts"
cp "$font" "${font%.ttf}-Bold.ttf" "$root/runtime/fonts"
cat > "$root/runtime/fonts/fonts.conf" <<'CONF'
<?xml version="1.0"?>
<fontconfig>
  <dir prefix="relative">.</dir>
  <cachedir prefix="xdg">fontconfig</cachedir>
</fontconfig>
CONF

tar --sort=name --owner=0 --group=0 --numeric-owner --mtime=@0 -C "$work" -cf - "${root##*/}" | xz -6 -T0 > "$result"

rm -rf "$tree"
mkdir -p "$tree/tmp" "$tree/work"
mv "$root" "$tree/attention-unet"
