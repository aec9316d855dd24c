/// Why a value is of no type that it should be of.
extension Value {
  /// A part that keeps a value from being of a type.
  struct Misfit {
    /// From the value to the part, as FEEL writes paths: `.birthday`, `[2].amount`; empty for itself.
    let path: String
    /// Of which type it should be.
    let type: ValueType
    /// `nil`: it is not there.
    let value: Value?
  }

  /// The first part that is not of its type, at the bottom of it; the value itself where that is of
  /// another form than the type.
  func misfit(with type: ValueType) -> Misfit {
    switch (self, type) {
    case (.list(let items), .list(let item)):
      for (index, part) in items.enumerated() where !part.isNull && !part.isOf(item) {
        return part.misfit(with: item).below("[\(index + 1)]")
      }
    case (.context(let context), .context(let members)):
      for member in members.members {
        guard let part = context[member.name] else {
          return Misfit(path: ".\(member.name)", type: member.type, value: nil)
        }
        if !part.isNull, !part.isOf(member.type) {
          return part.misfit(with: member.type).below(".\(member.name)")
        }
      }
    case (.range(let range), .range(let end)):
      for (name, part) in [("start", range.low), ("end", range.high)] {
        if let part, !part.isNull, !part.isOf(end) {
          return part.misfit(with: end).below(".\(name)")
        }
      }
    default: break  // nothing inside to look at
    }
    return Misfit(path: "", type: type, value: self)
  }

  // Whether a part is unknown would take walking all of it, and a value may share its parts thousandfold.
  private func isOf(_ type: ValueType) -> Bool { conforms(to: type, ifUnknown: true) }
}

extension Value.Misfit {
  fileprivate func below(_ step: String) -> Value.Misfit {
    Value.Misfit(path: step + path, type: type, value: value)
  }
}
