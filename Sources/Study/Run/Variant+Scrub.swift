import Volumes

extension Variant {
  /// The variant as it may be shared: the header without its free text and extensions, since they can
  /// name people. The sidecar says which fields were emptied. Nothing else of the file changes.
  ///
  /// - Returns: the variant, and what was taken out.
  public func scrubbed() -> (variant: Variant, report: ScrubReport) {
    let (clean, report) = volume.scrubbed()
    guard !report.isEmpty else { return (self, report) }
    var result = self
    result.volume = clean
    result.sidecar.Bauta.scrubbed_header = report.names
    return (result, report)
  }
}

extension ScrubReport {
  /// What was taken out, as names.
  public var names: [String] { fields + (extensionBytes > 0 ? ["extensions"] : []) }
}
