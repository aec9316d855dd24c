import Assess
import Rules

extension PlanFile {
  /// Reads the text of a draft. Of an empty text nothing is answered.
  static func draft(_ text: [UInt8], name: String) throws(Failure) -> PlanFile {
    let isBlank = text.allSatisfy { $0 == 0x20 || $0 == 0x0A || $0 == 0x0D || $0 == 0x09 }
    let source = SourceText(name: name, bytes: isBlank ? Array("{}".utf8) : text)
    do {
      return PlanFile(document: try DataDocument(reading: source))
    } catch {
      throw Failure(.badInput, error)
    }
  }
}
