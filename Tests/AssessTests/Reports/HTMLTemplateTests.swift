import Foundation
import TestSupport
import Testing

@testable import Assess
@testable import Rules

/// Follows the template's keys through the values that it is given: the template library renders a
/// key that nothing has as nothing.
private struct TemplateWalk {
  private(set) var problems: [String] = []

  private struct Tag {
    let kind: Character
    let name: String
  }

  private static func tags(_ template: String) -> [Tag] {
    template.components(separatedBy: "{{").dropFirst().compactMap { piece in
      guard let end = piece.range(of: "}}") else { return nil }
      let text = String(piece[..<end.lowerBound])
      guard let first = text.first, first != "%" else { return nil }
      return "#/^".contains(first)
        ? Tag(kind: first, name: String(text.dropFirst())) : Tag(kind: " ", name: text)
    }
  }

  mutating func walk(_ template: String, showing page: Any) {
    var levels: [[Any]] = [[page]]
    for tag in Self.tags(template) {
      switch tag.kind {
      case "/": levels.removeLast()
      case "#":
        let values = find(tag.name, in: levels)
        if values.isEmpty { problems.append("{{#\(tag.name)}} is shown for nothing") }
        levels.append(values.contains { $0 is Bool } ? levels.last ?? [] : values)
      default:
        let values = find(tag.name, in: levels)
        if values.isEmpty { problems.append("{{\(tag.name)}} has no value") }
        if !values.allSatisfy({ $0 is HTMLText }) { problems.append("{{\(tag.name)}} is no text") }
      }
    }
  }

  /// The values that a name gives, for every item that the levels above it hold.
  private func find(_ name: String, in levels: [[Any]]) -> [Any] {
    if name == "." { return levels.last ?? [] }
    let keys = name.split(separator: ".").map(String.init)
    let candidates = name.hasPrefix(".") ? [levels.last ?? []] : levels.reversed()
    for objects in candidates {
      let values = objects.flatMap { Self.children(of: $0, at: keys) }
      if !values.isEmpty { return values }
    }
    return []
  }

  private static func children(of object: Any, at keys: [String]) -> [Any] {
    guard let key = keys.first else { return [object] }
    let named = Mirror(reflecting: object).children.filter { $0.label == key }
    return named.flatMap { items(of: $0.value) }
      .flatMap { children(of: $0, at: Array(keys.dropFirst())) }
  }

  /// The items of a list, what an optional holds, or the value itself; a truth only where it holds.
  private static func items(of value: Any) -> [Any] {
    let mirror = Mirror(reflecting: value)
    if let truth = value as? Bool { return truth ? [truth] : [] }
    switch mirror.displayStyle {
    case .collection: return mirror.children.flatMap { items(of: $0.value) }
    case .optional: return mirror.children.flatMap { items(of: $0.value) }
    default: return [value]
    }
  }
}

/// The template with its parts filled in, but for the style sheet, which names no values.
private var wholeTemplate: String {
  var whole = HTMLReport.templates["assessment"] ?? ""
  // Parts hold parts.
  for _ in HTMLReport.templates {
    for (name, text) in HTMLReport.templates {
      whole = whole.replacingOccurrences(of: "{{> \(name)}}", with: text)
    }
  }
  return whole.replacingOccurrences(of: "{{> style}}", with: "")
}

/// Every text that a page holds, with the way to it.
private func texts(in value: Any, at path: String = "page") -> [(path: String, text: HTMLText)] {
  if let text = value as? HTMLText { return [(path, text)] }
  return Mirror(reflecting: value).children.flatMap { child in
    texts(in: child.value, at: child.label.map { "\(path).\($0)" } ?? path)
  }
}

/// A report in which every optional part occurs, links to its rules too; what one check that does not fail
/// rests on is told elsewhere.
private var linkedReport: Report {
  var report = SampleAssessment.explainedReport()
  report.pages = .files("regels")
  report.explanationAddress = { "uitleg/\($0)" }
  report.answerAddress = { "vraag/\($0)?\($1 ?? "")" }
  for condition in report.conditions.indices.reversed() {
    let checks = report.conditions[condition].checks
    if let last = checks.lastIndex(where: { $0.explanation != nil && $0.verdict != .fails }) {
      report.conditions[condition].checks[last].explanation = nil
      break
    }
  }
  return report
}

@Suite("The template of the page")
struct HTMLTemplateTests {
  @Test("names nothing that the page does not give")
  func keys() {
    var page = HTMLPage(linkedReport)
    for condition in page.conditions.indices {
      for check in page.conditions[condition].checks.indices {
        page.conditions[condition].checks[check].why?.isOpen = true
      }
    }
    var walk = TemplateWalk()
    walk.walk(wholeTemplate, showing: page)
    #expect(walk.problems == [])
  }

  @Test("shows everything that the page holds")
  func everything() throws {
    let report = linkedReport
    let text = try HTMLReport(report).text
    for (path, part) in texts(in: HTMLPage(report)) {
      let isShown = text.contains(part.description)
      #expect(isShown, "\(path): \(part)")
    }
  }

  @Test("a page holds nothing but safe text and truths, so the template need not escape")
  func leaves() {
    func check(_ value: Any, _ path: String) {
      if value is HTMLText || value is Bool { return }
      #expect(!(value is String) && !(value is any Numeric), "\(path)")
      for child in Mirror(reflecting: value).children {
        check(child.value, "\(path).\(child.label ?? "item")")
      }
    }
    check(HTMLPage(linkedReport), "page")
  }

  @Test("loses no section, and shows none without content")
  func sections() throws {
    let anchors = ["timeline", "questions", "judgements", "assumptions", "sources"]
    let full = try HTMLReport(SampleAssessment.report()).text
    for anchor in anchors {
      let isShown = full.contains("<h2 id=\"\(anchor)\"")
      #expect(isShown, "\(anchor)")
    }
    let bare = try HTMLReport(
      SampleAssessment.report(SampleAssessment.assessment(criteria: [], isBare: true), title: nil)
    ).text
    for anchor in anchors.dropLast() { #expect(!bare.contains("id=\"\(anchor)\""), "\(anchor)") }
    #expect(bare.contains("<h1>Plan zonder titel</h1>"))
    #expect(!bare.contains("{{"))
    #expect(!bare.contains("<ul class=\"jumps\">"))
  }

  @Test("asks nothing of the network and runs nothing")
  func selfContained() throws {
    let page = try HTMLReport(SampleAssessment.report(in: .en)).text
    for word in ["<script", "<link", "<img", "<iframe", "@import", "url(", " src=", " on"] {
      #expect(!page.contains("\(word)\(word == " on" ? "click" : "")"), "\(word)")
    }
    #expect(page.hasPrefix("<!DOCTYPE html>\n<html lang=\"en\">"))
    #expect(page.contains("default-src 'none'"))
  }

  @Test("the page of a ruleset shows everything that it holds, and no more than safe text")
  func rulesetPage() throws {
    let catalog = RulesetCatalog(root: World.rulesets, effects: .process)
    let folder = try catalog.ruleset(named: "gemeente/buurtfonds")
    let version = try #require(folder.versions.last)
    let edition = Edition(try catalog.compiled(folder, version))
    let told = RulesetDocumentation(
      edition, version, of: folder, RulesetHistory(folder) { _ in edition.ruleset }, in: catalog)
    let page = RulesetPage(told, .files("../.."), in: .nl)
    var files = try DocumentationFiles(in: .nl)
    let text = files.page(of: told).text
    let parts = texts(in: page)
    #expect(parts.count > 100)
    // What is said where nothing is cited is not there while everything is.
    for (path, part) in parts where path != "page.sources.nowhere" && !part.description.isEmpty {
      #expect(text.contains(part.description), "\(path): \(part)")
    }
  }
}
