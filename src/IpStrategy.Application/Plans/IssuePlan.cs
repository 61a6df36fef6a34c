using System.Collections.Immutable;
using System.Text.Json;
using IpStrategy.Application.Agencies;
using IpStrategy.Application.Audit;
using IpStrategy.Application.Jobs;
using IpStrategy.Application.Notices;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Calendar;
using IpStrategy.Domain.Plans;
using IpStrategy.Domain.Reports;
using IpStrategy.Domain.Rights;
using IpStrategy.Persistence;
using IpStrategy.Persistence.Notices;
using IpStrategy.Workflow;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Plans;

/// <param name="DueOn">For assignments that have no date of their own yet.</param>
/// <param name="Leads">Whether issuing also confirms the leads that were only inferred.</param>
/// <param name="ReportCycle">How often assignments are reported on that have no cycle of their own yet; null = the office's default.</param>
/// <param name="Silence">What an agency's silence means at the end.</param>
public sealed record IssueTerms(
    int? Version,
    DateOnly? DueOn,
    InferredLeads Leads = InferredLeads.MustBeConfirmed,
    SilenceRule Silence = SilenceRule.StayOpen,
    ReportCycle? ReportCycle = null
);

public enum InferredLeads
{
    MustBeConfirmed,
    ConfirmedByIssue,
}

public sealed record IssuedPlan(string PlanId, int Assignments, int Undertakings);

/// <summary>立项交办: the plan comes into force; one process instance an assignment, and a lead where several lead severally.</summary>
public sealed class IssuePlan
{
    private readonly IpStrategyContext _db;
    private readonly ReferenceTables _reference;
    private readonly UndertakingStarter _starter;
    private readonly Ids _ids;
    private readonly DomainClock _clock;
    private readonly Wake _wake;
    private readonly AuditTrail _audit;
    private readonly PlanSettings _settings;

    internal IssuePlan(
        IpStrategyContext db,
        ReferenceTables reference,
        UndertakingStarter starter,
        Ids ids,
        DomainClock clock,
        Wake wake,
        AuditTrail audit,
        PlanSettings settings
    )
    {
        (_db, _reference, _starter, _ids, _clock) = (db, reference, starter, ids, clock);
        (_wake, _audit, _settings) = (wake, audit, settings);
    }

    public async Task<Outcome<IssuedPlan>> RunAsync(
        long noticeId,
        IssueTerms terms,
        Actor actor,
        CancellationToken cancel
    )
    {
        if (RightsTable.May(actor, Operation.IssuePlan) is not null)
        {
            return new NoticeDoesNotExist();
        }
        await using var transaction = await WriteTransaction.BeginAsync(_db, cancel);
        if (await RowLocks.NoticeAsync(_db, noticeId, cancel) is not { } notice)
        {
            return new NoticeDoesNotExist();
        }
        var draft = NoticeDocument.FromJson(notice.Draft);
        if (Check(notice, draft, terms, actor) is { } refusal)
        {
            return refusal;
        }
        var plan = AddPlan(notice, draft, actor);
        var started = await StartAsync(plan, draft, terms, actor);
        if (started.IsRefused)
        {
            return started.Refusal!;
        }
        notice.Issue(plan.Id);
        _audit.Note(NoticeNotes.Issued(actor, notice, terms, started.Value));
        await _db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        _wake.Pollers();
        return started.Value;
    }

    private async Task<Outcome<IssuedPlan>> StartAsync(Plan plan, NoticeDocument draft, IssueTerms terms, Actor actor)
    {
        var undertakings = 0;
        foreach (var assignment in draft.Assignments)
        {
            var started = await _starter.StartAsync(
                Add(plan, assignment, terms),
                Divide(assignment),
                terms.Silence,
                actor
            );
            if (started.IsRefused)
            {
                return started.Refusal!;
            }
            undertakings += started.Value.Length;
        }
        return new IssuedPlan(Opaque.Of(plan.Id), draft.Assignments.Length, undertakings);
    }

    private DomainRefusal? Check(ImportedNotice notice, NoticeDocument draft, IssueTerms terms, Actor actor)
    {
        if (DraftRules.MayIssue(notice.State, actor, _settings.Approval) is { } refusal)
        {
            return refusal;
        }
        if (terms.Version is { } seen && seen != notice.Version)
        {
            return new NoticeHasChanged(notice.Version);
        }
        return IssueRules.Check(draft, terms, _reference.Days.DateAt(_clock.Now));
    }

    private Plan AddPlan(ImportedNotice notice, NoticeDocument draft, Actor actor)
    {
        var plan = new Plan(_ids.Next(), notice.Id, draft.Title, draft.Issuer, draft.DocumentNumber, draft.Date);
        plan.Issue(_clock.Now, actor.UserId, actor.Name);
        _db.Plans.Add(plan);
        _db.PlanSections.AddRange(draft.Sections.Select(s => new PlanSection(plan.Id, s.Number, s.Label, s.Title)));
        return plan;
    }

    private Assignment Add(Plan plan, DraftAssignmentView a, IssueTerms terms)
    {
        var rule = new DueRule.On((a.DueOn ?? terms.DueOn)!.Value);
        var due = DueDate.CountFrom(_clock.Now, rule, _reference.Calendar, _reference.Days);
        var light = LightThresholds.For(due, _reference.Calendar, _reference.Days);
        var assignment = new Assignment(
            _ids.Next(),
            plan.Id,
            new AssignmentText(a.Number, a.Label, a.Section, a.Text, a.Responsibility, a.Form, a.LeadBasis),
            new AssignmentDue(due.Date, due.Instant, rule.ToText(), light.YellowAt, light.RedAt)
        );
        assignment.Describe(string.Join('、', a.Leads.Select(l => l.Name)), JsonSerializer.Serialize(a.Deliverables));
        assignment.ReportEvery(a.ReportCycle ?? terms.ReportCycle ?? _settings.ReportCycle);
        _db.Assignments.Add(assignment);
        AddIndicators(assignment.Id, a.Targets);
        var order = 0;
        _db.AssignmentParties.AddRange(a.Leads.Select(p => PartyOf(assignment.Id, order++, PartyRole.Lead, p)));
        _db.AssignmentParties.AddRange(
            a.CoResponsible.Select(p => PartyOf(assignment.Id, order++, PartyRole.CoResponsible, p))
        );
        return assignment;
    }

    /// <summary>Counted targets become indicators; where the text says 左右, the office's tolerance goes with them.</summary>
    private void AddIndicators(long assignmentId, ImmutableArray<DraftTargetView> targets)
    {
        var counted = targets.Where(t => t.Quantity is > 0 and <= IndicatorRules.MostFigure).ToList();
        _db.Indicators.AddRange(
            counted.Select(
                (t, i) =>
                    new Indicator(
                        _ids.Next(),
                        assignmentId,
                        i + 1,
                        new IndicatorTarget(
                            t.What,
                            t.Unit,
                            t.Quantity,
                            t.Approximate ? _settings.ApproximateTolerancePercent : 0m,
                            IndicatorRules.UsualFor(t.Unit)
                        )
                    )
            )
        );
    }

    private static AssignmentParty PartyOf(long assignmentId, int order, PartyRole role, DraftPartyView party)
    {
        var row = new AssignmentParty(assignmentId, order, role, party.Name);
        return party.IsGroup ? row.Group(party.Code!) : row.Agency(party.Code!);
    }

    private ImmutableArray<UndertakingPlan> Divide(DraftAssignmentView a) =>
        DraftDivision.Of(a, _reference.Directory, _reference.Days.DateAt(_clock.Now));
}

/// <summary>What must be settled before a plan is issued.</summary>
internal static class IssueRules
{
    public static DomainRefusal? Check(NoticeDocument draft, IssueTerms terms, DateOnly today)
    {
        foreach (var a in draft.Assignments)
        {
            if (a.Leads.IsEmpty)
            {
                return new AssignmentHasNoLead(a.Number);
            }
            if (a.Leads.Concat(a.CoResponsible).FirstOrDefault(p => p.Code is null) is { } unknown)
            {
                return new AssignmentPartyIsUnknown(a.Number, unknown.Name);
            }
            if ((a.DueOn ?? terms.DueOn) is { } due && due < today)
            {
                return new DueDateIsPast(a.Number, due);
            }
        }
        var confirms = terms.Leads == InferredLeads.ConfirmedByIssue;
        ImmutableArray<int> unconfirmed =
        [
            .. draft.Assignments.Where(a => !a.LeadConfirmed && !confirms).Select(a => a.Number),
        ];
        ImmutableArray<int> undated =
        [
            .. draft.Assignments.Where(a => (a.DueOn ?? terms.DueOn) is null).Select(a => a.Number),
        ];
        return !unconfirmed.IsEmpty ? new LeadsAreNotConfirmed(unconfirmed)
            : !undated.IsEmpty ? new DueDatesAreMissing(undated)
            : null;
    }
}
