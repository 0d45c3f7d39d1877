/// What a place in a digital head is made of.
public enum Tissue: UInt8, Sendable, CaseIterable, Codable {
  case air = 0
  case skin, fat, muscle, bone, fluid, greyMatter, whiteMatter, ventricle, eye, lens, cartilage
  case teeth, airway
}
