import Rules
import TestSupport
import Testing

@testable import Assess

@Suite("limits")
struct LimitTests {
  @Test("as much as each limit allows is accepted; one more is refused, with words for it")
  func boundaries() throws {
    for limit in LimitCase.all {
      let row = try #require(Limits.all.first { $0.title.en == limit.title }, "\(limit.title)")
      let atLimit = try limit.faults(row.value)
      let onePast = try limit.faults(row.value + 1)
      #expect(atLimit == [], "\(limit.title)")
      #expect(onePast == [limit.refusal], "\(limit.title)")
    }
  }

  @Test("each limit has a case here, or a test elsewhere")
  func complete() throws {
    let tested = LimitCase.all.map(\.title) + LimitCase.elsewhere.keys
    #expect(tested.sorted() == Limits.all.map(\.title.en).sorted())
    for (file, test) in LimitCase.elsewhere.values {
      let path = World.package + "Tests/RulesTests/" + file
      let text = String(decoding: try Effects.process.readFile(path, 1 << 20), as: UTF8.self)
      #expect(text.contains("@Test(\"\(test)\")"), "\(file)")
    }
  }

  @Test("each number in the limits of a stage has its row")
  func rows() {
    let stages: [Any] = [
      ReadingLimits.plan, RulesetLimits.standard, SyntaxLimits.standard, EvaluationLimits.standard,
      PatternLimits.standard, XMLLimits.standard, ItemTypeLimits.standard,
    ]
    // No rule asks where all the matches are, only programs do.
    let numbers = stages.flatMap { Mirror(reflecting: $0).children }.filter { $0.label != "ranges" }
    let own = [
      ReadingLimits.rulesetFile.bytes, EvaluationLimits.assessment.steps, Unknown.answersKept,
      Value.nestingLimit,
    ]
    #expect(
      (numbers.compactMap { $0.value as? Int } + own).sorted() == Limits.all.map(\.value).sorted())
  }
}
