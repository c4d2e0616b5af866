#!/usr/bin/env bash
# Builds the fuzz targets as OSS-Fuzz asks: with $CC, $CXX, $CFLAGS, $CXXFLAGS and $LIB_FUZZING_ENGINE, into $OUT. $WORK keeps
# what may be used again. $PARALLAX_BUILD_ENGINES are arguments more for ci/build-engines.
set -euo pipefail
cd "${SRC:?}/parallax"
: "${OUT:?}" "${WORK:?}" "${CC:?}" "${CXX:?}" "${LIB_FUZZING_ENGINE:?}"

# What is compared is what people run, with all of its checks. libc++ cannot be mixed with the libraries of the distribution.
for word in -DFUZZING_BUILD_MODE_UNSAFE_FOR_PRODUCTION{=1,} -stdlib=libc++; do
  CFLAGS=${CFLAGS//$word/} CXXFLAGS=${CXXFLAGS//$word/}
done
# An engine is loaded, not linked: its copy of a class has type information of its own.
[[ $CXXFLAGS != *undefined* ]] || CXXFLAGS+=' -fno-sanitize=vptr'
export CFLAGS CXXFLAGS

read -ra more <<<"${PARALLAX_BUILD_ENGINES:-}"
engines=$(ci/build-engines --for environment --out "$WORK/engines" "${more[@]}" | tail -1)
# shellcheck disable=SC2016  # the loader expands $ORIGIN
cmake -S . -B "$WORK/build" -G Ninja -DCMAKE_BUILD_TYPE=None -DCMAKE_C_COMPILER="$CC" -DCMAKE_CXX_COMPILER="$CXX" \
  -DCMAKE_C_FLAGS="$CFLAGS" -DCMAKE_CXX_FLAGS="$CXXFLAGS" -DPARALLAX_FUZZ_ENGINE="$LIB_FUZZING_ENGINE" \
  -DCMAKE_BUILD_RPATH='$ORIGIN/lib' "$engines"
cmake --build "$WORK/build" --target fuzz_targets

# $OUT is moved to a machine that has neither this source tree nor these packages.
mkdir -p "$OUT/lib/parallax" "$OUT/share/parallax/corpus"
cp -a "$WORK"/build/lib/parallax/{openssl,boringssl,peer}.so "$WORK/build/lib/parallax/boringssl" "$OUT/lib/parallax/"
cp -a corpus/pki corpus/expectations "$OUT/share/parallax/corpus/"
for program in "$WORK"/build/bin/fuzz_*; do
  name=$(basename -- "$program")
  target=${name#fuzz_}
  [[ -x $program && -e fuzz/${target}_target.cc ]] || continue
  cp -- "$program" "$OUT/$name"
  ldd "$program" | awk '$2 == "=>" { print $3 }' | grep -E '/lib(stdc\+\+|gcc_s|atomic)\.so' | xargs -r cp -L -t "$OUT/lib"
  seeds=$WORK/build/fuzz-seeds/$target
  if [[ -d $seeds ]]; then (cd "$seeds" && rm -f "$OUT/${name}_seed_corpus.zip" && python3 -m zipfile -c "$OUT/${name}_seed_corpus.zip" ./*); fi
  if [[ -e $seeds.dict ]]; then cp -- "$seeds.dict" "$OUT/$name.dict"; fi
  printf '[libfuzzer]\nmax_len = 4096\ntimeout = 25\n' >"$OUT/$name.options"
done
