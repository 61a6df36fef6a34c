using System.Collections.Immutable;
using IpStrategy.Application.Approvals;
using IpStrategy.Application.Attachments;
using IpStrategy.Application.Deliverables;
using IpStrategy.Application.Extensions;
using IpStrategy.Application.Plans.Control;
using IpStrategy.Application.Reports;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Extensions;
using IpStrategy.Domain.Plans;
using IpStrategy.Persistence;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Plans;

public sealed record AssignmentView(
    AssignmentSummary Assignment,
    string PlanId,
    string PlanTitle,
    string LeadBasis,
    string Form,
    SectionName? Section,
    ImmutableArray<PartyView> Parties,
    ImmutableArray<CourseView> Courses,
    ImmutableArray<ExtensionView> Extensions,
    bool MayRequestExtension,
    ImmutableArray<ReportView> Reports,
    IndicatorsView Indicators,
    string ReportCycle
)
{
    /// <summary>变更记录.</summary>
    public ImmutableArray<ControlRecordView> Changes { get; init; } = [];

    /// <summary>What the caller may do to it as a whole now, as the API spells it.</summary>
    public ImmutableArray<string> Controls { get; init; } = [];

    /// <summary>成果.</summary>
    public ImmutableArray<DeliverableView> Deliverables { get; init; } = [];

    /// <summary>Whether the caller may add, change or show any of them now.</summary>
    public bool MayKeepDeliverables { get; init; }

    /// <summary>附件, of every undertaking the caller may see.</summary>
    public ImmutableArray<AttachmentView> Attachments { get; init; } = [];

    /// <summary>征求意见记录 of every undertaking, the latest of each last.</summary>
    public ImmutableArray<ConsultationView> Consultations { get; init; } = [];

    /// <summary>批示.</summary>
    public ImmutableArray<InstructionView> Instructions { get; init; } = [];
}

/// <summary>One assignment with its parties and the course of every undertaking of it that the caller may see.</summary>
public sealed class AssignmentDetail
{
    private readonly IpStrategyContext _db;
    private readonly UndertakingCourse _course;
    private readonly ExtensionsOfUndertakings _extensions;
    private readonly AssignmentControls _controls;
    private readonly DeliverablesOfUndertakings _deliverables;
    private readonly DeliverableDesks _desks;
    private readonly AttachmentList _attachments;
    private readonly PlanReports _reports;
    private readonly IndicatorsOfAssignment _indicators;
    private readonly ConsultationRecord _consultations;
    private readonly DomainClock _clock;

    internal AssignmentDetail(
        IpStrategyContext db,
        UndertakingCourse course,
        ExtensionsOfUndertakings extensions,
        AssignmentControls controls,
        DeliverablesOfUndertakings deliverables,
        DeliverableDesks desks,
        AttachmentList attachments,
        PlanReports reports,
        IndicatorsOfAssignment indicators,
        ConsultationRecord consultations,
        DomainClock clock
    )
    {
        (_db, _course, _extensions, _controls) = (db, course, extensions, controls);
        (_deliverables, _desks, _attachments, _reports) = (deliverables, desks, attachments, reports);
        (_indicators, _consultations, _clock) = (indicators, consultations, clock);
    }

    public async Task<AssignmentView?> RunAsync(long id, Actor actor, CancellationToken cancel)
    {
        var visible = Visibility.Undertakings(_db, actor).AsNoTracking().Where(u => u.AssignmentId == id);
        var undertakings = await visible.OrderBy(u => u.Id).ToListAsync(cancel);
        if (undertakings.Count == 0)
        {
            return null;
        }
        return await ViewAsync(id, undertakings, actor, cancel);
    }

    private async Task<AssignmentView> ViewAsync(
        long id,
        List<Undertaking> undertakings,
        Actor actor,
        CancellationToken cancel
    )
    {
        var assignment = await _db.Assignments.AsNoTracking().SingleAsync(a => a.Id == id, cancel);
        var title = await _db.Plans.Where(p => p.Id == assignment.PlanId).Select(p => p.Title).SingleAsync(cancel);
        var parties = await AssignmentSurroundings.PartiesAsync(_db, id, cancel);
        return new AssignmentView(
            AssignmentSummary.Of(assignment, _clock.Now),
            Opaque.Of(assignment.PlanId),
            title,
            assignment.LeadBasis,
            assignment.Form,
            await AssignmentSurroundings.SectionAsync(_db, assignment, cancel),
            parties,
            await _course.OfAsync(undertakings, cancel),
            await _extensions.RunAsync(undertakings.ConvertAll(u => u.Id), cancel),
            undertakings.Exists(u => ExtensionRules.MayAsk(u, actor, _clock.Now) is null),
            await _reports.OfAsync(undertakings.ConvertAll(u => u.Id), cancel),
            (await _indicators.RunAsync(id, actor, cancel))!,
            Words.Of(assignment.ReportCycle)
        )
        {
            Changes = await _controls.RecordsAsync(id, undertakings, actor, cancel),
            Controls = _controls.Offered(undertakings, parties, actor),
            MayKeepDeliverables = await _desks.OffersAsync(undertakings, actor, cancel),
            Deliverables = await _deliverables.RunAsync(undertakings.ConvertAll(u => u.Id), cancel),
            Attachments = await _attachments.OfUndertakingsAsync(undertakings.ConvertAll(u => u.Id), cancel),
            Consultations = await _consultations.RunAsync(undertakings, cancel),
            Instructions = await _controls.InstructionsAsync(id, actor, cancel),
        };
    }
}
