using System.Globalization;
using IpStrategy.Application;
using IpStrategy.Application.Audit;
using IpStrategy.Domain.Rights;
using IpStrategy.Web.Api;
using IpStrategy.Web.Security;

namespace IpStrategy.Web.Pages.Audit;

/// <summary>审计: what is on record, the chain's state, and the replay of one assignment, for the audit administrator.</summary>
internal static class AuditPages
{
    private const int PageSize = 50;

    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/audit", ShowAsync).For(Operation.ReadAudit);
        pages.MapPost("/audit", VerifyAsync).For(Operation.ReadAudit);
        pages.MapGet("/audit/export", AuditEndpoints.ExportAsync).For(Operation.ReadAudit);
    }

    private static async Task<IResult> ShowAsync(HttpContext http, AuditList audit, SignedOwnWork signed) =>
        Show.Page<AuditPage>(await ModelAsync(http, audit, signed));

    private static async Task<IResult> VerifyAsync(
        HttpContext http,
        AuditList audit,
        SignedOwnWork signed,
        VerifyAudit verification
    )
    {
        var found = await verification.RunAsync(http.User.Actor(), http.RequestAborted);
        return found.IsRefused
            ? Show.Forbidden()
            : Show.Page<AuditPage>(await ModelAsync(http, audit, signed) with { Found = found.Value });
    }

    private static async Task<AuditModel> ModelAsync(HttpContext http, AuditList audit, SignedOwnWork signed)
    {
        var (actor, query, cancel) = (http.User.Actor(), http.Request.Query, http.RequestAborted);
        var filter = FilterOf(query);
        var asked = query["after"].ToString();
        var after = AuditList.Gave(filter, asked) ? asked : null;
        var page = await audit.RunAsync(filter, after, PageSize, actor, cancel);
        var state = await audit.StateAsync(actor, cancel);
        var asksOwnWork = filter.Assignment is not null || query.ContainsKey("own");
        var own = asksOwnWork ? (await signed.RunAsync(filter.Assignment, actor, cancel)).Value.Items : null;
        return new AuditModel(filter, page.Value, state.Value, own, after);
    }

    /// <summary>Nonsense in the address narrows nothing. One assignment is replayed: the oldest first.</summary>
    private static AuditFilter FilterOf(IQueryCollection query)
    {
        var number = int.TryParse(query["assignment"], NumberStyles.None, CultureInfo.InvariantCulture, out var n)
            ? n
            : (int?)null;
        return new AuditFilter(
            Text(query, "person"),
            Text(query, "verb"),
            Text(query, "subject"),
            number,
            Day(query, "from"),
            Day(query, "to"),
            number is null ? Direction.Descending : Direction.Ascending
        );
    }

    private static string? Text(IQueryCollection query, string name) =>
        query[name].ToString().Trim() is { Length: > 0 and <= 200 } text ? text : null;

    private static DateOnly? Day(IQueryCollection query, string name) =>
        DateOnly.TryParseExact(
            query[name],
            "yyyy-MM-dd",
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var day
        )
            ? day
            : null;
}
