/// The JSON Schema (2020-12) of ``AssessmentRecord``.
enum RecordSchema {
  static var text: String {
    String(decoding: PackageResources.record_schema_json, as: UTF8.self)
  }
}
