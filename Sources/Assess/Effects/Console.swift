package import Rules

/// What a command says to the person who runs it, in one language.
package struct Console: Sendable {
  package let effects: Effects
  package let language: Language

  package func say(_ nl: String, _ en: String) -> String { LocalizedText(nl: nl, en: en)[language] }

  /// - Throws: when nobody can read it.
  package func print(_ text: String) throws(Failure) {
    do {
      try effects.writeOutput(Array(text.utf8))
    } catch {
      throw Failure(output: error)
    }
  }

  /// Replaces a file as a whole, or prints where no file or `-` is named.
  func write(_ text: String, to path: String?) throws(Failure) {
    guard let path, path != "-" else { return try print(text) }
    do {
      try effects.writeFile(path, Array(text.utf8))
    } catch {
      throw Failure(output: error, about: path)
    }
  }

  /// Replaces a file as a whole, and makes the folders that it lies in.
  func writeFile(_ text: String, at path: String) throws(Failure) {
    let folder = path.pathSteps.dropLast().joined(separator: "/")
    do {
      if !folder.isEmpty { try effects.makeFolder(folder) }
    } catch {
      throw Failure(.output, error, about: folder)
    }
    try write(text, to: path)
  }

  package func warn(_ failure: Failure) { warn(failure.rendered(in: language)) }

  package func warn(_ diagnostics: [Diagnostic]) {
    for diagnostic in diagnostics { warn(diagnostic.rendered(in: language)) }
  }

  package func warn(_ text: String) {
    if !text.isEmpty { effects.writeError(Array((text + "\n").utf8)) }
  }

  /// At how many columns words are wrapped: as wide as the terminal, within reason. Elsewhere not at
  /// all, so that every entry is a line that can be searched, and an editor wraps it as it likes.
  package var columns: Int {
    guard effects.isOutputTerminal else { return .max }
    return min(max(effects.outputColumns ?? Self.widest, 40), Self.widest)
  }

  /// Columns: wider is hard to read.
  static let widest = 100

  /// Whether colour is welcome on the output. Source: https://no-color.org
  var isColoured: Bool {
    effects.isOutputTerminal && effects.environment["NO_COLOR", default: ""].isEmpty
      && effects.environment["TERM"] != "dumb"
  }
}

extension Failure {
  /// Nobody is told of a reader that left: it knows.
  package init(output fault: FileFault, about path: String? = nil) {
    switch fault {
    case .closed: self.init(.output, [] as [Notice])
    case .missing:
      self.init(
        .output,
        Notice(
          about: path,
          nl: "de map voor dit bestand is er niet", en: "there is no folder for this file",
          mendNL: "maak de map, of kies een andere",
          mendEN: "make the folder, or choose another"))
    case .isFolder, .forbidden, .tooLarge, .outside, .silent, .unread, .other:
      self.init(.output, Notice(about: path, fault.message, mend: fault.mend))
    }
  }
}
