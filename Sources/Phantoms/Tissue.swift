/// What a place in a digital head is made of.
public enum Tissue: UInt8, Sendable, CaseIterable, Codable {
  case air = 0
  case skin, fat, muscle, bone, fluid, greyMatter, whiteMatter, ventricle, eye, lens, cartilage
  case teeth, airway
  case marrow, deepGrey, nerve, mucosa

  /// Everything that counts as brain: cortex, deep grey matter and white matter with brain stem.
  public static let brain: Set<Tissue> = [.greyMatter, .deepGrey, .whiteMatter]

  /// Everything inside the inner table of the skull.
  public static let intracranial: Set<Tissue> = brain.union([.fluid, .ventricle])
}
