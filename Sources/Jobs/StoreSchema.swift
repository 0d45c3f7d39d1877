import GRDB

/// Tables of the queue. A migration, once released, is never edited; a new one is added below.
enum StoreSchema {
  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1 tasks, dependencies, attempts") { db in
      try db.execute(sql: first)
    }
    return migrator
  }

  private static let first = """
    CREATE TABLE meta (
      one INTEGER PRIMARY KEY CHECK (one = 1),
      sequence INTEGER NOT NULL, epoch INTEGER NOT NULL, paused INTEGER NOT NULL);
    INSERT INTO meta VALUES (1, 0, 0, 0);

    CREATE TABLE tasks (
      position INTEGER PRIMARY KEY AUTOINCREMENT,
      id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL,
      subject TEXT, method TEXT, cohort TEXT,
      payload TEXT NOT NULL, priority INTEGER NOT NULL, timeout REAL NOT NULL,
      memoryLimitMB INTEGER, threads INTEGER NOT NULL, maxAttempts INTEGER NOT NULL,
      state TEXT NOT NULL CHECK (
        state IN ('waiting', 'queued', 'leased', 'done', 'failed', 'cancelled')),
      reason TEXT, attempt INTEGER NOT NULL DEFAULT 0, tries INTEGER NOT NULL DEFAULT 0,
      owner TEXT, leaseUntil REAL, addedAt REAL NOT NULL, startedAt REAL, finishedAt REAL,
      progress REAL NOT NULL DEFAULT 0, progressMessage TEXT,
      result TEXT, failureKind TEXT, failureMessage TEXT, failureRemedy TEXT,
      host TEXT, peakMemoryMB REAL, exit INTEGER, logPath TEXT, changed INTEGER NOT NULL);
    CREATE INDEX tasksToClaim ON tasks (state, priority DESC, position);
    CREATE INDEX tasksChanged ON tasks (changed);

    CREATE TABLE dependencies (
      task TEXT NOT NULL, dependsOn TEXT NOT NULL, PRIMARY KEY (task, dependsOn)) WITHOUT ROWID;
    CREATE INDEX dependants ON dependencies (dependsOn, task);

    CREATE TABLE attempts (
      task TEXT NOT NULL, attempt INTEGER NOT NULL, outcome TEXT NOT NULL,
      parameters TEXT NOT NULL, version TEXT NOT NULL, owner TEXT NOT NULL, host TEXT NOT NULL,
      startedAt REAL NOT NULL, finishedAt REAL, peakMemoryMB REAL, exit INTEGER, logPath TEXT,
      warnings TEXT, hashes TEXT, failureKind TEXT, failureMessage TEXT, failureRemedy TEXT,
      PRIMARY KEY (task, attempt)) WITHOUT ROWID;
    """
}
