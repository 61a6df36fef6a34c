using IpStrategy.Application;
using IpStrategy.Application.Approvals;
using IpStrategy.Application.Attachments;
using IpStrategy.Application.Deliverables;
using IpStrategy.Application.Extensions;
using IpStrategy.Application.Plans;
using IpStrategy.Application.Plans.Control;
using IpStrategy.Application.Reports;
using IpStrategy.Domain.Rights;
using IpStrategy.Web.Security;

namespace IpStrategy.Web.Api;

/// <summary>An assignment with everything the caller may see of it.</summary>
internal sealed record AssignmentAnswer : AssignmentSummary
{
    private AssignmentAnswer(AssignmentSummary summary)
        : base(summary) { }

    public required string PlanId { get; init; }
    public required string PlanTitle { get; init; }
    public required string LeadBasis { get; init; }
    public required string Form { get; init; }
    public required IReadOnlyList<PartyView> Parties { get; init; }
    public required IReadOnlyList<CourseView> Courses { get; init; }
    public required IReadOnlyList<ExtensionView> Extensions { get; init; }
    public required IReadOnlyList<ReportView> Reports { get; init; }

    /// <summary><c>none</c>, <c>month</c>, <c>quarter</c>, <c>halfYear</c>, <c>year</c>.</summary>
    public required string ReportCycle { get; init; }

    /// <summary>What the office and leaders did to it, and what that did to running work.</summary>
    public required IReadOnlyList<ControlRecordView> Changes { get; init; }
    public required IReadOnlyList<InstructionView> Instructions { get; init; }

    /// <summary>Promised papers and systems with what shows them.</summary>
    public required IReadOnlyList<DeliverableView> Deliverables { get; init; }
    public required IReadOnlyList<AttachmentView> Attachments { get; init; }

    public static AssignmentAnswer Of(AssignmentView view) =>
        new(view.Assignment)
        {
            PlanId = view.PlanId,
            PlanTitle = view.PlanTitle,
            LeadBasis = view.LeadBasis,
            Form = view.Form,
            Parties = view.Parties,
            Courses = view.Courses,
            Extensions = view.Extensions,
            Changes = view.Changes,
            Instructions = view.Instructions,
            Deliverables = view.Deliverables,
            Attachments = view.Attachments,
            Reports = view.Reports,
            ReportCycle = view.ReportCycle,
        };
}

/// <param name="DueOn">The date asked for.</param>
internal sealed record ExtensionBody(DateOnly? DueOn = null, string? Reason = null);

/// <summary>One thing that happened in one of an assignment's undertakings.</summary>
internal sealed record TimelineEntry(string UndertakingId, string LeadName, CourseEntry Entry);

internal static class AssignmentEndpoints
{
    public static void MapAssignments(this IEndpointRouteBuilder api)
    {
        var assignments = api.MapGroup("/assignments").WithTags("assignments").For(Operation.ReadPlans);
        assignments
            .MapGet("/{id}", OneAsync)
            .WithSummary("State, parties, and the course of every undertaking the caller may see")
            .Produces<AssignmentAnswer>();
        assignments
            .MapGet("/{id}/timeline", TimelineAsync)
            .TakesPages()
            .WithSummary("What happened, in order")
            .Produces<Page<TimelineEntry>>();
        assignments
            .MapGet("/{id}/diagram", DiagramAsync)
            .TakesQuery("undertaking")
            .WithSummary("The processes as BPMN, with the elements that are done and those where it stands now")
            .Produces<AssignmentDiagramView>();
        assignments
            .MapPost("/{id}/request-extension", RequestExtensionAsync)
            .For(Operation.ActOnWorkItem)
            .WithSummary("The lead asks for a later date of the assignment, before it is due")
            .WithMetadata(new TakesIdempotencyKey())
            .Produces<ExtensionView>()
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> RequestExtensionAsync(
        string id,
        ExtensionBody body,
        HttpContext context,
        RequestExtension extension,
        CancellationToken cancel
    )
    {
        if (Opaque.Read(id) is not { } number)
        {
            return Problems.Of(new NothingIsHere());
        }
        var (write, actor) = (WriteReader.Of(context, body), context.User.Actor());
        var order = new ExtensionOrder(body.DueOn, body.Reason);
        return await write.RunAsync(() => extension.ForAssignmentAsync(number, order, write.Request, actor, cancel));
    }

    private static async Task<IResult> OneAsync(
        string id,
        HttpContext context,
        AssignmentDetail detail,
        CancellationToken cancel
    )
    {
        var view = await FindAsync(id, context, detail, cancel);
        return Problems.OkOrNotThere(view is null ? null : AssignmentAnswer.Of(view));
    }

    private static async Task<IResult> TimelineAsync(
        string id,
        HttpContext context,
        AssignmentDetail detail,
        CancellationToken cancel
    )
    {
        var query = new QueryReader(context.Request.Query);
        var list = $"timeline {id}";
        var (pageSize, after) = (query.PageSize(), query.After(mark => ListMark.Read(list, mark) is not null));
        if (query.Refusal is { } wrong)
        {
            return Problems.Of(wrong);
        }
        if (await FindAsync(id, context, detail, cancel) is not { } view)
        {
            return Problems.Of(new NothingIsHere());
        }
        // Only ever added to at its end, so that a place in it stays the same entry.
        var entries = view
            .Courses.SelectMany(c => c.Entries.Select(e => new TimelineEntry(c.UndertakingId, c.LeadName, e)))
            .OrderBy(t => t.Entry.At)
            .ToList();
        var start = (int)(ListMark.Read(list, after)?.Key ?? 0);
        var page = entries.Skip(start).Take(pageSize).ToList();
        var end = start + page.Count;
        var next = end < entries.Count ? ListMark.Of(list, end, 0) : null;
        return TypedResults.Ok(new Page<TimelineEntry>(page, entries.Count, next));
    }

    private static async Task<IResult> DiagramAsync(
        string id,
        HttpContext context,
        AssignmentDiagram diagram,
        CancellationToken cancel
    )
    {
        var query = new QueryReader(context.Request.Query);
        var undertaking = query.Id("undertaking");
        if (query.Refusal is { } wrong)
        {
            return Problems.Of(wrong);
        }
        return Problems.OkOrNotThere(
            Opaque.Read(id) is { } number
                ? await diagram.RunAsync(number, undertaking, context.User.Actor(), cancel)
                : null
        );
    }

    private static async Task<AssignmentView?> FindAsync(
        string id,
        HttpContext context,
        AssignmentDetail detail,
        CancellationToken cancel
    ) => Opaque.Read(id) is { } number ? await detail.RunAsync(number, context.User.Actor(), cancel) : null;
}
