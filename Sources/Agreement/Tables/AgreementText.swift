extension AgreementTable {
  /// The table as aligned lines of plain text, followed by notes.
  ///
  /// Columns that do not fit are continued below, each part beginning with the method.
  /// - Parameters:
  ///   - width: Characters per line.
  ///   - referenceName: Heading of the reference.
  ///   - testName: Heading of the methods' values.
  public func lines(
    width: Int = 160, referenceName: String = "full", testName: String = "defaced"
  ) -> [String] {
    let columns = textColumns(referenceName, testName)
    var lines: [String] = []
    for part in parts(of: Array(columns.dropFirst()), first: columns[0], width: width) {
      if !lines.isEmpty { lines.append("") }
      lines += aligned(part)
    }
    return lines + [""] + notes.flatMap { wrapped($0, width: width) }
  }

  private func textColumns(_ referenceName: String, _ testName: String) -> [TextColumn] {
    [
      column("method", .left) { $0.method },
      column("n") { "\($0.complete) of \($0.total)" },
      column("failures (95 % CI)") { failureText($0.failures) },
      column(referenceName + " mean ± SD") { meanText($0.meanReference, $0.sdReference, $0) },
      column(testName + " mean ± SD") { meanText($0.meanTest, $0.sdTest, $0) },
      column("difference (95 % CI)") { differenceText($0) },
      column("p") { NumberText.p($0.p) },
      column("p Holm") { NumberText.p($0.holmP) },
      column("ICC(A,1) [95 % CI]") { iccText($0) },
      column("limits of agreement") { limitText($0) },
    ]
  }

  private func column(
    _ heading: String, _ alignment: TextColumn.Alignment = .right,
    _ text: (MethodAgreement) -> String
  ) -> TextColumn {
    TextColumn(heading: heading, alignment: alignment, cells: methods.map(text))
  }

  private var notes: [String] {
    var notes = [
      rule == .completeCases
        ? "Complete cases: \(complete) of \(total) subjects have a value for the reference and every method."
        : "Pairwise: each method with the subjects it has; do not rank methods by this table."
    ]
    if referenceFailures.count > 0 {
      notes.append("The reference failed in \(failureText(referenceFailures)) subjects.")
    }
    if holmCount > 1 { notes.append("p Holm: adjusted over \(holmCount) methods.") }
    for method in methods {
      notes += method.flags.map { "\(method.method): \($0)" }
    }
    return notes
  }
}

private func failureText(_ rate: FailureRate) -> String {
  guard let share = rate.rate else { return "0 of 0" }
  let percent = rate.interval.mapped { 100 * $0 }
  return "\(rate.count) of \(rate.total), \(NumberText.fixed(100 * share, 1)) %"
    + " (\(NumberText.interval(percent, 1)))"
}

private func meanText(_ mean: Double?, _ sd: Double?, _ method: MethodAgreement) -> String {
  let decimals = NumberText.decimals(forSpread: method.sdReference, digits: 4)
  return NumberText.fixed(mean, decimals) + " ± " + NumberText.fixed(sd, decimals)
}

private func differenceText(_ method: MethodAgreement) -> String {
  let decimals = differenceDecimals(method)
  return NumberText.fixed(method.meanDifference, decimals)
    + " (" + NumberText.interval(method.differenceInterval, decimals) + ")"
}

private func limitText(_ method: MethodAgreement) -> String {
  guard let lower = method.lowerLimit, let upper = method.upperLimit else {
    return NumberText.missing
  }
  return NumberText.interval(Interval(lower: lower, upper: upper), differenceDecimals(method))
}

private func differenceDecimals(_ method: MethodAgreement) -> Int {
  let spread = method.sdDifference.flatMap { $0 > 0 ? $0 : nil } ?? method.sdReference
  return NumberText.decimals(forSpread: spread, digits: 3)
}

/// As many decimals as it takes to tell the coefficient from one.
private func iccText(_ method: MethodAgreement) -> String {
  let lack = method.agreementICC.map { 1 - $0 }
  let decimals = min(max(NumberText.decimals(forSpread: lack, digits: 2), 3), 7)
  return NumberText.fixed(method.agreementICC, decimals)
    + " [" + NumberText.interval(method.agreementICCInterval, decimals) + "]"
}
