import Testing

@testable import Workbench

@Suite struct ActionTableTests {
  @Test func noKeyMeansTwoThings() { #expect(ActionTable.conflicts == []) }

  @Test func everyActionSaysWhatItDoes() {
    for action in ActionTable.all {
      #expect(action.help.hasSuffix("."), "\(action.name)")
      #expect(action.help.count > 15, "\(action.name)")
      #expect(!action.keys.isEmpty, "\(action.name)")
      #expect(action.name.contains("."), "\(action.name)")
      #expect(!action.isInBar || !action.label.isEmpty, "\(action.name)")
    }
  }

  @Test func namesAreUnique() {
    #expect(Set(ActionTable.all.map(\.name)).count == ActionTable.all.count)
  }

  @Test(arguments: [
    ("view.a", "view.agreement"), ("picture.zoom", "picture.zoomIn"), ("them", "theme.next"),
    ("nothing", "nothing"), ("plane.sagittal", "plane.coronal"), ("plane.three", "plane.sagittal"),
  ])
  func tabCompletes(_ text: String, _ wanted: String) {
    #expect(CommandLineText.completed(text) == wanted)
  }

  @Test func plainImagesHaveNoViewButTheSlices() {
    var state = WorkbenchState()
    for view in ViewKind.allCases {
      let action = ActionTable.named("view.\(view)")
      state.holdsStudy = true
      #expect(action?.reasonDisabled(state) == nil)
      state.holdsStudy = false
      #expect((action?.reasonDisabled(state) == nil) == (view == .slices))
    }
  }

  @Test func lookingOnlyForbidsEveryChange() {
    var state = WorkbenchState()
    state.isReadOnly = true
    for action in ActionTable.all where action.changesStudy {
      #expect(action.reasonDisabled(state) == "the study was opened to look only")
    }
  }
}
