extension BrainTissue {
  /// The label of BIDS derivatives: `CSF`, `GM` or `WM`.
  public var label: String {
    switch self {
    case .fluid: "CSF"
    case .grey: "GM"
    case .white: "WM"
    }
  }
}
