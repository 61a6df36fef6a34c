using System.Collections.Immutable;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Approvals.Signing;
using IpStrategy.Domain.Plans;

namespace IpStrategy.Domain.Tests.Approvals;

/// <summary>A step with one signer is decided from its work item alone; one with several from their sheet. They say the same.</summary>
public sealed class DeskRulesTests
{
    private const long Me = 1;
    private const long Principal = 2;
    private const long Other = 3;

    private static readonly DateTimeOffset Now = new(2010, 3, 16, 9, 0, 0, TimeSpan.FromHours(8));

    private static readonly Func<SignerId, SigningCommand.OnSigner>[] Verbs =
    [
        s => new SigningCommand.See(s),
        s => new SigningCommand.Claim(s),
        s => new SigningCommand.Unclaim(s),
        s => new SigningCommand.Approve(s),
        s => new SigningCommand.Reject(s),
        s => new SigningCommand.Return(s),
        s => new SigningCommand.Transfer(s, 99),
        s => new SigningCommand.Delegate(s, 99),
        s => new SigningCommand.Resolve(s),
        s => new SigningCommand.AddSigners(s, SignerPlace.Beside, [new SignerSeat([], 99, 1)]),
    ];

    [Fact]
    public void One_signer_alone_and_the_same_one_on_a_sheet_meet_the_same_verdict_in_every_case()
    {
        var seen = new HashSet<string>();
        foreach (var c in Cases())
        {
            var step = new SigningSheet([c.Item], Desks(c)).ToStep(c.Submitters);
            if (c.Item.State == WorkItemState.Waiting)
            {
                step = step with
                {
                    Signers = [.. step.Signers, new Signer(new SignerId(9), new SignerSeat([], 500, 1))],
                };
            }
            foreach (var verb in Verbs)
            {
                var alone = WorkItemRules.May(c, null, verb(c.Seat));
                var onSheet = WorkItemRules.Named(
                    SigningRules.MayDecide(step, verb(c.Seat), Signatory.Of(c.Actor)),
                    c.Item
                );

                Assert.True(Equals(alone, onSheet), $"{Text(c)}, {verb(c.Seat)}: alone {alone}, on a sheet {onSheet}");
                seen.Add(alone?.GetType().Name ?? "allowed");
            }
        }
        // The cases are worth something only if every answer comes up.
        Assert.Equal(
            [
                "AnAnswerIsAwaited",
                "ItIsNotYourTurn",
                "NobodySignsOffTheirOwnSubmission",
                "NobodyWasAsked",
                "OnlyTheOwnerDecides",
                "WorkItemIsAlreadyDone",
                "WorkItemIsClaimedBySomebodyElse",
                "WorkItemIsClosed",
                "WorkItemIsNotClaimed",
                "WorkItemIsNotYours",
                "allowed",
            ],
            seen.Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public void Beside_another_signer_the_desk_keeps_its_own_rules()
    {
        foreach (var c in Cases().Where(c => c.Item.State is WorkItemState.Open))
        {
            var step = new SigningSheet([c.Item], Desks(c)).ToStep(c.Submitters);
            var crowded = step with
            {
                Signers = [.. step.Signers, new Signer(new SignerId(2), new SignerSeat([], 500, 1))],
            };
            foreach (var verb in Verbs)
            {
                var (alone, beside) = (WorkItemRules.May(c, null, verb(c.Seat)), Decide(crowded, c, verb));
                Assert.Equal(alone?.GetType(), beside?.GetType());
            }
        }
    }

    [Fact]
    public void What_is_done_is_told_as_done_before_its_version_is_compared()
    {
        var c = Case(
            WorkItemState.Completed,
            Other,
            null,
            "agency:zscqj",
            new Actor(Me, "张三", Post.Officer, "zscqj"),
            null
        );

        Assert.IsType<WorkItemIsAlreadyDone>(WorkItemRules.MayComplete(c, c.Item.Version - 1));
        var open = Case(WorkItemState.Open, null, null, "agency:zscqj", c.Actor, null);
        Assert.IsType<WorkItemHasChanged>(WorkItemRules.MayComplete(open, open.Item.Version - 1));
    }

    private static Workflow.Refusal? Decide(
        SigningStep step,
        WorkItemCase c,
        Func<SignerId, SigningCommand.OnSigner> verb
    ) => SigningRules.MayDecide(step, verb(c.Seat), Signatory.Of(c.Actor));

    private static ImmutableDictionary<int, ImmutableArray<string>> Desks(WorkItemCase c) =>
        ImmutableDictionary<int, ImmutableArray<string>>.Empty.Add(1, c.Candidates);

    private static IEnumerable<WorkItemCase> Cases() =>
        from state in Enum.GetValues<WorkItemState>()
        from holder in new long?[] { null, Me, Principal, Other }
        from asked in new long?[] { null, Me, Principal, Other }
        where asked is null || (holder is not null && holder != asked && state == WorkItemState.Open)
        from desk in new[] { "agency:zscqj", "agency:gsj", "leader:zscqj" }
        from isProxy in new[] { false, true }
        from submitter in new long?[] { null, Me, Principal, Other }
        select Case(state, holder, asked, desk, Actor(isProxy), submitter);

    private static Actor Actor(bool isProxy) =>
        new(Me, "张三", Post.Officer, "zscqj") { For = isProxy ? new(Principal, "李四", Post.Leader, "zscqj") : null };

    private static WorkItemCase Case(
        WorkItemState state,
        long? holder,
        long? asked,
        string desk,
        Actor actor,
        long? submitter
    )
    {
        var undertaking = UndertakingOf();
        if (submitter is { } by)
        {
            undertaking.Submit(by, "李四");
        }
        var step = new WorkItemStep(StepRules.LeaderSign, "审签", "zscqj", Now);
        var item = new WorkItem(7, new WorkItemPlace(1, 2, 1), undertaking, step);
        item.Assign(asked ?? holder, (asked ?? holder)?.ToString(System.Globalization.CultureInfo.InvariantCulture));
        item.Own(asked is null ? null : holder, asked is null ? null : "王五");
        switch (state)
        {
            case WorkItemState.Open:
                break;
            case WorkItemState.Waiting:
                item.WaitFor("9", state);
                break;
            case WorkItemState.Completed:
                item.Complete(Now, new Actor(holder ?? Other, "赵六", Post.Officer, "zscqj"), null);
                break;
            case WorkItemState.Rejected:
                item.Reject(Now, new Actor(holder ?? Other, "赵六", Post.Officer, "zscqj"));
                break;
            default:
                item.Close(state, Now);
                break;
        }
        return new WorkItemCase(item, undertaking, [desk], actor);
    }

    private static Undertaking UndertakingOf() =>
        new(
            3,
            new Assignment(
                4,
                5,
                new AssignmentText(26, "(二十六)", 4, "建立专利预警机制", "", "responsible", "inferred"),
                new AssignmentDue(new DateOnly(2010, 11, 30), Now, "on 2010-11-30", Now, Now)
            ),
            "zscqj",
            "市知识产权局"
        );

    private static string Text(WorkItemCase c) =>
        $"{c.Item.State}, assignee {c.Item.AssigneeId}, owner {c.Item.OwnerId}, {c.Candidates[0]}, for {c.Actor.For?.UserId}, {c.Submitters}";
}
