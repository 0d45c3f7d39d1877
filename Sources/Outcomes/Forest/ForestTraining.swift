import Volumes

extension DecisionForest {
  /// Grows a forest: every tree from a draw of its own, balanced between the classes, every question
  /// from a few features, the purest of them.
  ///
  /// - Parameters:
  ///   - samples: features and classes.
  ///   - classes: how many classes there are.
  ///   - recipe: sizes and seed.
  ///   - parallel: how many threads; the forest does not depend on it.
  public init(
    growingFrom samples: LabelledSamples, classes: Int, recipe: ForestRecipe,
    parallel: Parallel = .serial
  ) {
    precondition(samples.labels.allSatisfy { $0 < classes }, "a sample's class is not among them")
    precondition(samples.table.features < 255, "a tree knows at most 254 features")
    var trees = [DecisionTree](
      repeating: DecisionTree(nodes: [], answers: []), count: recipe.trees)
    trees.withUnsafeMutableBufferPointer { buffer in
      nonisolated(unsafe) let out = buffer
      parallel.forEach(recipe.trees) { number in
        var growth = TreeGrowth(samples, classes: classes, recipe: recipe, number: number)
        out[number] = growth.grown()
      }
    }
    self.init(classes: classes, features: samples.table.features, trees: trees)
  }
}
