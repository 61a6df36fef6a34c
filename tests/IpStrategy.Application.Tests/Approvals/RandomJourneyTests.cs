using System.Collections.Immutable;
using IpStrategy.Application.Approvals;
using IpStrategy.Application.Proxies;
using IpStrategy.Application.Tests.Audit;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Approvals.Proxies;
using IpStrategy.Domain.Plans;
using IpStrategy.Workflow;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Tests.Approvals;

/// <summary>
/// Random sequences of the real operations on an assignment with six parties consulted at once, and on whatever comes of it. After
/// every operation the rows must make sense together. The seed of a failing sequence stands in its message.
/// </summary>
public sealed class RandomJourneyTests
{
    private const int Sequences = 200;
    private const int OperationsEach = 5;

    private static readonly int[] Assignments = [42, 26, 19, 20];

    private static readonly string[] Verbs =
    [
        "complete",
        "complete",
        "complete",
        "complete",
        "claim",
        "unclaim",
        "transfer",
        "hand-over",
        "delegate",
        "resolve",
        "resolve",
        "add-signers",
        "add-signers",
        "remove-signers",
        "return",
        "reject",
        "take-back",
        "withdraw",
        "urge",
        "copy-to",
        "take-over",
    ];

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.PostgreSql)]
    public async Task Whatever_people_do_the_work_goes_on_and_its_rows_agree(TestDatabase database)
    {
        var witness = new RecordWitness();
        await using var office = await Office.OpenAsync(database, null, witness);
        await office.IssueAsync();
        await office.BeginConsultationAsync("zscqj", 42);
        await NameProxiesAsync(office);
        var silentBefore = witness.Silent.Count;
        var accepted = new Dictionary<string, int>();
        for (var seed = 0; seed < Sequences; seed++)
        {
            var random = new Random(seed);
            for (var i = 0; i < OperationsEach; i++)
            {
                var (what, verb, refusal) = await ActAsync(office, random);
                if (refusal is null && verb is not null)
                {
                    accepted[verb] = accepted.GetValueOrDefault(verb) + 1;
                }
                await AssertSenseAsync(office, $"seed {seed}, operation {i}: {what} {refusal?.Code}");
            }
        }
        // The sequences are worth something only if every operation was carried out now and then.
        Assert.Empty(Verbs.Except(accepted.Keys));
        Assert.NotEqual(0, await office.ReadAsync(db => db.WorkItems.CountAsync(w => w.ClosedForId != null)));
        Assert.Empty(witness.Silent.Skip(silentBefore));
        Assert.True(witness.Spoken >= accepted.Values.Sum());
    }

    private static async Task NameProxiesAsync(Office office)
    {
        foreach (var agency in new[] { "zscqj", "gsj", "bqj", "wgj", "nw", "hg", "gaj" })
        {
            var request = new ProxyRequest(
                $"{agency}.leader",
                null,
                new ProxyPeriod(new DateOnly(2010, 3, 15), new DateOnly(2010, 12, 31)),
                "all",
                null,
                [],
                null
            );
            var named = await office.AskAsync<NameProxy, Outcome<ProxyView>>(u =>
                u.RunAsync(request, office.Person($"{agency}.officer"), default)
            );
            Assert.False(named.IsRefused);
        }
    }

    private static async Task<(string What, string? Verb, Refusal? Refusal)> ActAsync(Office office, Random random)
    {
        var verb = Verbs[random.Next(Verbs.Length)];
        var isBack = verb is "take-back" or "withdraw";
        var items = await office.ReadAsync(db =>
            db.WorkItems.AsNoTracking()
                .Where(w => Assignments.Contains(w.AssignmentNumber))
                .Where(w => isBack ? w.State == WorkItemState.Completed : w.State == WorkItemState.Open)
                .OrderByDescending(w => w.Id)
                .Take(12)
                .ToListAsync()
        );
        if (items.Count == 0)
        {
            return ("nothing there", null, null);
        }
        var item = items[random.Next(items.Count)];
        var actor = await SomebodyAsync(office, random, item, verb);
        var outcome = await RunAsync(office, random, new Deed(verb, item, actor));
        return ($"{verb} on {item.StepName} {item.Id} by {actor.Name}", verb, outcome.Refusal);
    }

    /// <summary>Mostly one who may, now and then anybody.</summary>
    private static async Task<Actor> SomebodyAsync(Office office, Random random, WorkItem item, string verb)
    {
        if (verb is "hand-over" or "take-over" or "urge" || random.Next(12) == 0)
        {
            return office.Person("office.clerk");
        }
        if (verb is "take-back" or "withdraw" && office.Find(item.ClosedById ?? 0) is { } last)
        {
            return last;
        }
        if (item.AssigneeId is { } holder && random.Next(3) > 0 && office.Find(holder) is { } held)
        {
            return held;
        }
        var groups = await office.ReadAsync(db =>
            db.WorkItemCandidates.Where(c => c.WorkItemId == item.Id).Select(c => c.Group).ToListAsync()
        );
        var people = groups.SelectMany(office.InGroup).ToList();
        return people.Count == 0 || random.Next(4) == 0
            ? office.Person($"{item.Body}.leader")
            : people[random.Next(people.Count)];
    }

    private sealed record Deed(string Verb, WorkItem Item, Actor Actor)
    {
        public WorkItemRequest Request => WorkItemRequest.Of(Item.Id);
    }

    private static Task<Outcome<WorkItemView>> RunAsync(Office office, Random random, Deed d)
    {
        var colleague = $"{d.Item.Body}.{(random.Next(2) == 0 ? "leader" : "officer")}";
        Task<Outcome<WorkItemView>> Do<T>(Func<T, Task<Outcome<WorkItemView>>> act)
            where T : notnull => office.AskAsync(act);
        return d.Verb switch
        {
            "complete" => CompleteAsync(office, random, d),
            "claim" => Do<ClaimWorkItem>(u => u.RunAsync(d.Request, d.Actor, default)),
            "unclaim" => Do<ClaimWorkItem>(u => u.UndoAsync(d.Request, d.Actor, default)),
            "transfer" => Do<TransferWorkItem>(u => u.RunAsync(d.Request, colleague, "请办", d.Actor, default)),
            "hand-over" => Do<TransferWorkItem>(u =>
                u.RunAsync(d.Request, random.Next(2) == 0 ? "fzb.officer" : colleague, "另行安排", d.Actor, default)
            ),
            "delegate" => Do<DelegateWorkItem>(u => u.RunAsync(d.Request, colleague, "请核", d.Actor, default)),
            "resolve" => Do<DelegateWorkItem>(u => u.ResolveAsync(d.Request, "属实", d.Actor, default)),
            "add-signers" => Do<AddSigners>(u =>
                u.RunAsync(
                    d.Request,
                    new([colleague], new[] { "before", "after", "beside" }[random.Next(3)], null, null),
                    d.Actor,
                    default
                )
            ),
            _ => RunMoreAsync(office, d, colleague),
        };
    }

    private static async Task<Outcome<WorkItemView>> RunMoreAsync(Office office, Deed d, string colleague)
    {
        Task<Outcome<WorkItemView>> Do<T>(Func<T, Task<Outcome<WorkItemView>>> act)
            where T : notnull => office.AskAsync(act);
        switch (d.Verb)
        {
            case "remove-signers":
                return await RemoveAsync(office, d);
            case "return":
                var detail = await office.AskAsync<WorkItemDetail, Outcome<WorkItemDetailView>>(u =>
                    u.RunAsync(d.Item.Id, d.Actor, default)
                );
                var target = detail.IsRefused ? null : detail.Value.ReturnTargets.FirstOrDefault()?.Step;
                var choice = new ReturnWorkItem.Choice(target ?? StepRules.DraftPlan, ResumeMode.WalkAgain, "请补充");
                return await Do<ReturnWorkItem>(u => u.RunAsync(d.Request, choice, d.Actor, default));
            case "reject":
                return await Do<RejectWorkItem>(u => u.RunAsync(d.Request, "不妥", d.Actor, default));
            case "take-back":
                return await Do<TakeBackWorkItem>(u => u.TakeBackAsync(d.Request, d.Actor, default));
            case "withdraw":
                return await Do<TakeBackWorkItem>(u => u.WithdrawAsync(d.Request, d.Actor, default));
            case "urge":
                return await Do<UrgeWorkItem>(u => u.RunAsync(d.Request, "抓紧", d.Actor, default));
            case "copy-to":
                return await Do<CopyWorkItem>(u => u.RunAsync(d.Request, [colleague], null, d.Actor, default));
            default:
                return await Do<TakeOverWorkItem>(u => u.RunAsync(d.Request, "承办人不在", d.Actor, default));
        }
    }

    private static async Task<Outcome<WorkItemView>> RemoveAsync(Office office, Deed d)
    {
        var added = await office.ReadAsync(db =>
            db.WorkItems.AsNoTracking()
                .Where(w => w.InstanceId == d.Item.InstanceId && w.AddedById != null)
                .Where(w => w.State == WorkItemState.Open || w.State == WorkItemState.Waiting)
                .OrderByDescending(w => w.Id)
                .FirstOrDefaultAsync()
        );
        var by = office.Find(added?.AddedById ?? 0) ?? d.Actor;
        var whom = office.UserNameOf(added?.OwnerId ?? added?.AssigneeId ?? 0) ?? "nobody";
        return await office.AskAsync<AddSigners, Outcome<WorkItemView>>(u =>
            u.RemoveAsync(WorkItemRequest.Of(added?.Id ?? d.Item.Id), [whom], by, default)
        );
    }

    private static Task<Outcome<WorkItemView>> CompleteAsync(Office office, Random random, Deed d)
    {
        var fields = Answers.None.Fields;
        if (d.Item.Seat == 1)
        {
            foreach (var field in StepRules.Of(d.Item.Step).Fields)
            {
                var text = field.Kind switch
                {
                    FieldKind.Choice => field.Choices[random.Next(field.Choices.Length)],
                    FieldKind.Agencies => "gsj",
                    _ => "已写",
                };
                fields = fields.Add(field.Name, new Answer.Text(text));
            }
        }
        return office.AskAsync<CompleteWorkItem, Outcome<WorkItemView>>(u =>
            u.RunAsync(d.Request, new Answers(fields, "已办"), d.Actor, default)
        );
    }

    private static async Task AssertSenseAsync(Office office, string what)
    {
        var items = await office.ReadAsync(db =>
            db.WorkItems.AsNoTracking().Where(w => Assignments.Contains(w.AssignmentNumber)).ToListAsync()
        );
        var pending = items.FindAll(w => w.State is WorkItemState.Open or WorkItemState.Waiting);
        var running = await office.ReadAsync(db =>
            db.Undertakings.Where(u => Assignments.Contains(u.AssignmentNumber) && u.State == UndertakingState.Running)
                .Select(u => u.Id)
                .ToListAsync()
        );
        Assert.True(
            running.TrueForAll(u => pending.Exists(w => w.UndertakingId == u && w.State == WorkItemState.Open)),
            $"{what}: nobody can act"
        );
        Assert.True(pending.TrueForAll(w => running.Contains(w.UndertakingId!.Value)), $"{what}: open in what is over");
        var ended = await office.ReadAsync(db =>
            db.Instances.Where(i => i.EndedAt != null).Select(i => i.Id).ToListAsync()
        );
        Assert.False(pending.Exists(w => ended.Contains(w.InstanceId)), $"{what}: open in a closed process");
        foreach (var step in items.GroupBy(w => (w.InstanceId, w.ElementId)))
        {
            AssertStep([.. step], what);
        }
        await AssertWordsAsync(office, items, what);
    }

    private static void AssertStep(List<WorkItem> step, string what)
    {
        var acted = step.FindAll(w =>
            w.State is WorkItemState.Completed or WorkItemState.Rejected && w.ClosedById is not null
        );
        Assert.True(acted.Select(w => w.ClosedById).Distinct().Count() == acted.Count, $"{what}: somebody acted twice");
        Assert.True(
            acted.Select(w => w.ClosedForId ?? w.ClosedById).Distinct().Count() == acted.Count,
            $"{what}: somebody acted twice through another"
        );
        var isOpen = step.Exists(w => w.State is WorkItemState.Open or WorkItemState.Waiting);
        Assert.True(!isOpen || step.Exists(w => w.State == WorkItemState.Open), $"{what}: all wait for each other");
        foreach (var waiting in step.Where(w => w.State == WorkItemState.Waiting))
        {
            var seats = waiting
                .WaitsFor.Split(',', StringSplitOptions.RemoveEmptyEntries)
                .Select(int.Parse)
                .ToHashSet();
            Assert.True(
                step.Exists(w => seats.Contains(w.Seat) && w.State is WorkItemState.Open or WorkItemState.Waiting),
                $"{what}: waits for nobody"
            );
        }
    }

    /// <summary>Whatever somebody has done has a word of his on that item, in the same two names; the rest was closed at a time.</summary>
    private static async Task AssertWordsAsync(Office office, List<WorkItem> items, string what)
    {
        var words = await office.ReadAsync(async db =>
        {
            var opinions = await db
                .Opinions.Select(o => new
                {
                    o.WorkItemId,
                    o.GivenById,
                    o.GivenForId,
                })
                .ToListAsync();
            var replies = await db
                .Replies.Select(o => new
                {
                    o.WorkItemId,
                    o.GivenById,
                    o.GivenForId,
                })
                .ToListAsync();
            var papers = await db
                .Submissions.Select(o => new
                {
                    o.WorkItemId,
                    GivenById = o.SubmittedById,
                    GivenForId = o.SubmittedForId,
                })
                .ToListAsync();
            return opinions
                .Concat(replies)
                .Concat(papers)
                .Select(w => (w.WorkItemId, w.GivenById, w.GivenForId))
                .ToHashSet();
        });
        foreach (var item in items.Where(w => w.State is not (WorkItemState.Open or WorkItemState.Waiting)))
        {
            Assert.True(item.ClosedAt is not null, $"{what}: closed at no time");
            Assert.True(
                item.ClosedById is not > 0 || words.Contains((item.Id, item.ClosedById.Value, item.ClosedForId)),
                $"{what}: {item.StepName} {item.Id} was done without a word"
            );
        }
    }
}
