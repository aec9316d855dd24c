import Testing

@testable import Rules

@Suite("what is missing")
struct UnknownTests {
  private func answer(_ number: Int) -> Unknown {
    Unknown(.answer(InputPath([.member("r"), .item(number)])))
  }

  private func answers(_ numbers: ClosedRange<Int>) -> Unknown {
    numbers.dropFirst().reduce(answer(numbers.lowerBound)) { $0.merged(with: answer($1)) }
  }

  @Test("each cause is kept once, in the order they were met")
  func order() {
    let both = answers(1...3).merged(with: answers(2...5))
    #expect(both.causes == (1...5).flatMap { answer($0).causes })
  }

  @Test("of missing answers the first are kept, of anything else all")
  func kept() {
    let most = Unknown.answersKept
    #expect(answers(1...most).causes.count == most)
    #expect(answers(1...most).merged(with: answer(most + 1)) == answers(1...most))
    #expect(answers(1...most * 1000).causes.count == most)
    #expect(answers(1...20).merged(with: answers(10...most * 2)).causes.count == most)

    let parameter = Unknown(.parameter(Name("p")))
    let all = answers(1...most).merged(with: parameter).merged(with: answers(most...most * 2))
    #expect(all.causes.count == most + 1)
    #expect(all.causes.last == .parameter(Name("p")))
    #expect(all.kinds == [.answer, .parameter])
  }
}
