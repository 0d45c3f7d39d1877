import Foundation
import Jobs
import Study
import Support
import Testing

@testable import Commands

struct StudyCommandTests {
  @Test func `init writes a study that checks`() async throws {
    let folder = try ScratchFolder()
    for name in ["data/sub-01/anat", "data/sub-02/anat"] {
      try FileManager.default.createDirectory(
        atPath: folder.file(name), withIntermediateDirectories: true)
    }
    _ = try folder.text(
      "data/participants.tsv", "participant_id\tsex\tdx\nsub-01\tF\tad\nsub-02\tM\tHC\n")
    let data = folder.file("data")
    let made = await Run("init", folder.path, "--bids", data, "--name", "try", "--cohort", "AD")
    #expect(made.code == 0 && made.result.isEmpty, "\(made.message)")
    let checked = await Run("check", folder.path, "--json")
    #expect(checked.code == 0 && checked.object["study"] as? String == "try")
    let cohorts = try #require(checked.object["cohorts"] as? [[String: Any]])
    #expect(cohorts.first?["subjects"] as? Int == 1, "the column 'dx' tells who belongs to it")
    let notes = try #require(checked.object["notes"] as? [String])
    #expect(notes == ["cohort AD: 1 of 1 subjects have no T1w image"])
    let both = await Run("init", folder.path, "--bids", data, "--table", "t.csv", "--force")
    #expect(both.code == 64)
    let again = await Run("init", folder.path, "--bids", data)
    #expect(again.code == 73 && again.message.contains("--force"))
  }

  @Test(arguments: [
    ("study", "data", "../data"), ("study", "study/data", "data"), (".", "data", "data"),
    ("a/b", "a/c/t.csv", "../c/t.csv"), ("study", "/data", "/data"), ("a", "a", "."),
  ])
  func `paths are written as seen from the study folder`(
    _ study: String, _ given: String, _ written: String
  ) {
    #expect(RelativePath.from(study, to: given) == written)
  }

  @Test func `init refuses answers that make no study`() async throws {
    let folder = try ScratchFolder()
    let run = await Run(
      "init", folder.path, "--bids", "data", "--outcome", "nbw", "--cohort", "A D")
    #expect(run.code == 64 || run.code == 65)
    #expect(run.message.contains("did you mean 'nbv'?") && run.message.contains("'A D'"))
    #expect(try folder.names.isEmpty)
    let silent = await Run("init", folder.path)
    #expect(silent.code == 64)
  }

  @Test func `check lists every mistake with its line`() async throws {
    let folder = try ScratchFolder()
    _ = try folder.text("study.yaml", "study: a\nmethods: [quickshare]\ncohorts: [{name: b}]\n")
    let run = await Run("check", folder.path)
    #expect(run.code == 65 && run.result.isEmpty)
    let notes = run.message.split(separator: "\n").filter { $0.hasPrefix("bauta:  note: line ") }
    #expect(notes.count == 3)
    #expect(run.message.contains("did you mean 'quickshear'?"))
  }

  @Test func `the themes of the product are sound`() async {
    let check = await Run("themes", "check")
    #expect(check.code == 0, "\(check.result)")
    let list = await Run("themes", "--json")
    #expect((list.json as? [String])?.contains("lagoon") == true)
  }

  @Test func `doctor gives one JSON value and plain lines`() async {
    let json = await Run("doctor", "--json")
    #expect(
      json.code == 0 && json.object["version"] is String && json.object["template"] is [String: Any]
    )
    let text = await Run("doctor")
    #expect(text.code == 0 && text.result.contains("template"))
  }

  /// A study of two subjects whose tasks are queued; nothing has run.
  private func queued() throws -> (folder: ScratchFolder, template: String, study: OpenStudy) {
    let folder = try ScratchFolder()
    for name in ["sub-07", "sub-21"] {
      let anat = "\(folder.path)/data/\(name)/anat"
      try FileManager.default.createDirectory(atPath: anat, withIntermediateDirectories: true)
      _ = try folder.write([1, 2, 3], as: "data/\(name)/anat/\(name)_T1w.nii.gz")
    }
    _ = try folder.text(
      "study.yaml",
      "study: try\nmethods: [quickshear]\ncohorts: [{name: AD, outcome: nbv, bids: data}]\n")
    let template = try folder.write([1], as: "head.nii.gz")
    let study = try OpenStudy.open(
      folder: folder.path, search: TemplateSearch(option: template), threads: 1)
    try study.enqueue()
    return (folder, template, study)
  }

  @Test(arguments: [
    (["retry", "--subject", "nobody"], "no subject of that label"),
    (["retry", "--subject", "sub-08"], "one name of the study is much like it"),
    (["retry", "--subject", "sub-08", "--detail"], "did you mean 'sub-07'?"),
    (["retry", "--cohort", "Ad"], "did you mean 'AD'?"),
    (["retry", "--method", "quickshare"], "did you mean 'quickshear'?"),
    (["run", "--only", "nobody"], "the study has no subject or cohort of a name given"),
    (["run", "--only", "nobody", "--background"], "no subject or cohort of a name given"),
  ])
  func `names that are not known are refused without repeating labels`(
    _ words: [String], _ says: String
  ) async throws {
    let (folder, template, study) = try queued()
    let run = await Run(
      list: [words[0], folder.path, "--template", template] + words.dropFirst())
    withExtendedLifetime(study) {}
    #expect(run.code == 64 && run.result.isEmpty)
    #expect(run.message.contains(says), "\(run.message)")
    if !words.contains("--detail") {
      for label in ["nobody", "sub-07", "sub-08", "sub-21"] {
        #expect(!run.message.contains(label), "\(run.message)")
      }
    }
  }

  @Test func `a parameter of one subject is set, told and taken back`() async throws {
    let (folder, template, study) = try queued()
    let place = ["retry", folder.path, "--template", template, "--subject", "07"]
    let set = await Run(list: place + ["--set", "quickshear.buffer=15mm", "--why", "too near"])
    #expect(set.code == 0, "\(set.message)")
    #expect(
      set.result
        == "quickshear.buffer of the subject is 15mm now\n3 tasks to be done anew\n0 tasks put back\n"
    )
    let status = await Run("status", folder.path, "--template", template)
    #expect(status.result.contains("parameters of their own: 1 subject (quickshear 1)"))
    #expect(status.result.contains("AD 1/2 quickshear buffer 15mm (study: 10mm)"))
    let json = await Run("status", folder.path, "--template", template, "--json")
    #expect(json.result.contains("\"own_parameters\"") && json.result.contains("too near"))
    let again = await Run(list: place + ["--set", "quickshear.buffer=15mm"])
    #expect(again.code == 0 && again.message.contains("was so already"))
    let back = await Run(list: place + ["--unset", "quickshear.buffer", "--json"])
    #expect(back.object["added"] as? Int == 3)
    let after = await Run("status", folder.path, "--template", template)
    #expect(!after.result.contains("of their own"))
    withExtendedLifetime(study) {}
  }

  @Test(arguments: [
    (["--set", "quickshear.buffer=15mm"], 64, "name it with --subject"),
    (["--subject", "07", "--set", "quickshear.buffer"], 64, "has no value"),
    (["--subject", "07", "--set", "buffer=15mm"], 64, "names no parameter"),
    (["--subject", "07", "--why", "so"], 64, "'--why' belongs to"),
    (["--subject", "07", "--set", "quickshear.bufer=15mm"], 65, "did you mean 'buffer'?"),
    (["--subject", "07", "--set", "quickshear.buffer=900mm"], 65, "allowed is '100mm'"),
    (["--subject", "07", "--unset", "quickshear.bufer"], 65, "did you mean 'buffer'?"),
    (["--subject", "08", "--set", "quickshear.buffer=15mm"], 64, "no subject of that label"),
  ])
  func `wrong parameters are refused with a remedy`(
    _ words: [String], _ code: Int32, _ says: String
  ) async throws {
    let (folder, template, study) = try queued()
    let run = await Run(list: ["retry", folder.path, "--template", template] + words)
    withExtendedLifetime(study) {}
    #expect(run.code == code && run.message.contains(says), "\(run.message)")
    #expect(!FileManager.default.fileExists(atPath: folder.file(".bauta/parameters.jsonl")))
  }

  @Test func `the report is text or one page, and names nobody`() async throws {
    let (folder, template, study) = try queued()
    let text = await Run("report", folder.path, "--template", template)
    withExtendedLifetime(study) {}
    #expect(text.code == 0 && text.result.hasPrefix("try\n===\n2 subjects in 1 cohort"))
    #expect(!text.result.contains("sub-"))
    let page = folder.file("report.html")
    let made = await Run("report", folder.path, "--template", template, "-o", page)
    #expect(made.code == 0 && made.result.isEmpty)
    let html = try String(contentsOfFile: page, encoding: .utf8)
    #expect(html.hasPrefix("<!doctype html>") && !html.contains("http"))
    let again = await Run("report", folder.path, "--template", template, "-o", page)
    #expect(again.code == 73 && again.message.contains("--force"))
    let list = folder.file("list.tsv")
    let attested = await Run("report", folder.path, "--template", template, "--attestation", list)
    #expect(attested.code == 0 && attested.message.contains("0 of "), "\(attested.message)")
    let rows = try String(contentsOfFile: list, encoding: .utf8).split(separator: "\n")
    #expect(rows.count > 2 && rows.dropFirst().allSatisfy { $0.contains("\tnot done\t") })
    let odd = await Run("report", folder.path, "--template", template, "-o", "report.pdf")
    #expect(odd.code == 64 && odd.message.contains(".html"))
  }

  @Test func `cancelled tasks are told, and put back when asked for`() async throws {
    let (folder, template, study) = try queued()
    let count = try study.store.cancel(TaskFilter(subject: "sub-07"))
    #expect(count > 1)
    let plain = await Run("retry", folder.path, "--template", template)
    #expect(plain.code == 0 && plain.result == "0 tasks put back\n")
    #expect(plain.message.contains("\(count) cancelled tasks left"), "\(plain.message)")
    let json = await Run("retry", folder.path, "--template", template, "--cancelled", "--json")
    #expect(json.object["retried"] as? Int == count && json.object["cancelled_left"] as? Int == 0)
  }

  @Test func `status speaks of places, with details of labels`() async throws {
    let (folder, template, study) = try queued()
    let leases = try study.store.claim(Claimant(owner: "test", version: "1"), limit: 2)
    let lost = TaskFailure(kind: "input-missing", message: "It is gone.", remedy: "Bring it back.")
    #expect(try study.store.fail(leases[1], lost))
    let text = await Run("status", folder.path, "--template", template)
    #expect(text.code == 0 && !text.result.contains("sub-"), "\(text.result)")
    #expect(text.result.contains("1 interrupted, 1 failed") && text.result.contains("blocked"))
    let place = leases[1].spec.labels.subject == "sub-07" ? "1/2" : "2/2"
    #expect(text.result.contains("AD \(place) full probe: input-missing: It is gone."))
    #expect(text.result.contains("      help: Bring it back."))
    let detailed = await Run("status", folder.path, "--template", template, "--detail")
    #expect(detailed.result.contains("AD sub-"))
    let json = await Run("status", folder.path, "--template", template, "--json")
    #expect(json.result.contains("\"subject\" : \"sub-"))
  }

  @Test func `subjects are called by their places`() {
    let cohorts = [("AD", ["sub-07", "sub-21"]), ("HC", ["sub-07"])]
    let labels = TaskLabels(subject: "sub-21", method: "full", cohort: "AD")
    #expect(
      SubjectNames(cohorts, isDetailed: false).name(labels, step: "measure")
        == "AD 2/2 full measure")
    #expect(
      SubjectNames(cohorts, isDetailed: true).name(labels, step: "measure")
        == "AD sub-21 full measure")
    let stranger = TaskLabels(subject: "sub-99", method: nil, cohort: "AD")
    #expect(
      SubjectNames(cohorts, isDetailed: false).name(stranger, step: "probe")
        == "AD a subject probe")
  }
}
