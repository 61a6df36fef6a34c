using IpStrategy.Application;
using IpStrategy.Application.Approvals;
using IpStrategy.Application.Proxies;
using IpStrategy.Domain.Approvals.Proxies;
using IpStrategy.Domain.Rights;
using IpStrategy.Web.Security;

namespace IpStrategy.Web.Api;

/// <param name="Deputy">User name of the one who may do it.</param>
/// <param name="From">First day, in the office's time.</param>
/// <param name="To">Last day.</param>
/// <param name="Principal">User name of the one whose work it is; left out = the caller. Only the office names one for others.</param>
/// <param name="Scope"><c>all</c> (the default), <c>plan</c> or <c>steps</c>.</param>
/// <param name="PlanId">With <c>plan</c>.</param>
/// <param name="Steps">With <c>steps</c>: ids of kinds of step, such as <c>leaderSign</c>.</param>
/// <param name="Reason">Required where the office names it.</param>
internal sealed record ProxyBody(
    string Deputy,
    DateOnly From,
    DateOnly To,
    string? Principal = null,
    string? Scope = null,
    string? PlanId = null,
    string[]? Steps = null,
    string? Reason = null
)
{
    public ProxyRequest ToRequest() =>
        new(
            Deputy,
            Principal,
            new ProxyPeriod(From, To),
            Scope ?? "all",
            Opaque.Read(PlanId),
            [.. Steps ?? []],
            Reason
        );
}

/// <summary>代理 over HTTP: one's own; the office's for those who are absent.</summary>
internal static class ProxyEndpoints
{
    public static void MapProxies(this IEndpointRouteBuilder api)
    {
        var proxies = api.MapGroup("/proxies").WithTags("proxies").For(Operation.NameProxies);
        proxies
            .MapGet("/", ListAsync)
            .TakesChoice<ProxyListScope>("scope")
            .TakesPages()
            .WithSummary("Proxies of the caller, named by him or for him, newest first; the office may ask for all")
            .Produces<Page<ProxyView>>();
        proxies
            .MapPost("/", NameAsync)
            .WithSummary("Name a proxy for one's own work; the office, with a reason, for somebody who is absent")
            .Produces<ProxyView>(StatusCodes.Status201Created)
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        proxies
            .MapDelete("/{id}", EndAsync)
            .WithSummary("End a proxy at once; what was done under it stays")
            .Produces<ProxyView>()
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> ListAsync(HttpContext context, ProxyList proxies, CancellationToken cancel)
    {
        var query = new QueryReader(context.Request.Query);
        var scope = query.Choice<ProxyListScope>("scope") ?? ProxyListScope.Own;
        var (after, pageSize) = (query.After(ProxyList.Gave), query.PageSize());
        return query.Refusal is { } wrong
            ? Problems.Of(wrong)
            : TypedResults.Ok(await proxies.RunAsync(scope, after, pageSize, context.User.Actor(), cancel));
    }

    private static async Task<IResult> NameAsync(
        ProxyBody body,
        HttpContext context,
        NameProxy name,
        CancellationToken cancel
    )
    {
        var outcome = await name.RunAsync(body.ToRequest(), context.User.Actor(), cancel);
        return outcome.IsRefused
            ? Problems.Of(outcome.Refusal!)
            : TypedResults.Created($"/api/proxies/{outcome.Value.Id}", outcome.Value);
    }

    private static async Task<IResult> EndAsync(
        string id,
        HttpContext context,
        EndProxy end,
        CancellationToken cancel
    ) =>
        Opaque.Read(id) is { } number
            ? Problems.OkOr(await end.RunAsync(number, context.User.Actor(), cancel))
            : Problems.Of(new ProxyDoesNotExist());
}
