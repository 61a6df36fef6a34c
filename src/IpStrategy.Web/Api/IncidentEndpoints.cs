using IpStrategy.Application;
using IpStrategy.Application.Approvals;
using IpStrategy.Application.Processes;
using IpStrategy.Domain.Rights;
using IpStrategy.Web.Security;

namespace IpStrategy.Web.Api;

/// <summary>What could not go on by itself, and doing it again.</summary>
internal static class IncidentEndpoints
{
    public static void MapIncidents(this IEndpointRouteBuilder api)
    {
        var incidents = api.MapGroup("/incidents")
            .WithTags("incidents")
            .For(Operation.AdministerProcesses)
            .ProducesProblem(StatusCodes.Status403Forbidden);
        incidents
            .MapGet("/", ListAsync)
            .TakesPages()
            .TakesQuery("instance", "process", "code")
            .TakesChoice<IncidentState>("state")
            .WithSummary("Incidents, the oldest first; open ones unless asked otherwise")
            .Produces<Page<IncidentView>>()
            .ProducesProblem(StatusCodes.Status400BadRequest);
        incidents
            .MapPost("/{id}/retry", RetryAsync)
            .WithSummary("Do again what failed, after its cause was seen to")
            .WithMetadata(new TakesIdempotencyKey())
            .Produces<IncidentView>()
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> ListAsync(HttpContext context, Incidents incidents, CancellationToken cancel)
    {
        var query = new QueryReader(context.Request.Query);
        var filter = new IncidentFilter(
            query.Choice<IncidentState>("state") ?? IncidentState.Open,
            query.Id("instance"),
            query.Text("process"),
            query.Text("code"),
            query.PageSize(),
            query.Id("after")
        );
        return query.Refusal is { } wrong
            ? Problems.Of(wrong)
            : Problems.OkOr(await incidents.RunAsync(filter, context.User.Actor(), cancel));
    }

    private static Task<IResult> RetryAsync(
        string id,
        HttpContext context,
        RetryIncident retry,
        CancellationToken cancel
    )
    {
        var read = WriteReader.Of(context);
        return read.RunAsync(() => retry.RunAsync(Opaque.Read(id) ?? 0, read.Request, context.User.Actor(), cancel));
    }
}
