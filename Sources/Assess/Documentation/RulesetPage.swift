package import Rules

/// What the template of a version's page shows. Its names are the template's keys.
package struct RulesetPage: Sendable {
  package let language: HTMLText
  package let title: HTMLText
  /// What stands above the title.
  let above: HTMLText
  let facts: [Row]
  let paragraphs: [HTMLText]
  let notice: HTMLText?
  let contents: Contents
  let criteria: [Criterion]
  let outcome: Annex
  let parameters: Annex?
  let readings: Annex?
  let sources: Sources
  let examples: Table?
  let versions: Table

  /// One thing that is told: with a label before it.
  struct Row: Sendable {
    let label: HTMLText
    var sentences: [Sentence] = []
    var quote: HTMLText?
    var lines: [Line] = []
  }

  /// A text, perhaps behind a link, and perhaps with more links after it.
  struct Line: Sendable {
    var symbol: HTMLText?
    let text: HTMLText
    var href: HTMLText?
    var after: HTMLText?
    var links: [Link] = []
  }

  struct Link: Sendable {
    let href: HTMLText
    let text: HTMLText
  }

  struct Sentence: Sendable {
    let text: HTMLText
    let parts: [Sentence]
    let hasParts: Bool

    init(_ sentence: RuleSentence, _ language: Language) {
      text = HTMLText(sentence.text[language])
      parts = sentence.parts.map { Sentence($0, language) }
      hasParts = !parts.isEmpty
    }
  }

  struct Code: Sendable {
    let label: HTMLText
    let text: HTMLText
  }

  struct Contents: Sendable {
    struct Item: Sendable {
      let href: HTMLText
      let text: HTMLText
      let count: HTMLText?
      let checks: [Link]
    }

    let anchor: HTMLText
    let heading: HTMLText
    let items: [Item]
  }

  struct Criterion: Sendable {
    let anchor: HTMLText
    let heading: HTMLText
    let requirement: HTMLText
    let rows: [Row]
    let checks: [Check]
  }

  struct Check: Sendable {
    let anchor: HTMLText
    let code: HTMLText
    let title: HTMLText
    let force: HTMLText
    let tone: HTMLText
    let rows: [Row]
    let fold: Fold?
  }

  struct Fold: Sendable {
    let summary: HTMLText
    let code: [Code]
  }

  /// A part at the end: things with an anchor each.
  struct Annex: Sendable {
    struct Item: Sendable {
      let anchor: HTMLText?
      let heading: HTMLText
      let rows: [Row]
    }

    let anchor: HTMLText
    let heading: HTMLText
    let about: HTMLText
    let items: [Item]
    let fold: Fold?
  }

  struct Sources: Sendable {
    struct Source: Sendable {
      let anchor: HTMLText
      let heading: HTMLText
      let rows: [Row]
      let sections: [Section]
    }

    struct Section: Sendable {
      let anchor: HTMLText
      let title: HTMLText
      let cited: [Link]
      let isCited: Bool
      let quotes: [HTMLText]
    }

    let anchor: HTMLText
    let heading: HTMLText
    let about: HTMLText
    let place: HTMLText
    let citedBy: HTMLText
    let quoted: HTMLText
    let nowhere: HTMLText
    let items: [Source]
  }

  struct Table: Sendable {
    struct Row: Sendable {
      let head: HTMLText
      let href: HTMLText?
      let cells: [HTMLText]
    }

    let anchor: HTMLText
    let heading: HTMLText
    let about: HTMLText
    let columns: [HTMLText]
    let rows: [Row]
  }
}

extension RulesetPage {
  /// The page of a version.
  ///
  /// - Parameter pages: where those of other versions are, from this one.
  package init(_ told: RulesetDocumentation, _ pages: RulesetPages, in language: Language) {
    let maker = RulesetPageMaker(told, pages, language)
    let (words, identity) = (maker.words, told.model.identity)
    self.language = HTMLText(language.rawValue)
    title = HTMLText(identity.versionTitle[language])
    above = HTMLText(words.say("Regels: ", "Rules: ") + identity.title[language])
    facts = maker.facts
    paragraphs = HTMLText.lines(identity.about[language])
    notice = told.version.neverInForce.map {
      HTMLText(
        words.say("Deze versie was nooit van kracht. ", "This version was never in force. ")
          + $0[language])
    }
    criteria = zip(told.model.criteria, told.words.criteria).map(maker.criterion)
    outcome = maker.outcome
    parameters = maker.parameters
    readings = maker.readings
    sources = maker.sources
    examples = maker.examples
    versions = maker.versions
    contents = maker.contents(
      annexes: [
        (outcome.anchor, outcome.heading), parameters.map { ($0.anchor, $0.heading) },
        readings.map { ($0.anchor, $0.heading) }, (sources.anchor, sources.heading),
        examples.map { ($0.anchor, $0.heading) }, (versions.anchor, versions.heading),
      ].compactMap(\.self))
  }
}
