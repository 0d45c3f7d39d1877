extension MethodAgreement {
  /// Compares one method of a cohort with its reference; `holmP` is left to the table.
  /// - Parameters:
  ///   - method: One of the cohort's methods.
  ///   - cohort: The cohort.
  ///   - rule: Which subjects enter.
  ///   - margin: Largest mean difference that does not matter, fixed in advance.
  public init(
    _ method: Cohort.Method, in cohort: Cohort, rule: CaseRule = .completeCases,
    margin: Double? = nil
  ) {
    let points = cohort.points(of: method, rule: rule)
    self.init(
      method: method.name,
      failures: FailureRate(missingIn: method.values, attempted: method.attempted),
      referenceFailures: FailureRate(missingIn: cohort.reference))
    (total, complete) = (cohort.subjects.count, points.count)
    self.margin = finite(margin.map { abs($0) })
    let lost = zip(cohort.reference, method.values).compactMap { $0.1 == nil ? $0.0 : nil }
    meanReferenceOfFailed = finite(arithmeticMean(lost))
    // Values of a cohort are finite and points are pairs, so this always succeeds.
    if let pairs = try? Pairs(
      reference: points.map(\.reference), test: points.map(\.test)), pairs.count > 0
    {
      describe(pairs)
      if pairs.count >= 2 { estimate(pairs) }
      if pairs.count >= 3 { infer(pairs) }
    }
    addDoubts(about: complete)
    flags = doubts.map(\.sentence)
  }

  private init(method: String, failures: FailureRate, referenceFailures: FailureRate) {
    self.method = method
    self.failures = failures
    self.referenceFailures = referenceFailures
  }

  private mutating func describe(_ pairs: Pairs) {
    let (full, test) = (Moments(pairs.reference), Moments(pairs.test))
    (meanReference, meanTest) = (finite(full.mean), finite(test.mean))
    sdReference = finite(full.standardDeviation)
    sdTest = finite(test.standardDeviation)
    meanDifference = finite(arithmeticMean(pairs.differences))
  }

  /// Estimates without intervals or p values.
  private mutating func estimate(_ pairs: Pairs) {
    let limits = BlandAltman(pairs.differences)
    sdDifference = finite(limits.sd)
    (lowerLimit, upperLimit) = (finite(limits.limits.lower), finite(limits.limits.upper))
    concordance = finite(Concordance(pairs).value)
    let within = WithinSubject(pairs)
    (withinSubjectSD, withinSubjectCV) = (finite(within.sd), finite(within.cvRootMeanSquare))
    guard let table = try? SubjectTable(rows: pairs.rows) else { return }
    let icc = IntraclassCorrelation(table)
    agreementICC = finite(icc.agreementSingle.value)
    consistencyICC = finite(icc.consistencySingle.value)
    doubts = icc.doubts
  }

  /// Intervals and p values.
  private mutating func infer(_ pairs: Pairs) {
    let test = PairedTTest(pairs)
    let constant = test.doubts.contains(.noDifferenceVariance)
    sdDifference = finite(test.sdDifference)
    differenceInterval = finite(test.interval)
    df = finite(test.df)
    if !constant {
      (t, p, dz) = (finite(test.t), finite(test.p), finite(test.dz))
      dzInterval = finite(test.dzInterval())
    }
    wilcoxonP = finite(WilcoxonSignedRank(pairs.differences).p)
    let limits = BlandAltman(pairs.differences)
    lowerLimitInterval = finite(limits.lowerLimitInterval)
    upperLimitInterval = finite(limits.upperLimitInterval)
    if let table = try? SubjectTable(rows: pairs.rows) {
      let icc = IntraclassCorrelation(table)
      agreementICCInterval = finite(icc.agreementSingle.interval)
      consistencyICCInterval = finite(icc.consistencySingle.interval)
    }
    if let margin {
      let bounds = Interval(centre: 0, halfWidth: margin)
      let equivalence = Equivalence(pairs, bounds: bounds)
      equivalenceInterval = finite(equivalence.interval)
      if !constant { equivalenceP = finite(equivalence.p) }
    }
    inferProportional(pairs)
    let known = Set(doubts)
    doubts += test.doubts.filter { !known.contains($0) }
  }

  private mutating func inferProportional(_ pairs: Pairs) {
    let bias = ProportionalBias(pairs)
    guard !bias.doubts.contains(.noDifferenceVariance) else { return }
    proportionalSlope = finite(bias.line.slope)
    if bias.doubts.isEmpty { proportionalP = finite(bias.line.slopeP) }
    doubts += bias.doubts
    if let proportionalP, proportionalP < 0.05 { doubts.append(.proportionalBias) }
  }

  private mutating func addDoubts(about count: Int) {
    if count == 0 {
      doubts.append(.noSubjects)
    } else if count == 1 {
      doubts.append(.fewerThanThree)
    }
  }
}
