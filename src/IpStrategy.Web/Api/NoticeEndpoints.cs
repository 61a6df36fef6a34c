using IpStrategy.Application;
using IpStrategy.Application.Approvals;
using IpStrategy.Application.Notices;
using IpStrategy.Application.Plans;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Plans;
using IpStrategy.Domain.Reports;
using IpStrategy.Domain.Rights;
using IpStrategy.Web.Security;
using IpStrategy.Workflow;

namespace IpStrategy.Web.Api;

/// <summary>来文: reading a notice into a draft, mending it, issuing the plan.</summary>
internal static class NoticeEndpoints
{
    public static void MapNotices(this IEndpointRouteBuilder api)
    {
        var notices = api.MapGroup("/notices").WithTags("notices").For(Operation.PrepareNotice);
        notices
            .MapGet("/", ListAsync)
            .TakesChoice<NoticeState>("state")
            .TakesPages()
            .WithSummary("Imported notices, newest first")
            .Produces<Page<NoticeLine>>();
        notices
            .MapPost("/", ImportAsync)
            .WithSummary("Read a notice into a draft plan with its doubts; nothing is started")
            .Accepts<IFormFile>("multipart/form-data", "text/plain")
            .Produces<NoticeView>(StatusCodes.Status201Created)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        notices.MapGet("/{id}", OneAsync).WithSummary("A notice with its draft plan").Produces<NoticeView>();
        MapChanges(notices);
    }

    private static void MapChanges(RouteGroupBuilder notices)
    {
        notices
            .MapPut("/{id}", MendAsync)
            .WithSummary("Mend parties and due dates before it goes out; what is left out stays")
            .Produces<NoticeView>()
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        MapHandling(notices);
        notices
            .MapPost("/{id}/issue", IssueAsync)
            .For(Operation.IssuePlan)
            .WithSummary("The plan comes into force: one process instance an assignment and lead")
            .Produces<IssuedPlan>()
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
    }

    private static void MapHandling(RouteGroupBuilder notices)
    {
        notices
            .MapPost(
                "/{id}/submit",
                (string id, HandlingBody? body, HttpContext http, SubmitNotice submit) =>
                    HandleAsync(id, body, http, submit.RunAsync)
            )
            .WithSummary("Hand the settled draft to the director")
            .Produces<NoticeView>()
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        notices
            .MapPost(
                "/{id}/send-back",
                (string id, HandlingBody? body, HttpContext http, SubmitNotice submit) =>
                    HandleAsync(id, body, http, submit.SendBackAsync)
            )
            .WithSummary("The director sends it back with a reason; the clerk fetches it back")
            .Produces<NoticeView>()
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> ListAsync(HttpContext context, NoticeDrafts drafts, CancellationToken cancel)
    {
        var query = new QueryReader(context.Request.Query);
        var filter = new NoticeFilter(query.Choice<NoticeState>("state"), query.PageSize());
        filter = filter with { After = query.After(filter.Gave) };
        return query.Refusal is { } wrong
            ? Problems.Of(wrong)
            : TypedResults.Ok(await drafts.ListAsync(filter, context.User.Actor(), cancel));
    }

    private static async Task<IResult> ImportAsync(HttpContext context, ImportNotice import, CancellationToken cancel)
    {
        var (file, wrong) = await Uploads.ReadAsync(context.Request, "file", ImportNotice.MostBytes, cancel);
        if (wrong is not null)
        {
            return Problems.Of(wrong);
        }
        var outcome = await import.RunAsync(file, context.User.Actor(), cancel);
        return outcome.IsRefused
            ? Problems.Of(outcome.Refusal!)
            : TypedResults.Created($"/api/notices/{outcome.Value.Id}", outcome.Value);
    }

    private static async Task<IResult> OneAsync(
        string id,
        HttpContext context,
        NoticeDrafts drafts,
        CancellationToken cancel
    ) =>
        Problems.OkOrNotThere(
            Opaque.Read(id) is { } number ? await drafts.OneAsync(number, context.User.Actor(), cancel) : null
        );

    private static async Task<IResult> MendAsync(
        string id,
        MendingBody body,
        HttpContext context,
        MendNotice mend,
        CancellationToken cancel
    ) =>
        body.FirstHole() is { } hole ? Problems.Of(new ValueIsMissing(hole))
        : Opaque.Read(id) is { } number
            ? Problems.OkOr(await mend.RunAsync(number, body.ToMending(), context.User.Actor(), cancel))
        : Problems.Of(new NothingIsHere());

    private static async Task<IResult> HandleAsync(
        string id,
        HandlingBody? body,
        HttpContext context,
        Func<DraftHandling, Actor, CancellationToken, Task<Outcome<NoticeView>>> handle
    ) =>
        Opaque.Read(id) is { } number
            ? Problems.OkOr(
                await handle(
                    new DraftHandling(number, body?.Version, body?.Text),
                    context.User.Actor(),
                    context.RequestAborted
                )
            )
            : Problems.Of(new NothingIsHere());

    private static async Task<IResult> IssueAsync(
        string id,
        IssueBody? body,
        HttpContext context,
        IssuePlan issue,
        CancellationToken cancel
    ) =>
        Opaque.Read(id) is { } number
            ? Problems.OkOr(
                await issue.RunAsync(number, (body ?? new IssueBody()).ToTerms(), context.User.Actor(), cancel)
            )
            : Problems.Of(new NothingIsHere());
}

/// <param name="DueOn">A due date for every assignment, or with <paramref name="Section"/> for those of one section.</param>
internal sealed record MendingBody(
    int? Version = null,
    bool ConfirmAllLeads = false,
    DateOnly? DueOn = null,
    int? Section = null,
    IReadOnlyList<AssignmentMending>? Assignments = null,
    ReportCycle? ReportCycle = null
)
{
    /// <summary>Where a null stands in a list; the reader of JSON lets those pass. Null = nowhere.</summary>
    public string? FirstHole()
    {
        var assignments = Assignments ?? [];
        for (var i = 0; i < assignments.Count; i++)
        {
            IEnumerable<string?> codes = assignments[i] is { } a
                ? [.. a.Leads ?? [], .. a.CoResponsible ?? [], .. a.NamedAgencies ?? []]
                : [null];
            if (codes.Contains(null))
            {
                return $"$.assignments[{i}]";
            }
        }
        return null;
    }

    public NoticeMending ToMending() =>
        new(Version, ConfirmAllLeads, DueOn, Section, [.. Assignments ?? []]) { ReportCycle = ReportCycle };
}

/// <param name="Text">What the clerk says with it, or why it comes back.</param>
internal sealed record HandlingBody(int? Version = null, string? Text = null);

/// <param name="DueOn">For assignments that have no date of their own yet.</param>
internal sealed record IssueBody(
    int? Version = null,
    DateOnly? DueOn = null,
    InferredLeads InferredLeads = InferredLeads.MustBeConfirmed,
    SilenceRule Silence = SilenceRule.StayOpen,
    ReportCycle? ReportCycle = null
)
{
    public IssueTerms ToTerms() => new(Version, DueOn, InferredLeads, Silence, ReportCycle);
}
