/// What a place in a digital head is made of.
public enum Tissue: UInt8, Sendable, CaseIterable, Codable {
  case air = 0
  case skin, fat, muscle, bone, fluid, greyMatter, whiteMatter, ventricle, eye, lens, cartilage
  case teeth, airway
  case marrow, deepGrey, nerve, mucosa
  /// Blood in sinuses and great arteries, dura and choroid plexus: painted under `Contrast.t1c` only,
  /// which is where they show; labels count them to what they lie in.
  case blood, dura, choroidPlexus
  /// A white-matter lesion of multiple sclerosis.
  case lesion
  /// The parts of a glioblastoma from the inside out, and the swollen white matter around it.
  case necrosis, enhancingTumour, nonEnhancingTumour, oedema

  /// White matter with brain stem, ill or not: lesions and oedema are in it.
  public static let anyWhite: Set<Tissue> = [.whiteMatter, .lesion, .oedema]

  /// The tumour itself, without oedema.
  public static let tumour: Set<Tissue> = [.necrosis, .enhancingTumour, .nonEnhancingTumour]

  /// Everything that counts as brain: cortex, deep grey matter and white matter with brain stem,
  /// whatever has happened to them.
  public static let brain: Set<Tissue> = anyWhite.union(tumour).union([.greyMatter, .deepGrey])

  /// Everything inside the inner table of the skull.
  public static let intracranial: Set<Tissue> = brain.union([.fluid, .ventricle])
}
