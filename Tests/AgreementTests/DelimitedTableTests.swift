import Agreement
import Testing

@Suite struct DelimitedTableTests {
  @Test(arguments: [
    "id,a,b\ns1,1,2\ns2,3,4\n", "\u{FEFF}id,a,b\r\ns1,1,2\r\ns2,3,4",
    "id\ta\tb\rs1\t1\t2\rs2\t3\t4\r",
    "id;a;b\n\ns1;1;2\n\n\ns2;3;4\n\n", "\"id\",\"a\",\"b\"\n\"s1\", 1 ,\"2\"\ns2,3,\"4\"\n",
  ])
  func readsEveryDialect(_ text: String) throws {
    let table = try DelimitedTable(text)
    #expect(table.header == ["id", "a", "b"])
    #expect(table.rows == [["s1", "1", "2"], ["s2", "3", "4"]])
  }

  @Test func keepsWhatQuotesProtect() throws {
    let table = try DelimitedTable("name,note\n\"a, \"\"b\"\"\",\"two\r\nlines\"\nc,d\n")
    #expect(table.rows == [["a, \"b\"", "two\r\nlines"], ["c", "d"]])
    #expect(table.lines == [2, 4])
  }

  @Test func aPointBesideDecimalCommasIsNoNumber() throws {
    let mixed = try DelimitedTable("a;b\n2,5;1.400\n")
    #expect(mixed.number("2,5") == 2.5 && mixed.number("1.400") == nil)
    let plain = try DelimitedTable("a;b\n2;1.400\n")
    #expect(plain.number("1.400") == 1.4)
  }

  @Test func decimalCommaWithSemicolons() throws {
    let table = try DelimitedTable("a;b\n1,5;2\n")
    #expect(table.number("1,5") == 1.5)
    #expect(try DelimitedTable("a,b\n1,2\n").number("1,5") == nil)
  }

  @Test(arguments: ["inf", "0x10", "1.2.3", "12 ml", "--1", "1e999"])
  func refusesWhatIsNoNumber(_ cell: String) throws {
    #expect(try DelimitedTable("a,b\n1,2\n").number(cell) == nil)
  }

  @Test func missingValues() {
    for cell in ["", "NA", "n/a", "NaN", "nan", "null", "None"] {
      #expect(DelimitedTable.isMissing(cell), "\(cell)")
    }
    #expect(!DelimitedTable.isMissing("0"))
  }

  @Test func collectsMistakesOfShape() throws {
    let error = #expect(throws: TableMistakes.self) {
      try DelimitedTable("a,b,a\n1,2\n1,2,3\n4,5,6,7\n1,2,\"3\n")
    }
    let found = try #require(error).mistakes
    #expect(found.map(\.line) == [1, 2, 4, 5])
    #expect(found[1].message.contains("expected 3 fields"))
  }

  /// Any text gives either a rectangular table or mistakes, never a trap.
  @Test func survivesRandomText() {
    let alphabet: [Unicode.Scalar] = ["\"", ",", ";", "\t", "\n", "\r", " ", "a", "1", ".", "é"]
    var random = SplitMix64(seed: 5)
    var tables = 0
    for _ in 0..<3000 {
      var text = String.UnicodeScalarView()
      for _ in 0..<random.index(below: 24) {
        text.append(alphabet[random.index(below: alphabet.count)])
      }
      guard let table = try? DelimitedTable(String(text)) else { continue }
      tables += 1
      #expect(table.rows.allSatisfy { $0.count == table.header.count })
      #expect(table.rows.count == table.lines.count)
    }
    #expect(tables > 100)
  }

  @Test(arguments: ["", "\u{FEFF}", "\n\n", "a,b\n"])
  func refusesEmptyTables(_ text: String) {
    #expect(throws: TableMistakes.self) { try DelimitedTable(text) }
  }
}

@Suite struct CohortFromTableTests {
  @Test func wideTable() throws {
    let table = try DelimitedTable(
      "id,full,x,y,note\ns1,10,11,NA,ok\ns2,20,n/a,19,\ns3,,31,29,bad\n")
    let cohort = try Cohort.wide(table, reference: "full", subject: "id")
    #expect(cohort.subjects == ["s1", "s2", "s3"])
    #expect(cohort.reference == [10, 20, nil])
    #expect(cohort.methods.map(\.name) == ["x", "y"])
    #expect(cohort.methods[0].values == [11, nil, 31])
    #expect(cohort.methods[1].values == [nil, 19, 29])
  }

  @Test func longTableEqualsWide() throws {
    let wide = try DelimitedTable("id,full,x,y\ns1,10,11,12\ns2,20,,19\n")
    let long = try DelimitedTable(
      "s,m,v\ns1,full,10\ns1,x,11\ns2,full,20\ns2,y,19\ns1,y,12\n")
    #expect(
      try Cohort.long(long, subject: "s", method: "m", value: "v", referenceLevel: "full")
        == Cohort.wide(wide, reference: "full", subject: "id"))
  }

  @Test func wideMistakesAreCollected() throws {
    let table = try DelimitedTable("id,full,quickshear\ns1,ten,1\ns1,2,3 ml\n,4,5\n")
    let error = #expect(throws: TableMistakes.self) {
      try Cohort.wide(table, reference: "full", tests: ["quickshare", "quickshear"], subject: "id")
    }
    let text = try #require(error).description
    #expect(try #require(error).mistakes.count == 5)
    for part in [
      "line 2, column 'full': 'ten'", "line 3, column 'quickshear': '3 ml'",
      "line 3, column 'id': 's1' is already on line 2", "line 4, column 'id': is empty",
      "Did you mean 'quickshear'?",
    ] {
      #expect(text.contains(part), "\(part)")
    }
  }

  @Test func longMistakesAreCollected() throws {
    let table = try DelimitedTable("s,m,v\ns1,ful,1\ns1,ful,2\ns1,x,?\n")
    let error = #expect(throws: TableMistakes.self) {
      try Cohort.long(table, subject: "s", method: "m", value: "v", referenceLevel: "full")
    }
    let text = try #require(error).description
    for part in ["line 3: 's1' already has", "line 4, column 'v': '?'", "Did you mean 'ful'?"] {
      #expect(text.contains(part), "\(part)")
    }
  }
}
