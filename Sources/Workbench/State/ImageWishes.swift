import Study

/// Which images the screen wants.
enum ImageWishes {
  /// The two images of the subject under the cursor.
  static func pair(of state: WorkbenchState) -> (full: ImageRequest?, variant: ImageRequest?) {
    guard let subject = state.shownSubject else { return (nil, nil) }
    return (
      request(subject, variant: 0, snapshot: state.snapshot),
      request(subject, variant: state.variant, snapshot: state.snapshot)
    )
  }

  /// Everything wanted: the shown pair first, then the neighbours'.
  static func all(of state: WorkbenchState) -> [ImageRequest] {
    guard state.view == .slices, let subjects = state.shownCohort?.subjects else { return [] }
    let near = [state.subject, state.subject + 1, state.subject - 1].filter(
      subjects.indices.contains)
    return near.flatMap { place in
      [0, state.variant].compactMap {
        request(subjects[place], variant: $0, snapshot: state.snapshot)
      }
    }
  }

  private static func request(
    _ subject: SubjectStatus, variant index: Int, snapshot: StudySnapshot?
  ) -> ImageRequest? {
    guard subject.variants.indices.contains(index) else { return nil }
    let variant = subject.variants[index]
    guard let path = variant.image else { return nil }
    let tasks = variant.tasks.compactMap { snapshot?.task($0) }
    if index > 0, !variant.tasks.isEmpty,
      tasks.first(where: { $0.kind == "deface" })?.state != .done
    {
      return nil
    }
    var request = ImageRequest(
      path: path, removed: variant.removalMask, brain: subject.brainMask, labels: variant.labels)
    request.generation = tasks.reduce(0) { $0 + ($1.state == .done ? $1.changed : 0) }
    return request
  }
}
