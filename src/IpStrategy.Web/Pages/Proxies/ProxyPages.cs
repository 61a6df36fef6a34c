using System.Collections.Immutable;
using System.Globalization;
using IpStrategy.Application;
using IpStrategy.Application.Agencies;
using IpStrategy.Application.Approvals;
using IpStrategy.Application.Plans;
using IpStrategy.Application.Proxies;
using IpStrategy.Domain.Approvals.Proxies;
using IpStrategy.Domain.Rights;
using IpStrategy.Web.Api;
using IpStrategy.Web.Pages.Plans;
using IpStrategy.Web.Security;
using IpStrategy.Workflow;

namespace IpStrategy.Web.Pages.Proxies;

/// <summary>What the page of proxies shows.</summary>
/// <param name="Agencies">Among which the office chooses; empty for everybody else.</param>
/// <param name="Refusal">Why it was not done.</param>
public sealed record ProxiesModel(
    Page<ProxyView> Page,
    string? After,
    ImmutableArray<(string Code, string Name)> Agencies,
    string Agency,
    ImmutableArray<PersonChoice> People,
    IReadOnlyList<PlanView> Plans,
    string? OwnUserName,
    Posted? Typed = null,
    Refusal? Refusal = null
)
{
    public string? Sentence => Refusal is null ? null : RefusalTexts.Of(Refusal);
}

/// <summary>代理: the list, naming one, ending one.</summary>
internal static class ProxyPages
{
    private const int PageSize = 50;
    private const int MostPlans = 20;

    public static void Map(IEndpointRouteBuilder pages)
    {
        pages
            .MapGet(
                "/proxies",
                async (HttpContext http, ProxyDesk desk) =>
                    Show.Page<ProxiesPage>(await desk.ModelAsync(http, null, null))
            )
            .For(Operation.NameProxies);
        pages.MapPost("/proxies", NameAsync).For(Operation.NameProxies);
        pages.MapPost("/proxies/{id}/end", EndAsync).For(Operation.NameProxies);
        pages.MapGet("/proxies/{*rest}", () => Show.SeeOther("/proxies")).For(Operation.NameProxies);
    }

    private static async Task<IResult> NameAsync(Posted posted, HttpContext http, NameProxy name, ProxyDesk desk)
    {
        if (posted.IsResumed)
        {
            return Show.Page<ProxiesPage>(await desk.ModelAsync(http, posted, null));
        }
        var request = new ProxyRequest(
            posted.Text("deputy") ?? "",
            posted.Text("principal"),
            new ProxyPeriod(DayOf(posted.Text("from")), DayOf(posted.Text("to"))),
            posted.Text("scope") ?? "all",
            Opaque.Read(posted.Text("plan")),
            posted.All("step"),
            posted.Text("reason")
        );
        var outcome = await name.RunAsync(request, http.User.Actor(), http.RequestAborted);
        return await AnswerAsync(outcome, "Done.proxy", posted, http, desk);
    }

    private static async Task<IResult> EndAsync(
        string id,
        Posted posted,
        HttpContext http,
        EndProxy end,
        ProxyDesk desk
    )
    {
        var outcome = Opaque.Read(id) is { } number
            ? await end.RunAsync(number, http.User.Actor(), http.RequestAborted)
            : new ProxyDoesNotExist();
        return outcome.Refusal is ProxyDoesNotExist
            ? Show.NotFound()
            : await AnswerAsync(outcome, "Done.proxyEnd", posted, http, desk);
    }

    private static async Task<IResult> AnswerAsync(
        Outcome<ProxyView> outcome,
        string done,
        Posted posted,
        HttpContext http,
        ProxyDesk desk
    )
    {
        if (outcome.IsRefused)
        {
            var model = await desk.ModelAsync(http, posted, outcome.Refusal);
            return Show.Page<ProxiesPage>(model, Problems.StatusOf(outcome.Refusal!));
        }
        Flash.Set(http, done, outcome.Value.DeputyName, outcome.Value.PrincipalName);
        return Show.SeeOther("/proxies");
    }

    // A day that is none is one no period can have.
    private static DateOnly DayOf(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : DateOnly.MinValue;

    /// <summary>Puts the page together.</summary>
    internal sealed class ProxyDesk(
        ProxyList proxies,
        PeopleToAsk people,
        IssuedPlans plans,
        LedgerAgencies agencies,
        ReferenceTables reference
    )
    {
        public async Task<ProxiesModel> ModelAsync(HttpContext http, Posted? typed, Refusal? refusal)
        {
            var (actor, cancel) = (http.User.Actor(), http.RequestAborted);
            var after =
                http.Request.Query["after"].ToString() is { Length: > 0 } mark && ProxyList.Gave(mark) ? mark : null;
            var page = await proxies.RunAsync(ProxyListScope.All, after, PageSize, actor, cancel);
            var own = PeopleToAsk.BodyOf(actor);
            var offered = actor.IsOffice ? Offered(own) : [];
            var asked = typed?.Text("agency") ?? http.Request.Query["agency"].ToString();
            var agency = offered.Any(a => a.Code == asked) ? asked : own;
            var ofPlans = await plans.RunAsync(null, MostPlans, actor, cancel);
            return new ProxiesModel(
                page,
                after,
                offered,
                agency,
                people.Of(agency, actor, []),
                ofPlans.Items,
                agency == own ? http.User.UserName() : null,
                typed,
                refusal
            );
        }

        private ImmutableArray<(string Code, string Name)> Offered(string own) =>
            [
                .. agencies
                    .All.Select(a => (Code: a.Code.Value, a.Name))
                    .Prepend((Code: own, Name: reference.NameOf(own)))
                    .DistinctBy(a => a.Code),
            ];
    }
}
