using System.Net;
using System.Text.RegularExpressions;
using IpStrategy.Persistence;
using IpStrategy.Web.Security;
using Microsoft.AspNetCore.Routing;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IpStrategy.Web.Tests.Cost;

/// <summary>
/// Every address that shows something, with every order and every filter it takes and its next page: what it asks the database for is
/// found through an index. Tables that grow with the years are never read from end to end, and a page of a list is not sorted anew.
/// </summary>
public sealed partial class QueryPlanTests(CostHost host) : IClassFixture<CostHost>
{
    /// <summary>Tables of which an installation has tens or hundreds of rows and no more; all others grow with the work done.</summary>
    private static readonly HashSet<string> Bounded = new(StringComparer.Ordinal)
    {
        "Agencies",
        "AgencyGroups",
        "AgencyGroupMembers",
        "Holidays",
        "Settings",
        "AspNetUsers",
        "Plans",
        "PlanSections",
        "Notices",
        "Reorganisations",
        "ProcessDefinitions",
        "DecisionDefinitions",
        "DeployedResources",
        "ProcessStarts",
        // Emptied by the sealer every few seconds.
        "AuditUnsealed",
    };

    /// <summary>Indexes of open work items only: however long the house has been at work, what lies open is little.</summary>
    private static readonly string[] OfOpenItems =
    [
        "IX_WorkItems_DueAt_Id",
        "IX_WorkItems_OpenedAt_Id",
        "IX_WorkItems_AssignmentNumber_Id",
    ];

    /// <summary>What is read or sorted whole after all, and why that is right.</summary>
    private static readonly (string Sql, string Line, string Why)[] Exceptions =
    [
        ("\"ClosedById\" = @", "USE TEMP B-TREE", "what one person has done; the total counts the same rows"),
        ("\"w\".\"Body\" = @", "USE TEMP B-TREE", "what one body has open or done; the total counts the same rows"),
        (
            "SELECT \"w0\".\"WorkItemId\"",
            "USE TEMP B-TREE",
            "what one person was given to read; the total counts it too"
        ),
        ("FROM \"AuditEntries\"", "USE TEMP B-TREE", "a stretch of the record; the total counts the same rows"),
        ("SELECT COUNT(*)", "SCAN w USING INDEX IX_WorkItems_ClosedAt_Id", "all that is done: the list says how many"),
        ("\"Submissions\"", "SCAN", "the auditor looks whether anything that was ever signed was somebody's own"),
        ("\"w\".\"State\" = 1 AND \"w\".\"ClosedById\" IS NOT NULL", "SCAN", "the same"),
        ("ORDER BY \"u\".\"LeadCode\" = @body", "USE TEMP B-TREE", "the undertakings of one assignment"),
        ("\"AssignmentId\" = @", "USE TEMP B-TREE", "the work items of one assignment"),
        ("FROM \"Proxies\"", "USE TEMP B-TREE", "a person's own proxies, a handful"),
        (
            "\"DefinitionVersion\" = @version",
            "SCAN",
            "of every process the same version: asked for by hand, and rarely"
        ),
        ("SELECT DISTINCT \"a\".\"Hash\"", "SCAN", "every kept content is looked for on the disk"),
    ];

    /// <summary>Addresses that answer only with what this demonstration has none of.</summary>
    private static readonly string[] Silent =
    [
        "/api/work-items?sort=closed",
        "/api/work-items?sort=-closed",
        "/agencies/reorganisations/",
        "/replies",
        // The plan of this notice is issued: nothing of it is mended any more.
        "/notices/",
    ];

    private static readonly string[] People = ["zscqj.officer", "office.clerk", "admin.system", "admin.audit"];

    [Fact]
    public async Task Every_page_finds_what_it_shows_through_an_index()
    {
        var office = await CostOffice.PrepareAsync(host);
        var faults = new SortedSet<string>(StringComparer.Ordinal);
        var silent = new List<string>();
        var explained = new HashSet<string>(StringComparer.Ordinal);
        foreach (var address in Addresses().SelectMany(a => office.Filled(a)))
        {
            var answered = false;
            foreach (var person in People)
            {
                // Administrators see another part of the house; what the others are shown they are not.
                if (answered && person.StartsWith("admin.", StringComparison.Ordinal))
                {
                    break;
                }
                var client = await host.AsAsync(person);
                host.Sent.Take();
                using var response = await client.GetAsync(address, TestContext.Current.CancellationToken);
                answered |= response.StatusCode is HttpStatusCode.OK or HttpStatusCode.SeeOther or HttpStatusCode.Found;
                var sent = host.Sent.Take().Where(s => explained.Add(s.Text)).ToList();
                faults.UnionWith(await FaultsAsync(address, sent));
                if (await NextAsync(response, address) is { } next)
                {
                    await (await client.GetAsync(next, TestContext.Current.CancellationToken)).ReadAsync(200);
                    var following = host.Sent.Take().Where(s => explained.Add(s.Text)).ToList();
                    faults.UnionWith(await FaultsAsync(next, following));
                }
            }
            if (!answered)
            {
                silent.Add(address);
            }
        }
        silent.RemoveAll(a => Silent.Any(a.Contains));
        Assert.Empty(silent);
        Assert.Empty(faults);
    }

    /// <summary>The second page, where there is one.</summary>
    private static async Task<string?> NextAsync(HttpResponseMessage response, string address)
    {
        if (response.StatusCode != HttpStatusCode.OK || !address.Contains("pageSize=", StringComparison.Ordinal))
        {
            return null;
        }
        var page = await response.ReadAsync(200);
        return page.GetProperty("next").GetString() is { } mark ? $"{address}&after={mark}" : null;
    }

    private async Task<List<string>> FaultsAsync(string address, IReadOnlyList<Sql> sent)
    {
        var faults = new List<string>();
        await using var scope = host.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<IpStrategyContext>();
        await db.Database.OpenConnectionAsync(TestContext.Current.CancellationToken);
        foreach (var sql in sent.Where(s => s.Text.TrimStart().StartsWith("SELECT", StringComparison.Ordinal)))
        {
            foreach (var line in await PlanOfAsync((SqliteConnection)db.Database.GetDbConnection(), sql))
            {
                if (IsFault(line, sql.Text) && !IsExcepted(sql.Text, line))
                {
                    faults.Add($"{address}\n{line}\n{sql.Text}\n");
                }
            }
        }
        host.Sent.Take();
        return faults;
    }

    private static bool IsExcepted(string sql, string line) =>
        Exceptions.Any(e =>
            sql.Contains(e.Sql, StringComparison.Ordinal) && line.StartsWith(e.Line, StringComparison.Ordinal)
        );

    private static bool IsFault(string line, string sql)
    {
        if (Never().IsMatch(sql))
        {
            return false;
        }
        var scan = Scan().Match(line);
        if (scan.Success)
        {
            // Derived tables are named too; what they are made of has lines of its own.
            var table = Regex.Match(sql, $"\"(\\w+)\" AS \"{scan.Groups["alias"].Value}\"").Groups[1].Value;
            return table.Length > 0
                && !Bounded.Contains(table)
                && !OfOpenItems.Any(line.Contains)
                && !StopsAtThePagesEnd(line, sql);
        }
        return line.StartsWith("USE TEMP B-TREE FOR ORDER BY", StringComparison.Ordinal)
            && sql.Contains("LIMIT", StringComparison.Ordinal)
            && !Regex.Matches(sql, "FROM \"(\\w+)\"").All(t => Bounded.Contains(t.Groups[1].Value));
    }

    // Along an index in the order of the list, until the page is full.
    private static bool StopsAtThePagesEnd(string line, string sql) =>
        sql.Contains("LIMIT", StringComparison.Ordinal)
        && sql.Contains("ORDER BY", StringComparison.Ordinal)
        && !line.Contains("b-tree", StringComparison.OrdinalIgnoreCase);

    private static async Task<List<string>> PlanOfAsync(SqliteConnection connection, Sql sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = "EXPLAIN QUERY PLAN " + sql.Text;
        foreach (var (name, value) in sql.Parameters)
        {
            command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        }
        var lines = new List<string>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            lines.Add(reader.GetString(3));
        }
        return lines;
    }

    /// <summary>Every address one can look at, as its route says it.</summary>
    private IEnumerable<RouteEndpoint> Addresses() =>
        host
            .Services.GetRequiredService<EndpointDataSource>()
            .Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<SuppressMatchingMetadata>() is null && Needs.At(e) is not null)
            .Where(e => (e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]).Contains("GET"));

    // Nobody is asked for: the database stops before it has begun.
    [GeneratedRegex(@"\nWHERE 0(\n|$)")]
    private static partial Regex Never();

    [GeneratedRegex(@"^SCAN (?<alias>\w+)", RegexOptions.ExplicitCapture)]
    private static partial Regex Scan();
}
