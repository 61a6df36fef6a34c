using System.Collections.Immutable;
using IpStrategy.Application;
using IpStrategy.Application.Approvals;
using IpStrategy.Domain.Agencies;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Calendar;

namespace IpStrategy.Web.Pages.WorkItems;

/// <summary>The filters of the to-do list as they stand in the address; what is not understood is left out.</summary>
public sealed record TodoQuery(WorkItemFilter Filter)
{
    public const int PageSize = 50;

    public static TodoQuery From(IQueryCollection query)
    {
        var state = query["state"] == "done" ? WorkItemListState.Done : WorkItemListState.Open;
        var filter = new WorkItemFilter(
            query["scope"].ToString() switch
            {
                "agency" => WorkItemScope.Agency,
                "all" => WorkItemScope.All,
                "copied" => WorkItemScope.Copied,
                _ => WorkItemScope.Mine,
            },
            state,
            PageSize,
            Step: StepRules.Find(query["step"].ToString())?.Step,
            Light: state == WorkItemListState.Open ? LightOf(query["light"]) : null,
            Agency: query["agency"].ToString() is { Length: > 0 } agency ? agency : null,
            Sort: SortText.Read<WorkItemSort>(query["sort"])
        );
        if (filter is { State: WorkItemListState.Open, Sort.By: WorkItemSort.Closed })
        {
            filter = filter with { Sort = null };
        }
        filter = filter with { IsBundled = filter is { Scope: WorkItemScope.Mine, State: WorkItemListState.Open } };
        var after = query["after"].ToString();
        return new(filter.Gave(after) ? filter with { After = after } : filter);
    }

    public bool IsDone => Filter.State == WorkItemListState.Done;

    public bool IsNarrowed => Filter is not { Scope: WorkItemScope.Mine, Step: null, Light: null, Agency: null };

    public string ScopeValue => Words.Of(Filter.Scope);

    /// <summary>The sort in force, whether asked for or the usual one.</summary>
    public string SortValue => Filter.Sort is { } sort ? SortText.Of(sort) : UsualSort;

    public string UsualSort => IsDone ? "-closed" : "due";

    /// <summary>The address of a list like this one.</summary>
    public string Address
    {
        get
        {
            var parts = new List<string>();
            Add(parts, "state", IsDone ? "done" : null);
            Add(parts, "scope", Filter.Scope == WorkItemScope.Mine ? null : ScopeValue);
            Add(parts, "step", Filter.Step);
            Add(parts, "light", Filter.Light is { } light ? Words.Of(light) : null);
            Add(parts, "agency", Filter.Agency);
            Add(parts, "sort", SortValue == UsualSort ? null : SortValue);
            Add(parts, "after", Filter.After);
            return parts.Count == 0 ? "/" : "/?" + string.Join('&', parts);
        }
    }

    /// <summary>A list with another filter, from its first page.</summary>
    public TodoQuery With(Func<WorkItemFilter, WorkItemFilter> change) => new(change(Filter) with { After = null });

    public string SortedBy(string sort) => With(f => f with { Sort = SortText.Read<WorkItemSort>(sort) }).Address;

    private static StatusLight? LightOf(string? text)
    {
        foreach (var light in Enum.GetValues<StatusLight>())
        {
            if (Words.Of(light) == text)
            {
                return light;
            }
        }
        return null;
    }

    private static void Add(List<string> parts, string name, string? value)
    {
        if (value is not null)
        {
            parts.Add($"{name}={Uri.EscapeDataString(value)}");
        }
    }
}

/// <param name="Agencies">Those the filter offers; none to who sees one body only.</param>
public sealed record TodoModel(TodoQuery Query, Page<WorkItemView> Page, Actor Actor, ImmutableArray<Agency> Agencies)
{
    private static readonly ImmutableArray<string> InOrder =
    [
        StepRules.Acknowledge,
        StepRules.DraftPlan,
        StepRules.NameAgencies,
        StepRules.Reply,
        StepRules.AnswerNonConcur,
        StepRules.Consolidate,
        StepRules.Countersign,
        StepRules.LeaderSign,
        StepRules.OfficeCheck,
        StepRules.DirectorSign,
        StepRules.DeputySign,
        StepRules.Convene,
        StepRules.DecideImpasse,
        StepRules.ApplyForCompletion,
    ];

    public ImmutableArray<string> Steps => InOrder;

    /// <summary>What is overdue with others and this reader answers for or looks after; null where he has nothing to do with it.</summary>
    public OverdueElsewhere? Overdue { get; init; }

    public bool IsAdministrator =>
        Actor.Post is Post.SystemAdministrator or Post.SecurityAdministrator or Post.AuditAdministrator;
}
