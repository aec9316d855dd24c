/// Names for what is made, such that FEEL can write them and no two are the same.
struct ExportNames {
  private var taken: Set<String>
  private var identifiers: Set<String> = []

  init(taken: Set<String>) { self.taken = taken }

  /// The name that is wanted, with `_` for what FEEL can't write, and a number where it is taken.
  mutating func name(_ wanted: String) -> Name {
    var scalars = String.UnicodeScalarView()
    for scalar in wanted.unicodeScalars {
      scalars.append(scalar == " " || scalar.continuesFEELName && scalar != "?" ? scalar : "_")
    }
    let plain = Name(String(scalars)).text
    var name = plain
    var number = 2
    while !taken.insert(name).inserted {
      name = "\(plain)_\(number)"
      number += 1
    }
    return Name(name)
  }

  /// An identifier of XML: `controle_C7.1b`.
  mutating func identifier(_ kind: String, _ wanted: String) -> String {
    var plain = kind + "_"
    for scalar in wanted.unicodeScalars {
      let isPlain =
        scalar.isASCII && (scalar.properties.isAlphabetic || "0"..."9" ~= scalar || scalar == ".")
      plain.unicodeScalars.append(isPlain ? scalar : "_")
    }
    var identifier = plain
    var number = 2
    while !identifiers.insert(identifier).inserted {
      identifier = "\(plain)_\(number)"
      number += 1
    }
    return identifier
  }
}

extension Field.Kind {
  /// The names of all fields in it, at any depth.
  fileprivate var memberNames: [String] {
    members.flatMap { [$0.name] + $0.kind.memberNames }
  }
}

extension RulesetModel {
  /// Every name that its texts may use.
  var names: Set<String> {
    var names: Set<String> = []
    for field in vocabulary.fields {
      names.insert(field.name)
      names.formUnion(field.kind.memberNames)
    }
    names.formUnion(types.map(\.name.text))
    names.formUnion(parameters.map(\.name.text))
    names.formUnion(definitions.map(\.name.text))
    names.formUnion(criteria.map(\.id))
    return names
  }
}
