/// Which decisions need which, and an order in which each comes after those it needs.
struct RequirementGraph {
  /// For each decision, by place, those it names.
  let requirements: [[Int]]

  enum Result {
    case order([Int])
    /// Decisions that need each other, each once, in the order they do.
    case cycle([Int])
  }

  var result: Result {
    enum Mark { case untouched, open, done }
    var marks = [Mark](repeating: .untouched, count: requirements.count)
    var order: [Int] = []
    for start in requirements.indices where marks[start] == .untouched {
      // A stack of our own: a long chain of decisions must not use up the thread's.
      var path: [(node: Int, next: Int)] = [(start, 0)]
      marks[start] = .open
      while let (node, next) = path.last {
        guard next < requirements[node].count else {
          marks[node] = .done
          order.append(node)
          path.removeLast()
          continue
        }
        path[path.count - 1].next += 1
        let target = requirements[node][next]
        switch marks[target] {
        case .done: continue
        case .open:
          let cycle = path.map(\.node).drop { $0 != target }
          return .cycle(Array(cycle))
        case .untouched:
          marks[target] = .open
          path.append((target, 0))
        }
      }
    }
    return .order(order)
  }
}
