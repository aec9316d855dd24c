import Dispatch
import Rules
import Synchronization

/// Runs the test cases of the files in one folder; a model that several of them are about is read once.
struct DecisionTestBatch {
  private let effects: Effects
  private let moment: DateAndTime
  private let models: ModelFiles
  private var compiled: [String: Result<ExecutableModel, Failure>] = [:]

  init(effects: Effects, at moment: DateAndTime) {
    self.effects = effects
    self.moment = moment
    models = ModelFiles(effects: effects)
  }

  /// - Returns: `nil` for a file that holds something else than test cases, unless it was named.
  mutating func report(on path: String, in batch: DecisionTestFolders.Batch) -> DecisionTestReport?
  {
    let tests: DecisionTests
    do throws(Failure) {
      guard let found = try read(path, mustBeTests: batch.isNamed) else { return nil }
      tests = found
    } catch {
      return DecisionTestReport(path, in: batch.group, error)
    }
    do throws(Failure) {
      if tests.cases.isEmpty {
        return DecisionTestReport(path, in: batch.group, .init(.negative, .noTestCases(in: [path])))
      }
      let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
      let run = DecisionTestRun(try model(folder + tests.modelName), at: moment)
      return DecisionTestReport(path, in: batch.group, tests.cases.flatMap { run.outcomes(of: $0) })
    } catch {
      let expected = tests.cases.reduce(0) { $0 + $1.results.count }
      return DecisionTestReport(path, in: batch.group, error, expected: expected)
    }
  }

  private func read(_ path: String, mustBeTests: Bool) throws(Failure) -> DecisionTests? {
    let source: SourceText
    do {
      source = try effects.source(path, limit: ModelFiles.limit)
    } catch {
      throw Failure(.badRuleset, error, about: path)
    }
    do {
      let tree = try XMLTree(reading: source)
      if !mustBeTests, !DecisionTests.areHeld(by: tree) { return nil }
      return try DecisionTests(tree)
    } catch {
      throw Failure(.badRuleset, error)
    }
  }

  private mutating func model(_ path: String) throws(Failure) -> ExecutableModel {
    if let known = compiled[path] { return try known.get() }
    let result: Result<ExecutableModel, Failure>
    do throws(Failure) {
      let loaded = try models.load(path)
      do {
        result = .success(try ExecutableModel(compiling: loaded.model))
      } catch {
        throw Failure(.badRuleset, error)
      }
    } catch {
      result = .failure(error)
    }
    compiled[path] = result
    return try result.get()
  }
}

extension DecisionTestBatch {
  /// The reports on all files, in their order, made on all processors.
  static func reports(
    on batches: [DecisionTestFolders.Batch], effects: Effects, at moment: DateAndTime
  ) -> [DecisionTestReport] {
    let results = Mutex<[Int: [DecisionTestReport]]>([:])
    let next = Mutex(0)
    DispatchQueue.concurrentPerform(iterations: max(1, min(effects.processors, batches.count))) {
      _ in
      while true {
        let number = next.withLock { next in
          defer { next += 1 }
          return next
        }
        guard number < batches.count else { return }
        var batch = DecisionTestBatch(effects: effects, at: moment)
        let found = batches[number].files.compactMap { batch.report(on: $0, in: batches[number]) }
        results.withLock { $0[number] = found }
      }
    }
    let all = results.withLock { $0 }
    return batches.indices.flatMap { all[$0] ?? [] }
  }
}
