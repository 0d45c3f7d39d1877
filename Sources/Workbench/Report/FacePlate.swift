import Foundation

/// The pictures of the faces of a cohort after one method, as part of a page.
struct FacePlate {
  private let faces: ReportedFaces
  private let name: (Int) -> String

  /// - Parameters:
  ///   - faces: the faces.
  ///   - name: what the subject at a place is called.
  init(_ faces: ReportedFaces, name: @escaping (Int) -> String) {
    (self.faces, self.name) = (faces, name)
  }

  /// The pictures with what they show; empty where there is nothing to say.
  var html: String {
    let figures = faces.portraits.map(figure)
    let note = note.map { "<p>\(HTMLText.escaped($0))</p>" } ?? ""
    guard !figures.isEmpty || !note.isEmpty else { return "" }
    let title = HTMLText.escaped("\(faces.cohort): faces after \(faces.zones.method)")
    let heading = "<h3>\(title)</h3>\n\(note)"
    return figures.isEmpty ? heading : "\(heading)<div class=\"faces\">\(figures.joined())</div>"
  }

  /// What is not drawn, and why.
  private var note: String? {
    guard faces.withheld > 0 else { return nil }
    let count = faces.withheld == 1 ? "1 face is" : "\(faces.withheld) faces are"
    return "\(count) not drawn: of grade C or N, a person could be recognised by them."
  }

  private func figure(_ portrait: ReportedFaces.Portrait) -> String {
    let before = portrait.original.map { image($0, "before the removal") } ?? ""
    let words = "\(name(portrait.subject)): \(portrait.grade.rawValue), \(portrait.grade.meaning)"
    return "<figure>\(before)\(image(portrait.defaced, "after the removal"))"
      + "<figcaption>\(HTMLText.escaped(words))</figcaption></figure>"
  }

  private func image(_ png: [UInt8], _ words: String) -> String {
    "<img alt=\"face \(words)\" src=\"data:image/png;base64,\(Data(png).base64EncodedString())\" />"
  }
}
