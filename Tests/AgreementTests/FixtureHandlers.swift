import Agreement

typealias Computed = [String: Any?]

func ends(_ interval: Interval?) -> [Any?]? { interval.map { [$0.lower, $0.upper] } }

func names(_ doubts: [Doubt]) -> [Any?] { doubts.map(\.rawValue) }

func pairs(_ input: JSON) throws -> Pairs {
  try Pairs(reference: input["x"].numbers, test: input["y"].numbers)
}

/// What computes each kind of reference case.
let handlers: [String: @Sendable (JSON) throws -> Computed] = [
  "icc": icc, "icc_f_test_rho0": iccTest, "paired_t_test": pairedTTest,
  "dz_ci_noncentral_t": dzInterval, "wilcoxon_signed_rank": wilcoxon,
  "shapiro_wilk": shapiroWilk, "bland_altman": blandAltman,
  "proportional_bias": proportionalBias, "lin_ccc": concordance,
  "within_subject": withinSubject, "tost_paired": equivalence, "mcnemar_exact": mcNemar,
  "cochrans_q": cochranQ, "proportion_ci": proportion, "p_adjust": multiplicity,
  "splitmix64": splitMix, "bca": bootstrap, "icc_sample_size_bonett": sizePrecision,
  "icc_sample_size_walter": sizeTest, "paired_t_sample_size": sizePaired,
  "n_for_zero_failures": sizeFailures, "friedman": friedman,
  "pearson_spearman": correlation, "grubbs_two_sided": grubbs,
  "quantile_type7": quantiles, "mean_sd": meanAndVariance,
  "available_vs_complete_case": missingData,
]

@Sendable private func icc(_ input: JSON) throws -> Computed {
  let table = try SubjectTable(rows: input["matrix_rows_subjects"].matrix)
  let icc = IntraclassCorrelation(table, confidence: 1 - (try input["alpha"].number))
  let anova = icc.anova
  return [
    "n": anova.subjects, "k": anova.columnCount, "MSR": anova.rows, "MSC": anova.columns,
    "MSE": anova.error, "MSW": anova.within, "ICC1_1": icc.oneWaySingle.value,
    "ICC_A1": icc.agreementSingle.value, "ICC_C1": icc.consistencySingle.value,
    "ICC1_k": icc.oneWayMean.value, "ICC_Ak": icc.agreementMean.value,
    "ICC_Ck": icc.consistencyMean.value, "F_1way": icc.oneWayTest.f,
    "F_2way": icc.twoWayTest.f, "df1": icc.twoWayTest.df1, "df2_1way": icc.oneWayTest.df2,
    "df2_2way": icc.twoWayTest.df2, "F_columns": icc.columnTest.f,
    "v_satterthwaite": icc.satterthwaiteDF, "p_1way": icc.oneWayTest.p,
    "p_2way": icc.twoWayTest.p, "p_columns": icc.columnTest.p, "p": icc.twoWayTest.p,
    "CI_ICC1_1": ends(icc.oneWaySingle.interval), "CI_ICC1_k": ends(icc.oneWayMean.interval),
    "CI_ICC_C1": ends(icc.consistencySingle.interval),
    "CI_ICC_Ck": ends(icc.consistencyMean.interval),
    "CI_ICC_A1": ends(icc.agreementSingle.interval),
    "CI_ICC_Ak": ends(icc.agreementMean.interval), "CI": ends(icc.agreementSingle.interval),
    "doubts": names(icc.doubts),
  ]
}

@Sendable private func iccTest(_ input: JSON) throws -> Computed {
  let anova = TwoWayAnova(try SubjectTable(rows: input["matrix_rows_subjects"].matrix))
  let rho = try input["rho0"].number
  let form = { (test: FTest) -> Computed in
    ["F": test.f, "df1": test.df1, "df2": test.df2, "p_greater": test.p]
  }
  return [
    "A1": form(anova.agreementTest(against: rho)),
    "C1": form(anova.consistencyTest(against: rho)),
  ]
}

@Sendable private func pairedTTest(_ input: JSON) throws -> Computed {
  let test = PairedTTest(try pairs(input))
  return [
    "n": test.count, "mean_diff": test.meanDifference, "sd_diff": test.sdDifference,
    "se": test.standardError, "t": test.t, "df": test.df, "p_two_sided": test.p, "p": test.p,
    "ci_low": test.interval.lower, "ci_high": test.interval.upper, "dz": test.dz,
    "hedges_J": test.hedgesFactor, "gz": test.gz, "d_av": test.dAverage,
    "dz_se_approx": test.dzStandardError, "doubts": names(test.doubts),
  ]
}

@Sendable private func dzInterval(_ input: JSON) throws -> Computed {
  let count = Int(try input["n"].number)
  let found = PairedTTest.noncentralities(
    t: try input["t"].number, count: count, confidence: try input["confidence"].number)
  guard let found else { return [:] }
  let root = Double(count).squareRoot()
  return [
    "ncp_low": found.lower, "ncp_high": found.upper, "dz_low": found.lower / root,
    "dz_high": found.upper / root,
  ]
}

@Sendable private func wilcoxon(_ input: JSON) throws -> Computed {
  let differences = try input["d"].numbers
  let test = WilcoxonSignedRank(differences, resolution: 0)
  let shift = HodgesLehmann(differences)
  return [
    "n": test.count, "n_nonzero": test.nonzero, "W_plus": test.positiveSum,
    "W_minus": test.negativeSum, "T_min": min(test.positiveSum, test.negativeSum),
    "ties": test.hasTies, "zeros": test.zeros, "z": test.z,
    "p_asymptotic": test.asymptoticP, "p_asymptotic_cc": test.correctedP,
    "rank_biserial": test.rankBiserial, "p_pratt_asymptotic": test.prattP,
    "p_exact": test.exactP, "p_exact_permutation_ties": test.exactP, "p": test.p,
    "hodges_lehmann": shift.estimate, "hodges_lehmann_walsh_median": shift.estimate,
    "hl_ci_exact": ends(shift.interval), "doubts": names(test.doubts),
  ]
}

@Sendable private func shapiroWilk(_ input: JSON) throws -> Computed {
  let test = ShapiroWilk(try input["x"].numbers)
  return ["n": test.count, "W": test.w, "p": test.p, "doubts": names(test.doubts)]
}

@Sendable private func blandAltman(_ input: JSON) throws -> Computed {
  let analysis = BlandAltman(
    try input["d"].numbers, coverage: try input["coverage"].number,
    confidence: try input["confidence"].number)
  let early = analysis.approximateIntervals(standardError: analysis.standardError1986)
  let late = analysis.approximateIntervals(standardError: analysis.standardError1999)
  return [
    "n": analysis.count, "bias": analysis.bias, "sd": analysis.sd,
    "loa_low": analysis.limits.lower, "loa_high": analysis.limits.upper,
    "bias_ci": ends(analysis.biasInterval), "se_loa_1986": analysis.standardError1986,
    "se_loa_1999": analysis.standardError1999, "loa_low_ci_1999": ends(late.lower),
    "loa_high_ci_1999": ends(late.upper), "loa_low_ci_1986": ends(early.lower),
    "loa_high_ci_1986": ends(early.upper), "carkeet_c025": analysis.exactFactors.lower,
    "carkeet_c975": analysis.exactFactors.upper,
    "loa_low_ci_exact": ends(analysis.lowerLimitInterval),
    "loa_high_ci_exact": ends(analysis.upperLimitInterval),
  ]
}

@Sendable private func proportionalBias(_ input: JSON) throws -> Computed {
  let bias = ProportionalBias(try pairs(input))
  return [
    "intercept": bias.line.intercept, "slope": bias.line.slope,
    "se_intercept": bias.line.interceptStandardError, "se_slope": bias.line.slopeStandardError,
    "t_slope": bias.line.slopeT, "p_slope": bias.line.slopeP,
    "slope_ci": ends(bias.line.slopeInterval), "intercept_ci": ends(bias.line.interceptInterval),
    "r2": bias.line.rSquared, "pitman_morgan_r": bias.pitmanMorganR,
    "pitman_morgan_p": bias.pitmanMorganP, "doubts": names(bias.doubts),
  ]
}

@Sendable private func concordance(_ input: JSON) throws -> Computed {
  let ccc = Concordance(try pairs(input))
  return [
    "n": ccc.count, "ccc_n": ccc.value, "ccc_n_minus_1": ccc.unbiasedValue,
    "pearson_r": ccc.pearson, "C_b": ccc.accuracy, "scale_shift": ccc.scaleShift,
    "location_shift": ccc.locationShift, "se": ccc.standardError, "z": ccc.z,
    "se_z": ccc.zStandardError, "ci_z": ends(ccc.interval),
    "ci_asymptotic": ends(ccc.asymptoticInterval),
  ]
}

@Sendable private func withinSubject(_ input: JSON) throws -> Computed {
  let within = WithinSubject(try pairs(input))
  return [
    "n": within.count, "wSD": within.sd, "wSD_ci": ends(within.sdInterval),
    "wSD_bias_removed": within.sdWithoutBias, "RC": within.repeatability,
    "RC_ci": ends(within.repeatabilityInterval), "wCV_rms": within.cvRootMeanSquare,
    "wCV_log": within.cvLog, "wCV_ratio_of_means": within.cvOfMeans,
    "mean_abs_pct_diff": within.meanAbsolutePercent,
  ]
}

@Sendable private func equivalence(_ input: JSON) throws -> Computed {
  let bounds = Interval(
    lower: try input["bound_low"].number, upper: try input["bound_high"].number)
  let test = Equivalence(try pairs(input), bounds: bounds)
  return [
    "n": test.count, "t_lower": test.lowerT, "p_lower": test.lowerP, "t_upper": test.upperT,
    "p_upper": test.upperP, "p": test.p, "ci90": ends(test.interval),
    "equivalent_alpha05": test.isEquivalent,
  ]
}
