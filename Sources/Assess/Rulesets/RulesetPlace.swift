import Foundation
import Rules

/// Where a ruleset is looked for: among those of the command, in another folder, or in another commit.
///
/// `id@version`, `folder:id@version` or `commit:id@version`.
struct RulesetPlace {
  private let place: String?
  let name: String

  init(_ text: String) {
    // A version may hold a colon, and so may the name of a commit or folder.
    let front = text[..<(text.lastIndex(of: "@") ?? text.endIndex)]
    guard let colon = front.lastIndex(of: ":") else {
      (place, name) = (nil, text)
      return
    }
    (place, name) = (String(text[..<colon]), String(text[text.index(after: colon)...]))
  }

  /// Whether it is as it was in a commit, which nothing changes.
  func isInCommit(beside own: RulesetCatalog) -> Bool {
    place.map { own.effects.entries($0) == nil } ?? false
  }

  /// - Parameter own: the rulesets of the command; a commit is one of the repository that they are in.
  func catalog(beside own: RulesetCatalog) throws(Failure) -> RulesetCatalog {
    guard let place else { return own }
    if !isInCommit(beside: own) {
      return try RulesetCatalog.find(place, effects: own.effects)
    }
    // Its files are told of as git names them.
    let root = "\(place):\(own.root)"
    return RulesetCatalog(
      root: root, effects: try own.effects.reading(commit: place, of: own.root, as: root))
  }
}

extension Effects {
  /// The files below a folder as they were in a commit, under another name; everything else as it is.
  fileprivate func reading(
    commit: String, of folder: String, as root: String
  ) throws(Failure) -> Effects {
    // What begins with `-` would be an option.
    let list =
      commit.isEmpty || commit.hasPrefix("-")
      ? nil
      : run("git", ["-C", folder, "ls-tree", "-r", "-z", "--name-only", commit, "--", "."])
    guard let list else {
      throw Failure(
        .badInput,
        Notice(
          about: commit,
          LocalizedText(
            nl: "dit is geen map, en geen commit van de map '\(folder)'",
            en: "this is no folder, and no commit of the folder '\(folder)'"),
          mend: LocalizedText(
            nl: "schrijf `map:id@versie`, of `commit:id@versie` met wat `git` kent",
            en: "write `folder:id@version`, or `commit:id@version` with what `git` knows")))
    }
    let files = list.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
    @Sendable func inside(_ path: String) -> String? {
      if path == root { return "" }
      return path.hasPrefix(root + "/") ? String(path.dropFirst(root.count + 1)) : nil
    }
    var effects = self
    effects.readFile = { [readFile, run] path, limit throws(FileFault) in
      guard let inner = inside(path) else { return try readFile(path, limit) }
      guard let bytes = run("git", ["-C", folder, "cat-file", "blob", "\(commit):./\(inner)"])
      else { throw .missing }
      guard bytes.count <= limit else { throw .tooLarge(bytes: bytes.count, limit: limit) }
      return bytes
    }
    effects.entries = { [entries] path in
      guard let inner = inside(path) else { return entries(path) }
      let prefix = inner.isEmpty ? "" : inner + "/"
      let steps = files.filter { $0.hasPrefix(prefix) }.map { $0.dropFirst(prefix.count) }
      if steps.isEmpty { return nil }
      let found = steps.map { step in
        let parts = step.split(separator: "/", maxSplits: 1)
        return Entry(name: String(parts.first ?? ""), isFolder: parts.count > 1)
      }
      return Set(found).sorted { $0.name < $1.name }
    }
    // A commit holds what it holds: nothing in it leads out.
    effects.isInside = { [isInside] path, other in
      guard let inner = inside(path), let outer = inside(other) else {
        return isInside(path, other)
      }
      return inner.hasPrefix(outer.isEmpty ? "" : outer + "/") && files.contains(inner)
    }
    return effects
  }
}
