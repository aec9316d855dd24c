import Rules
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
  func complete() {
    let tested = LimitCase.all.map(\.title) + LimitCase.elsewhere.keys
    #expect(tested.sorted() == Limits.all.map(\.title.en).sorted())
  }
}
