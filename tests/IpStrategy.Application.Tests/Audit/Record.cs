using IpStrategy.Application.Audit;
using IpStrategy.Domain.Approvals;
using IpStrategy.Persistence;
using IpStrategy.Persistence.Audit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IpStrategy.Application.Tests.Audit;

/// <summary>What tests of the record say all the time, and what somebody with rights over the database could do to it.</summary>
internal static class Record
{
    private static readonly Actor Someone = new(7, "张三", Post.Officer, "zscqj");
    private static readonly Actor Another = new(8, "李四", Post.Leader, "zscqj");

    /// <summary>Entries that have something in every column.</summary>
    public static Task NoteAsync(this Office office, string subject, int count = 1) =>
        office.InOneScopeAsync(async services =>
        {
            var db = services.GetRequiredService<IpStrategyContext>();
            services.GetRequiredService<CallerAddress>().Value = "10.0.0.1";
            await using var transaction = await WriteTransaction.BeginAsync(db, default);
            for (var i = 0; i < count; i++)
            {
                var note = new AuditNote(Someone, "touch", subject, new { i }, new { i = i + 1 }, 99, Another);
                services
                    .GetRequiredService<AuditTrail>()
                    .Note(
                        note with
                        {
                            RootInstanceId = subject == "tree" ? 99 : null,
                            UndertakingId = 5,
                            AssignmentId = 6,
                        }
                    );
            }
            await db.SaveChangesAsync();
            await transaction.CommitAsync(default);
        });

    public static async Task SealAsync(this Office office)
    {
        while (await office.AskAsync<SealAudit, int>(s => s.RunAsync(default)) > 0) { }
    }

    public static Task<AuditVerification> VerifyAsync(this Office office, params string[]? anchors) =>
        office.AskAsync<VerifyAudit, AuditVerification>(v =>
            v.RunAsync(anchors is { Length: > 0 } ? anchors : null, default)
        );

    public static Task<List<AuditEntry>> EntriesAsync(this Office office, string stream) =>
        office.ReadAsync(db =>
            db.AuditEntries.AsNoTracking().Where(e => e.Stream == stream).OrderBy(e => e.Number).ToListAsync()
        );

    public static Task SqlAsync(this Office office, params string[] statements) =>
        office.DoAsync<IpStrategyContext>(async db =>
        {
            foreach (var statement in statements)
            {
                await db.Database.ExecuteSqlRawAsync(statement);
            }
        });

    /// <summary>Whoever owns the schema can do this; the hashes are there against him.</summary>
    public static Task TakeGuardsAwayAsync(this Office office, TestDatabase database) =>
        database == TestDatabase.PostgreSql
            ? office.SqlAsync(
                """ALTER TABLE "AuditEntries" DISABLE TRIGGER ALL""",
                """ALTER TABLE "AuditSegments" DISABLE TRIGGER ALL"""
            )
            : office.SqlAsync(
                """DROP TRIGGER "AuditEntriesStay" """,
                """DROP TRIGGER "AuditEntriesAsWritten" """,
                """DROP TRIGGER "AuditSegmentsStay" """,
                """DROP TRIGGER "AuditSegmentsAsWritten" """
            );
}
