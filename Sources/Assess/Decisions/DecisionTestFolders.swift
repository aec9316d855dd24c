import Rules

/// Finds files of test cases in folders.
struct DecisionTestFolders {
  /// Files that stand in one folder, and so may share models.
  struct Batch: Hashable, Sendable {
    /// What their results are counted under: the first level below the folder that was named.
    let group: String
    let files: [String]
    /// Whether the file itself was named, and so must hold test cases.
    let isNamed: Bool
  }

  let effects: Effects

  /// How deep folders are searched: deeper is a link that leads back.
  private static let deepest = 50

  /// The files that may hold test cases, in order of name; a path that is no folder is a file.
  func batches(in path: String) -> [Batch] {
    let path = path.trimmingSlashes
    guard let entries = effects.entries(path) else {
      return [Batch(group: path, files: [path], isNamed: true)]
    }
    var found = batch(of: entries, in: path, group: path)
    for entry in entries where entry.isFolder {
      let folder = path.joined(with: entry.name)
      search(folder, group: folder, depth: 1, &found)
    }
    return found
  }

  private func search(_ folder: String, group: String, depth: Int, _ found: inout [Batch]) {
    guard depth < Self.deepest, let entries = effects.entries(folder) else { return }
    found += batch(of: entries, in: folder, group: group)
    for entry in entries where entry.isFolder {
      search(folder.joined(with: entry.name), group: group, depth: depth + 1, &found)
    }
  }

  private func batch(of entries: [Effects.Entry], in folder: String, group: String) -> [Batch] {
    let files = entries.filter { !$0.isFolder && $0.name.lowercased().hasSuffix(".xml") }
    if files.isEmpty { return [] }
    return [
      Batch(group: group, files: files.map { folder.joined(with: $0.name) }, isNamed: false)
    ]
  }
}

extension String {
  fileprivate var trimmingSlashes: String {
    var path = self[...]
    while path.count > 1, path.last == "/" { path.removeLast() }
    return String(path)
  }

  /// `folder/name`; of the folder `/`, `/name`.
  package func joined(with name: String) -> String {
    hasSuffix("/") ? self + name : "\(self)/\(name)"
  }
}
