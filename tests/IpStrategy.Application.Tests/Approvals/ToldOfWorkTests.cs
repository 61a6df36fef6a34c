using IpStrategy.Application.Approvals;
using IpStrategy.Application.Delivery;
using IpStrategy.Application.Tests.Plans.Control;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Plans.Changes;
using IpStrategy.Persistence.Outbox;
using IpStrategy.Workflow;

namespace IpStrategy.Application.Tests.Approvals;

/// <summary>Whoever gets work, loses it or is drawn into it by somebody's act hears of it at once: in the inbox and by mail.</summary>
public abstract class ToldOfWorkTests
{
    private const string Officer = "zscqj.officer";
    private const string Second = "zscqj.second";
    private const string Leader = "zscqj.leader";
    private const string Clerk = "office.clerk";
    private static readonly MailSettings Mail = new() { Server = "mail.example.test" };

    protected abstract TestDatabase Database { get; }

    [Fact]
    public async Task Who_is_asked_is_told_and_who_asked_is_told_of_the_answer()
    {
        await using var office = await OpenAsync();
        var item = await office.TheItemAsync(Officer, 26, StepRules.Acknowledge);
        var asked = await DelegateAsync(office, item, Second, " 属实吗 ");
        Assert.False(asked.IsRefused, asked.Refusal?.ToString());

        var told = Assert.Single(await InboxAsync(office, Second), m => m.Kind == "delegated");
        Assert.Equal(item.Id, told.WorkItemId);
        Assert.Equal(
            (26, StepRules.Acknowledge, "zscqj.officer 张三", "属实吗", item.DueOn),
            (told.Facts.AssignmentNumber, told.Facts.Step, told.Facts.From, told.Facts.Text, told.Facts.DueOn)
        );
        Assert.DoesNotContain(await InboxAsync(office, Officer), m => m.Kind == "delegated");
        var mail = Assert.Single(await MailedAsync(office, MessageKind.Delegated));
        Assert.Equal(($"{Second}@example.test", "属实吗"), (mail.To, mail.Facts.Text));

        var answered = await office.AskAsync<DelegateWorkItem, Outcome<WorkItemView>>(u =>
            u.ResolveAsync(RequestOf(asked.Value), "属实", office.Person(Second), default)
        );

        Assert.False(answered.IsRefused, answered.Refusal?.ToString());
        var back = Assert.Single(await InboxAsync(office, Officer), m => m.Kind == "resolved");
        Assert.Equal(("zscqj.second 张三", "属实"), (back.Facts.From, back.Facts.Text));
        Assert.Equal($"{Officer}@example.test", Assert.Single(await MailedAsync(office, MessageKind.Resolved)).To);

        // Asked once more, he is told once more.
        var again = await DelegateAsync(office, answered.Value, Second, "再核一次");
        Assert.False(again.IsRefused, again.Refusal?.ToString());
        Assert.Equal(2, (await InboxAsync(office, Second)).Count(m => m.Kind == "delegated"));
    }

    [Fact]
    public async Task Nobody_is_told_of_what_was_refused()
    {
        await using var office = await OpenAsync();
        var item = await office.TheItemAsync(Officer, 26, StepRules.Acknowledge);
        Assert.IsType<OnlyTheOfficeActsAcrossAgencies>((await DelegateAsync(office, item, "hg.officer", "x")).Refusal);
        Assert.DoesNotContain(await InboxAsync(office, "hg.officer"), m => m.Kind == "delegated");
        Assert.Empty(await MailedAsync(office, MessageKind.Delegated));
    }

    [Fact]
    public async Task Who_loses_an_item_to_the_office_is_told_why()
    {
        await using var office = await OpenAsync();
        var item = await office.TheItemAsync(Officer, 26, StepRules.Acknowledge);
        // Nobody has taken it: it lay open to both officers.
        var taken = await TakeOverAsync(office, item, "office.clerk", "承办人离岗");
        Assert.False(taken.IsRefused, taken.Refusal?.ToString());
        foreach (var who in (string[])[Officer, Second])
        {
            var told = Assert.Single(await InboxAsync(office, who), m => m.Kind == "takenOver");
            Assert.Equal(("office.clerk 张三", "承办人离岗"), (told.Facts.From, told.Facts.Text));
        }
        Assert.DoesNotContain(await InboxAsync(office, Clerk), m => m.Kind == "takenOver");

        Assert.False((await TakeOverAsync(office, taken.Value, "office.director", "经办人外出")).IsRefused);
        Assert.Single(await InboxAsync(office, Clerk), m => m.Kind == "takenOver");
        Assert.Equal(3, (await MailedAsync(office, MessageKind.TakenOver)).Count);
    }

    [Fact]
    public async Task Whoever_gets_work_by_transfer_signing_copy_or_hand_over_is_told_by_mail_too()
    {
        await using var office = await OpenAsync();
        var item = await office.TheItemAsync(Officer, 26, StepRules.Acknowledge);
        var moved = await office.AskAsync<TransferWorkItem, Outcome<WorkItemView>>(u =>
            u.RunAsync(RequestOf(item), Second, "请办", office.Person(Officer), default)
        );
        Assert.False(moved.IsRefused, moved.Refusal?.ToString());
        var added = await office.AskAsync<AddSigners, Outcome<WorkItemView>>(u =>
            u.RunAsync(RequestOf(moved.Value), new([Leader], "after", null, "请阅签"), office.Person(Second), default)
        );
        Assert.False(added.IsRefused, added.Refusal?.ToString());
        var copied = await office.AskAsync<CopyWorkItem, Outcome<WorkItemView>>(u =>
            u.RunAsync(RequestOf(added.Value), [Leader], "请阅", office.Person(Second), default)
        );
        Assert.False(copied.IsRefused, copied.Refusal?.ToString());
        await office.DoControlAsync(20, ControlVerb.HandOver, o => o with { To = "zscqj" });

        (string Who, string Kind)[] expected =
        [
            (Second, "transferred"),
            (Leader, "askedToSign"),
            (Leader, "copiedTo"),
            (Officer, "handedOver"),
        ];
        foreach (var (who, kind) in expected)
        {
            Assert.Single(await InboxAsync(office, who), m => m.Kind == kind);
            var enumName = Enum.Parse<MessageKind>(kind, ignoreCase: true);
            Assert.Contains(await MailedAsync(office, enumName), m => m.To == $"{who}@example.test");
        }
    }

    private async Task<Office> OpenAsync()
    {
        var office = await Office.OpenAsync(Database, Mail);
        await office.IssueAsync();
        return office;
    }

    private static Task<Outcome<WorkItemView>> DelegateAsync(
        Office office,
        WorkItemView item,
        string to,
        string question
    ) =>
        office.AskAsync<DelegateWorkItem, Outcome<WorkItemView>>(u =>
            u.RunAsync(RequestOf(item), to, question, office.Person(Officer), default)
        );

    private static Task<Outcome<WorkItemView>> TakeOverAsync(
        Office office,
        WorkItemView item,
        string by,
        string reason
    ) =>
        office.AskAsync<TakeOverWorkItem, Outcome<WorkItemView>>(u =>
            u.RunAsync(RequestOf(item), reason, office.Person(by), default)
        );

    private static WorkItemRequest RequestOf(WorkItemView item) =>
        WorkItemRequest.Of(Opaque.Read(item.Id)!.Value, item.Version);

    private static async Task<IReadOnlyList<MailPayload>> MailedAsync(Office office, MessageKind kind)
    {
        await office.AdvanceAsync(TimeSpan.Zero);
        return office.Mail.Sent.FindAll(m => m.Kind == kind);
    }

    private static async Task<IReadOnlyList<InboxView>> InboxAsync(Office office, string of) =>
        (await office.AskAsync<Inbox, Page<InboxView>>(i => i.RunAsync(null, 50, office.Person(of), default))).Items;
}

public sealed class SqliteToldOfWorkTests : ToldOfWorkTests
{
    protected override TestDatabase Database => TestDatabase.Sqlite;
}

public sealed class PostgreSqlToldOfWorkTests : ToldOfWorkTests
{
    protected override TestDatabase Database => TestDatabase.PostgreSql;
}
