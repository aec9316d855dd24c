import Rules

/// Finds the files of a decision model: the one that is named, and those that it imports.
struct ModelFiles {
  let effects: Effects

  /// How large a file of a model may be.
  static let limit = XMLLimits.standard.bytes

  struct Loaded {
    let model: DecisionModel
    let document: DMNDocument
    /// The files that may be imported, by namespace.
    let others: [String: DMNDocument]
    /// Advice about the structure of the files.
    let advice: [Diagnostic]
  }

  /// - Throws: everything that is wrong with the files.
  func load(_ path: String) throws(Failure) -> Loaded {
    let document = try document(path)
    let (others, faults) = document.imports.isEmpty ? ([], []) : siblings(of: document, at: path)
    do {
      let (model, advice) = try DecisionModel.reading(document, importing: others)
      let known = Dictionary(
        others.map { ($0.namespace, $0) }, uniquingKeysWith: { first, _ in first })
      return Loaded(model: model, document: document, others: known, advice: advice)
    } catch {
      // An import that is missing may be a file here that can't be read.
      throw Failure(.badRuleset, error.all + faults)
    }
  }

  func document(_ path: String) throws(Failure) -> DMNDocument {
    let source: SourceText
    do {
      source = try effects.source(path, limit: Self.limit)
    } catch {
      throw Failure(.badRuleset, error, about: path)
    }
    do {
      return try DMNDocument(reading: source)
    } catch {
      throw Failure(.badRuleset, error)
    }
  }

  /// The other models in the folder of a file, those that it names first: an import always tells a
  /// namespace, and only sometimes a file.
  private func siblings(
    of document: DMNDocument, at path: String
  ) -> (documents: [DMNDocument], faults: [Diagnostic]) {
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
    let own = String(path.dropFirst(folder.count))
    let entries = effects.entries(folder.isEmpty ? "." : folder) ?? []
    let names = entries.filter {
      !$0.isFolder && $0.name.lowercased().hasSuffix(".dmn") && $0.name != own
    }
    .map(\.name)
    let told = Set(
      document.imports.compactMap { $0.location?.split(separator: "/").last }.map(String.init))
    var found: [DMNDocument] = []
    var faults: [Diagnostic] = []
    for name in names.filter({ told.contains($0) }) + names.filter({ !told.contains($0) }) {
      do {
        found.append(try self.document(folder + name))
      } catch {
        faults += error.diagnostics
      }
    }
    return (found, faults)
  }
}
