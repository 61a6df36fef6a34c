using System.Collections.Immutable;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Plans;
using IpStrategy.Persistence.Outbox;
using IpStrategy.Persistence.Reminders;
using IpStrategy.Persistence.Workflow;
using IpStrategy.Testing;
using IpStrategy.Workflow.Execution;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IpStrategy.Persistence.Tests;

/// <summary>What every database promises to those who write.</summary>
public abstract class WritingTests
{
    private static readonly DateTimeOffset Now = FakeClock.MorningOfTheNotice;

    protected abstract Task<Storage> OpenAsync();

    /// <summary>What another program does that keeps a writer of the tree waiting; {0} is the root instance.</summary>
    protected abstract string HoldTheTree { get; }

    [Fact]
    public async Task Writers_of_one_tree_go_one_after_another_and_none_is_lost()
    {
        await using var storage = await OpenAsync();
        var instance = await storage.AddInstanceAsync();
        const int writers = 12;
        await Task.WhenAll(
            Enumerable.Range(0, writers).Select(_ => Task.Run(() => WriteOnceAsync(storage, instance.Id)))
        );
        var stored = await storage.ReadAsync(db => db.Instances.SingleAsync());
        Assert.Equal(instance.Version + writers, stored.Version);
        Assert.Equal(writers, stored.HistoryLength);
    }

    [Fact]
    public async Task A_writer_who_waits_too_long_is_told_that_the_database_is_busy_and_the_next_one_gets_through()
    {
        await using var storage = await OpenAsync();
        var instance = await storage.AddInstanceAsync();
        await using (var foreign = await storage.ForeignAsync())
        {
            await Storage.RunAsync(foreign, HoldTheTree);
            await Assert.ThrowsAsync<StorageIsBusyException>(() => WriteOnceAsync(storage, instance.Id));
            await Storage.RunAsync(foreign, "ROLLBACK");
        }
        await WriteOnceAsync(storage, instance.Id);
        Assert.Equal(instance.Version + 1, (await storage.ReadAsync(db => db.Instances.SingleAsync())).Version);
    }

    [Fact]
    public async Task What_was_not_committed_is_not_there()
    {
        await using var storage = await OpenAsync();
        await storage.DoAsync<IpStrategyContext>(async db =>
        {
            await using var transaction = await WriteTransaction.BeginAsync(db, default);
            db.Settings.Add(new Setting("lost", "yes"));
            await db.SaveChangesAsync();
        });
        Assert.False(await storage.ReadAsync(db => db.Settings.AnyAsync()));
    }

    [Fact]
    public async Task The_version_proves_that_nobody_wrote_in_between()
    {
        await using var storage = await OpenAsync();
        var instance = await storage.AddInstanceAsync();
        await using var first = storage.Scope();
        await using var second = storage.Scope();
        var (one, other) = (Context(first), Context(second));
        (await one.Instances.SingleAsync()).Store([4], InstanceStatus.Active, Now);
        (await other.Instances.SingleAsync()).Store([5], InstanceStatus.Active, Now);
        await one.SaveChangesAsync();
        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => other.SaveChangesAsync());
        Assert.Equal([4], (await storage.ReadAsync(db => db.Instances.SingleAsync(i => i.Id == instance.Id))).State);
    }

    [Fact]
    public async Task The_version_of_a_work_item_proves_it_too()
    {
        await using var storage = await OpenAsync();
        await storage.AddAsync(ItemOf(storage));
        await using var first = storage.Scope();
        await using var second = storage.Scope();
        var (one, other) = (Context(first), Context(second));
        (await one.WorkItems.SingleAsync()).Assign(1, "张三");
        (await other.WorkItems.SingleAsync()).Assign(2, "李四");
        await one.SaveChangesAsync();
        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => other.SaveChangesAsync());
        Assert.Equal(1, (await storage.ReadAsync(db => db.WorkItems.SingleAsync())).AssigneeId);
    }

    [Fact]
    public async Task An_instant_comes_back_as_the_same_instant_and_compares_in_the_database()
    {
        await using var storage = await OpenAsync();
        var inTianjin = new DateTimeOffset(2010, 11, 30, 18, 0, 0, 123, 456, TimeSpan.FromHours(8));
        var before = inTianjin.AddMicroseconds(-1);
        await storage.AddAsync(new ReminderSchedule(1, inTianjin, 0));
        var read = (await storage.ReadAsync(db => db.ReminderSchedules.SingleAsync())).NextAt;
        Assert.Equal(inTianjin.UtcTicks, read.UtcTicks);
        Assert.Equal(TimeSpan.Zero, read.Offset);
        Assert.Equal(1, await CountUntilAsync(storage, inTianjin));
        Assert.Equal(1, await CountUntilAsync(storage, inTianjin.ToUniversalTime()));
        Assert.Equal(0, await CountUntilAsync(storage, before));
    }

    [Fact]
    public async Task What_never_comes_is_later_than_everything()
    {
        await using var storage = await OpenAsync();
        await storage.AddAsync(new ReminderSchedule(1, ReminderSchedule.Never, 0));
        Assert.Equal(
            ReminderSchedule.Never,
            (await storage.ReadAsync(db => db.ReminderSchedules.SingleAsync())).NextAt
        );
        Assert.Equal(0, await CountUntilAsync(storage, Now.AddYears(500)));
    }

    [Fact]
    public async Task History_stands_in_the_order_in_which_it_was_written()
    {
        await using var storage = await OpenAsync();
        var instance = await storage.AddInstanceAsync();
        for (var transaction = 0; transaction < 3; transaction++)
        {
            await WriteOnceAsync(storage, instance.Id);
        }
        var numbers = await storage.ReadAsync(db =>
            db.History.OrderBy(h => h.Number).Select(h => h.Number).ToListAsync()
        );
        Assert.Equal([0, 1, 2], numbers);
    }

    [Fact]
    public async Task No_entry_of_the_history_takes_the_place_of_another()
    {
        await using var storage = await OpenAsync();
        var instance = await storage.AddInstanceAsync();
        await storage.AddAsync(new StoredHistory(instance, Entry));
        var again = await storage.ReadAsync(db => db.Instances.AsNoTracking().SingleAsync());
        await Assert.ThrowsAsync<DbUpdateException>(() => storage.AddAsync(new StoredHistory(again, Entry)));
    }

    [Fact]
    public async Task A_work_item_has_one_reply()
    {
        await using var storage = await OpenAsync();
        var item = ItemOf(storage);
        await storage.AddAsync(item, ReplyTo(storage, item));
        await Assert.ThrowsAsync<DbUpdateException>(() => storage.AddAsync(ReplyTo(storage, item)));
        Assert.Equal(1, await storage.ReadAsync(db => db.Replies.CountAsync()));
    }

    [Fact]
    public async Task The_same_fact_is_told_to_the_same_person_once()
    {
        await using var storage = await OpenAsync();
        InboxMessage Message(long recipient) =>
            new InboxMessage(storage.Ids.Next(), recipient, MessageKind.Reminder, "{}", Now).About(
                7,
                null,
                "Reminder:7:0"
            );
        await storage.AddAsync(Message(1), Message(2));
        await Assert.ThrowsAsync<DbUpdateException>(() => storage.AddAsync(Message(1)));
    }

    [Fact]
    public async Task A_row_is_removed_by_its_key_alone()
    {
        await using var storage = await OpenAsync();
        await storage.AddAsync(new ReminderSchedule(1, Now, 0), new ReminderSchedule(2, Now, 0));
        await storage.DoAsync<IpStrategyContext>(db =>
        {
            RowChanges.Remove(db, new ReminderSchedule(1, Now, 0));
            db.ReminderSchedules.Add(new ReminderSchedule(3, Now, 0));
            RowChanges.Remove(db, new ReminderSchedule(3, Now, 0));
            return db.SaveChangesAsync();
        });
        Assert.Equal([2], await storage.ReadAsync(db => db.ReminderSchedules.Select(r => r.WorkItemId).ToListAsync()));
    }

    private static async Task WriteOnceAsync(Storage storage, long root)
    {
        await using var scope = storage.Scope();
        var (db, store) = (Context(scope), scope.ServiceProvider.GetRequiredService<InstanceStore>());
        await using var transaction = await WriteTransaction.BeginAsync(db, default);
        await store.LockTreeAsync(root, default);
        var instance = (await store.FindAsync(root, default))!;
        instance.Store(instance.State, InstanceStatus.Active, Now);
        db.History.Add(new StoredHistory(instance, Entry));
        await db.SaveChangesAsync();
        await transaction.CommitAsync(default);
    }

    private static HistoryEntry Entry =>
        new(Now, default, "userTask", "acknowledge", null, ImmutableSortedDictionary<string, string>.Empty);

    private static Task<int> CountUntilAsync(Storage storage, DateTimeOffset instant) =>
        storage.ReadAsync(db => db.ReminderSchedules.CountAsync(r => r.NextAt <= instant));

    private static IpStrategyContext Context(AsyncServiceScope scope) =>
        scope.ServiceProvider.GetRequiredService<IpStrategyContext>();

    private static WorkItem ItemOf(Storage storage)
    {
        var assignment = new Assignment(
            storage.Ids.Next(),
            storage.Ids.Next(),
            new AssignmentText(26, "(二十六)", 4, "建立专利预警机制", "", "responsible", "inferred"),
            new AssignmentDue(new DateOnly(2010, 11, 30), Now, "on 2010-11-30", Now, Now)
        );
        var undertaking = new Undertaking(storage.Ids.Next(), assignment, "zscqj", "市知识产权局");
        var place = new WorkItemPlace(storage.Ids.Next(), 2, storage.Ids.Next());
        return new WorkItem(storage.Ids.Next(), place, undertaking, new WorkItemStep("reply", "答复", "jxw", Now));
    }

    private static Reply ReplyTo(Storage storage, WorkItem item) =>
        new Reply(storage.Ids.Next(), item, ReplyOutcome.Concur, "", new Actor(1, "张三", Post.Officer, "jxw")).At(Now);
}

public sealed class SqliteWritingTests : WritingTests
{
    protected override string HoldTheTree => "BEGIN IMMEDIATE";

    protected override Task<Storage> OpenAsync() => Storage.Sqlite().MigratedAsync();

    [Fact]
    public async Task Who_stands_in_the_queue_of_this_process_too_long_is_told_so()
    {
        await using var storage = await OpenAsync();
        await using var holder = storage.Scope();
        await using var waiter = storage.Scope();
        var holding = holder.ServiceProvider.GetRequiredService<IpStrategyContext>();
        var waiting = waiter.ServiceProvider.GetRequiredService<IpStrategyContext>();
        await using (await WriteTransaction.BeginAsync(holding, default))
        {
            await Assert.ThrowsAsync<StorageIsBusyException>(() => WriteTransaction.BeginAsync(waiting, default));
        }
        await using var transaction = await WriteTransaction.BeginAsync(waiting, default);
    }
}

public sealed class PostgreSqlWritingTests : WritingTests
{
    protected override string HoldTheTree => """BEGIN; SELECT 1 FROM "ProcessInstances" FOR UPDATE""";

    protected override async Task<Storage> OpenAsync() => await (await Storage.PostgreSqlAsync()).MigratedAsync();

    [Fact]
    public async Task Writers_of_different_trees_do_not_wait_for_each_other()
    {
        await using var storage = await OpenAsync();
        var (one, other) = (await storage.AddInstanceAsync(), await storage.AddInstanceAsync());
        await using var first = storage.Scope();
        await using var second = storage.Scope();
        await using var begun = await BeginAsync(first, one.Id);
        await using var beside = await BeginAsync(second, other.Id);
    }

    private static async Task<WriteTransaction> BeginAsync(AsyncServiceScope scope, long root)
    {
        var db = scope.ServiceProvider.GetRequiredService<IpStrategyContext>();
        var transaction = await WriteTransaction.BeginAsync(db, default);
        await scope.ServiceProvider.GetRequiredService<InstanceStore>().LockTreeAsync(root, default);
        return transaction;
    }
}
