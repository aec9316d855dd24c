import Rules

/// Finds the files of a decision model: the one that is named, and those that it imports.
struct ModelFiles {
  let effects: Effects

  /// How large a file of a model may be.
  static let limit = XMLLimits.standard.bytes

  struct Loaded {
    let model: DecisionModel
    let document: DMNDocument
    /// Advice about the structure of the files.
    let advice: [Diagnostic]
  }

  /// - Throws: everything that is wrong with the files.
  func load(_ path: String) throws(Failure) -> Loaded {
    let document = try document(path)
    let others = document.imports.isEmpty ? [] : siblings(of: path)
    do {
      let (model, advice) = try DecisionModel.reading(document, importing: others)
      return Loaded(model: model, document: document, advice: advice)
    } catch {
      throw Failure(.badRuleset, error)
    }
  }

  func document(_ path: String) throws(Failure) -> DMNDocument {
    do {
      return try DMNDocument(reading: source(path))
    } catch let error as Failure {
      throw error
    } catch let error as Diagnostics {
      throw Failure(.badRuleset, error)
    } catch {
      throw Failure(.badRuleset, [] as [Notice])
    }
  }

  private func source(_ path: String) throws(Failure) -> SourceText {
    do {
      return try effects.source(path, limit: Self.limit)
    } catch {
      throw Failure(.badRuleset, error, about: path)
    }
  }

  /// The other models in the folder of a file: an import names a namespace, and rarely a file. What
  /// can't be read is no model that anybody could import.
  private func siblings(of path: String) -> [DMNDocument] {
    let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
    let own = path.lastIndex(of: "/").map { String(path[path.index(after: $0)...]) } ?? path
    let entries = effects.entries(folder.isEmpty ? "/" : folder) ?? []
    return entries.filter { !$0.isFolder && $0.name.hasSuffix(".dmn") && $0.name != own }
      .compactMap { try? document("\(folder)/\($0.name)") }
  }
}
