import Mustache
import Rules

/// What the page's template shows. Its names are the template's keys.
struct HTMLPage: Sendable {
  let language: HTMLText
  let title: HTMLText
  let words: HTMLPageWords
  let facts: [Fact]
  let outcome: Outcome
  let score: Score
  let scoreNote: HTMLText
  let ways: Ways?
  let conditions: [Condition]
  /// Whether the overview leads on to a list further down.
  let hasJumps: Bool
  let timeline: Timeline?
  let questions: Questions?
  let judgements: Judgements?
  let assumptions: Assumptions?
  let sources: Sources?

  /// A page has hundreds, so the template finds its members without reflection.
  struct Fact: Sendable, MustacheParent {
    let label: HTMLText
    let value: HTMLText

    func child(named name: String) -> Any? {
      switch name {
      case "label": label
      case "value": value
      default: nil
      }
    }
  }

  /// A verdict as people see it; the class is for the colour.
  struct Sign: Sendable {
    let tone: HTMLText
    let symbol: HTMLText
    let words: HTMLText

    init(_ verdict: Verdict, _ words: String) {
      tone = HTMLText(verdict.rawValue)
      symbol = HTMLText(verdict.symbol)
      self.words = HTMLText(words)
    }
  }

  struct Outcome: Sendable {
    let sign: Sign
    let paragraphs: [HTMLText]
  }

  struct Score: Sendable {
    let text: HTMLText
    let short: HTMLText
    let bar: Bar
  }

  /// A bar of which a part is sure and a part is open, in percent.
  struct Bar: Sendable {
    let sure: HTMLText
    let open: HTMLText

    init(_ score: Report.Score) {
      sure = HTMLText("\(score.whole.low)%")
      open = HTMLText("\(score.whole.high - score.whole.low)%")
    }
  }

  struct Condition: Sendable {
    let anchor: HTMLText
    let name: HTMLText
    let sign: Sign
    /// `nil` where the condition does not apply.
    let score: Score?
    let notApplicable: HTMLText?
    let facts: [Fact]
    let checks: [Check]
  }

  struct Check: Sendable {
    let anchor: HTMLText
    let name: HTMLText
    let sign: Sign
    let attention: HTMLText?
    /// Whether it is unfolded at first: what is settled needs no more than its gist.
    let isOpen: Bool
    /// Why, where the rest is folded; shown and printed all the same.
    let gist: [HTMLText]
    /// Why, where it is unfolded.
    let reasons: [HTMLText]
    let hasReasons: Bool
    /// What a person is asked.
    let asked: [Fact]
    let isAsked: Bool
    let answer: Answer?
    let why: Why?
    let ways: Ways?
    let facts: [Fact]
  }

  /// What a verdict rests on, folded until somebody asks.
  struct Why: Sendable {
    /// One line of the tree; the class indents it.
    struct Line: Sendable, MustacheParent {
      let depth: HTMLText
      let symbol: HTMLText
      let sentence: HTMLText
      let rule: HTMLText?

      func child(named name: String) -> Any? {
        switch name {
        case "depth": depth
        case "symbol": symbol
        case "sentence": sentence
        case "rule": rule
        default: nil
        }
      }
    }

    /// How close a value was to its limit.
    struct Margin: Sendable {
      let sentence: HTMLText
      /// Where the value lies, in percent; the limit is in the middle.
      let position: HTMLText
      let isOnSide: HTMLText
    }

    let heading: HTMLText
    let lines: [Line]
    let notes: [HTMLText]
    let margins: [Margin]
    let closeness: HTMLText?
    let parameters: [HTMLText]
    let hasNotes: Bool
  }

  /// What would change a verdict.
  struct Ways: Sendable {
    struct Way: Sendable {
      let changes: [HTMLText]
      let notes: [HTMLText]
    }

    let heading: HTMLText
    let items: [Way]
    let hasItems: Bool
    let notes: [HTMLText]
  }

  struct Answer: Sendable {
    let verdict: HTMLText
    let paragraphs: [HTMLText]
  }

  struct Timeline: Sendable {
    struct Item: Sendable {
      let number: HTMLText
      let date: HTMLText
      let label: HTMLText
      let position: HTMLText?
      let isLate: Bool
    }

    let heading: HTMLText
    let limitDate: HTMLText?
    let drawing: TimelineDrawing?
    /// The drawing in words.
    let inWords: HTMLText
    let items: [Item]
  }

  struct Questions: Sendable {
    struct Question: Sendable {
      let text: HTMLText
      let help: HTMLText?
      let facts: [Fact]
    }

    let heading: HTMLText
    let items: [Question]
  }

  struct Judgements: Sendable {
    struct Judgement: Sendable {
      let anchor: HTMLText
      let name: HTMLText
      let facts: [Fact]
    }

    let heading: HTMLText
    let items: [Judgement]
  }

  struct Assumptions: Sendable {
    struct Assumption: Sendable {
      let title: HTMLText
      let facts: [Fact]
    }

    let heading: HTMLText
    let items: [Assumption]
  }

  struct Sources: Sendable {
    struct Source: Sendable {
      let title: HTMLText
      let origin: HTMLText
      let note: HTMLText?
      let url: HTMLText?
    }

    let items: [Source]
  }
}

extension HTMLPage.Fact {
  init(_ label: String, _ value: String) {
    self.init(label: HTMLText(label), value: HTMLText(value))
  }
}
