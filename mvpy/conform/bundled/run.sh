#!/bin/sh
# sh run.sh [--max-bytes N] COMMAND...    says which constructs COMMAND FILE gets wrong; README.txt says more.
most=2147483647 here=$(dirname "$0") out=${TMPDIR:-/tmp}/mvpy-bundle.$$ ran=0 wrong=0 long=0
if [ "$1" = --max-bytes ] && [ $# -gt 1 ]; then most=$2; shift 2; fi
case $1 in '' | -*) echo "usage: sh run.sh [--max-bytes N] COMMAND..." >&2; exit 2 ;; esac
trap 'rm -f "$out" "$out.said" "$out.py"' EXIT
limit=$(command -v timeout) && limit="$limit 60"
echo 'print(1)' >"$out.py"
if [ "$($limit "$@" "$out.py" </dev/null 2>/dev/null | tr -d '\015')" != 1 ]; then echo "$* does not run print(1)" >&2; exit 2; fi
is_right() { # FOLDER FORM BYTES ENDS COMMAND...: 0 if that form does what is expected, 2 if it is too long, or not there
    folder=$1 file=$1/$2.py bytes=$3 ends=$4 && shift 4
    [ "$bytes" -gt 0 ] && [ "$bytes" -le "$most" ] || return 2
    $limit "$@" "$file" </dev/null >"$out" 2>"$out.said"; status=$?
    case $ends in
    well) [ $status = 0 ] && tr -d '\015' <"$out" | cmp -s - "$folder/expected.txt" ;;
    *) [ $status != 0 ] && head -n "$(wc -l <"$folder/expected.txt")" "$out" | tr -d '\015' | cmp -s - "$folder/expected.txt" &&
        { [ "$ends" = SystemExit ] || cat "$out" "$out.said" | grep -q "$ends"; } ;;
    esac
}
while read -r name construct ends original own core _; do
    is_right "$here/programs/$name" original "$original" "$ends" "$@"; found=$?
    case $found in 2) long=$((long + 1)); continue ;; *) ran=$((ran + 1)) ;; esac
    if [ $found = 0 ]; then continue; fi
    wrong=$((wrong + 1))
    if is_right "$here/programs/$name" own "$own" "$ends" "$@"; then echo "$name: construct $construct"; continue; fi
    is_right "$here/programs/$name" core "$core" "$ends" "$@"
    case $? in 0) echo "$name: construct" ;; 1) echo "$name: core" ;; *) echo "$name: wrong" ;; esac
done <"$here/list.txt"
echo "$((ran - wrong)) of $ran programs are right, $long are too long"
if [ $ran = 0 ]; then exit 2; fi
[ $wrong = 0 ]
