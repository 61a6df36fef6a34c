using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Persistence.Audit;

/// <summary>
/// The database's own refusal to change or delete what is on record, whichever program asks. Entries and segments may be deleted or
/// emptied only while the gate holds a row, which retention puts there and takes away in one transaction; nobody else ever sees it.
/// Whoever may change the schema can take the guards away: against him there are the hashes and the anchors.
/// </summary>
internal static class AuditGuards
{
    private const string ForSqlite = """
        CREATE TRIGGER IF NOT EXISTS "AuditEntriesStay" BEFORE DELETE ON "AuditEntries"
        WHEN NOT EXISTS (SELECT 1 FROM "AuditGate")
        BEGIN SELECT RAISE(ABORT, 'What is on record stays.'); END;
        CREATE TRIGGER IF NOT EXISTS "AuditEntriesAsWritten" BEFORE UPDATE ON "AuditEntries"
        BEGIN SELECT RAISE(ABORT, 'What is on record stays as it was written.'); END;
        CREATE TRIGGER IF NOT EXISTS "AuditSegmentsStay" BEFORE DELETE ON "AuditSegments"
        BEGIN SELECT RAISE(ABORT, 'Segments of the record stay.'); END;
        CREATE TRIGGER IF NOT EXISTS "AuditSegmentsAsWritten" BEFORE UPDATE ON "AuditSegments"
        WHEN NOT EXISTS (SELECT 1 FROM "AuditGate")
        BEGIN SELECT RAISE(ABORT, 'Segments of the record stay as they were closed.'); END;
        """;

    private const string ForPostgreSql = """
        CREATE OR REPLACE FUNCTION ipstrategy_audit_stays() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF TG_ARGV[0] = 'gated' AND EXISTS (SELECT 1 FROM "AuditGate") THEN
                RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
            END IF;
            RAISE EXCEPTION 'What is on record stays as it was written.' USING ERRCODE = 'raise_exception';
        END $$;
        CREATE OR REPLACE TRIGGER "AuditEntriesStay" BEFORE DELETE ON "AuditEntries"
        FOR EACH ROW EXECUTE FUNCTION ipstrategy_audit_stays('gated');
        CREATE OR REPLACE TRIGGER "AuditEntriesAsWritten" BEFORE UPDATE ON "AuditEntries"
        FOR EACH ROW EXECUTE FUNCTION ipstrategy_audit_stays('never');
        CREATE OR REPLACE TRIGGER "AuditEntriesNotEmptied" BEFORE TRUNCATE ON "AuditEntries"
        FOR EACH STATEMENT EXECUTE FUNCTION ipstrategy_audit_stays('never');
        CREATE OR REPLACE TRIGGER "AuditSegmentsStay" BEFORE DELETE ON "AuditSegments"
        FOR EACH ROW EXECUTE FUNCTION ipstrategy_audit_stays('never');
        CREATE OR REPLACE TRIGGER "AuditSegmentsAsWritten" BEFORE UPDATE ON "AuditSegments"
        FOR EACH ROW EXECUTE FUNCTION ipstrategy_audit_stays('gated');
        CREATE OR REPLACE TRIGGER "AuditSegmentsNotEmptied" BEFORE TRUNCATE ON "AuditSegments"
        FOR EACH STATEMENT EXECUTE FUNCTION ipstrategy_audit_stays('never');
        """;

    /// <summary>At every start: a crash right after a migration must not leave the record open for good.</summary>
    public static async Task SetAsync(IpStrategyContext db, CancellationToken cancel)
    {
        if (await StandAsync(db, cancel))
        {
            return;
        }
        await using var transaction = await WriteTransaction.BeginAsync(db, cancel);
        await RowLocks.NameAsync(db, "audit guards", cancel);
        await db.Database.ExecuteSqlRawAsync(db is PostgreSqlIpStrategyContext ? ForPostgreSql : ForSqlite, cancel);
        await transaction.CommitAsync(cancel);
    }

    private static async Task<bool> StandAsync(IpStrategyContext db, CancellationToken cancel)
    {
        var standing =
            db is PostgreSqlIpStrategyContext
                ? await db
                    .Database.SqlQuery<int>(
                        $"""
                        SELECT count(*)::int AS "Value" FROM pg_trigger
                        WHERE NOT tgisinternal AND tgrelid IN ('"AuditEntries"'::regclass, '"AuditSegments"'::regclass)
                        """
                    )
                    .SingleAsync(cancel)
                : await db
                    .Database.SqlQuery<int>(
                        $"""
                        SELECT count(*) AS "Value" FROM sqlite_master
                        WHERE type = 'trigger' AND tbl_name IN ('AuditEntries', 'AuditSegments')
                        """
                    )
                    .SingleAsync(cancel);
        return standing >= (db is PostgreSqlIpStrategyContext ? 6 : 4);
    }
}

/// <summary>Opened by retention alone, within its transaction.</summary>
public static class AuditGateway
{
    public static Task OpenAsync(IpStrategyContext db, CancellationToken cancel) =>
        db.Database.ExecuteSqlAsync($"""INSERT INTO "AuditGate" ("Id") VALUES (1)""", cancel);

    public static Task CloseAsync(IpStrategyContext db, CancellationToken cancel) =>
        db.Database.ExecuteSqlAsync($"""DELETE FROM "AuditGate" """, cancel);
}
