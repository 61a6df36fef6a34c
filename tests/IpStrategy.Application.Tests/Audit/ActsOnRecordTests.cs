using System.Text.Json;
using IpStrategy.Application.Audit;
using IpStrategy.Domain.Audit;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Tests.Audit;

public sealed class ActsOnRecordTests
{
    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.PostgreSql)]
    public async Task A_completed_work_item_is_there_with_person_before_after_and_its_history(TestDatabase database)
    {
        await using var office = await Office.OpenAsync(database);
        await office.IssueAsync();
        var item = await office.TheItemAsync("zscqj.officer", 42, "acknowledge");

        await office.CompleteAsync("zscqj.officer", item);

        var entry = await office.ReadAsync(db => db.AuditEntries.SingleAsync(e => e.Subject == $"workItem:{item.Id}"));
        var officer = office.Person("zscqj.officer");
        Assert.Equal("complete", entry.Verb);
        Assert.Equal(new AuditPerson(officer.UserId, officer.Name, "zscqj", "officer"), entry.Content.Actor);
        var (before, after) = (Parse(entry.Before), Parse(entry.After));
        Assert.Equal("open", before.GetProperty($"workItem:{item.Id}").GetProperty("state").GetString());
        var row = after.GetProperty("rows").GetProperty($"workItem:{item.Id}");
        Assert.Equal("completed", row.GetProperty("state").GetString());
        Assert.Equal(officer.UserId, row.GetProperty("closedById").GetInt64());
        foreach (var range in after.GetProperty("history").Deserialize<HistoryRange[]>(JsonSerializerOptions.Web)!)
        {
            var id = Opaque.Read(range.Instance);
            var lines = await office.ReadAsync(db =>
                db.History.Where(h => h.InstanceId == id && h.Number >= range.From && h.Number <= range.To)
                    .OrderBy(h => h.Number)
                    .ToListAsync()
            );
            Assert.Equal(range.To - range.From + 1, lines.Count);
            Assert.Equal(range.Sha256, HistoryRange.HashOf(lines));
        }
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.PostgreSql)]
    public async Task Every_line_of_history_is_under_the_hash_of_one_entry(TestDatabase database)
    {
        await using var office = await Office.OpenAsync(database);
        await office.IssueAsync();
        await office.CompleteAsync("zscqj.officer", await office.TheItemAsync("zscqj.officer", 42, "acknowledge"));
        await office.CompleteAsync(
            "zscqj.officer",
            await office.TheItemAsync("zscqj.officer", 42, "draftPlan"),
            null,
            ("plan", "实施方案")
        );
        office.Clock.Advance(TimeSpan.FromDays(40));
        await office.DoAsync<Application.Jobs.Pollers>(p => p.RunToIdleAsync(default));

        var entries = await office.ReadAsync(db => db.AuditEntries.Where(e => e.After != null).ToListAsync());
        var ranges = entries
            .Select(e => Parse(e.After))
            .Where(a => a.TryGetProperty("history", out _))
            .SelectMany(a => a.GetProperty("history").Deserialize<HistoryRange[]>(JsonSerializerOptions.Web)!)
            .ToLookup(r => r.Instance);
        var instances = await office.ReadAsync(db =>
            db.Instances.Select(i => new { i.Id, i.HistoryLength }).ToListAsync()
        );

        Assert.Contains(entries, e => e is { Verb: "fire-timer", ActorId: 0 });
        Assert.All(
            instances,
            i =>
                Assert.Equal(
                    Enumerable.Range(0, i.HistoryLength),
                    ranges[Opaque.Of(i.Id)].SelectMany(r => Enumerable.Range(r.From, r.To - r.From + 1)).Order()
                )
        );
    }

    internal static JsonElement Parse(string? json) => JsonDocument.Parse(json!).RootElement;
}
