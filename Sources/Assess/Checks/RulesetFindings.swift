import Rules

/// Everything that `toets ruleset check` finds in one ruleset.
struct RulesetFindings {
  /// What is wrong before any version is looked at, and files that none lists.
  private(set) var folder: [Failure] = []
  /// Of each version that was looked at; nothing where all is well.
  private(set) var versions: [(name: String, failures: [Failure])] = []
  /// What the tests say against it, and what they leave out.
  private(set) var tests: [Failure] = []
  private let isStrict: Bool

  /// - Parameter isStrict: whether tests are run too, and a warning counts as a fault.
  init(_ reference: RulesetReference, in catalog: RulesetCatalog, isStrict: Bool) {
    self.isStrict = isStrict
    do throws(Failure) {
      let found = try catalog.ruleset(named: reference.ruleset)
      folder = catalog.unlistedFiles(of: found).map { Failure(.success, $0) }
      let opener = catalog.unknownOpener(of: found)
      if !opener.isEmpty { folder.append(Failure(.badRuleset, opener)) }
      var only: RulesetFolder.Version?
      if let name = reference.version {
        only = try VersionChoice.version(of: found, named: name)
      }
      var check = RulesetCheck(found, in: catalog)
      for version in found.versions {
        if let only, only.version != version.version { continue }
        if only == nil, !version.isEncoded { continue }
        versions.append(("\(found.ruleset)@\(version.version)", check.run(version)))
      }
      // Of a version that can't be read nothing can be tested; whatever else there is to say of it, tests can.
      if isStrict, check.isAllReadable { tests = Self.tests(of: found, only, in: catalog) }
    } catch {
      folder.append(error)
    }
  }

  var failures: [Failure] { folder + versions.flatMap(\.failures) + tests }

  var diagnostics: [Diagnostic] { failures.flatMap(\.diagnostics) }

  var status: ExitStatus {
    failures.map { failure in
      let counts = failure.diagnostics.contains { $0.severity == .warning }
      return isStrict && counts ? .badRuleset : failure.status
    }.max() ?? .success
  }

  private static func tests(
    of folder: RulesetFolder, _ only: RulesetFolder.Version?, in catalog: RulesetCatalog
  ) -> [Failure] {
    var run = RulesetTestRun(folder, only: only?.version, in: catalog)
    var notices: [Notice] = []
    var failures: [Failure] = []
    for file in run.files {
      do throws(Failure) {
        for outcome in try run.run(file) ?? [] {
          notices += outcome.differences.map {
            Notice(about: outcome.place(of: $0), $0.message, code: .testDiffers)
          }
        }
      } catch {
        failures.append(error.coded(.testForm))
      }
    }
    notices += run.untested.map {
      Notice(
        about: "\(folder.ruleset)@\($0.version)",
        LocalizedText(nl: "hier is geen enkele test van", en: "there is no test of it"),
        code: .versionUntested)
    }
    if only == nil {
      notices += run.unusedExamples.map {
        Notice(
          about: $0,
          LocalizedText(
            nl: "geen enkele test is van dit voorbeeld", en: "no test is of this example"),
          code: .exampleUnused)
      }
    }
    if !notices.isEmpty { failures.append(Failure(.badRuleset, notices)) }
    return failures
  }
}
