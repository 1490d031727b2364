# The parts of .ci/run. Each returns non-zero on failure. $root is the clone, $work a temporary folder.

started=()
# Three on two cores: with two, a third of the time was spent waiting for browsers, servers and timeouts.
parallel="-n 3"

part() {
    local name="$1" begin=$SECONDS
    shift
    echo
    echo "##### $name"
    if "$@"; then
        echo "##### $name: ok after $((SECONDS - begin)) s"
    else
        echo "##### $name: FAILED after $((SECONDS - begin)) s"
        failed+=("$name")
    fi
}

# Runs a part beside the next one; its words are kept until `join` says them.
beside() {
    beside="$1"
    (failed=(); part "$@"; [ "${#failed[@]}" -eq 0 ]) >"$work/beside.log" 2>&1 &
    beside_pid=$!
}

join() {
    wait "$beside_pid" || failed+=("$beside")
    cat "$work/beside.log"
}

clean_up() {
    for pid in "${started[@]}"; do
        kill "$pid" 2>/dev/null && wait "$pid" 2>/dev/null
    done
    rm -rf "$work"
}

install_packages() {
    export DEBIAN_FRONTEND=noninteractive
    timeout 300 apt-get update -qq >"$work/apt.log" 2>&1 &&
        timeout 900 apt-get install -y -qq --no-install-recommends chromium fonts-noto-cjk libreoffice-calc-nogui postgresql redis-server \
            >>"$work/apt.log" 2>&1 || { tail -20 "$work/apt.log"; return 1; }
}

# Runs the suite's command with arguments and keeps its output for the sum at the end. After the seconds of $1
# every process of it prints its stack (pytest does so when it is aborted) and the part has failed.
tests() {
    local log limit="$1"
    shift
    log="$(mktemp "$work/pytest.XXXXXX")"
    # A process left behind may hold the pipe: the log's end is not waited for much longer than the suite's.
    timeout --signal=ABRT --kill-after=60 "$limit" "$root/run" test "$@" 2>&1 |
        timeout "$((limit + 120))" tee "$log"
    local results=("${PIPESTATUS[@]}")
    [ "${results[0]}" -ne 124 ] || echo "not finished after $limit s"
    return "${results[0]}"
}

# What a run in the loop samples (tests/sampling.py) runs whole here. The tests of some rooms run apart, with the
# branches that they take counted: that costs a third of their time, too much for all.
counted="tests/attainment tests/custody tests/judging tests/reporting"
# Long, and by no branch that the others there do not take.
uncounted="tests/reporting/test_races.py tests/judging/test_weighing_plainly.py tests/attainment/test_numbers_at_random.py"

suite() {
    local others=() file
    for file in $(cd "$root" && find $counted -name 'test_*.py'); do
        case " $uncounted " in *" $file "*) ;; *) others+=("--ignore=$file") ;; esac
    done
    PLANNING_WHOLE=1 tests 1800 -q $parallel --durations=10 "${others[@]}"
}

# Then says which branches they never take, in the rooms that pyproject.toml names.
suite_counted() {
    local python="$root/.local/venv/bin/python" result=0 file left=()
    for file in $uncounted; do left+=("--ignore=$file"); done
    rm -rf "$root/.local/coverage"
    PLANNING_WHOLE=1 PLANNING_COVERAGE=1 tests 1200 -q $parallel --durations=10 $counted "${left[@]}" || result=1
    (cd "$root" && "$python" -m coverage combine -q && "$python" -m coverage report) || result=1
    return "$result"
}

free_port() {
    python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

# Only what the README promises to need: a Python.
bare_path() {
    mkdir -p "$work/bin"
    ln -s "$(python3 -c 'import sys; print(sys.executable)')" "$work/bin/python3"
    echo "$work/bin"
}

# Starts the clone's application; gives up after the seconds of $1, printing the log.
start_clone() {
    local limit="$1" begin=$SECONDS
    shift
    PATH="$bare" PORT="$port" "$clone/run" up "$@" >"$work/up.log" 2>&1 &
    up=$!
    started+=("$up")
    until grep -q "规划台账已启动" "$work/up.log"; do
        if ! kill -0 "$up" 2>/dev/null || [ $((SECONDS - begin)) -gt 300 ]; then
            cat "$work/up.log"
            return 1
        fi
        sleep 0.1
    done
    # The passwords are for the accounts file only.
    sed -E 's/[a-z0-9]{4}-[a-z0-9]{4}-[a-z0-9]{4}-[a-z0-9]{4}/****/' "$work/up.log"
    echo "started after $((SECONDS - begin)) s (limit $limit s)"
    [ $((SECONDS - begin)) -le "$limit" ]
}

fresh_clone() {
    local bare port up result=0
    clone="$work/规划台账 副本"
    bare="$(bare_path)"
    port="$(free_port)"
    git clone -q "$root" "$clone" || return 1
    start_clone 90 --demo || result=1
    kill -0 "$up" 2>/dev/null || return 1
    answers || result=1
    PLANNING_LIVE_URL="http://127.0.0.1:$port" PLANNING_LIVE_ACCOUNTS="$clone/.local/accounts.txt" \
        tests 600 -q tests/browser/test_main_job.py || result=1
    stop_clone || result=1
    start_clone 5 --demo || result=1
    stop_clone || result=1
    return "$result"
}

answers() {
    python3 - "http://127.0.0.1:$port" <<'PYTHON'
import sys, urllib.request

for page in ("/healthz", "/login/"):
    with urllib.request.urlopen(sys.argv[1] + page, timeout=30) as answer:
        print(page, answer.status)
PYTHON
}

stop_clone() {
    "$clone/run" down && wait "$up" || return 1
    # pgrep reads the pattern as an expression; this name has no special character.
    if pgrep -af "$clone/.local"; then
        echo "processes were left behind"
        return 1
    fi
}

debian_servers() {
    local servers="$work/debian" begin=$SECONDS bin port
    bin="$(echo /usr/lib/postgresql/*/bin)"
    port="$(free_port)"
    chmod 755 "$work"
    install -d -o postgres "$servers"
    runuser -u postgres -- "$bin/initdb" -D "$servers/data" -E UTF8 --locale=C.UTF-8 >/dev/null || return 1
    runuser -u postgres -- "$bin/postgres" -D "$servers/data" -k "$servers" -c listen_addresses= \
        >"$servers/log" 2>&1 &
    started+=($!)
    redis-server --port "$port" --bind 127.0.0.1 --save "" --dir "$servers" >/dev/null &
    started+=($!)
    until runuser -u postgres -- psql -h "$servers" -qc "SELECT version()" -t postgres 2>/dev/null; do
        [ $((SECONDS - begin)) -lt 60 ] || { cat "$servers/log"; return 1; }
        sleep 0.2
    done
    runuser -u postgres -- psql -h "$servers" -q postgres <<SQL || return 1
CREATE ROLE planning_owner LOGIN CREATEDB;
CREATE ROLE planning_app LOGIN;
CREATE DATABASE planning OWNER planning_owner;
SQL
    local host="${servers//\//%2F}"
    DATABASE_URL="postgres://planning_app@$host/planning" \
        DATABASE_OWNER_URL="postgres://planning_owner@$host/planning" \
        REDIS_URL="redis://127.0.0.1:$port/0" \
        tests 900 -q $parallel tests/accounts tests/counties tests/imports tests/jobs tests/planning/test_health.py \
        tests/custody/test_roles.py tests/plans/test_importing.py tests/judging/test_recompute.py
}

# Prints "N passed, N failed, N skipped" over all pytest runs.
add_up() {
    cat "$work"/pytest.* 2>/dev/null | python3 -c '
import re, sys

total = dict.fromkeys(("passed", "failed", "error", "skipped"), 0)
for line in sys.stdin:
    if re.search(r" in \d+[.\d]*s", line):
        for count, word in re.findall(r"(\d+) (passed|failed|error|skipped)", line):
            total[word] += int(count)
print("%d passed, %d failed, %d skipped" % (total["passed"], total["failed"] + total["error"], total["skipped"]))
'
}
