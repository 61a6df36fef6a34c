using IpStrategy.Application;
using IpStrategy.Application.Approvals;
using IpStrategy.Application.Audit;
using IpStrategy.Domain.Rights;
using IpStrategy.Web.Security;

namespace IpStrategy.Web.Api;

/// <summary>审计: the record, for the audit administrator alone.</summary>
internal static class AuditEndpoints
{
    private const int MostCharacters = 200;

    public static void MapAudit(this IEndpointRouteBuilder api)
    {
        var audit = api.MapGroup("/audit").WithTags("audit").For(Operation.ReadAudit);
        audit
            .MapGet("/", ListAsync)
            .TakesQuery("person", "verb", "subject", "assignment", "from", "to")
            .TakesChoice<Direction>("direction")
            .TakesPages()
            .WithSummary("What is on record, the newest first")
            .Produces<Page<AuditEntryView>>();
        audit.MapGet("/state", StateAsync).WithSummary("How the chain stands").Produces<AuditState>();
        audit
            .MapPost("/verification", VerifyAsync)
            .WithSummary("Hash the whole record anew and say what is damaged")
            .Produces<AuditVerification>();
        audit
            .MapGet("/own-work", OwnWorkAsync)
            .TakesQuery("assignment")
            .WithSummary("Signatures by those who had submitted the paper; none is how it should be")
            .Produces<OwnSignatures>();
        audit
            .MapGet("/export", ExportAsync)
            .TakesQuery("from", "to")
            .WithSummary("The record as JSON lines with its hashes, by the day of sealing")
            .Produces(StatusCodes.Status200OK, contentType: "application/x-ndjson");
    }

    private static async Task<IResult> ListAsync(HttpContext context, AuditList audit, CancellationToken cancel)
    {
        var query = new QueryReader(context.Request.Query);
        var filter = FilterOf(query);
        var (pageSize, after) = (query.PageSize(), query.After(mark => AuditList.Gave(filter, mark)));
        return query.Refusal is { } wrong
            ? Problems.Of(wrong)
            : Problems.OkOr(await audit.RunAsync(filter, after, pageSize, context.User.Actor(), cancel));
    }

    private static AuditFilter FilterOf(QueryReader query) =>
        new(
            query.Words("person", MostCharacters),
            query.Words("verb", MostCharacters),
            query.Words("subject", MostCharacters),
            query.Number("assignment", 1),
            query.Day("from"),
            query.Day("to"),
            query.Choice<Direction>("direction") ?? Direction.Descending
        );

    private static async Task<IResult> StateAsync(HttpContext context, AuditList audit, CancellationToken cancel) =>
        Problems.OkOr(await audit.StateAsync(context.User.Actor(), cancel));

    private static async Task<IResult> VerifyAsync(HttpContext context, VerifyAudit audit, CancellationToken cancel) =>
        Problems.OkOr(await audit.RunAsync(context.User.Actor(), cancel));

    private static async Task<IResult> OwnWorkAsync(HttpContext context, SignedOwnWork signed, CancellationToken cancel)
    {
        var query = new QueryReader(context.Request.Query);
        var assignment = query.Number("assignment", 1);
        return query.Refusal is { } wrong
            ? Problems.Of(wrong)
            : Problems.OkOr(await signed.RunAsync(assignment, context.User.Actor(), cancel));
    }

    internal static async Task<IResult> ExportAsync(HttpContext context, ExportAudit export, CancellationToken cancel)
    {
        var query = new QueryReader(context.Request.Query);
        var range = new ExportRange(query.Day("from"), query.Day("to"));
        if ((query.Refusal ?? await export.AnnounceAsync(range, context.User.Actor(), cancel)) is { } refusal)
        {
            return Problems.Of(refusal);
        }
        return TypedResults.Stream(
            output => export.WriteAsync(range, output, cancel),
            "application/x-ndjson",
            "audit.jsonl"
        );
    }
}
