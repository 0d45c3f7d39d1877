import Study

/// Which images the screen wants.
enum ImageWishes {
  /// The two images of the subject under the cursor; the full one may be another method's that was
  /// put in its place.
  static func pair(of state: WorkbenchState) -> (full: ImageRequest?, variant: ImageRequest?) {
    guard let subject = state.shownSubject else { return (nil, nil) }
    return (
      request(subject, variant: state.leftVariant, state),
      request(subject, variant: state.variant, state)
    )
  }

  /// The picture of the step that failed of a variant of the subject under the cursor, unless slices
  /// are asked for in its place.
  static func failure(of state: WorkbenchState, variant index: Int) -> ImageRequest? {
    guard state.slices.isDrawn, state.slices.showsFailure, let subject = state.shownSubject,
      subject.variants.indices.contains(index), let path = subject.variants[index].failurePicture
    else { return nil }
    var request = ImageRequest(path: path)
    let tasks = subject.variants[index].tasks.compactMap { state.snapshot?.task($0) }
    request.generation = tasks.reduce(0) { $0 + ($1.state == .failed ? $1.changed : 0) }
    return request
  }

  /// Everything wanted: pictures of failures, which are small, then the shown pair, then the
  /// neighbours', then the next method.
  static func all(of state: WorkbenchState) -> [ImageRequest] {
    if state.view == .face {
      let pair = heads(of: state)
      return [pair.full, pair.variant].compactMap { $0 }
    }
    guard state.view == .slices, let subjects = state.shownCohort?.subjects else { return [] }
    let near = [state.subject, state.subject + 1, state.subject - 1].filter(
      subjects.indices.contains)
    let failures = [state.leftVariant, state.variant].compactMap { failure(of: state, variant: $0) }
    return failures
      + near.flatMap { place in
        [state.leftVariant, state.variant].compactMap {
          request(subjects[place], variant: $0, state)
        }
      } + [nextMethod(of: state)].compactMap { $0 }
  }

  /// The image that `m` would show.
  private static func nextMethod(of state: WorkbenchState) -> ImageRequest? {
    guard let subject = state.shownSubject, subject.variants.count > 2 else { return nil }
    return request(subject, variant: state.variant % (subject.variants.count - 1) + 1, state)
  }

  /// The two heads of the subject under the cursor as surfaces; nil where there is no image, or it is
  /// not known where the head lies.
  static func heads(of state: WorkbenchState) -> (full: ImageRequest?, variant: ImageRequest?) {
    guard let subject = state.shownSubject, let alignment = subject.alignment else {
      return (nil, nil)
    }
    var plain = state
    plain.slices.contrast = nil
    func head(_ index: Int) -> ImageRequest? {
      guard var request = request(subject, variant: index, plain) else { return nil }
      (request.removed, request.brain, request.labels) = (nil, nil, nil)
      request.alignment = alignment
      request.original = index > 0 ? subject.variants[0].image : nil
      let face = subject.variants[index].face
      request.check = face?.grade == nil ? nil : face?.checkFile
      request.finding = face?.finding
      return request
    }
    return (head(0), head(state.variant))
  }

  /// Another contrast than the one that is defaced exists of the full images alone.
  private static func request(
    _ subject: SubjectStatus, variant index: Int, _ state: WorkbenchState
  ) -> ImageRequest? {
    guard state.slices.isDrawn, subject.variants.indices.contains(index) else { return nil }
    let variant = subject.variants[index]
    let other = state.slices.contrast.flatMap { $0 == subject.contrast ? nil : $0 }
    if let other, index > 0 || subject.subject.images[other] == nil { return nil }
    guard let path = other.map({ subject.subject.images[$0] }) ?? variant.image else { return nil }
    let tasks = variant.tasks.compactMap { state.snapshot?.task($0) }
    if index > 0, !variant.tasks.isEmpty,
      tasks.first(where: { $0.kind == "deface" })?.state != .done
    {
      return nil
    }
    // What is not laid over it is not read: the masks take longer than the image.
    let overlay = state.slices.overlay
    var request = ImageRequest(
      path: path, removed: variant.removalMask,
      brain: overlay == .brain ? subject.brainMask : nil,
      labels: overlay == .tissue ? variant.labels : nil)
    request.generation = tasks.reduce(variant.generation) {
      $0 + ($1.state == .done ? $1.changed : 0)
    }
    return request
  }
}
