import Foundation
import Testing

@testable import Jobs
