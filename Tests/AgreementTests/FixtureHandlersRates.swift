import Agreement

@Sendable func mcNemar(_ input: JSON) throws -> Computed {
  let test = McNemar(
    onlyFirst: Int(try input["b"].number), onlySecond: Int(try input["c"].number))
  return [
    "b": test.onlyFirst, "c": test.onlySecond, "p_exact": test.exactP, "p_mid": test.midP,
    "chi2": test.chiSquare, "p_chi2": test.chiSquareP, "chi2_cc": test.correctedChiSquare,
    "p_chi2_cc": test.correctedP,
  ]
}

@Sendable func cochranQ(_ input: JSON) throws -> Computed {
  let test = try CochranQ(input["rows_subjects"].matrix.map { $0.map { $0 != 0 } })
  return ["Q": test.q, "df": test.df, "p": test.p, "doubts": names(test.doubts)]
}

@Sendable func proportion(_ input: JSON) throws -> Computed {
  let proportion = Proportion(
    events: Int(try input["x"].number), cases: Int(try input["n"].number),
    confidence: try input["confidence"].number)
  return [
    "p_hat": proportion.estimate, "wilson": ends(proportion.wilson),
    "clopper_pearson": ends(proportion.clopperPearson),
    "agresti_coull": ends(proportion.agrestiCoull), "jeffreys_raw": ends(proportion.jeffreys),
    "wilson_cc": ends(proportion.wilsonCorrected),
    "rule_of_three_upper": proportion.ruleOfThree,
    "one_sided_upper95_exact": proportion.upperLimit, "doubts": names(proportion.doubts),
  ]
}

@Sendable func multiplicity(_ input: JSON) throws -> Computed {
  let values = try input["p"].optionalNumbers
  let adjusted = { (method: Multiplicity) in method.adjust(values) as [Any?] }
  return [
    "holm": adjusted(.holm), "BH": adjusted(.benjaminiHochberg),
    "BY": adjusted(.benjaminiYekutieli), "bonferroni": adjusted(.bonferroni),
    "hochberg": adjusted(.hochberg),
  ]
}

@Sendable func splitMix(_ input: JSON) throws -> Computed {
  let seeds = try input["seeds"].numbers.map { UInt64($0) }
  var found: Computed = [:]
  for seed in seeds {
    var random = SplitMix64(seed: seed)
    found["seed\(seed)_hex"] = (0..<5).map { _ in
      let text = String(random.next(), radix: 16, uppercase: true)
      return String(repeating: "0", count: 16 - text.count) + text
    }
    var indices = SplitMix64(seed: seed)
    found["seed\(seed)_indices_n17"] = (0..<34).map { _ in indices.index(below: 17) }
  }
  return found
}

@Sendable func bootstrap(_ input: JSON) throws -> Computed {
  let rows = try input["matrix"].matrix
  guard case .text(let name) = try input["statistic"] else { return [:] }
  let result = Bootstrap(
    count: rows.count, draws: Int(try input["B"].number), seed: UInt64(try input["seed"].number)
  ) { indices in
    resampled(name, indices.map { rows[$0] })
  }
  let spread = Moments(result.replicates)
  return [
    "theta_hat": result.estimate, "replicates_first5": Array(result.replicates.prefix(5)),
    "replicates_mean": spread.mean, "replicates_sd_ddof1": spread.standardDeviation,
    "z0": result.bias, "acceleration": result.acceleration,
    "alpha1": result.probabilities.lower, "alpha2": result.probabilities.upper,
    "bca_ci": ends(result.interval), "percentile_ci": ends(result.percentileInterval),
  ]
}

private func resampled(_ name: String, _ rows: [[Double]]) -> Double {
  let differences = rows.map { $0[1] - $0[0] }
  switch name {
  case "mean": return arithmeticMean(differences)
  case "median": return median(differences)
  case "dz":
    let moments = Moments(differences)
    return moments.mean / moments.standardDeviation
  case "icc_a1":
    guard let table = try? SubjectTable(rows: rows) else { return .nan }
    return IntraclassCorrelation(table).agreementSingle.value
  default: return .nan
  }
}

@Sendable func sizePrecision(_ input: JSON) throws -> Computed {
  size(
    .iccPrecision(
      icc: try input["rho"].number, columns: Int(try input["k"].number),
      width: try input["ci_width"].number, confidence: try input["confidence"].number))
}

@Sendable func sizeTest(_ input: JSON) throws -> Computed {
  size(
    .iccTest(
      null: try input["rho0"].number, expected: try input["rho1"].number,
      columns: Int(try input["k"].number), alpha: try input["alpha_one_sided"].number,
      power: try input["power"].number))
}

@Sendable func sizePaired(_ input: JSON) throws -> Computed {
  size(
    .pairedTTest(
      dz: try input["dz"].number, alpha: try input["alpha"].number,
      power: try input["power"].number))
}

@Sendable func sizeFailures(_ input: JSON) throws -> Computed {
  size(
    .zeroFailures(rate: try input["p_max"].number, confidence: try input["confidence"].number))
}

private func size(_ size: SampleSize) -> Computed {
  ["n_raw": size.exact, "n": size.subjects]
}

@Sendable func friedman(_ input: JSON) throws -> Computed {
  let test = Friedman(try SubjectTable(rows: input["rows_subjects"].matrix))
  return ["Q": test.q, "df": test.df, "p": test.p, "kendall_W": test.kendallW]
}

@Sendable func correlation(_ input: JSON) throws -> Computed {
  let (x, y) = (try input["x"].numbers, try input["y"].numbers)
  let pearson = PearsonCorrelation(x: x, y: y)
  let spearman = SpearmanCorrelation(x: x, y: y)
  return [
    "r": pearson.r, "p": pearson.p, "ci": ends(pearson.interval), "spearman": spearman.rho,
    "spearman_p_t": spearman.p,
  ]
}

@Sendable func grubbs(_ input: JSON) throws -> Computed {
  let test = Grubbs(try input["x"].numbers, alpha: try input["alpha"].number)
  return ["G": test.g, "index": test.index, "critical": test.critical, "p": test.p]
}

@Sendable func quantiles(_ input: JSON) throws -> Computed {
  let sample = try input["x"].numbers
  let moments = Moments(sample)
  return [
    "q": try input["p"].numbers.map { quantile(of: sample, $0) }, "mean": moments.mean,
    "sd": moments.standardDeviation, "skew": moments.skewness,
    "kurt_excess": moments.excessKurtosis, "mad": medianAbsoluteDeviation(sample),
  ]
}

@Sendable func meanAndVariance(_ input: JSON) throws -> Computed {
  let moments = Moments(try input["x"].numbers)
  return ["mean": moments.mean, "variance": moments.variance]
}
