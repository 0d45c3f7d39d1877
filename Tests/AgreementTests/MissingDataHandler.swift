import Agreement

@Sendable func missingData(_ input: JSON) throws -> Computed {
  let reference = try input["original"].optionalNumbers
  let names = ["toolA", "toolB", "toolC"]
  let cohort = try Cohort(
    subjects: reference.indices.map { "subject \($0)" }, reference: reference,
    methods: names.map { Cohort.Method(name: $0, values: try input[$0].optionalNumbers) })
  let complete = AgreementTable(cohort)
  let available = AgreementTable(cohort, rule: .pairwise)
  var found: Computed = ["common_complete_n": complete.complete]
  for (index, name) in names.enumerated() {
    let method = available.methods[index]
    found[name] =
      [
        "available": figures(method), "complete": figures(complete.methods[index]),
        "failed": method.failures.count, "failure_ci_wilson": ends(method.failures.interval),
        "original_mean_of_failed": method.meanReferenceOfFailed ?? Double.nan,
      ] as Computed
  }
  return found
}

private func figures(_ method: MethodAgreement) -> Computed {
  [
    "n": method.complete, "ICC_A1": method.agreementICC,
    "CI": ends(method.agreementICCInterval), "bias": method.meanDifference,
    "sd": method.sdDifference, "p_t": method.p,
  ]
}
