#!/usr/bin/env bash
# Lists public symbols of Sources without a doc comment, and fails where there are any.
# Why: a habit (CONTRIBUTING, 10) is kept only where something notices its breach. What satisfies a
# protocol is left out, by name: its documentation is the protocol's. First proves itself on a
# public symbol without a comment.
set -euo pipefail
cd "$(dirname "$0")/.."

work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
printf '{"version": 1, "indentation": {"spaces": 2}, "rules": {%s}}\n' \
  '"AllPublicDeclarationsHaveDocumentation": true' >"$work/configuration.json"

# Of Op, Layer, CachingLayer and LayerSpec, Optimizer, Schedule, TensorScalar, ScalarOperand; of Swift's
# own protocols; and
# of result builders.
inherited="(let|var) (name|typeName|defaults|requiredFields|parameters|hyperparameters|asDouble|scalarValue"
inherited+="|description|startIndex|endIndex)\b"
inherited+="|static var dtype: DType \{ \."
inherited+="|var length: Int\?|func value\(at"
inherited+="|func (outputs\(for|gradient\(_ context|lower\(|build\(|output\(for|forward\(|validate\(|apply\("
inherited+="|step\(_ x: Variable, cache|update\(|==|hash\(into|encode\(to)"
inherited+="|func (buildBlock|buildArray|buildOptional|buildEither|buildLimitedAvailability)\("
inherited+="|init\((from decoder|nearest|integerLiteral|floatLiteral|arrayLiteral)"

# undocumented PATH…: a line for each public symbol without a comment.
undocumented() {
  local file line text
  while IFS=: read -r file line _; do
    text="$(sed -n "${line}p" "$file")"
    if ! grep -Eq "($inherited)" <<<"$text"; then echo "$file:$line:$text"; fi
  done < <(find "$@" -name '*.swift' -print0 |
    xargs -0 swift format lint --configuration "$work/configuration.json" 2>&1 |
    grep -F '[AllPublicDeclarationsHaveDocumentation]' | sort -t: -k1,1 -k2,2n)
}

printf 'public struct Bare {\n  public var description: String { "" }\n}\n' >"$work/Bare.swift"
if [ "$(undocumented "$work" | wc -l)" != 1 ]; then
  undocumented "$work" >&2
  echo "error: this check finds no undocumented symbol in a file that has one" >&2
  exit 1
fi

found="$(undocumented Sources)"
if [ -n "$found" ]; then
  echo "$found" >&2
  echo "error: the public symbols above have no doc comment" >&2
  exit 1
fi
