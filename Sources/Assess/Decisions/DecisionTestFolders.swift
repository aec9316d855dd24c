import Rules

/// Finds test cases in folders, and runs them against the models beside them.
struct DecisionTestFolders {
  let effects: Effects

  /// Files of test cases in a folder, at any depth, by name.
  func files(in folder: String) -> [String] {
    guard let entries = effects.entries(folder) else { return [folder] }
    return entries.flatMap { entry -> [String] in
      let path = "\(folder)/\(entry.name)"
      if entry.isFolder { return files(in: path) }
      return entry.name.hasSuffix(".xml") ? [path] : []
    }
  }

  func run(
    _ path: String, at moment: DateAndTime, externals: ExternalFunctions = ExternalFunctions()
  ) throws(Failure) -> [DecisionTestRun.Outcome] {
    let source: SourceText
    do {
      source = try effects.source(path, limit: ModelFiles.limit)
    } catch {
      throw Failure(.badRuleset, error, about: path)
    }
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
    do {
      let tests = try DecisionTests(reading: source)
      let loaded = try ModelFiles(effects: effects).load(folder + tests.modelName)
      let model = try ExecutableModel(compiling: loaded.model, externals: externals)
      let run = DecisionTestRun(model, at: moment)
      return tests.cases.flatMap { run.outcomes(of: $0) }
    } catch let error as Failure {
      throw error
    } catch let error as Diagnostics {
      throw Failure(.badRuleset, error)
    } catch {
      throw Failure(.badRuleset, [] as [Notice])
    }
  }
}
