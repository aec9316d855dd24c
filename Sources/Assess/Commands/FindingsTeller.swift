import ArgumentParser
import Rules

extension DiagnosticsReport {
  /// How findings are told.
  enum Form: String, ExpressibleByArgument, CaseIterable {
    case text, json, sarif
  }
}

/// Tells what a check finds: as it goes in words, or at the end as one document for programs.
struct FindingsTeller {
  /// How the command ends, as far as it is known.
  var status = ExitStatus.success
  private let console: Console
  private let form: DiagnosticsReport.Form
  private let language: Language
  private var report = DiagnosticsReport()
  /// A file that two versions share has its faults told once.
  private var told: Set<String> = []

  init(_ console: Console, _ form: DiagnosticsReport.Form, in language: Language) {
    self.console = console
    self.form = form
    self.language = language
  }

  mutating func tell(_ failure: Failure) {
    report.add(failure)
    guard form == .text else { return }
    for text in failure.texts(in: language) where told.insert(text).inserted {
      console.warn(text)
    }
  }

  /// What was mended.
  mutating func tell(_ mend: RulesetMending.Mend) throws(Failure) {
    report.add(mend)
    guard form == .text else { return }
    let place = mend.edit.place
    let position = place.source.position(at: place.range.start)
    let code = mend.diagnostic.code.map { " \($0.rawValue)" } ?? ""
    let change =
      mend.edit.before.isEmpty
      ? console.say("'\(mend.edit.text)' toegevoegd", "added '\(mend.edit.text)'")
      : console.say(
        "'\(mend.edit.before)' is nu '\(mend.edit.text)'",
        "'\(mend.edit.before)' is now '\(mend.edit.text)'")
    try console.print(
      "\(place.source.name):\(position.line):\(position.column): "
        + console.say("hersteld", "mended") + "\(code): \(change)\n".withoutControls)
  }

  /// What was told without a plan that shows it.
  func tellUnshown(_ diagnostic: Diagnostic) throws(Failure) {
    guard form == .text else { return }
    let position = diagnostic.source.position(at: diagnostic.range.start)
    try console.print(
      "\(diagnostic.source.name):\(position.line):\(position.column): ".withoutControls
        + console.say("geen plan gevonden dat dit laat zien", "no plan was found that shows this")
        + "\n")
  }

  /// A file that was written.
  func tellFile(_ path: String) throws(Failure) {
    guard form == .text else { return }
    try console.print(console.say("geschreven: ", "written: ") + "\(path)\n".withoutControls)
  }

  /// How many of each there are of one version or model.
  func sum(of name: String, _ failures: [Failure]) throws(Failure) {
    guard form == .text else { return }
    try console.print("\(name): ".withoutControls + line(failures) + "\n")
  }

  func finish() throws(Failure) -> ExitStatus {
    switch form {
    case .text: break
    case .json: try console.print(report.json(in: language))
    case .sarif: try console.print(report.sarif(in: language, version: Engine.version))
    }
    return status
  }

  private func line(_ failures: [Failure]) -> String {
    if failures.isEmpty { return console.say("in orde", "in order") }
    let all = failures.flatMap(\.diagnostics).map(\.severity)
    let faults = failures.reduce(0) { $0 + $1.notices.count } + all.count { $0 == .error }
    let (warnings, remarks) = (all.count { $0 == .warning }, all.count { $0 == .remark })
    func counted(_ count: Int, _ one: (String, String), _ more: (String, String)) -> String? {
      switch count {
      case 0: nil
      case 1: "1 " + console.say(one.0, one.1)
      default: "\(count) " + console.say(more.0, more.1)
      }
    }
    return [
      counted(faults, ("fout", "fault"), ("fouten", "faults")),
      counted(warnings, ("waarschuwing", "warning"), ("waarschuwingen", "warnings")),
      counted(remarks, ("opmerking", "remark"), ("opmerkingen", "remarks")),
    ].compactMap(\.self).joined(separator: ", ")
  }
}
