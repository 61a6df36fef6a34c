using System.Collections.Immutable;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Plans;
using IpStrategy.Domain.Plans.Changes;
using IpStrategy.Persistence.Workflow;
using IpStrategy.Workflow;
using IpStrategy.Workflow.Execution;
using IpStrategy.Workflow.Expressions;

namespace IpStrategy.Application.Plans.Control;

/// <summary>Steps that change who takes part: the variables of the processes, the tokens where somebody is asked now, the rows of who may see it.</summary>
internal sealed class PartySteps(Participants participants, LeadChange leadChange, UndertakingStarter starter)
{
    public Task<Refusal?> RunAsync(ControlCase c, ChangeStep step, CancellationToken cancel) =>
        step switch
        {
            ChangeStep.HandOver s => leadChange.RunAsync(c, s, cancel),
            ChangeStep.Ask s => AskAsync(c, s, cancel),
            ChangeStep.Drop s => DropAsync(c, s, cancel),
            ChangeStep.JoinLead s => JoinAsync(c, s, cancel),
            ChangeStep.LeaveLead s => LeaveAsync(c, s, cancel),
            ChangeStep.NameAgencies s => NameAsync(c, s, cancel),
            ChangeStep.SetSilence s => SilenceAsync(c, s, cancel),
            ChangeStep.Begin s => BeginAsync(c, s),
            _ => throw new InvalidOperationException($"Nothing is known of {step.GetType().Name} here."),
        };

    private async Task<Refusal?> AskAsync(ControlCase c, ChangeStep.Ask step, CancellationToken cancel)
    {
        var code = step.Agency.Value;
        await participants.TakePartAsync(step.UndertakingId, code, PartyRole.CoResponsible, cancel);
        var consultation = c.CalledBy(step.UndertakingId, Standing.Consultation);
        var round = step.When is AskedWhen.Now or AskedWhen.NextRound ? consultation : null;
        var refusal = await SetAsync(c, [c.MainOf(step.UndertakingId), round], "parties", With(code), cancel);
        return refusal is null && step.When == AskedWhen.Now
            ? await ModifyAsync(
                c,
                consultation!,
                cancel,
                new Modification.AddRun(Standing.AskParty, FeelValue.From(code))
            )
            : refusal;
    }

    private async Task<Refusal?> DropAsync(ControlCase c, ChangeStep.Drop step, CancellationToken cancel)
    {
        var (id, code) = (step.UndertakingId, step.Agency.Value);
        c.Run.ClosingState = WorkItemState.ClosedBecausePartyLeft;
        await participants.LeaveAsync(id, code, cancel);
        var (main, consultation) = (c.MainOf(id), c.CalledBy(id, Standing.Consultation));
        if (await SetAsync(c, [main, consultation], "parties", Without(code), cancel) is { } refusal)
        {
            return refusal;
        }
        if (step.Skips)
        {
            return await ModifyAsync(
                c,
                main!,
                cancel,
                new Modification.CancelActivity(Standing.ConsultCall),
                new Modification.StartBefore(Standing.BehindConsultation)
            );
        }
        var run = RunOf(c, consultation, Standing.AskParty, "party", code);
        return run is { } asked
            ? await ModifyAsync(c, consultation!, cancel, new Modification.CancelElement(asked.Id))
            : null;
    }

    private async Task<Refusal?> JoinAsync(ControlCase c, ChangeStep.JoinLead step, CancellationToken cancel)
    {
        var (id, code) = (step.UndertakingId, step.Agency.Value);
        await participants.TakePartAsync(id, code, PartyRole.Lead, cancel);
        var signOff = c.CalledBy(id, Standing.SignOff);
        if (await SetAsync(c, [c.MainOf(id), signOff], "cosigners", With(code), cancel) is { } refusal)
        {
            return refusal;
        }
        return signOff is not null && Standing.LoopOf(c.Run.StateOf(signOff), StepRules.Countersign) is not null
            ? await ModifyAsync(
                c,
                signOff,
                cancel,
                new Modification.AddRun(StepRules.Countersign, FeelValue.From(code))
            )
            : null;
    }

    private async Task<Refusal?> LeaveAsync(ControlCase c, ChangeStep.LeaveLead step, CancellationToken cancel)
    {
        var (id, code) = (step.UndertakingId, step.Agency.Value);
        c.Run.ClosingState = WorkItemState.ClosedBecausePartyLeft;
        await participants.LeaveAsync(id, code, cancel);
        var signOff = c.CalledBy(id, Standing.SignOff);
        if (await SetAsync(c, [c.MainOf(id), signOff], "cosigners", Without(code), cancel) is { } refusal)
        {
            return refusal;
        }
        if (RunOf(c, signOff, StepRules.Countersign, "cosigner", code) is not { } run)
        {
            return null;
        }
        var state = c.Run.StateOf(signOff!);
        var isLast = Standing.RunsOf(state, StepRules.Countersign, "cosigner").Count() == 1;
        var cancelled = new Modification.CancelElement(run.Id);
        // Nobody is left to countersign and nobody has: the paper goes to the leader.
        return isLast && Standing.LoopOf(state, StepRules.Countersign)?.Loop is { Completed: 0 }
            ? await ModifyAsync(c, signOff!, cancel, cancelled, new Modification.StartBefore(StepRules.LeaderSign))
            : await ModifyAsync(c, signOff!, cancel, cancelled);
    }

    /// <summary>The office names them in place of whoever has the step before him, or before the step is reached.</summary>
    private async Task<Refusal?> NameAsync(ControlCase c, ChangeStep.NameAgencies step, CancellationToken cancel)
    {
        var main = c.MainOf(step.UndertakingId)!;
        var codes = step.Agencies.Select(a => a.Value).ToList();
        foreach (var code in codes)
        {
            await participants.TakePartAsync(step.UndertakingId, code, PartyRole.CoResponsible, cancel);
        }
        var parties = Standing.ListOf(Standing.TextsOf(c.Run.VariableOf(main, "parties")).Union(codes));
        var variables = Command.NoVariables.Add("parties", parties);
        if (c.OpenOf(step.UndertakingId).FirstOrDefault(i => i.Step == StepRules.NameAgencies) is { } item)
        {
            item.Complete(c.Run.Context.Now, c.Run.Context.Actor, null);
            return await c.Run.ExecuteAsync(
                main,
                new Command.CompleteTask(new ElementId(item.ElementId), variables),
                cancel
            );
        }
        var named = variables.Add("openGroups", Standing.ListOf([]));
        return await c.Run.ExecuteAsync(main, new Command.SetVariables(null, named), cancel);
    }

    private static async Task<Refusal?> SilenceAsync(
        ControlCase c,
        ChangeStep.SetSilence step,
        CancellationToken cancel
    )
    {
        var (id, set) = (step.UndertakingId, Command.NoVariables.Add(SilenceText.Variable, SilenceText.Of(step.Rule)));
        foreach (var instance in new[] { c.MainOf(id), c.CalledBy(id, Standing.Consultation) }.OfType<StoredInstance>())
        {
            if (await c.Run.ExecuteAsync(instance, new Command.SetVariables(null, set), cancel) is { } refusal)
            {
                return refusal;
            }
        }
        return null;
    }

    private async Task<Refusal?> BeginAsync(ControlCase c, ChangeStep.Begin step)
    {
        var sibling = c.Undertakings.Select(u => c.MainOf(u.Id)).FirstOrDefault(i => i is not null);
        var silence = sibling is null
            ? SilenceRule.StayOpen
            : SilenceText.In(c.Run.VariableOf(sibling, SilenceText.Variable));
        return (await starter.BeginAsync(c.Assignment, step.Undertaking, silence, c.Run.Context.Actor)).Refusal;
    }

    private static ElementInstance? RunOf(
        ControlCase c,
        StoredInstance? instance,
        string activity,
        string variable,
        string code
    ) =>
        instance is null
            ? null
            : Standing
                .RunsOf(c.Run.StateOf(instance), activity, variable)
                .Where(r => r.Item == code)
                .Select(r => r.Run)
                .FirstOrDefault();

    private static Func<ImmutableArray<string>, IEnumerable<string>> With(string code) =>
        codes => codes.Append(code).Distinct();

    private static Func<ImmutableArray<string>, IEnumerable<string>> Without(string code) =>
        codes => codes.Where(x => x != code);

    private static async Task<Refusal?> SetAsync(
        ControlCase c,
        IEnumerable<StoredInstance?> instances,
        string list,
        Func<ImmutableArray<string>, IEnumerable<string>> change,
        CancellationToken cancel
    )
    {
        foreach (var instance in instances.OfType<StoredInstance>())
        {
            var codes = Standing.ListOf(change(Standing.TextsOf(c.Run.VariableOf(instance, list))));
            var set = new Command.SetVariables(null, Command.NoVariables.Add(list, codes));
            if (await c.Run.ExecuteAsync(instance, set, cancel) is { } refusal)
            {
                return refusal;
            }
        }
        return null;
    }

    private static Task<Refusal?> ModifyAsync(
        ControlCase c,
        StoredInstance instance,
        CancellationToken cancel,
        params ImmutableArray<Modification> steps
    ) => c.Run.ExecuteAsync(instance, new Command.Modify(steps), cancel);
}
