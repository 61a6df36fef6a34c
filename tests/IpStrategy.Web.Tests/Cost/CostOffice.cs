using System.Text.RegularExpressions;
using IpStrategy.Application;
using IpStrategy.Domain.Approvals;
using IpStrategy.Persistence;
using IpStrategy.Testing;
using IpStrategy.Web.Api;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IpStrategy.Web.Tests.Cost;

/// <summary>A demonstration with one of everything that has an address, and a value for every filter.</summary>
internal sealed partial class CostOffice
{
    private const int Assignment = 26;
    private readonly Dictionary<string, string> _ids = new(StringComparer.Ordinal);

    public string Plan => _ids["/plans/"];

    public string AssignmentId => _ids["/assignments/"];

    public string WorkItem => _ids["/work-items/"];

    public static async Task<CostOffice> PrepareAsync(CostHost host)
    {
        var office = new CostOffice();
        var officer = await host.AsAsync("zscqj.officer");
        await office.WalkAsync(officer);
        await office.MakeAsync(host, officer);
        return office;
    }

    private async Task WalkAsync(HttpClient officer)
    {
        foreach (
            var (step, answers) in ((string, object)[])
                [(StepRules.Acknowledge, new { }), (StepRules.DraftPlan, new { plan = "方案" })]
        )
        {
            var item = await ItemAsync(officer, step);
            await (await officer.PostJsonAsync($"/api/work-items/{item}/complete", new { answers })).ReadAsync(200);
        }
        var plan = (await officer.GetJsonAsync("/api/plans")).Items().First();
        _ids["/plans/"] = plan.Text("id");
    }

    private static async Task<string> ItemAsync(HttpClient client, string step)
    {
        var open = await client.GetJsonAsync($"/api/work-items?step={step}&pageSize=200");
        return open.Items().First(i => i.GetProperty("assignmentNumber").GetInt32() == Assignment).Text("id");
    }

    private async Task MakeAsync(CostHost host, HttpClient officer)
    {
        var other = (await officer.GetJsonAsync("/api/work-items?pageSize=1")).Items().First();
        (_ids["/work-items/"], _ids["/assignments/"]) = (other.Text("id"), other.Text("assignmentId"));
        _ids["undertaking"] = await UndertakingAsync(host, Opaque.Read(AssignmentId)!.Value);
        using var pdf = new ByteArrayContent(SampleFiles.Pdf());
        pdf.Headers.ContentType = new("application/octet-stream");
        var sent = await officer.PostAsync($"/api/work-items/{WorkItem}/attachments?name=a.pdf", pdf, default);
        _ids["/attachments/"] = (await sent.ReadAsync(201)).Text("id");
        var clerk = await host.AsAsync("office.clerk");
        _ids["/notices/"] = (await clerk.GetJsonAsync("/api/notices")).Items().First().Text("id");
        var system = await host.AsAsync("admin.system");
        _ids["/process-instances/"] = (await system.GetJsonAsync("/api/process-instances")).Items().First().Text("id");
        _ids["/process-definitions/"] = (await system.GetJsonAsync("/api/process-definitions"))
            .Items()
            .First()
            .Text("id");
        (_ids["/agencies/"], _ids["/agencies/groups/"]) = ("zscqj", "qxzf");
        _ids["/users/"] = "office.clerk";
    }

    private static async Task<string> UndertakingAsync(CostHost host, long assignment)
    {
        await using var scope = host.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<IpStrategyContext>();
        var ids = db.Undertakings.Where(u => u.AssignmentId == assignment).Select(u => u.Id);
        return Opaque.Of(await ids.FirstAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>The address with its holes filled: as it is, and once for every value of everything it can be asked for.</summary>
    public IEnumerable<string> Filled(RouteEndpoint endpoint)
    {
        var address = Address(endpoint);
        var names = endpoint.Metadata.GetOrderedMetadata<QueryNames>().SelectMany(q => q.Names).ToHashSet();
        var choices = endpoint.Metadata.GetOrderedMetadata<QueryChoices>().ToDictionary(c => c.Name, c => c.Values);
        var page = names.Contains("pageSize") ? "pageSize=1" : "";
        yield return $"{address}?{page}".TrimEnd('?');
        foreach (var name in names.Where(n => n is not ("pageSize" or "after")))
        {
            foreach (var value in choices.GetValueOrDefault(name) ?? [ValueOf(address, name)])
            {
                yield return $"{address}?{name}={value}&{page}".TrimEnd('&');
            }
        }
        if (choices.ContainsKey("scope") && choices.ContainsKey("sort"))
        {
            foreach (var (scope, state, sort) in Orders(choices))
            {
                yield return $"{address}?scope={scope}&state={state}&sort={sort}&{page}";
            }
        }
    }

    /// <summary>Of work items every order of every list: which index serves depends on all three.</summary>
    private static IEnumerable<(string Scope, string State, string Sort)> Orders(
        Dictionary<string, IReadOnlyList<string>> choices
    ) =>
        from scope in choices["scope"]
        from state in choices["state"]
        from sort in choices["sort"]
        where state == "done" || !sort.EndsWith("closed", StringComparison.Ordinal)
        select (scope, state, sort);

    private string Address(RouteEndpoint endpoint)
    {
        var route = "/" + endpoint.RoutePattern.RawText!.Trim('/');
        var whose = _ids.Where(i => route.Contains(i.Key, StringComparison.Ordinal));
        var id = whose.OrderByDescending(i => i.Key.Length).Select(i => i.Value).FirstOrDefault() ?? "";
        return Hole()
            .Replace(
                route,
                m =>
                    Choice().Match(m.Value) is { Success: true } words
                        ? words.Groups["first"].Value
                        : m.Value switch
                        {
                            "{period}" => "2010-03",
                            "{number:int}" => "1",
                            "{action}" => "suspend",
                            _ => id,
                        }
            );
    }

    private string ValueOf(string address, string name) =>
        name switch
        {
            "light" => "green",
            "dueFrom" or "dueTo" or "on" or "from" or "to" => "2010-11-30",
            "agency" => "zscqj",
            "process" => "assignment",
            "step" => StepRules.Acknowledge,
            "assignment" when address.StartsWith("/api/audit", StringComparison.Ordinal) => "1",
            "assignment" => AssignmentId,
            "bundled" => "true",
            "section" => "1",
            "q" => "专利",
            "person" => "office.clerk",
            "verb" => "complete",
            "subject" => $"workItem:{WorkItem}",
            "version" => "1",
            "businessKey" => "x",
            "instance" => _ids["/process-instances/"],
            "code" => "x",
            "undertaking" => _ids["undertaking"],
            _ => throw new ArgumentException($"What can be asked for as {name}? Say it here.", nameof(name)),
        };

    [GeneratedRegex(@"\^\((?<first>[\w-]+)", RegexOptions.ExplicitCapture)]
    private static partial Regex Choice();

    [GeneratedRegex(@"\{[^{}]*(?:\{[^{}]*\})*[^{}]*\}", RegexOptions.ExplicitCapture)]
    private static partial Regex Hole();
}
