import Kernels
import Outcomes
import Phantoms
import Volumes

/// How one channel of a simulated session is scanned, drawn from the range of clinical protocols.
public struct SimulatedScan: Sendable, Hashable {
  /// Which channel it is.
  public var channel: TumourChannel
  /// The times of the sequence.
  public var timing: SequenceTiming
  /// Sizes of the voxels in mm; thick slices are axial.
  public var voxelMM: Vector3
  /// Standard deviation of the complex noise as a share of white matter's signal.
  public var noise: Double
  /// The largest deviation of the gain field from 1.
  public var bias: Double
  /// How the channel is turned against T1c, about each axis.
  public var turnDegrees: Vector3
  /// How it is shifted against T1c.
  public var shiftMM: Vector3
  /// Chooses noise and gain field.
  public var seed: UInt64

  /// The scan of a channel in a session.
  ///
  /// Half the sessions are three-dimensional, with cubes of 0.9 to 1.1 mm, the others have slices of 3 to
  /// 6 mm with pixels of 0.7 to 1 mm. T1-weighted images are inversion-prepared gradient echoes or spin
  /// echoes, before and after gadolinium by the same times.
  ///
  /// - Parameters:
  ///   - channel: which channel.
  ///   - session: the seed of the session.
  public init(_ channel: TumourChannel, session: UInt64) {
    let number = UInt64(TumourChannel.allCases.firstIndex(of: channel) ?? 0)
    let shared = SessionDraw(seed: session, stream: 700)
    let own = SessionDraw(seed: session, stream: 701 + number)
    (self.channel, seed) = (channel, session &* 8 &+ number)
    timing = Self.timing(channel, shared, own)
    let isThick = shared.even(0, 0, 1) < 0.5
    let pixel = own.even(0, 0.7, 1)
    voxelMM =
      isThick
      ? Vector3(pixel, pixel, own.even(1, 3, 6)) : Vector3(repeating: own.even(1, 0.9, 1.1))
    noise = own.even(2, 0.008, 0.05)
    bias = own.even(3, 0.05, 0.35)
    // registrations of thick slices end further from the truth
    let moved = channel == .t1c ? 0 : isThick ? 1.2 : 0.6
    turnDegrees = moved * Vector3(own.even(4, -1, 1), own.even(5, -1, 1), own.even(6, -1, 1))
    shiftMM = moved * Vector3(own.even(7, -1, 1), own.even(8, -1, 1), own.even(9, -1, 1))
  }

  private static func timing(
    _ channel: TumourChannel, _ shared: SessionDraw, _ own: SessionDraw
  ) -> SequenceTiming {
    switch channel {
    case .t1w, .t1c:
      shared.even(1, 0, 1) < 0.5
        ? SequenceTiming(
          repetitionMS: shared.even(2, 1900, 2600), inversionMS: shared.even(3, 950, 1400),
          echoMS: 3)
        : SequenceTiming(repetitionMS: shared.even(2, 400, 750), echoMS: shared.even(3, 8, 17))
    case .t2w:
      SequenceTiming(repetitionMS: own.even(10, 3000, 6500), echoMS: own.even(11, 80, 120))
    case .flair:
      flair(own)
    }
  }

  /// The inversion nulls fluid to within some per cent.
  private static func flair(_ own: SessionDraw) -> SequenceTiming {
    let repetition = own.even(10, 6500, 11000)
    let nulling = 1500 + 0.062 * repetition
    return SequenceTiming(
      repetitionMS: repetition, inversionMS: nulling * own.even(12, 0.98, 1.16),
      echoMS: own.even(11, 85, 140))
  }

  /// What Phantoms call the contrast.
  public var contrast: Contrast {
    switch channel {
    case .t1w: .t1w
    case .t1c: .t1c
    case .t2w: .t2w
    case .flair: .flair
    }
  }
}

/// Even random numbers by place.
struct SessionDraw: Sendable {
  private let random: CounterRandom
  private let stream: UInt64

  init(seed: UInt64, stream: UInt64) {
    (random, self.stream) = (CounterRandom(seed: seed), stream)
  }

  func even(_ index: UInt64, _ low: Double, _ high: Double) -> Double {
    low + (high - low) * random.uniform(stream: stream, index: index)
  }
}
