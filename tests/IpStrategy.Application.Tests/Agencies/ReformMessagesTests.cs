using IpStrategy.Application.Agencies.Reorganisations;
using IpStrategy.Application.Delivery;
using IpStrategy.Application.Processes;
using IpStrategy.Domain.Agencies.Reorganisations;
using IpStrategy.Domain.Rights;
using IpStrategy.Persistence.Outbox;
using IpStrategy.Workflow;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Tests.Agencies;

/// <summary>Who hears of a reorganisation; and how one that waits is called off.</summary>
public abstract class ReformMessagesTests
{
    private static readonly DateOnly Today = new(2010, 3, 15);

    protected abstract TestDatabase Database { get; }

    [Fact]
    public async Task The_people_of_the_successors_hear_once_what_they_take_over_and_so_does_the_office()
    {
        await using var office = await Office.OpenAsync(Database, new MailSettings { Server = "localhost" });
        await office.IssueAsync();
        await office.BeginConsultationAsync("gsj", 24);
        await office.BeginConsultationAsync("gsj", 27);
        var bureau = await office.ReadAsync(db =>
            db.Agencies.Where(a => a.Code == "jyjyj").Select(a => a.Name).SingleAsync()
        );
        await office.ReformedAsync(await office.ReformAsync(Today));

        // Who came from either half, officer and leader, is told under the new name.
        foreach (var who in new[] { "gsj.officer", "zjj.officer", "gsj.leader", "zjj.leader" })
        {
            var told = Assert.Single(await ToldAsync(office, who, MessageKind.WorkTakenOver));
            Assert.Equal((ReformOffice.Market, "机构改革"), (told.Body, told.Label));
            Assert.Contains("市工商局", told.For!, StringComparison.Ordinal);
            Assert.Contains("市质监局", told.For!, StringComparison.Ordinal);
            var numbers = told.Numbers!.Split('、').Select(int.Parse).ToList();
            Assert.Contains(24, numbers);
            Assert.Equal(numbers.Order(), numbers);
            Assert.True(told.Count > 0);
        }
        // 市科委 only bears another name, 天津海关 takes the inspection bureau's part, 市财政局 nothing at all.
        Assert.Empty(await ToldAsync(office, "kw.officer", MessageKind.WorkTakenOver));
        Assert.Empty(await ToldAsync(office, "czj.officer", MessageKind.WorkTakenOver));
        Assert.Equal([bureau], (await ToldAsync(office, "hg.officer", MessageKind.WorkTakenOver)).Select(t => t.For));

        foreach (var who in new[] { "office.clerk", "office.director" })
        {
            var told = Assert.Single(await ToldAsync(office, who, MessageKind.Reorganised));
            Assert.NotNull(told.ReorganisationId);
            Assert.True(told.Count > 10);
        }
        Assert.Empty(await ToldAsync(office, "leadership", MessageKind.Reorganised));

        await office.AdvanceAsync(TimeSpan.Zero);
        Assert.Single(office.Mail.Sent, m => m is { To: "zjj.leader@example.test", Kind: MessageKind.WorkTakenOver });
        Assert.Single(office.Mail.Sent, m => m is { To: "office.clerk@example.test", Kind: MessageKind.Reorganised });
    }

    [Fact]
    public async Task On_its_day_everybody_is_told_and_before_it_nobody()
    {
        await using var office = await Office.OpenAsync(Database);
        await office.IssueAsync();
        await office.ReformedAsync(await office.ReformAsync(Today.AddDays(3)));
        Assert.Empty(await ToldAsync(office, "office.clerk", MessageKind.Reorganised));
        await office.AdvanceAsync(TimeSpan.FromDays(3));
        Assert.Single(await ToldAsync(office, "office.clerk", MessageKind.Reorganised));
        Assert.Single(await ToldAsync(office, "zjj.officer", MessageKind.WorkTakenOver));
    }

    [Fact]
    public async Task One_that_waits_is_called_off_and_its_day_brings_nothing()
    {
        await using var office = await Office.OpenAsync(Database);
        await office.IssueAsync();
        var ordered = await office.ReformedAsync(await office.ReformAsync(Today.AddDays(3)));
        Assert.IsType<OnlySystemAdministratorsMay>(
            (await WithdrawAsync(office, ordered.Id, "不办了", "office.director")).Refusal
        );
        Assert.Equal(new WithdrawalNeedsReason(), (await WithdrawAsync(office, ordered.Id, " ")).Refusal);
        Assert.Equal("scheduled", (await OneAsync(office, ordered.Id)).State);

        var withdrawn = await WithdrawAsync(office, ordered.Id, "方案未批准");
        Assert.Equal(("withdrawn", (DateOnly?)null), (withdrawn.Value.State, withdrawn.Value.NextOn));
        Assert.Equal(new ReorganisationIsWithdrawn(), (await WithdrawAsync(office, ordered.Id, "再撤")).Refusal);
        var noted = await office.ReadAsync(db => db.AuditEntries.SingleAsync(e => e.Verb == "withdraw"));
        Assert.Equal($"reorganisation:{ordered.Id}", noted.Subject);
        Assert.Contains("方案未批准", noted.After!, StringComparison.Ordinal);
        Assert.Contains("scheduled", noted.Before!, StringComparison.Ordinal);

        await office.AdvanceAsync(TimeSpan.FromDays(5));
        Assert.Equal("withdrawn", (await OneAsync(office, ordered.Id)).State);
        Assert.Equal(47, await office.ReadAsync(db => db.Agencies.CountAsync()));
        Assert.Empty(await ToldAsync(office, "office.clerk", MessageKind.Reorganised));
        var listed = await office.AskAsync<
            ReorganisationList,
            Outcome<IpStrategy.Application.Approvals.Page<ReorganisationSummary>>
        >(u => u.RunAsync(null, 10, office.Person("office.clerk"), default));
        Assert.Equal("withdrawn", Assert.Single(listed.Value.Items).State);
    }

    [Fact]
    public async Task What_was_carried_out_is_not_called_off_and_of_one_half_done_only_the_rest_is()
    {
        await using var office = await Office.OpenAsync(Database);
        await office.IssueAsync();
        var done = await office.ReformedAsync(ReformOffice.Merging(Today, "zscqj", "czj"));
        Assert.Equal(new ReorganisationIsCarriedOut(), (await WithdrawAsync(office, done.Id, "改主意")).Refusal);
        Assert.IsType<ReorganisationDoesNotExist>((await WithdrawAsync(office, Opaque.Of(4711), "改主意")).Refusal);

        var both = ReformOffice.Merging(Today, "zscqj", "gsj");
        var later = ReformOffice.Merging(Today.AddDays(2), "zscqj", "zjj");
        var half = await office.ReformedAsync(both with { Steps = [.. both.Steps, .. later.Steps] });
        Assert.Equal(("scheduled", 1), (half.State, half.StepsDone));
        var rest = await WithdrawAsync(office, half.Id, "其余不办");
        Assert.Equal(("withdrawn", 1), (rest.Value.State, rest.Value.StepsDone));
        Assert.Single(rest.Value.Results);
        await office.AdvanceAsync(TimeSpan.FromDays(3));
        Assert.Equal("zscqj", office.Person("gsj.officer").AgencyCode);
        Assert.Equal("zjj", office.Person("zjj.officer").AgencyCode);
    }

    [Fact]
    public async Task One_that_cannot_be_carried_out_on_its_day_tells_its_administrator_and_can_be_called_off()
    {
        await using var office = await Office.OpenAsync(Database);
        await office.IssueAsync();
        var waiting = await office.ReformedAsync(ReformOffice.Merging(Today.AddDays(3), "zscqj", "gsj"));
        await office.ReformedAsync(ReformOffice.Merging(Today, "zjj", "gsj"));
        await office.AdvanceAsync(TimeSpan.FromDays(3));
        Assert.Equal("stuck", (await OneAsync(office, waiting.Id)).State);
        var told = Assert.Single(await ToldAsync(office, "admin.system", MessageKind.ReorganisationStuck));
        Assert.Equal(waiting.Id, told.ReorganisationId);
        Assert.Equal("withdrawn", (await WithdrawAsync(office, waiting.Id, "已另行合并")).Value.State);
        Assert.Null((await OneAsync(office, waiting.Id)).Problem);
    }

    [Fact]
    public async Task Its_day_and_its_end_at_once_and_only_one_of_them_happens()
    {
        await using var office = await Office.OpenAsync(Database);
        await office.IssueAsync();
        var waiting = await office.ReformedAsync(ReformOffice.Merging(Today.AddDays(1), "zscqj", "gsj"));
        office.Clock.Advance(TimeSpan.FromDays(1));
        var withdrawal = WithdrawAsync(office, waiting.Id, "撤");
        await Task.WhenAll(withdrawal, office.AskAsync<CarryOutDueReorganisations, int>(u => u.RunAsync(default)));
        var state = (await OneAsync(office, waiting.Id)).State;
        var moved = await office.ReadAsync(db => db.Users.AllAsync(u => u.AgencyCode != "gsj"));
        Assert.Equal((await withdrawal).IsRefused ? ("carriedOut", true) : ("withdrawn", false), (state, moved));
    }

    private static Task<Outcome<ReorganisationView>> WithdrawAsync(
        Office office,
        string id,
        string? reason,
        string who = "admin.system"
    ) =>
        office.AskAsync<WithdrawReorganisation, Outcome<ReorganisationView>>(u =>
            u.RunAsync(Opaque.Read(id)!.Value, reason, WriteRequest.Plain, office.Person(who), default)
        );

    private static async Task<ReorganisationView> OneAsync(Office office, string id) =>
        (
            await office.AskAsync<ReorganisationList, Outcome<ReorganisationView>>(u =>
                u.OneAsync(Opaque.Read(id)!.Value, office.Person("admin.system"), default)
            )
        ).Value;

    private static async Task<List<MessageFacts>> ToldAsync(Office office, string who, MessageKind kind)
    {
        var id = office.Person(who).UserId;
        var told = await office.ReadAsync(db =>
            db.Inbox.Where(m => m.RecipientId == id && m.Kind == kind).Select(m => m.Facts).ToListAsync()
        );
        return told.ConvertAll(MessageFacts.FromJson);
    }
}

public sealed class SqliteReformMessagesTests : ReformMessagesTests
{
    protected override TestDatabase Database => TestDatabase.Sqlite;
}

public sealed class PostgreSqlReformMessagesTests : ReformMessagesTests
{
    protected override TestDatabase Database => TestDatabase.PostgreSql;
}
