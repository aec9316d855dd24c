import Rules

/// What is wrong with rulesets, for a program to read: as a list of our own, or in SARIF 2.1.0 for editors and pipelines.
struct DiagnosticsReport {
  /// Each once, in the order in which they were found.
  private(set) var entries: [Entry] = []
  private var told: Set<String> = []

  struct Entry {
    /// A path; `nil` where it is about no file.
    let file: String?
    let severity: Diagnostic.Severity
    let code: DiagnosticCode?
    let message: LocalizedText
    let mend: LocalizedText?
    let start: SourceText.Position?
    let end: SourceText.Position?
    let edit: Diagnostic.Edit?
  }

  /// What was written into the files.
  private var mends: [(diagnostic: Diagnostic, edit: Diagnostic.Edit)] = []

  mutating func add(_ mend: (diagnostic: Diagnostic, edit: Diagnostic.Edit)) { mends.append(mend) }

  mutating func add(_ failure: Failure) {
    for notice in failure.notices { add(notice) }
    for diagnostic in failure.diagnostics {
      let (source, range) = (diagnostic.source, diagnostic.range)
      add(
        Entry(
          file: source.name, severity: diagnostic.severity, code: diagnostic.code,
          message: diagnostic.message, mend: diagnostic.mend,
          start: source.position(at: range.start), end: source.position(at: range.end),
          edit: diagnostic.edit))
    }
  }

  mutating func add(_ notice: Notice) {
    add(
      Entry(
        file: notice.subject, severity: notice.severity, code: notice.code,
        message: notice.message, mend: notice.mend, start: nil, end: nil, edit: nil))
  }

  private mutating func add(_ entry: Entry) {
    let place = entry.start.map { "\($0.line):\($0.column)" } ?? ""
    let key = "\(entry.file ?? "") \(place) \(entry.message.nl)"
    if told.insert(key).inserted { entries.append(entry) }
  }

  func json(in language: Language) -> String {
    var parts: [(key: String, value: JSONTree)] = [
      (
        "diagnostics",
        .list(
          entries.map { entry in
            .object(
              [
                ("file", JSONTree(entry.file)),
                ("severity", .string(entry.severity.rawValue)),
                ("code", JSONTree(entry.code?.rawValue)),
                ("message", .string(entry.message[language])),
                ("mend", JSONTree(entry.mend?[language])),
              ] + entry.region + (entry.edit.map { [("edit", .object($0.members))] } ?? []))
          })
      )
    ]
    if !mends.isEmpty {
      parts.append(
        (
          "mended",
          .list(
            mends.map { mend in
              .object(
                [
                  ("code", JSONTree(mend.diagnostic.code?.rawValue)),
                  ("message", .string(mend.diagnostic.message[language])),
                  ("before", .string(mend.edit.before)),
                ] + mend.edit.members)
            })
        ))
    }
    return JSONTree.object(parts).text
  }

  /// The form of OASIS, Static Analysis Results Interchange Format 2.1.0.
  func sarif(in language: Language, version: String) -> String {
    let codes = DiagnosticCode.allCases.filter { code in entries.contains { $0.code == code } }
    let driver = JSONTree.object([
      ("name", "toets"), ("version", .string(version)),
      (
        "rules",
        .list(
          codes.map { code in
            .object([
              ("id", .string(code.rawValue)),
              ("fullDescription", .object([("text", .string(code.explanation[language]))])),
            ])
          })
      ),
    ])
    return JSONTree.object([
      ("$schema", "https://json.schemastore.org/sarif-2.1.0.json"), ("version", "2.1.0"),
      (
        "runs",
        .list([
          .object([
            ("tool", .object([("driver", driver)])), ("columnKind", "unicodeCodePoints"),
            ("results", .list(entries.map { $0.result(in: language) })),
          ])
        ])
      ),
    ]).text
  }
}

extension Diagnostic.Edit {
  fileprivate var members: [(key: String, value: JSONTree)] {
    [("file", .string(place.source.name))] + place.region + [("text", .string(text))]
  }

  /// Source: SARIF 2.1.0, 3.55 fix object.
  fileprivate func fix(_ mend: String?) -> JSONTree {
    let replacement = JSONTree.object([
      ("deletedRegion", .object(place.region)),
      ("insertedContent", .object([("text", .string(text))])),
    ])
    let change = JSONTree.object([
      ("artifactLocation", .object([("uri", .string(place.source.name))])),
      ("replacements", .list([replacement])),
    ])
    let description = mend.map { [("description", JSONTree.object([("text", .string($0))]))] } ?? []
    return .object(description + [("artifactChanges", .list([change]))])
  }
}

extension SourcePlace {
  /// Lines and columns from 1; the end is the first column after it.
  fileprivate var region: [(key: String, value: JSONTree)] {
    let (start, end) = (source.position(at: range.start), source.position(at: range.end))
    return [
      ("startLine", .number(Double(start.line))), ("startColumn", .number(Double(start.column))),
      ("endLine", .number(Double(end.line))), ("endColumn", .number(Double(end.column))),
    ]
  }
}

extension DiagnosticsReport.Entry {
  /// Lines and columns from 1; the end is the first column after it.
  fileprivate var region: [(key: String, value: JSONTree)] {
    guard let start, let end else { return [] }
    return [
      ("startLine", .number(Double(start.line))), ("startColumn", .number(Double(start.column))),
      ("endLine", .number(Double(end.line))), ("endColumn", .number(Double(end.column))),
    ]
  }

  fileprivate func result(in language: Language) -> JSONTree {
    let text = [message[language], mend?[language]].compactMap(\.self).joined(separator: "\n")
    let level =
      switch severity {
      case .error: "error"
      case .warning: "warning"
      case .remark: "note"
      }
    var result: [(key: String, value: JSONTree)] = [
      ("level", .string(level)), ("message", .object([("text", .string(text))])),
    ]
    if let code { result.insert(("ruleId", .string(code.rawValue)), at: 0) }
    if let file {
      var place: [(key: String, value: JSONTree)] = [
        ("artifactLocation", .object([("uri", .string(file))]))
      ]
      if start != nil { place.append(("region", .object(region))) }
      result.append(("locations", .list([.object([("physicalLocation", .object(place))])])))
    }
    if let edit { result.append(("fixes", .list([edit.fix(mend?[language])]))) }
    return .object(result)
  }
}
