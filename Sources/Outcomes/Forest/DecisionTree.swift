/// One tree: nodes in the order of their levels, so that the two children of a node lie side by side.
public struct DecisionTree: Sendable, Hashable {
  /// One question, or an answer.
  public struct Node: Sendable, Hashable, BitwiseCopyable {
    /// Of a question the left child, and the right one is the next; of an answer its number.
    public var next: UInt32
    /// Which feature is asked for; `leaf` for an answer.
    public var feature: UInt8
    /// Bins up to this go left.
    public var bin: UInt8

    /// Stands in the place of a feature where the node is an answer.
    public static let leaf: UInt8 = 255
  }

  /// The nodes; the first is the root.
  public var nodes: [Node]
  /// The shares of the classes in each answer, in 255ths, one after another.
  public var answers: [UInt8]

  /// A tree from its parts.
  public init(nodes: [Node], answers: [UInt8]) {
    (self.nodes, self.answers) = (nodes, answers)
  }
}

extension DecisionTree {
  /// A sentence about what makes the tree unusable, or nil: a question that leads nowhere, backwards or
  /// to a feature that is not there would be followed without end.
  func fault(classes: Int, features: Int) -> String? {
    guard !nodes.isEmpty else { return "a tree has no root" }
    for (place, node) in nodes.enumerated() {
      let next = Int(node.next)
      if node.feature == Node.leaf {
        if (next + 1) * classes > answers.count { return "a tree has an answer too few" }
      } else if Int(node.feature) >= features {
        return "a tree asks for a feature that is not there"
      } else if next <= place || next + 1 >= nodes.count {
        return "a question of a tree leads nowhere"
      }
    }
    return nil
  }
}
