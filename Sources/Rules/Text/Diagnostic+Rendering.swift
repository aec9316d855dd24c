extension Diagnostic {
  /// The diagnostic for a terminal: where and what, the line with the words at fault underlined,
  /// and how to mend it.
  ///
  ///     criteria/c7.yaml:12:9: error: unknown name 'einde termyn'
  ///       rule: r.einddatum <= einde termyn
  ///                            ^~~~~~~~~~~~
  ///       did you mean 'einde termijn'?
  ///
  /// Control characters, and those that turn the direction of text, are shown as `�`, so that a
  /// text can't act on the terminal. Of a long line the part around the fault is shown.
  public func rendered(in language: Language) -> String {
    let position = source.position(at: range.start)
    let place = "\(source.name):\(position.line):\(position.column)"
    let kind = severity.title[language] + (code.map { " \($0.rawValue)" } ?? "")
    var lines = [safe("\(place): \(kind): \(message[language])")]
    lines += excerpt(at: position)
    if let mend { lines.append("  " + safe(mend[language])) }
    return lines.joined(separator: "\n")
  }

  /// How much of a line is shown.
  private static let width = 100

  /// The line and its underlining; nothing when the text is empty.
  private func excerpt(at position: SourceText.Position) -> [String] {
    let line = Array(source.line(position.line).unicodeScalars)
    if line.isEmpty && range.start == range.end { return [] }
    let start = Swift.min(position.column - 1, line.count)
    let marked = source.text(in: range).unicodeScalars.count
    let end = Swift.min(start + marked, line.count)

    var first = 0
    var last = line.count
    if line.count > Self.width {
      first = Swift.max(0, Swift.min(start - Self.width / 4, line.count - Self.width))
      last = Swift.min(line.count, first + Self.width)
    }
    let lead = first > 0 ? "…" : ""
    let shown = lead + safe(line[first..<last]) + (last < line.count ? "…" : "")
    let before = columns(line[first..<start]) + lead.count
    let under = Swift.max(1, columns(line[start..<Swift.max(start, Swift.min(end, last))]))
    let underline = "^" + String(repeating: "~", count: under - 1)
    return ["  " + shown, "  " + String(repeating: " ", count: before) + underline]
  }

  private func columns(_ scalars: ArraySlice<Unicode.Scalar>) -> Int {
    scalars.count { !$0.isCombining }
  }
}

extension Diagnostic.Severity {
  fileprivate var title: LocalizedText {
    switch self {
    case .error: LocalizedText(nl: "fout", en: "error")
    case .warning: LocalizedText(nl: "waarschuwing", en: "warning")
    case .remark: LocalizedText(nl: "opmerking", en: "remark")
    }
  }
}

private func safe(_ text: String) -> String { safe(ArraySlice(text.unicodeScalars)) }

/// The same number of columns, nothing that a terminal obeys. A soft hyphen takes none.
private func safe(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
  var view = String.UnicodeScalarView()
  for scalar in scalars where scalar != "\u{AD}" {
    view.append(scalar == "\t" ? " " : scalar.isUnsafe ? "\u{FFFD}" : scalar)
  }
  return String(view)
}

extension Unicode.Scalar {
  fileprivate var isUnsafe: Bool {
    switch properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned: true
    default: false  // the categories that print
    }
  }

  /// Takes no column of its own.
  fileprivate var isCombining: Bool {
    self == "\u{AD}" || properties.generalCategory == .nonspacingMark
      || properties.generalCategory == .enclosingMark
  }
}
