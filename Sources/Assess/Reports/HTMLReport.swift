import Mustache

/// A report as one page that needs nothing else: no scripts, no other files.
struct HTMLReport {
  let text: String

  /// - Throws: when a template is not well-formed.
  init(_ report: Report) throws {
    text = try HTMLReport.library().render(HTMLPage(report), withTemplate: "assessment") ?? ""
  }

  /// The page, and its parts that others show too: `report` and `style`.
  static func library() throws -> MustacheLibrary {
    var library = MustacheLibrary()
    try library.register(
      String(decoding: PackageResources.assessment_mustache, as: UTF8.self), named: "assessment")
    try library.register(
      String(decoding: PackageResources.report_mustache, as: UTF8.self), named: "report")
    // A style sheet has braces of its own.
    try library.register("{{% CONTENT_TYPE:TEXT}}\n{{=<% %>=}}\n" + style, named: "style")
    return library
  }

  static var style: String { String(decoding: PackageResources.report_css, as: UTF8.self) }
}
