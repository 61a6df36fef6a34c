using System.Collections.Immutable;
using IpStrategy.Application.Agencies;
using IpStrategy.Application.Approvals;
using IpStrategy.Domain.Agencies;
using IpStrategy.Domain.Rights;
using IpStrategy.Web.Security;

namespace IpStrategy.Web.Api;

/// <param name="Version">The one that was seen, 0 for a body that is not there yet; null = whatever it is.</param>
/// <param name="Kind">As lists give it, e.g. <c>department</c>.</param>
/// <param name="Groups">Codes of the closed groups it is a member of; left out = as they are.</param>
internal sealed record AgencyBody(
    string Name,
    string FullName,
    string Kind,
    int? Version = null,
    bool SubordinateToMunicipality = true,
    DateOnly? ValidFrom = null,
    DateOnly? ValidTo = null,
    IReadOnlyList<string>? Aliases = null,
    IReadOnlyList<string>? Groups = null
);

/// <param name="Version">The one that was seen, 0 for a group that is not there yet; null = whatever it is.</param>
internal sealed record GroupBody(
    string Name,
    AgencyGroupType Type,
    int? Version = null,
    IReadOnlyList<string>? Aliases = null,
    IReadOnlyList<string>? Members = null
);

/// <summary>单位目录 over HTTP.</summary>
internal static class AgencyEndpoints
{
    public static void MapAgencies(this IEndpointRouteBuilder api)
    {
        var agencies = api.MapGroup("/agencies").WithTags("agencies").For(Operation.ReadAgencies);
        agencies
            .MapGet("/", List)
            .TakesPages()
            .TakesQuery("q", "on")
            .TakesChoice<AgencyStanding>("standing")
            .TakesChoice<AgencyKind>("kind")
            .WithSummary("Agencies by code, with the names they bore; those that stand today unless asked otherwise")
            .Produces<Page<AgencySummary>>();
        agencies.MapGet("/{code}", OneAsync).WithSummary("One agency").Produces<AgencyView>();
        agencies
            .MapPut("/{code}", SaveAsync)
            .For(Operation.AdministerAgencies)
            .WithSummary("Enter an agency or change it; a new name for one in use is a reorganisation")
            .Produces<AgencyView>()
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        agencies.MapGet("/groups/{code}", GroupAsync).WithSummary("One group of agencies").Produces<GroupView>();
        agencies
            .MapPut("/groups/{code}", SaveGroupAsync)
            .For(Operation.AdministerAgencies)
            .WithSummary("Enter a group of agencies or change it")
            .Produces<GroupView>()
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        AgencySheetEndpoints.Map(agencies);
        ReorganisationEndpoints.Map(agencies);
    }

    private static IResult List(HttpContext context, AgencyList agencies)
    {
        var query = new QueryReader(context.Request.Query);
        var filter = new AgencyFilter(
            query.Choice<AgencyStanding>("standing") ?? AgencyStanding.Valid,
            query.Words("q", 100),
            query.Choice<AgencyKind>("kind"),
            query.Day("on"),
            query.PageSize()
        );
        filter = filter with { After = query.After(filter.Gave) };
        return query.Refusal is { } wrong
            ? Problems.Of(wrong)
            : Problems.OkOr(agencies.Run(filter, context.User.Actor()));
    }

    private static async Task<IResult> OneAsync(
        string code,
        HttpContext context,
        AgencyList agencies,
        CancellationToken cancel
    ) => Problems.OkOr(await agencies.OneAsync(code, context.User.Actor(), cancel));

    private static async Task<IResult> SaveAsync(
        string code,
        AgencyBody body,
        HttpContext context,
        SaveAgency save,
        CancellationToken cancel
    )
    {
        if (AgencyKindWords.OfCode(body.Kind) is not { } kind)
        {
            return Problems.Of(new AgencyKindIsUnknown(body.Kind, "$.kind"));
        }
        var order = new AgencyOrder(
            code,
            body.Name,
            body.FullName,
            kind,
            body.SubordinateToMunicipality,
            body.ValidFrom,
            body.ValidTo,
            Texts(body.Aliases)
        )
        {
            Groups = body.Groups is null ? null : Texts(body.Groups),
        };
        return Problems.OkOr(await save.RunAsync(order, body.Version, context.User.Actor(), cancel));
    }

    private static async Task<IResult> GroupAsync(
        string code,
        HttpContext context,
        AgencyList agencies,
        CancellationToken cancel
    ) => Problems.OkOr(await agencies.GroupAsync(code, context.User.Actor(), cancel));

    private static async Task<IResult> SaveGroupAsync(
        string code,
        GroupBody body,
        HttpContext context,
        SaveAgency save,
        CancellationToken cancel
    )
    {
        var order = new GroupOrder(code, body.Name, Texts(body.Aliases), body.Type, Texts(body.Members));
        return Problems.OkOr(await save.RunAsync(order, body.Version, context.User.Actor(), cancel));
    }

    // JSON has a null in lists too.
    private static ImmutableArray<string> Texts(IReadOnlyList<string>? list) => [.. (list ?? []).OfType<string>()];
}
