using System.Collections.Immutable;
using System.Globalization;
using IpStrategy.Application;
using IpStrategy.Application.Approvals;
using IpStrategy.Application.Plans;
using IpStrategy.Domain.Agencies;
using IpStrategy.Domain.Calendar;
using IpStrategy.Domain.Plans;
using IpStrategy.Web.Pages.WorkItems;

namespace IpStrategy.Web.Pages.Plans;

/// <summary>The ledger's filters as they stand in the address; what is not understood is left out.</summary>
public sealed record LedgerQuery(string PlanId, LedgerFilter Filter)
{
    /// <summary>The whole model notice on one page.</summary>
    public const int PageSize = 100;

    public static LedgerQuery From(string planId, IQueryCollection query)
    {
        var filter = new LedgerFilter(
            int.TryParse(query["section"], NumberStyles.None, CultureInfo.InvariantCulture, out var section)
                ? section
                : null,
            query["agency"].ToString() is { Length: > 0 } agency ? agency : null,
            OneOf<AssignmentStatus>(query["status"]),
            OneOf<StatusLight>(query["light"]),
            SortText.Read<LedgerSort>(query["sort"]),
            PageSize,
            Words: Searched.In(query)
        );
        var after = query["after"].ToString();
        var gave = Opaque.Read(planId) is { } id && filter.Gave(id, after);
        return new(planId, gave ? filter with { After = after } : filter);
    }

    /// <summary>The sort in force, whether asked for or the usual one.</summary>
    public string SortValue => Filter.Sort is { } sort ? SortText.Of(sort) : UsualSort;

    private const string UsualSort = "number";

    public string SortedBy(string sort) => With(f => f with { Sort = SortText.Read<LedgerSort>(sort) }).Address;

    public bool IsNarrowed => Filter is not { Section: null, Agency: null, Status: null, Light: null, Words: null };

    public string Address
    {
        get
        {
            var parts = new List<string>();
            Add(parts, Searched.Name, Filter.Words);
            Add(parts, "section", Filter.Section?.ToString(CultureInfo.InvariantCulture));
            Add(parts, "agency", Filter.Agency);
            Add(parts, "status", Lower(Filter.Status));
            Add(parts, "light", Lower(Filter.Light));
            Add(parts, "sort", SortValue == UsualSort ? null : SortValue);
            Add(parts, "after", Filter.After);
            return $"/plans/{PlanId}" + (parts.Count == 0 ? "" : "?" + string.Join('&', parts));
        }
    }

    /// <summary>The same list with another filter, from its first page.</summary>
    public LedgerQuery With(Func<LedgerFilter, LedgerFilter> change) =>
        this with
        {
            Filter = change(Filter) with { After = null },
        };

    public static string? Lower<T>(T? value)
        where T : struct, Enum => value?.ToString().ToLowerInvariant();

    private static T? OneOf<T>(string? text)
        where T : struct, Enum =>
        Enum.TryParse<T>(text, ignoreCase: true, out var value) && Enum.IsDefined(value) && !char.IsDigit(text![0])
            ? value
            : null;

    private static void Add(List<string> parts, string name, string? value)
    {
        if (value is not null)
        {
            parts.Add($"{name}={Uri.EscapeDataString(value)}");
        }
    }
}

/// <param name="Agencies">Those the filter offers.</param>
public sealed record LedgerModel(
    PlanView Plan,
    LedgerQuery Query,
    Page<AssignmentSummary> Page,
    ImmutableArray<Agency> Agencies,
    bool IsOffice
)
{
    /// <summary>Work items that are overdue with others; an assignment may be green while they are stuck.</summary>
    public OverdueElsewhere? Overdue { get; init; }

    /// <summary>By number, sections stand as headings between their rows; in any other order they would be torn apart.</summary>
    public bool ShowsSections => Query.Filter is { Sort: null or { By: LedgerSort.Number }, Section: null };
}
