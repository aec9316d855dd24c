/// The JSON Schema (2020-12) of ``JSONReport``.
package enum AssessmentSchema {
  package static var text: String {
    String(decoding: PackageResources.assessment_schema_json, as: UTF8.self)
  }
}
