import Agreement
import Testing

@Test func intervalAroundACentre() {
  #expect(Interval(centre: 2, halfWidth: 0.5) == Interval(lower: 1.5, upper: 2.5))
}
