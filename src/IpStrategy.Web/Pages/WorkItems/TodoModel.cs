using System.Collections.Immutable;
using IpStrategy.Application.Approvals;
using IpStrategy.Domain.Approvals;

namespace IpStrategy.Web.Pages.WorkItems;

/// <summary>The filters of the to-do list as they stand in the address; what is not understood is left out.</summary>
public sealed record TodoQuery(WorkItemListState State, WorkItemScope Scope, string? Step, string? After)
{
    public const int PageSize = 50;

    public static TodoQuery From(IQueryCollection query) =>
        new(
            query["state"] == "done" ? WorkItemListState.Done : WorkItemListState.Open,
            query["scope"].ToString() switch
            {
                "agency" => WorkItemScope.Agency,
                "all" => WorkItemScope.All,
                _ => WorkItemScope.Mine,
            },
            StepRules.Find(query["step"].ToString())?.Step,
            query["after"].ToString() is { Length: > 0 } after && MyWorkItems.IsMark(after) ? after : null
        );

    public bool IsDone => State == WorkItemListState.Done;

    public bool IsNarrowed => Step is not null || Scope != WorkItemScope.Mine;

    public WorkItemFilter Filter => new(Scope, State, PageSize, After, Step);

    public string ScopeValue => Scope.ToString().ToLowerInvariant();

    /// <summary>The address of a list like this one.</summary>
    public string Address
    {
        get
        {
            var parts = new List<string>();
            Add(parts, "state", IsDone ? "done" : null);
            Add(parts, "scope", Scope == WorkItemScope.Mine ? null : ScopeValue);
            Add(parts, "step", Step);
            Add(parts, "after", After);
            return parts.Count == 0 ? "/" : "/?" + string.Join('&', parts);
        }
    }

    private static void Add(List<string> parts, string name, string? value)
    {
        if (value is not null)
        {
            parts.Add($"{name}={Uri.EscapeDataString(value)}");
        }
    }
}

public sealed record TodoModel(TodoQuery Query, Page<WorkItemView> Page, Actor Actor)
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

    public bool IsAdministrator =>
        Actor.Post is Post.SystemAdministrator or Post.SecurityAdministrator or Post.AuditAdministrator;
}
