import Mustache

/// A report as one page that needs nothing else: no scripts, no other files.
struct HTMLReport {
  let text: String

  /// - Throws: when the template is not well-formed.
  init(_ report: Report) throws {
    text = try MustacheTemplate(string: Self.template).render(HTMLPage(report))
  }

  static var template: String {
    String(decoding: PackageResources.assessment_mustache, as: UTF8.self)
  }
}
