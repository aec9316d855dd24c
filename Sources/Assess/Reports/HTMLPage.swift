import Mustache
package import Rules

/// What the page's template shows. Its names are the template's keys.
package struct HTMLPage: Sendable {
  package let language: HTMLText
  package let title: HTMLText
  let words: HTMLPageWords
  let facts: [Fact]
  package let outcome: Outcome
  let tally: Tally
  let toDo: ToDo
  let ways: Ways?
  package var conditions: [Condition]
  let timeline: Timeline?
  package let questions: Questions?
  package let judgements: Judgements?
  let assumptions: Assumptions?
  let sources: Sources?

  /// A page has hundreds, so the template finds its members without reflection.
  package struct Fact: Sendable, MustacheParent {
    package let label: HTMLText
    package let value: HTMLText
    /// Where it is told of.
    package var href: HTMLText?

    func child(named name: String) -> Any? {
      switch name {
      case "label": label
      case "value": value
      case "href": href
      default: nil
      }
    }
  }

  struct Link: Sendable {
    let text: HTMLText
    let href: HTMLText
  }

  /// Where answers are given.
  package struct Answers: Sendable {
    let heading: HTMLText
    let items: [Link]

    /// The missing answers of a check, else those that settle its verdict; `nil` where none has an address.
    init?(_ check: Report.Check, _ words: ReportWords, _ links: Report.Links) {
      guard let address = links.answer else { return nil }
      var seen: Set<InputPath> = []
      var found = check.missing.map { ($0.path, $0.label) }
      if found.isEmpty {
        found = (check.explanation?.grounds.first?.inputs ?? []).map { ($0.path, $0.label) }
      }
      var items: [Link] = []
      for (path, label) in found where items.count < Self.most && seen.insert(path).inserted {
        guard let href = address(path, check.id) else { continue }
        items.append(Link(text: HTMLText(label), href: HTMLText(href)))
      }
      self.items = items
      guard !items.isEmpty else { return nil }
      heading = HTMLText(words.toTheAnswer)
    }

    private static let most = 5
  }

  /// A verdict as people see it; the class is for the colour.
  package struct Sign: Sendable {
    package let tone: HTMLText
    package let symbol: HTMLText
    package let words: HTMLText

    package init(_ verdict: Verdict, _ words: String) {
      tone = HTMLText(verdict.rawValue)
      symbol = HTMLText(verdict.symbol)
      self.words = HTMLText(words)
    }

    init(_ check: Report.Check, _ words: ReportWords) {
      tone = HTMLText(check.look.rawValue)
      symbol = HTMLText(check.symbol)
      self.words = HTMLText(words.verdict(check))
    }
  }

  package struct Outcome: Sendable {
    package let sign: Sign
    package let paragraphs: [HTMLText]
  }

  /// How many are met, with a bar of three parts in per cent: met, open, not met.
  package struct Tally: Sendable {
    package let label: HTMLText
    package let text: HTMLText
    package let parts: HTMLText
    package let met: HTMLText
    package let open: HTMLText
    package let failed: HTMLText
    /// Where the part that is not met begins.
    package let end: HTMLText

    package init(_ tally: Rules.Tally, _ label: String, _ words: ReportWords) {
      func share(_ count: Int) -> HTMLText {
        let tenths = 1_000 * count / max(tally.asked.upperBound, 1)
        return HTMLText("\(tenths / 10).\(tenths % 10)%")
      }
      self.label = HTMLText(label)
      text = HTMLText(words.met(tally))
      parts = HTMLText(words.parts(tally))
      met = share(tally.met)
      open = share(tally.open + tally.unsure)
      failed = share(tally.failed)
      end = share(tally.most)
    }
  }

  /// What somebody can act on, first of all.
  struct ToDo: Sendable {
    struct Unmet: Sendable {
      let anchor: HTMLText
      let name: HTMLText
      let faults: [Fault]
    }

    struct Fault: Sendable {
      let anchor: HTMLText
      let sentences: [HTMLText]
      let mend: HTMLText?
      let answers: Answers?
    }

    struct Group: Sendable {
      let heading: HTMLText
      let items: [HTMLText]
    }

    /// Questions, each with where it is answered.
    struct Questions: Sendable {
      struct Item: Sendable {
        let text: HTMLText
        let href: HTMLText?
      }

      let heading: HTMLText
      let items: [Item]
    }

    let heading: HTMLText
    let unmet: [Unmet]
    let notes: [HTMLText]
    let questions: Questions?
    let expectations: Group?
    let judgements: Group?
    let sources: Group?
  }

  package struct Condition: Sendable {
    package let anchor: HTMLText
    package let name: HTMLText
    package let sign: Sign
    /// `nil` where the condition does not apply.
    let tally: Tally?
    package let notApplicable: HTMLText?
    let facts: [Fact]
    package var checks: [Check]
  }

  package struct Check: Sendable {
    package let anchor: HTMLText
    package let name: HTMLText
    package let sign: Sign
    package let reasons: [HTMLText]
    let hasReasons: Bool
    /// What a person is asked.
    package let asked: [Fact]
    package let isAsked: Bool
    package let answer: Answer?
    package var why: Why?
    /// The answers that it rests on or waits for, where somebody can change them.
    let answers: Answers?
    /// Where it is told what the verdict rests on, if not here.
    let elsewhere: Link?
    let ways: Ways?
    package let figures: [Fact]
    package let facts: [Fact]
  }

  /// What a verdict rests on, folded until somebody asks.
  package struct Why: Sendable {
    /// One line of the tree; the class indents it.
    package struct Line: Sendable, MustacheParent {
      package let depth: HTMLText
      package let symbol: HTMLText
      package let sentence: HTMLText

      func child(named name: String) -> Any? {
        switch name {
        case "depth": depth
        case "symbol": symbol
        case "sentence": sentence
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

    package let heading: HTMLText
    /// Whether it is shown unfolded.
    package var isOpen = false
    package let lines: [Line]
    package let notes: [HTMLText]
    let margins: [Margin]
    let closeness: HTMLText?
    package let parameters: [HTMLText]
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

  package struct Answer: Sendable {
    package let verdict: HTMLText
    package let paragraphs: [HTMLText]
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

  package struct Questions: Sendable {
    struct Question: Sendable {
      let text: HTMLText
      let href: HTMLText?
      let help: HTMLText?
      let facts: [Fact]
    }

    package let heading: HTMLText
    let items: [Question]
  }

  package struct Judgements: Sendable {
    package struct Judgement: Sendable {
      package let anchor: HTMLText
      package let name: HTMLText
      let facts: [Fact]
    }

    package let heading: HTMLText
    package let items: [Judgement]
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
  package init(_ label: String, _ value: String) {
    self.init(label: HTMLText(label), value: HTMLText(value))
  }
}
