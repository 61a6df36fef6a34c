using System.Collections.Immutable;
using IpStrategy.Domain.Plans;
using IpStrategy.Persistence.Accounts;
using IpStrategy.Persistence.Outbox;
using IpStrategy.Persistence.Reminders;
using IpStrategy.Persistence.Rows;
using IpStrategy.Persistence.Workflow;
using IpStrategy.Testing;
using IpStrategy.Workflow.Execution;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IpStrategy.Persistence.Tests.Rows;

/// <summary>What is written inside a transaction takes the short way; it must come out as on the long one.</summary>
public abstract class PreparedRowsTests
{
    private static readonly DateTimeOffset Now = FakeClock.MorningOfTheNotice;

    protected abstract Task<Storage> OpenAsync();

    [Fact]
    public async Task A_row_read_before_somebody_changed_it_is_not_written()
    {
        await using var storage = await OpenAsync();
        var instance = await storage.AddInstanceAsync();
        await using var scope = storage.Scope();
        var late = scope.ServiceProvider.GetRequiredService<IpStrategyContext>();
        (await late.Instances.SingleAsync()).Store([5], InstanceStatus.Active, Now);
        await InTransactionAsync(
            storage,
            async db => (await db.Instances.SingleAsync()).Store([4], InstanceStatus.Active, Now)
        );
        await using (await WriteTransaction.BeginAsync(late, default))
        {
            await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => late.SaveChangesAsync());
        }
        var stored = await storage.ReadAsync(db => db.Instances.SingleAsync());
        Assert.Equal([4], stored.State);
        Assert.Equal(instance.Version + 1, stored.Version);
    }

    [Fact]
    public async Task A_row_that_is_gone_cannot_be_removed_again()
    {
        await using var storage = await OpenAsync();
        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() =>
            InTransactionAsync(storage, db => RowChanges.Remove(db, new ReminderSchedule(1, Now, 0)))
        );
    }

    [Fact]
    public async Task A_key_that_is_taken_is_a_duplicate()
    {
        await using var storage = await OpenAsync();
        await InTransactionAsync(storage, db => db.Settings.Add(new Setting("a", "1")));
        var thrown = await Assert.ThrowsAsync<DbUpdateException>(() =>
            InTransactionAsync(storage, db => db.Settings.Add(new Setting("a", "2")))
        );
        Assert.True(StorageErrors.IsDuplicate(thrown));
        Assert.NotEmpty(thrown.Entries);
    }

    [Fact]
    public async Task A_key_freed_in_a_unit_of_work_can_be_taken_in_it()
    {
        await using var storage = await OpenAsync();
        await storage.AddAsync(Message(1, "once"));
        await InTransactionAsync(
            storage,
            async db =>
            {
                db.Remove(await db.Inbox.SingleAsync());
                db.Inbox.Add(Message(2, "once"));
            }
        );
        Assert.Equal([2], await storage.ReadAsync(db => db.Inbox.Select(m => m.Id).ToListAsync()));
    }

    [Fact]
    public async Task Every_kind_of_value_comes_back_as_it_was()
    {
        await using var storage = await OpenAsync();
        var full = Message(1, "引号 ' 和 \" 与换行\n").About(7, null, "k");
        await InTransactionAsync(storage, db => db.Inbox.Add(full));
        var read = await storage.ReadAsync(db => db.Inbox.AsNoTracking().SingleAsync());
        Assert.Equal(
            (full.Facts, full.Kind, full.WorkItemId, full.UndertakingId, full.ReadAt),
            (read.Facts, read.Kind, read.WorkItemId, read.UndertakingId, read.ReadAt)
        );
        Assert.Equal(full.CreatedAt.UtcTicks, read.CreatedAt.UtcTicks);
        await InTransactionAsync(storage, async db => (await db.Inbox.SingleAsync()).Read(Now.AddHours(1)));
        var changed = await storage.ReadAsync(db => db.Inbox.AsNoTracking().SingleAsync());
        Assert.Equal(Now.AddHours(1), changed.ReadAt);
        Assert.Equal(full.Facts, changed.Facts);
    }

    [Fact]
    public async Task What_both_ways_write_is_the_same()
    {
        await using var storage = await OpenAsync();
        await storage.AddAsync(NewAssignment(1, 1));
        await InTransactionAsync(storage, db => db.Assignments.Add(NewAssignment(2, 2)));
        var rows = await storage.ReadAsync(db => db.Assignments.AsNoTracking().OrderBy(a => a.Id).ToListAsync());
        Assert.Equal(2, rows.Count);
        foreach (var property in typeof(Assignment).GetProperties().Where(p => p.Name is not ("Id" or "Number")))
        {
            Assert.Equal(property.GetValue(rows[0]), property.GetValue(rows[1]));
        }
    }

    [Fact]
    public async Task Rows_with_relations_go_the_long_way_and_take_the_others_with_them()
    {
        await using var storage = await OpenAsync();
        await InTransactionAsync(
            storage,
            db =>
            {
                db.Settings.Add(new Setting("a", "1"));
                db.Users.Add(
                    new User
                    {
                        Id = 1,
                        UserName = "zhangsan",
                        DisplayName = "张三",
                    }
                );
            }
        );
        Assert.Equal(1, await storage.ReadAsync(db => db.Users.CountAsync()));
        Assert.Equal(1, await storage.ReadAsync(db => db.Settings.CountAsync()));
    }

    [Fact]
    public async Task History_of_one_command_is_read_back_line_by_line_in_its_order()
    {
        await using var storage = await OpenAsync();
        var added = await storage.AddInstanceAsync();
        var activities = Enumerable.Range(0, 40).Select(n => $"a{40 - n}").ToList();
        await InTransactionAsync(
            storage,
            async db =>
            {
                var instance = await db.Instances.SingleAsync(i => i.Id == added.Id);
                db.History.AddRange(activities.Select(a => new StoredHistory(instance, Entry(a))));
            }
        );
        Assert.Equal(
            activities,
            await storage.ReadAsync(db => db.History.OrderBy(h => h.Number).Select(h => h.ActivityId).ToListAsync())
        );
    }

    [Fact]
    public async Task Every_change_and_every_deletion_names_the_whole_key_of_its_row()
    {
        await using var storage = await OpenAsync();
        await storage.DoAsync<IpStrategyContext>(db =>
        {
            var plain = db
                .Model.GetEntityTypes()
                .Select(t => (Type: t, Shape: new RowShape(t, RowShape.NamedMarker)))
                .Where(s => s.Shape.IsPlain)
                .ToList();
            Assert.True(plain.Count > 20);
            Assert.All(
                plain,
                s =>
                    Assert.All(
                        s.Type.FindPrimaryKey()!.Properties,
                        k => Assert.Contains($"\"{k.Name}\" = @p", s.Shape.Delete.Text, StringComparison.Ordinal)
                    )
            );
            return Task.CompletedTask;
        });
    }

    private static Task InTransactionAsync(Storage storage, Action<IpStrategyContext> change) =>
        InTransactionAsync(
            storage,
            db =>
            {
                change(db);
                return Task.CompletedTask;
            }
        );

    private static Task InTransactionAsync(Storage storage, Func<IpStrategyContext, Task> change) =>
        storage.DoAsync<IpStrategyContext>(async db =>
        {
            await using var transaction = await WriteTransaction.BeginAsync(db, default);
            await change(db);
            await db.SaveChangesAsync();
            await transaction.CommitAsync(default);
        });

    private static InboxMessage Message(long id, string facts) =>
        new InboxMessage(id, 1, MessageKind.Urge, facts, Now.AddTicks(10)).About(null, 3, "once");

    private static Assignment NewAssignment(long id, int number) =>
        new(
            id,
            5,
            new AssignmentText(number, "(二十六)", 4, "建立专利预警机制", "", "responsible", "inferred"),
            new AssignmentDue(new DateOnly(2010, 11, 30), Now, "on 2010-11-30", Now, Now)
        );

    private static HistoryEntry Entry(string activity) =>
        new(Now, default, "userTask", activity, null, ImmutableSortedDictionary<string, string>.Empty);
}

public sealed class SqlitePreparedRowsTests : PreparedRowsTests
{
    protected override Task<Storage> OpenAsync() => Storage.Sqlite().MigratedAsync();
}

public sealed class PostgreSqlPreparedRowsTests : PreparedRowsTests
{
    protected override async Task<Storage> OpenAsync() => await (await Storage.PostgreSqlAsync()).MigratedAsync();
}
