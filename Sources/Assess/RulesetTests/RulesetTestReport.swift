import Rules

/// What the tests of one ruleset came to, for people and for programs.
struct RulesetTestReport {
  /// The ruleset, with the version where one was asked for.
  let name: String
  /// Of each test file what it came to, or why it could not be run.
  var files: [(path: String, result: Result<[RulesetTestRun.Outcome], Failure>)] = []
  /// What a check can come to, and no test shows.
  var unshown: [(check: String, verdicts: [Verdict])] = []
  /// The versions without a test.
  var untested: [String] = []
  var coverage: TestCoverage?
  var mutations: MutationReport?

  var passed: Int {
    files.reduce(0) { sum, file in
      sum + ((try? file.result.get())?.count { $0.differences.isEmpty } ?? 0)
    }
  }

  /// A file that can't be run is one, and so is a version without a test.
  var failed: Int {
    untested.count
      + files.reduce(0) { sum, file in
        sum + ((try? file.result.get())?.count { !$0.differences.isEmpty } ?? 1)
      }
  }
}

// For people.
extension RulesetTestReport {
  static func text(_ outcome: RulesetTestRun.Outcome, in language: Language) -> String {
    let mark = outcome.differences.isEmpty ? "✓" : "✗"
    let lines =
      ["\(mark) \(outcome.name)"]
      + outcome.differences.map { "  \(outcome.place(of: $0)): \($0.message[language])" }
    return lines.joined(separator: "\n") + "\n"
  }

  func notes(in language: Language) -> String {
    let words = ReportWords(language)
    var text = ""
    for (check, verdicts) in unshown {
      let list = verdicts.map { "'\($0.testName)'" }.joined(separator: ", ")
      text += words.say(
        "? \(check): geen test laat zien: \(list)\n", "? \(check): no test shows: \(list)\n")
    }
    for name in untested {
      text += words.say(
        "✗ \(name): hier is geen enkele test van\n", "✗ \(name): there is no test of it\n")
    }
    return text
  }
}

extension TestCoverage {
  /// A line for each gap, and the counts.
  func text(in language: Language) -> String {
    let words = ReportWords(language)
    let lines = gaps.map { "○ \($0.source.place(of: $0.range)): \($0.message[language])\n" }
    let total = Gap.Kind.allCases.compactMap { kind -> String? in
      guard let count = counts[kind], count > 0 else { return nil }
      let covered = count - gaps.count { $0.kind == kind }
      return "\(covered)/\(count) " + kind.words[language]
    }
    return lines.joined()
      + words.say("Laten tests zien: ", "Tests show: ") + total.joined(separator: ", ") + "\n"
  }
}

extension TestCoverage.Gap.Kind {
  fileprivate var words: LocalizedText {
    switch self {
    case .condition:
      LocalizedText(nl: "voorwaarden waar en onwaar", en: "conditions true and false")
    case .row: LocalizedText(nl: "rijen van tabellen", en: "rows of tables")
    case .criterion:
      LocalizedText(nl: "criteria die de uitkomst bepalen", en: "criteria that decide the outcome")
    case .text: LocalizedText(nl: "teksten", en: "texts")
    }
  }
}

extension MutationReport.Survivor {
  func text(in language: Language) -> String {
    let words = ReportWords(language)
    if let addition {
      return "~ \(place)\n"
        + words.say(
          "  variant van \(addition.source.name): \(addition.variant.name)\n",
          "  variant of \(addition.source.name): \(addition.variant.name)\n")
    }
    return "~ \(place)\n" + (difference.map { DifferenceReport.shortly($0, in: language) } ?? "")
  }
}

extension SourceText {
  /// `rules.yaml:12:3`.
  fileprivate func place(of range: SourceRange) -> String {
    let place = position(at: range.start)
    return "\(name):\(place.line):\(place.column)"
  }
}

// For programs.
extension RulesetTestReport {
  /// The reports as JUnit writes them: a suite for each test file, a case for the test and for each variant.
  static func junit(_ reports: [RulesetTestReport], in language: Language) -> String {
    JUnitReport(
      suites: reports.flatMap { report in
        report.files.map { file in
          let cases: [JUnitReport.Case]
          switch file.result {
          case .success(let outcomes):
            cases = outcomes.map { outcome in
              let lines = outcome.differences.map {
                "\(outcome.place(of: $0)): \($0.message[language])"
              }
              return JUnitReport.Case(
                name: outcome.variant ?? file.path,
                failure: lines.first.map { ($0, lines.joined(separator: "\n")) })
            }
          case .failure(let failure):
            cases = [
              JUnitReport.Case(
                name: file.path,
                failure: (
                  failure.texts(in: language).first ?? "", failure.rendered(in: language)
                ), isError: true)
            ]
          }
          return JUnitReport.Suite(name: file.path, cases: cases)
        }
          + report.untested.map { name in
            let message = ReportWords(language).say("geen enkele test", "no test")
            return JUnitReport.Suite(
              name: name, cases: [.init(name: name, failure: (message, message))])
          }
      }
    ).text
  }

  func tree(in language: Language) -> JSONTree {
    .object(
      [
        ("ruleset", .string(name)), ("passed", .number(Double(passed))),
        ("failed", .number(Double(failed))),
        ("tests", .list(files.flatMap { tests(in: $0, language) })),
        (
          "notShown",
          .list(
            unshown.map { check, verdicts in
              .object([("check", .string(check)), ("verdicts", JSONTree(verdicts.map(\.testName)))])
            })
        ), ("versionsWithoutTest", JSONTree(untested)),
      ] + (coverage.map { [("coverage", $0.tree(in: language))] } ?? [])
        + (mutations.map { [("mutations", $0.tree(in: language))] } ?? []))
  }

  private func tests(
    in file: (path: String, result: Result<[RulesetTestRun.Outcome], Failure>),
    _ language: Language
  ) -> [JSONTree] {
    switch file.result {
    case .failure(let failure):
      return [
        .object([
          ("file", .string(file.path)), ("variant", .null), ("passed", .boolean(false)),
          ("differences", JSONTree(failure.texts(in: language))),
        ])
      ]
    case .success(let outcomes):
      return outcomes.map { outcome in
        .object([
          ("file", .string(file.path)), ("variant", JSONTree(outcome.variant)),
          ("passed", .boolean(outcome.differences.isEmpty)),
          (
            "differences",
            .list(
              outcome.differences.map { difference in
                .object(
                  outcome.source.members(at: difference.range)
                    + [("message", .string(difference.message[language]))])
              })
          ),
        ])
      }
    }
  }
}

extension TestCoverage {
  fileprivate func tree(in language: Language) -> JSONTree {
    .object([
      (
        "counts",
        .object(
          Gap.Kind.allCases.map { kind in
            let count = counts[kind] ?? 0
            let open = gaps.count { $0.kind == kind }
            return (
              kind.rawValue,
              .object([
                ("all", .number(Double(count))), ("shown", .number(Double(count - open))),
              ])
            )
          })
      ),
      (
        "gaps",
        .list(
          gaps.map { gap in
            .object(
              [("kind", .string(gap.kind.rawValue)), ("file", .string(gap.source.name))]
                + gap.source.members(at: gap.range)
                + [("message", .string(gap.message[language]))])
          })
      ),
    ])
  }
}

extension MutationReport {
  fileprivate func tree(in language: Language) -> JSONTree {
    .object([
      ("all", .number(Double(count))), ("noticed", .number(Double(noticed))),
      ("toldByCheck", .number(Double(refused))), ("provenAlike", .number(Double(alike))),
      ("percentage", .number(Double(share))),
      (
        "survivors",
        .list(
          survivors.map { survivor in
            let mutation = survivor.mutation
            return .object(
              [("file", .string(mutation.source.name))]
                + mutation.source.members(at: mutation.range)
                + [
                  ("before", .string(mutation.before)), ("after", .string(mutation.after)),
                  ("test", JSONTree(survivor.addition?.source.name)),
                  ("variant", JSONTree(survivor.addition?.variant.name)),
                ])
          })
      ),
    ])
  }
}

extension SourceText {
  fileprivate func members(at range: SourceRange) -> [(key: String, value: JSONTree)] {
    let place = position(at: range.start)
    return [("line", .number(Double(place.line))), ("column", .number(Double(place.column)))]
  }
}
