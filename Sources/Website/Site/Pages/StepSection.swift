import Assess
import Rules

/// What the page of a step says before its form.
struct StepPreface {
  var note: LocalizedText?
  /// What is not possible, or has to be done first.
  var obstacles: [StepSection.Line] = []
  var sections: [StepSection] = []
  /// The conclusions that can be chosen.
  var conclusions = Conclusion.allCases
  /// The question why rules are applied that are not those of the day; `nil` where they are.
  var rulesLabel: LocalizedText?
  /// Which judgements it says this of; `nil` where of none.
  var judged: Int?

  func model(_ words: PageWords) -> PageModel {
    [
      "note": note.map { words($0) as Any } ?? false,
      "obstacles": obstacles.isEmpty ? false : ["lines": obstacles.map(\.model)] as PageModel,
      "sections": sections.map(\.model),
      "judged": judged.map { HTMLText("\($0)") as Any } ?? false,
    ]
  }
}

/// A part of it: lines under headings, each with the way to what it is about.
struct StepSection {
  struct Item {
    let title: HTMLText
    let lines: [Line]
  }

  struct Line {
    var text = ""
    let links: [Link]

    var model: PageModel { ["text": HTMLText(text), "links": links.map(\.model)] }
  }

  struct Link {
    let href: String
    let label: String
    /// What people said of it, one below the other.
    var said: [String] = []

    fileprivate var model: PageModel {
      ["href": HTMLText(href), "label": HTMLText(label), "said": said.map { HTMLText($0) }]
    }
  }

  let anchor: String
  let heading: HTMLText
  let about: HTMLText
  let items: [Item]
  /// What is not listed.
  var more: HTMLText?

  var model: PageModel {
    [
      "anchor": HTMLText(anchor), "heading": heading, "about": about,
      "items": items.map { item -> PageModel in
        ["title": item.title, "lines": item.lines.map(\.model)]
      },
      "more": more.map { $0 as Any } ?? false,
    ]
  }
}
