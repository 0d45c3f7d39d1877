import Glibc

/// User and system seconds of this process that a call takes.
func cpuSeconds(of call: () -> Void) -> Double {
  let start = cpuClock()
  call()
  return cpuClock() - start
}

/// User and system seconds of this process so far.
private func cpuClock() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
}
