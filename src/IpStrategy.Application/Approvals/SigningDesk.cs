using System.Collections.Immutable;
using System.Text.Json;
using IpStrategy.Application.Processes;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Approvals.Signing;
using IpStrategy.Domain.Plans;
using IpStrategy.Persistence;
using IpStrategy.Workflow;
using IpStrategy.Workflow.Execution;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Approvals;

/// <summary>What an operation made of a step: the sheet with its items, and the step afterwards.</summary>
internal sealed record Signed(SigningSheet Sheet, SigningStep Step)
{
    public SigningVerdict Verdict => Step.Verdict;
}

/// <summary>Carries an operation out on the step a work item belongs to: reads the sheet, lets the rules decide, writes it back.</summary>
internal sealed class SigningDesk(IpStrategyContext db, WorkItemDesk desk, PostHolders holders, Ids ids)
{
    public async Task<Outcome<Signed>> DecideAsync(
        WorkItemAct act,
        Func<SignerId, SigningCommand> operation,
        CancellationToken cancel
    )
    {
        var sheet = await SheetAsync(db, act.Case, cancel);
        var before = sheet.ToStep(act.Case.Submitters);
        var command = operation(new SignerId(act.Item.Seat));
        var decision = SigningRules.Decide(before, command, Signatory.Of(act.Actor));
        if ((decision.Refusal ?? MayBring(command, act.Case.Submitters)) is { } refusal)
        {
            return WorkItemRules.Named(refusal, act.Item)!;
        }
        var seated = Seat(act, sheet, decision);
        var turns = seated.Items.ToDictionary(i => i.Seat, i => i.State);
        MarkActed(act, decision);
        seated.Store(before, decision.Step, id => holders.Find(id)?.Name, act.Run.Context.Now);
        if (decision.Step.IsOpen)
        {
            // A decided step is closed as a whole.
            FollowTurns(act, seated, turns);
        }
        return await TellEngineAsync(act, seated, cancel) is { } told ? told : new Signed(seated, decision.Step);
    }

    private DomainRefusal? MayBring(SigningCommand command, Submitters paper) =>
        Separation
            .BroughtBy(command)
            .Select(id => holders.Find(id) is { } p ? Separation.Bars(paper, Signatory.Of(p.AsActor())) : null)
            .FirstOrDefault(r => r is not null);

    /// <summary>Whoever signs is remembered with the paper: he does not check it later.</summary>
    public static void Sign(WorkItemAct act)
    {
        if (act.Case.Trail is Undertaking paper && StepRules.For(act.Item) is { Signs: true })
        {
            paper.Sign(act.Item.Step, act.Actor.UserId, act.Actor.For?.UserId);
        }
    }

    public static async Task<SigningSheet> SheetAsync(IpStrategyContext db, WorkItemCase c, CancellationToken cancel)
    {
        if (c.Item is { Seat: 1, HasGuests: false })
        {
            return new SigningSheet(
                [c.Item],
                ImmutableDictionary<int, ImmutableArray<string>>.Empty.Add(1, c.Candidates)
            );
        }
        var items = await db
            .WorkItems.Where(w => w.InstanceId == c.Item.InstanceId && w.ElementId == c.Item.ElementId)
            .OrderBy(w => w.Seat)
            .ToListAsync(cancel);
        var itemIds = items.ConvertAll(i => i.Id);
        var desks = (
            await db.WorkItemCandidates.Where(d => itemIds.Contains(d.WorkItemId)).ToListAsync(cancel)
        ).ToLookup(d => d.WorkItemId, d => d.Group);
        // The item at hand may not be tracked; the act must see what is written to it.
        var present = items.ConvertAll(i => i.Id == c.Item.Id ? c.Item : i);
        return new SigningSheet(
            present,
            present.ToImmutableDictionary(i => i.Seat, i => desks[i.Id].ToImmutableArray())
        );
    }

    /// <summary>Keeps what the drawn desk answered until the others have acted too.</summary>
    public static void Keep(WorkItem drawn, Answers answers) =>
        drawn.Keep(JsonSerializer.Serialize(KeptAnswers.Of(answers)));

    public static Answers KeptBy(WorkItem drawn) =>
        drawn.KeptAnswers is { } kept ? JsonSerializer.Deserialize<KeptAnswers>(kept)!.ToAnswers() : Answers.None;

    /// <returns>The number of this word, unlike that of any other.</returns>
    public long Note(WorkItemAct act, string verdict, string? text)
    {
        var id = ids.Next();
        db.Opinions.Add(new Opinion(id, act.Item, verdict, text?.Trim() ?? "", act.Actor).At(act.Run.Context.Now));
        return id;
    }

    /// <summary>History says at whom it was directed, above what was said with it.</summary>
    public void NoteTo(WorkItemAct act, string verdict, IEnumerable<string> people, string? text) =>
        Note(act, verdict, $"→ {string.Join('、', people)}\n{text?.Trim()}");

    private SigningSheet Seat(WorkItemAct act, SigningSheet sheet, SigningDecision decision)
    {
        var added = decision.Happened.OfType<SigningEvent.Added>().Select(a => a.Signer).ToList();
        if (added.Count == 0)
        {
            return sheet;
        }
        var items = added.ConvertAll(s => desk.Seat(act.Run, sheet.Drawn, act.Case.Undertaking, s));
        return new SigningSheet(
            [.. sheet.Items, .. items],
            sheet.Desks.AddRange(added.ConvertAll(s => KeyValuePair.Create(s.Id.Value, s.Seat.Desks)))
        );
    }

    private static void MarkActed(WorkItemAct act, SigningDecision decision)
    {
        foreach (var acted in decision.Happened.OfType<SigningEvent.Acted>())
        {
            if (acted.State == SignerState.Rejected)
            {
                act.Item.Reject(act.Run.Context.Now, act.Actor);
                continue;
            }
            act.Item.Complete(act.Run.Context.Now, act.Actor, null);
        }
    }

    private void FollowTurns(WorkItemAct act, SigningSheet sheet, Dictionary<int, WorkItemState> before)
    {
        var now = act.Run.Context.Now;
        foreach (var item in sheet.Items)
        {
            var wasOpen = before[item.Seat] == WorkItemState.Open && (db.Entry(item).State != EntityState.Added);
            var isOpen = item.State == WorkItemState.Open;
            if (wasOpen && !isOpen)
            {
                desk.TurnWent(item, now);
            }
            else if (!wasOpen && isOpen)
            {
                desk.TurnCame(item, act.Case.Undertaking, now);
            }
        }
    }

    /// <summary>The engine knows the drawn desk only, and must know who holds it.</summary>
    private static async Task<Refusal?> TellEngineAsync(WorkItemAct act, SigningSheet sheet, CancellationToken cancel)
    {
        var drawn = sheet.Drawn;
        if (act.Item.Seat != 1 || drawn.State is not (WorkItemState.Open or WorkItemState.Waiting))
        {
            return null;
        }
        var (assignee, state) = (drawn.AssigneeId, drawn.State);
        var key = assignee is { } id ? InstanceIds.UserKey(id) : null;
        var refusal = await act.Run.ExecuteAsync(act.Instance, new Command.AssignTask(act.Element, key), cancel);
        drawn.WaitFor(drawn.WaitsFor, state);
        return refusal;
    }
}

/// <summary>Answers as they are stored.</summary>
internal sealed record KeptAnswers(
    Dictionary<string, string[]> Lists,
    Dictionary<string, string> Texts,
    string? Opinion
)
{
    public static KeptAnswers Of(Answers answers) =>
        new(
            answers
                .Fields.Where(f => f.Value is Answer.Texts)
                .ToDictionary(f => f.Key, f => ((Answer.Texts)f.Value).Values.ToArray()),
            answers
                .Fields.Where(f => f.Value is Answer.Text)
                .ToDictionary(f => f.Key, f => ((Answer.Text)f.Value).Value),
            answers.Opinion
        );

    public Answers ToAnswers()
    {
        var fields = Answers.None.Fields.ToBuilder();
        fields.AddRange(Lists.Select(l => KeyValuePair.Create<string, Answer>(l.Key, new Answer.Texts([.. l.Value]))));
        fields.AddRange(Texts.Select(t => KeyValuePair.Create<string, Answer>(t.Key, new Answer.Text(t.Value))));
        return new Answers(fields.ToImmutable(), Opinion);
    }
}
