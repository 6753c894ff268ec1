#!/usr/bin/env bash
# Runs every test and ends with one line: "N passed, N failed".
# On Debian as root it first installs what the tests need besides the .NET SDK: Chromium, and npm for Web Chat.
set -uo pipefail
cd "$(dirname "$0")"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

need=()
command -v chromium >/dev/null || need+=(chromium)
command -v npm >/dev/null || need+=(nodejs npm)
if [ ${#need[@]} -gt 0 ] && command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
  echo "Installing ${need[*]} …"
  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "${need[@]}" >/dev/null
elif [ ${#need[@]} -gt 0 ]; then
  echo "Not installed: ${need[*]}. The tests that need them are skipped and say so."
fi

results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT

# Locked: what is tested is what the lock files say.
dotnet restore HipFaqBot.sln --locked-mode && dotnet build HipFaqBot.sln -c Release --no-restore
built=$?
passed=0 failed=0 skipped=0
if [ $built = 0 ]; then
  # Two projects at a time. The longest go first, and so the run does not end with one core at work.
  printf '%s\n' tests/{EndToEnd,Search,Bot,*}.Tests | awk '!seen[$0]++' |
    xargs -P 2 -I PROJECT dotnet test PROJECT -c Release --no-build --logger trx --results-directory "$results/PROJECT"
  tested=$?
  count() { cat "$results"/tests/*/*.trx | sed -n "s/.*<Counters .*\b$1=\"\([0-9]*\)\".*/\1/p" | awk '{n += $1} END {print n + 0}'; }
  passed=$(count passed) failed=$(count failed)
  skipped=$(( $(count total) - $(count executed) ))
  # A run that crashed has counted nothing: it is a failure all the same.
  [ $tested = 0 ] || [ "$failed" -gt 0 ] || failed=1
else
  failed=1
fi

[ "$skipped" = 0 ] || echo "$skipped tests were skipped; their reasons stand above."
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
