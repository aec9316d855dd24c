import Foundation
import Rules

/// A JSON object from the provider, read strictly: a key that is given twice means two things to two readers.
struct ProviderDocument: Sendable {
  private let root: DataDocument.Node

  private static let limits = ReadingLimits(bytes: OpenIDTransport.most, depth: 16, nodes: 20_000)

  init?(_ bytes: [UInt8]) {
    let source = SourceText(name: "provider", bytes: bytes)
    guard let document = try? DataDocument(json: source, limits: ProviderDocument.limits) else {
      return nil
    }
    self.init(document.root)
  }

  private init?(_ node: DataDocument.Node) {
    guard node.kind == .mapping else { return nil }
    root = node
  }

  func has(_ key: String) -> Bool { root[key] != nil }

  func text(_ key: String) -> String? {
    root[key].flatMap { $0.kind == .text ? $0.text : nil }
  }

  /// The texts of a list; `nil` where there is none, or where something else is in it.
  func texts(_ key: String) -> [String]? {
    guard let node = root[key], node.kind == .sequence else { return nil }
    let texts = node.items.filter { $0.kind == .text }.map(\.text)
    return texts.count == node.count ? texts : nil
  }

  func objects(_ key: String) -> [ProviderDocument]? {
    guard let node = root[key], node.kind == .sequence else { return nil }
    return node.items.compactMap { ProviderDocument($0) }
  }

  func isTrue(_ key: String) -> Bool {
    root[key].map { $0.kind == .boolean && $0.text == "true" } ?? false
  }

  /// Seconds since 1970. Source: RFC 7519, section 2, NumericDate.
  func seconds(_ key: String) -> Double? {
    guard let node = root[key], node.kind == .number, let value = Double(node.text),
      value.magnitude < 1e12
    else { return nil }
    return value
  }
}

/// Base64 for addresses, without padding. Source: RFC 7515, section 2.
enum Base64URL {
  /// - Returns: `nil` where a byte is no part of it, so that a text has one meaning.
  static func decoded(_ text: some StringProtocol) -> [UInt8]? {
    let isClean = text.utf8.allSatisfy { byte in
      (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
        || (0x61...0x7A).contains(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
    }
    guard isClean else { return nil }
    let padding = String(repeating: "=", count: (4 - text.utf8.count % 4) % 4)
    let standard = String(text).replacing("-", with: "+").replacing("_", with: "/") + padding
    return Data(base64Encoded: standard).map { Array($0) }
  }
}
