using System.Collections.Immutable;
using IpStrategy.Application.Deliverables;
using IpStrategy.Application.Extensions;
using IpStrategy.Application.Reports;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Approvals.Signing;
using IpStrategy.Persistence;
using IpStrategy.Persistence.Outbox;
using IpStrategy.Workflow;
using IpStrategy.Workflow.Execution;
using IpStrategy.Workflow.Expressions;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Approvals;

/// <summary>办理: completes a work item with the answers of its form.</summary>
public sealed class CompleteWorkItem
{
    private readonly IpStrategyContext _db;
    private readonly WorkItemActs _acts;
    private readonly NamingStep _naming;
    private readonly Ids _ids;
    private readonly SigningDesk _desk;
    private readonly ExtensionStep _extension;
    private readonly DeliverableStep _deliverables;
    private readonly ReportSteps _reports;
    private readonly ConsultationStep _consultation;
    private readonly StepForms _forms;
    private readonly ReturnedPapers _papers;

    internal CompleteWorkItem(
        IpStrategyContext db,
        WorkItemActs acts,
        SigningDesk desk,
        NamingStep naming,
        ExtensionStep extension,
        DeliverableStep deliverables,
        ReportSteps reports,
        ConsultationStep consultation,
        StepForms forms,
        ReturnedPapers papers,
        Ids ids
    )
    {
        (_db, _acts, _desk, _naming) = (db, acts, desk, naming);
        (_extension, _deliverables, _reports, _ids) = (extension, deliverables, reports, ids);
        (_consultation, _forms, _papers) = (consultation, forms, papers);
    }

    public Task<Outcome<WorkItemView>> RunAsync(
        WorkItemRequest request,
        Answers answers,
        Actor actor,
        CancellationToken cancel
    ) => _acts.RunAsync(request, actor, act => CompleteAsync(act, request, answers, cancel), cancel);

    internal async Task<Refusal?> CompleteAsync(
        WorkItemAct act,
        WorkItemRequest request,
        Answers answers,
        CancellationToken cancel
    )
    {
        if (act.Item.Seat > 1)
        {
            return await SignAsync(act, request, answers, cancel);
        }
        if (StepRules.For(act.Item) is not { } known)
        {
            return await CompleteFreeAsync(act, request, answers, cancel);
        }
        if (WorkItemRules.MayComplete(act.Case, request.Version) is { } hindrance)
        {
            return hindrance;
        }
        var filled = await _forms.FillAsync(
            await _reports.WithFiguresAsync(known, act.Item, cancel),
            act.Item,
            answers,
            cancel
        );
        return filled.IsRefused ? filled.Refusal : await CompleteAsync(act, filled.Value, cancel);
    }

    private async Task<Refusal?> CompleteAsync(WorkItemAct act, FilledForm form, CancellationToken cancel)
    {
        var (rule, answers) = form;
        var refusal =
            AnswerRules.Check(rule, answers, await _deliverables.LackingAsync(act, rule, cancel))
            ?? _naming.Check(act, answers)
            ?? _consultation.Check(act, answers)
            ?? await _extension.CheckAsync(act, answers, cancel)
            ?? await _deliverables.CheckAsync(act, cancel);
        if (refusal is not null)
        {
            return refusal;
        }
        await RecordAsync(act, rule, answers, cancel);
        _consultation.Record(act, answers);
        await _extension.RecordAsync(act, answers, cancel);
        await _deliverables.RecordAsync(act, answers, cancel);
        await _reports.RecordAsync(act, answers, cancel);
        if (act.IsShared)
        {
            SigningDesk.Keep(act.Item, answers);
            var signed = await _desk.DecideAsync(act, s => new SigningCommand.Approve(s), cancel);
            return signed.IsRefused ? signed.Refusal : await GoOnIfDecidedAsync(act, signed.Value, cancel);
        }
        await _naming.RecordAsync(act, answers, cancel);
        act.Item.Complete(act.Run.Context.Now, act.Actor, ConsultationStep.OutcomeOf(act.Item, answers));
        return await GoOnAsync(act, VariablesOf(act, answers), cancel);
    }

    /// <summary>Somebody who was added gives his word; the form was, or will be, answered at the drawn desk.</summary>
    private async Task<Refusal?> SignAsync(
        WorkItemAct act,
        WorkItemRequest request,
        Answers answers,
        CancellationToken cancel
    )
    {
        if ((WorkItemRules.MayComplete(act.Case, request.Version) ?? AnswerRules.CheckWord(answers)) is { } refusal)
        {
            return refusal;
        }
        _desk.Note(act, "complete", answers.OpinionText);
        SigningDesk.Sign(act);
        var signed = await _desk.DecideAsync(act, s => new SigningCommand.Approve(s), cancel);
        return signed.IsRefused ? signed.Refusal : await GoOnIfDecidedAsync(act, signed.Value, cancel);
    }

    /// <summary>Once a step of several is decided the paper goes on, or back to whoever handed it in.</summary>
    internal async Task<Refusal?> GoOnIfDecidedAsync(WorkItemAct act, Signed signed, CancellationToken cancel)
    {
        var drawn = act with { Case = act.Case with { Item = signed.Sheet.Drawn } };
        var kept = SigningDesk.KeptBy(drawn.Item);
        switch (signed.Verdict)
        {
            case SigningVerdict.Approved when StepRules.For(drawn.Item) is null:
                var command = new Command.CompleteTask(drawn.Element, kept.AsVariables());
                return await drawn.Run.ExecuteAsync(drawn.Instance, command, cancel);
            case SigningVerdict.Approved:
                await _naming.RecordAsync(drawn, kept, cancel);
                return await GoOnAsync(drawn, VariablesOf(drawn, kept), cancel);
            case SigningVerdict.Rejected:
                return await BackAsync(act, drawn, cancel);
            default:
                return null;
        }
    }

    private async Task<Refusal?> BackAsync(WorkItemAct act, WorkItemAct drawn, CancellationToken cancel)
    {
        var back = await ReturnWorkItem.BackToPaperAsync(_db, drawn, cancel);
        if (back.IsRefused)
        {
            return back.Refusal;
        }
        var reasons = _db.Opinions.Local.LastOrDefault(o => o.WorkItemId == act.Item.Id && o.Verdict == "reject");
        _papers.Tell(act, new ComingBack(MessageKind.Rejected, back.Value, reasons?.Text ?? ""));
        return null;
    }

    /// <summary>A step of somebody else's process: its form is not known here, and whatever is answered becomes variables.</summary>
    private async Task<Refusal?> CompleteFreeAsync(
        WorkItemAct act,
        WorkItemRequest request,
        Answers answers,
        CancellationToken cancel
    )
    {
        if ((WorkItemRules.MayComplete(act.Case, request.Version) ?? AnswerRules.CheckFree(answers)) is { } refusal)
        {
            return refusal;
        }
        var now = act.Run.Context.Now;
        _desk.Note(act, "complete", answers.OpinionText);
        if (act.IsShared)
        {
            SigningDesk.Keep(act.Item, answers);
            var signed = await _desk.DecideAsync(act, s => new SigningCommand.Approve(s), cancel);
            return signed.IsRefused ? signed.Refusal : await GoOnIfDecidedAsync(act, signed.Value, cancel);
        }
        act.Item.Complete(now, act.Actor, answers.TextOf("outcome"));
        var command = new Command.CompleteTask(act.Element, answers.AsVariables());
        return await act.Run.ExecuteAsync(act.Instance, command, cancel);
    }

    /// <summary>Along the drawn flows, or straight to the step that returned the paper.</summary>
    private async Task<Refusal?> GoOnAsync(
        WorkItemAct act,
        ImmutableSortedDictionary<string, FeelValue> variables,
        CancellationToken cancel
    )
    {
        if (await OthersSignAsync(act, cancel) || ResumeOf(act) is not { } resume)
        {
            return await act.Run.ExecuteAsync(act.Instance, new Command.CompleteTask(act.Element, variables), cancel);
        }
        var jump = new Command.Modify([
            // The last of several who countersign leaves with the step as a whole.
            act.Item.Step == StepRules.Countersign
                ? new Modification.CancelActivity(act.Item.Step)
                : new Modification.CancelElement(act.Element),
            new Modification.StartBefore(resume),
        ]);
        return await act.Run.ExecuteAsync(act.Instance, new Command.SetVariables(null, variables), cancel)
            ?? await act.Run.ExecuteAsync(act.Instance, jump, cancel);
    }

    /// <summary>会签: the paper goes on when every joint lead has signed.</summary>
    private async Task<bool> OthersSignAsync(WorkItemAct act, CancellationToken cancel) =>
        act.Item.Step == StepRules.Countersign
        && await _db.WorkItems.AnyAsync(
            w =>
                w.InstanceId == act.Item.InstanceId
                && w.Step == act.Item.Step
                && w.ElementId != act.Item.ElementId
                && (w.State == WorkItemState.Open || w.State == WorkItemState.Waiting),
            cancel
        );

    /// <summary>A paper goes back into the call that returned it, a signature to the step beside it; null = along the flows.</summary>
    private static string? ResumeOf(WorkItemAct act)
    {
        var (rule, trail) = (StepRules.Of(act.Item.Step), act.Case.Trail!);
        if (trail.ResumeCall is { } call)
        {
            return rule.Paper is StepPaper.None or StepPaper.Reply ? null : call;
        }
        if (!rule.Signs || trail.ResumeStep is not { } step)
        {
            return null;
        }
        trail.RememberResume(null, null);
        return step;
    }

    private async Task RecordAsync(WorkItemAct act, StepRule rule, Answers answers, CancellationToken cancel)
    {
        var now = act.Run.Context.Now;
        switch (rule.Paper)
        {
            case StepPaper.Reply:
                var outcome = Enum.Parse<ReplyOutcome>(answers.TextOf("outcome")!);
                _db.Replies.Add(new Reply(_ids.Next(), act.Item, outcome, answers.OpinionText, act.Actor).At(now));
                return;
            case StepPaper.None:
                _desk.Note(act, "complete", answers.OpinionText);
                SigningDesk.Sign(act);
                return;
            default:
                var kind = Enum.Parse<PaperKind>(rule.Paper.ToString());
                var text =
                    rule.Paper == StepPaper.Report
                        ? await _reports.TextOfAsync(act.Item, answers, cancel)
                        : answers.TextOf("plan") ?? answers.TextOf("summary") ?? "";
                var paper = new Submission(_ids.Next(), act.Item, kind, text, act.Actor);
                _db.Submissions.Add(paper.At(now, answers.TextOf("evidence")));
                act.Case.Trail!.Submit(act.Actor.UserId, act.Actor.SignedName, act.Actor.For?.UserId);
                return;
        }
    }

    private static ImmutableSortedDictionary<string, FeelValue> VariablesOf(WorkItemAct act, Answers answers) =>
        act.Item.Step switch
        {
            StepRules.Reply => Command.NoVariables.Add(
                "reply",
                ReplyVariable(act.Item.Body, answers.TextOf("outcome")!)
            ),
            StepRules.DecideExtension => Command.NoVariables.Add(
                "decision",
                FeelValue.From(answers.TextOf("decision"))
            ),
            StepRules.DraftPlan or StepRules.AnswerNonConcur => ConsultationStep.VariablesOf(act, answers),
            StepRules.CheckInstruction => Command.NoVariables.Add("verdict", FeelValue.From(answers.TextOf("verdict"))),
            StepRules.NameAgencies => Command.NoVariables.Add(
                "parties",
                FeelValue.From(NamingStep.Parties(act, answers).Select(FeelValue.From))
            ),
            _ => Command.NoVariables,
        };

    private static FeelValue.Context ReplyVariable(string party, string outcome) =>
        FeelValue.Context.Of([new("party", FeelValue.From(party)), new("outcome", FeelValue.From(outcome))]);
}
