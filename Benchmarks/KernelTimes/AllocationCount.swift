import CAllocations
import Kernels
import Volumes

/// How often a call asks for memory.
func allocations(of call: () -> Void) -> Int {
  let before = allocation_count()
  call()
  return Int(allocation_count() - before)
}

/// The regression test on counts: no kernel may ask for memory more often because an image holds
/// more voxels. Prints a table; false when one does, or when nothing is counted at all.
func allocationsAreIndependentOfSize() -> Bool {
  print("work: allocations at 24³, at 48³ voxels")
  var isFine = true
  for (small, large) in zip(Work.synthetic(side: 24), Work.synthetic(side: 48)) {
    small.call()
    let counts = (allocations(of: small.call), allocations(of: large.call))
    let grows = counts.1 > counts.0 || counts.0 == 0
    print("\(small.name): \(counts.0), \(counts.1)\(grows ? "  <- not as it should be" : "")")
    isFine = isFine && !grows
  }
  return isFine
}
