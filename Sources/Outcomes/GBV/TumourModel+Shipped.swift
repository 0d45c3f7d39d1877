import COutcomeModels

extension TumourModel {
  /// The model that comes with this version; nil where its bytes are not those of one.
  public static let shipped: TumourModel? = {
    let count = Int(bauta_gbv_model_count())
    guard count > 0, let start = bauta_gbv_model() else { return nil }
    return TumourModel(bytes: Array(UnsafeBufferPointer(start: start, count: count)))
  }()
}
