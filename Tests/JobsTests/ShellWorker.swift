import Foundation

@testable import Jobs

/// A worker written in sh: what it does with a task is told by the task's kind.
enum ShellWorker {
  /// Reads one request a line. `kind` picks the answer. Who waits to be ended does so in a loop: its
  /// child may be ended first, after which the shell would read on and leave by itself.
  static let script = #"""
    while IFS= read -r line; do
      case "$line" in
        *'"kind":"good"'*)
          echo "a note" >&2
          echo '{"progress":0.5,"message":"half way"}'
          echo '{"result":{"values":"{\"pid\":'$$'}","warnings":["mind the gap"],"hashes":{"out":"ff"}}}' ;;
        *'"kind":"bad"'*) echo '{"failure":{"kind":"input-missing","message":"No file.","remedy":"Add it."}}' ;;
        *'"kind":"hang"'*) bash -c 'set -m; sleep 61 & echo "{\"progress\":0.1,\"message\":\"$!\"}"; wait' ;;
        *'"kind":"orphan"'*)
          bash -c 'set -m; sleep 62 & echo "{\"progress\":0.1,\"message\":\"$!\"}"'; kill -SEGV $$ ;;
        *'"kind":"stubborn"'*) trap '' TERM; echo '{"progress":0.1,"message":"'$$'"}'; while :; do sleep 1; done ;;
        *'"kind":"segv"'*) kill -SEGV $$ ;;
        *'"kind":"kill"'*) kill -KILL $$ ;;
        *'"kind":"exit"'*) exit 3 ;;
        *'"kind":"mute"'*) exec >&-; while :; do sleep 1; done ;;
        *'"kind":"silent"'*) exec 2>&-; sleep 0.2; echo '{"result":{}}' ;;
        *'"kind":"flood"'*)
          i=0; while [ $i -lt 20000 ]; do echo '{"progress":0.3}'; i=$((i+1)); done
          echo '{"result":{}}' ;;
        *'"kind":"noise"'*) head -c 3000000 /dev/zero | tr '\0' 'x' >&2; echo '{"result":{}}' ;;
        *'"kind":"garbage"'*) echo 'Segmentation model v2'; while :; do sleep 1; done ;;
        *'"kind":"twice"'*) echo '{"result":{}}'; echo '{"result":{}}' ;;
        *'"kind":"fat"'*) x=$(head -c 90000000 /dev/zero | tr '\0' 'a'); while :; do sleep 1; done ;;
        *'"kind":"threads"'*)
          t=${line#*'"threads":'}; t=${t%%[!0-9]*}
          echo '{"result":{"values":"'$t' '$OMP_NUM_THREADS' '$(nice)'"}}' ;;
      esac
    done
    """#

  static func plan(workers: Int = 1, cores: Int = 4, tasksPerWorker: Int = 100) -> WorkerPlan {
    WorkerPlan(
      executable: "/bin/sh", arguments: ["-c", script], environment: ["OMP_NUM_THREADS": "2"],
      cores: cores, workers: workers, nice: 5, graceSeconds: 0.2, tasksPerWorker: tasksPerWorker)
  }
}
