using IpStrategy.Application.Delivery;
using IpStrategy.Application.Jobs;
using IpStrategy.Application.Processes;
using IpStrategy.Persistence;
using IpStrategy.Persistence.Outbox;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IpStrategy.Application.Tests.Delivery;

/// <summary>Mail leaves through the outbox: at least once, never before its fact, never lost.</summary>
public abstract class DeliverOutboxTests
{
    private static readonly MailSettings Mail = new() { Server = "mail.example.test" };

    protected abstract TestDatabase Database { get; }

    [Fact]
    public async Task Every_message_to_somebody_with_an_address_is_one_mail()
    {
        await using var office = await Office.OpenAsync(Database, Mail);
        await office.IssueAsync();
        var inbox = await office.ReadAsync(db => db.Inbox.Select(m => m.Id).ToListAsync());
        var outbox = await office.ReadAsync(db => db.Outbox.Select(m => m.Id).ToListAsync());
        Assert.NotEmpty(inbox);
        Assert.Equal(inbox.Order(), outbox.Order());
        await office.DoAsync<Pollers>(p => p.RunToIdleAsync(default));
        Assert.Equal(inbox.Count, office.Mail.Sent.Count);
        Assert.Equal(inbox.Count, office.Mail.Sent.DistinctBy(m => m.MessageId).Count());
        Assert.False(await office.ReadAsync(db => db.Outbox.AnyAsync(m => m.DeliveredAt == null)));
    }

    [Fact]
    public async Task Without_a_mail_server_the_inbox_is_all()
    {
        await using var office = await Office.OpenAsync(Database);
        await office.IssueAsync();
        Assert.True(await office.ReadAsync(db => db.Inbox.AnyAsync()));
        Assert.False(await office.ReadAsync(db => db.Outbox.AnyAsync()));
    }

    [Fact]
    public async Task What_is_not_taken_is_tried_again_after_ever_longer_pauses_with_the_same_id()
    {
        await using var office = await Office.OpenAsync(Database, Mail);
        var message = await OneAsync(office);
        office.Mail.Refuses = true;
        foreach (var minutes in new[] { 1, 2, 4, 8 })
        {
            await DeliverAsync(office);
            var row = await RowAsync(office);
            Assert.Equal("closed", row.LastError);
            Assert.Equal(office.Clock.Now.AddMinutes(minutes), row.NextAttemptAt);
            office.Clock.Advance(TimeSpan.FromMinutes(minutes) - TimeSpan.FromSeconds(1));
            await DeliverAsync(office);
            Assert.Equal(row.Attempts, (await RowAsync(office)).Attempts);
            office.Clock.Advance(TimeSpan.FromSeconds(1));
        }
        office.Mail.Refuses = false;
        await DeliverAsync(office);
        Assert.Equal(message.MessageId, Assert.Single(office.Mail.Sent).MessageId);
        var delivered = await RowAsync(office);
        Assert.Equal(office.Clock.Now, delivered.DeliveredAt);
        Assert.Equal(5, delivered.Attempts);
        office.Clock.Advance(TimeSpan.FromDays(1));
        await DeliverAsync(office);
        Assert.Single(office.Mail.Sent);
    }

    [Fact]
    public async Task A_process_that_dies_between_sending_and_noting_it_sends_again_with_the_same_id()
    {
        var faults = new DyingBeforeCommit();
        await using var office = await Office.OpenAsync(Database, Mail, faults);
        var message = await OneAsync(office);
        office.Mail.OnSent = () => faults.Strikes = true;
        await Assert.ThrowsAsync<ProcessDiedException>(() => DeliverAsync(office));
        (office.Mail.OnSent, faults.Strikes) = (null, false);
        Assert.Null((await RowAsync(office)).DeliveredAt);
        office.Clock.Advance(DeliverOutbox.Lease);
        await DeliverAsync(office);
        Assert.Equal([message.MessageId, message.MessageId], office.Mail.Sent.Select(m => m.MessageId));
        Assert.NotNull((await RowAsync(office)).DeliveredAt);
    }

    [Fact]
    public async Task Two_that_deliver_at_once_do_not_send_twice()
    {
        await using var office = await Office.OpenAsync(Database, Mail);
        await office.IssueAsync();
        var waiting = await office.ReadAsync(db => db.Outbox.CountAsync());
        await Task.WhenAll(
            Enumerable.Range(0, 3).Select(_ => Task.Run(() => office.DoAsync<Pollers>(p => p.RunToIdleAsync(default))))
        );
        Assert.Equal(waiting, office.Mail.Sent.Count);
        Assert.Equal(waiting, office.Mail.Sent.DistinctBy(m => m.MessageId).Count());
    }

    [Fact]
    public async Task Mail_does_not_wait_for_the_demonstrations_clock()
    {
        await using var office = await Office.OpenAsync(Database, Mail);
        await office.DoAsync<Installation>(i => i.MoveClockAsync(TimeSpan.FromDays(100), default));
        await OneAsync(office);
        await DeliverAsync(office);
        Assert.Single(office.Mail.Sent);
    }

    private static async Task<MailPayload> OneAsync(Office office)
    {
        var facts = new MessageFacts(26, "(二十六)", "预警机制", "reply", "答复", "jxw", new DateOnly(2010, 4, 6))
        {
            WorkItemId = 7,
        };
        await office.InOneScopeAsync(services =>
        {
            var officer = services.GetRequiredService<PostHolders>().FindByUserName("jxw.officer")!;
            services.GetRequiredService<MessageWriter>().Tell([officer], MessageKind.Urge, facts, "1");
            return services.GetRequiredService<IpStrategyContext>().SaveChangesAsync();
        });
        var row = await RowAsync(office);
        return System.Text.Json.JsonSerializer.Deserialize<MailPayload>(row.Payload)!;
    }

    private static Task<int> DeliverAsync(Office office) =>
        office.AskAsync<DeliverOutbox, int>(u => u.RunAsync(default));

    private static Task<OutboxMessage> RowAsync(Office office) =>
        office.ReadAsync(db => db.Outbox.AsNoTracking().SingleAsync());
}

public sealed class SqliteDeliverOutboxTests : DeliverOutboxTests
{
    protected override TestDatabase Database => TestDatabase.Sqlite;
}

public sealed class PostgreSqlDeliverOutboxTests : DeliverOutboxTests
{
    protected override TestDatabase Database => TestDatabase.PostgreSql;
}
