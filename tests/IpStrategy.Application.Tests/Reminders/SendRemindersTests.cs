using System.Globalization;
using IpStrategy.Application.Approvals;
using IpStrategy.Application.Delivery;
using IpStrategy.Application.Jobs;
using IpStrategy.Application.Reminders;
using IpStrategy.Domain.Approvals;
using IpStrategy.Persistence;
using IpStrategy.Persistence.Agencies;
using IpStrategy.Persistence.Outbox;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Tests.Reminders;

/// <summary>Automatic reminders, from the day a step opens to the leaders' sheet.</summary>
public abstract class SendRemindersTests
{
    private static readonly MailSettings Mail = new() { Server = "mail.example.test" };
    private static readonly string[] Officers = ["zscqj.officer", "zscqj.second"];
    private static readonly string[] WithLeader = [.. Officers, "zscqj.leader"];
    private static readonly string[] WithOffice = [.. WithLeader, "office.clerk"];
    private static readonly string[] Everybody = [.. WithOffice, "leadership"];

    protected abstract TestDatabase Database { get; }

    [Fact]
    public async Task An_open_step_is_reminded_of_by_rule_and_escalates_over_the_Qingming_holiday()
    {
        await using var office = await Office.OpenAsync(Database);
        await office.IssueAsync();
        await office.DoStepAsync("zscqj.officer", 26, StepRules.Acknowledge);
        var item = await office.TheItemAsync("zscqj.officer", 26, StepRules.DraftPlan);
        // Fifteen working days from 15 March; 3 to 5 April are off.
        Assert.Equal(new DateOnly(2010, 4, 6), item.DueOn);
        var sent = await LiveUntilAsync(office, item, new DateOnly(2010, 4, 30));
        Assert.Equal(
            [
                Line("2010-03-29", -5, Officers),
                Line("2010-04-02", -1, Officers),
                Line("2010-04-06", 0, Officers),
                Line("2010-04-07", 1, WithLeader),
                Line("2010-04-09", 3, WithOffice),
                Line("2010-04-16", 8, Everybody),
                Line("2010-04-23", 13, Everybody),
                Line("2010-04-30", 18, Everybody),
            ],
            sent
        );
    }

    [Fact]
    public async Task Over_the_National_Day_the_make_up_Saturday_counts_and_points_before_opening_are_dropped()
    {
        await using var office = await Office.OpenAsync(Database);
        office.Clock.SetTo(Morning(new DateOnly(2010, 9, 28)));
        await office.IssueAsync();
        var item = await office.TheItemAsync("zscqj.officer", 26, StepRules.Acknowledge);
        // 1 to 7 October are off, Saturday 9 October is worked.
        Assert.Equal(new DateOnly(2010, 10, 8), item.DueOn);
        var sent = await LiveUntilAsync(office, item, new DateOnly(2010, 10, 18));
        Assert.Equal(
            [
                Line("2010-09-30", -1, Officers),
                Line("2010-10-08", 0, Officers),
                Line("2010-10-09", 1, WithLeader),
                Line("2010-10-12", 3, WithOffice),
            ],
            sent
        );
    }

    [Fact]
    public async Task Who_has_claimed_the_step_is_reminded_alone()
    {
        await using var office = await Office.OpenAsync(Database);
        await office.IssueAsync();
        var item = await office.TheItemAsync("zscqj.second", 26, StepRules.Acknowledge);
        await office.AskAsync<ClaimWorkItem, Workflow.Outcome<WorkItemView>>(u =>
            u.RunAsync(WorkItemRequest.Of(Opaque.Read(item.Id)!.Value), office.Person("zscqj.second"), default)
        );
        var sent = await LiveUntilAsync(office, item, new DateOnly(2010, 3, 17));
        Assert.Equal([Line("2010-03-17", -1, ["zscqj.second"])], sent);
    }

    [Fact]
    public async Task A_day_declared_off_moves_what_is_to_come_and_repeats_nothing()
    {
        await using var office = await Office.OpenAsync(Database);
        await office.IssueAsync();
        var item = await office.TheItemAsync("zscqj.officer", 26, StepRules.Acknowledge);
        await LiveUntilAsync(office, item, new DateOnly(2010, 3, 18));
        await office.DoAsync<IpStrategyContext>(db =>
        {
            db.Holidays.Add(
                new HolidayRow
                {
                    Date = new DateOnly(2010, 3, 19),
                    IsWorking = false,
                    Festival = "停工",
                    ArrangementYear = 2010,
                }
            );
            return db.SaveChangesAsync();
        });
        await office.DoAsync<Installation>(i => i.RefreshAsync(default));
        office.Clock.Advance(TimeSpan.FromDays(1));
        var known = (await ToldAsync(office, item)).Count;
        await office.DoAsync<Pollers>(p => p.RunToIdleAsync(default));
        Assert.Equal(known, (await ToldAsync(office, item)).Count);
        office.Clock.Advance(TimeSpan.FromDays(3));
        await office.DoAsync<Pollers>(p => p.RunToIdleAsync(default));
        var fresh = (await ToldAsync(office, item))[known..];
        Assert.Equal(WithLeader.Order(), fresh.Select(t => t.Name).Order());
        Assert.All(fresh, t => Assert.Equal(1, t.Offset));
    }

    [Fact]
    public async Task A_completed_step_is_not_reminded_of()
    {
        await using var office = await Office.OpenAsync(Database);
        await office.IssueAsync();
        var item = await office.TheItemAsync("zscqj.officer", 26, StepRules.Acknowledge);
        await office.DoStepAsync("zscqj.officer", 26, StepRules.Acknowledge);
        Assert.Empty(await LiveUntilAsync(office, item, new DateOnly(2010, 3, 24)));
        var id = Opaque.Read(item.Id);
        Assert.False(await office.ReadAsync(db => db.ReminderSchedules.AnyAsync(r => r.WorkItemId == id)));
    }

    [Fact]
    public async Task After_a_week_without_the_server_only_the_latest_is_sent()
    {
        await using var office = await Office.OpenAsync(Database);
        await office.IssueAsync();
        var item = await office.TheItemAsync("zscqj.officer", 26, StepRules.Acknowledge);
        office.Clock.SetTo(Morning(new DateOnly(2010, 3, 24)));
        await office.DoAsync<Pollers>(p => p.RunToIdleAsync(default));
        Assert.Equal(WithOffice.Order(), (await ToldAsync(office, item)).Select(t => t.Name).Order());
    }

    [Fact]
    public async Task A_reminder_is_queued_once_however_often_and_in_how_many_places_it_is_looked_for()
    {
        await using var office = await Office.OpenAsync(Database, Mail);
        await office.IssueAsync();
        office.Clock.SetTo(Morning(new DateOnly(2010, 3, 17)));
        var sent = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => SendAsync(office))));
        var again = await SendAsync(office);
        Assert.Equal(114, sent.Sum());
        Assert.Equal(0, again);
        await EachOnceAsync(office);
    }

    [Fact]
    public async Task A_reminder_is_queued_once_also_when_the_process_dies_before_the_commit()
    {
        var faults = new DyingBeforeCommit();
        await using var office = await Office.OpenAsync(Database, Mail, faults);
        await office.IssueAsync();
        var before = await CountAsync(office);
        office.Clock.SetTo(Morning(new DateOnly(2010, 3, 17)));
        faults.Strikes = true;
        await Assert.ThrowsAsync<ProcessDiedException>(() => SendAsync(office));
        Assert.Equal(before, await CountAsync(office));
        faults.Strikes = false;
        Assert.Equal(114, await SendAsync(office));
        await EachOnceAsync(office);
    }

    private static Task<int> SendAsync(Office office) => office.AskAsync<SendReminders, int>(u => u.RunAsync(default));

    /// <summary>One inbox message and one mail for each step and person that a reminder of this morning goes to.</summary>
    private static async Task EachOnceAsync(Office office)
    {
        var reminders = await office.ReadAsync(db =>
            db.Inbox.Where(m => m.Kind == MessageKind.Reminder)
                .Select(m => new { m.WorkItemId, m.RecipientId })
                .ToListAsync()
        );
        Assert.Equal(reminders.Count, reminders.Distinct().Count());
        Assert.Equal(114, reminders.Select(r => r.WorkItemId).Distinct().Count());
        var mails = await office.ReadAsync(db => db.Outbox.CountAsync(m => m.Payload.Contains("\"Offset\":-1")));
        Assert.Equal(reminders.Count, mails);
    }

    private static async Task<(int, int)> CountAsync(Office office) =>
        (await office.ReadAsync(db => db.Inbox.CountAsync()), await office.ReadAsync(db => db.Outbox.CountAsync()));

    /// <summary>Lives every morning until a day and writes down who was told what about the item, and when.</summary>
    private static async Task<List<string>> LiveUntilAsync(Office office, WorkItemView item, DateOnly last)
    {
        var lines = new List<string>();
        var known = 0;
        for (var day = DateOnly.FromDateTime(office.Clock.Now.AddHours(8).DateTime); day <= last; day = day.AddDays(1))
        {
            office.Clock.SetTo(Morning(day));
            await office.DoAsync<Pollers>(p => p.RunToIdleAsync(default));
            var told = await ToldAsync(office, item);
            if (told.Count > known)
            {
                var fresh = told[known..];
                lines.Add(
                    Line(
                        day.ToString("O", CultureInfo.InvariantCulture),
                        fresh[0].Offset,
                        [.. fresh.Select(t => t.Name)]
                    )
                );
            }
            known = told.Count;
        }
        return lines;
    }

    private static async Task<List<(string Name, int Offset)>> ToldAsync(Office office, WorkItemView item)
    {
        var id = Opaque.Read(item.Id);
        var rows = await office.ReadAsync(db =>
            (
                from m in db.Inbox
                where m.WorkItemId == id && m.Kind == MessageKind.Reminder
                join u in db.Users on m.RecipientId equals u.Id
                orderby m.Id
                select new { u.UserName, m.Facts }
            ).ToListAsync()
        );
        return rows.ConvertAll(r => (r.UserName!, MessageFacts.FromJson(r.Facts).Offset!.Value));
    }

    private static string Line(string date, int offset, string[] people) =>
        string.Create(CultureInfo.InvariantCulture, $"{date} {offset:+0;-0;0} {string.Join(' ', people.Order())}");

    private static DateTimeOffset Morning(DateOnly day) => new(day, new TimeOnly(1, 0), TimeSpan.Zero);
}

public sealed class SqliteSendRemindersTests : SendRemindersTests
{
    protected override TestDatabase Database => TestDatabase.Sqlite;
}

public sealed class PostgreSqlSendRemindersTests : SendRemindersTests
{
    protected override TestDatabase Database => TestDatabase.PostgreSql;
}
